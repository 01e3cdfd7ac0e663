import { describe, expect, it } from 'vitest'
import { initialTransition } from 'xstate'
import type { StoppingRule } from '../../src/core/stopping.schema.ts'
import { answerStopping } from '../../src/dosing/stopping.ts'
import { firstPhase } from '../../src/machines/trial-context.ts'
import { machines, machinesWith } from '../support/trial.ts'

type Fact = Parameters<typeof machines.trial.step>[1]
type Told = ReturnType<typeof machines.trial.step>[1]
const at = '2026-03-20'
const by = 'SRC'
const { protocol } = machines.judges

const none = { dosed: 0, settled: 0, dlt: 0, pending: 0, notEvaluable: 0, triggers: 0, triggerOpen: 0 }
const counted = (level: string, counts: Partial<typeof none>): Fact => ({
  type: 'cohortChanged',
  at,
  level,
  counts: { ...none, dosed: 1, ...counts },
})
const enrolled = (participant: string, known: object = {}): Fact => ({
  type: 'participantEnrolled',
  participant,
  at,
  ...known,
})
type Status = { readonly is: string; readonly replaced?: boolean }
const judged = (participant: string, { is, replaced = false }: Status, known: object = {}): Fact =>
  ({
    type: 'participantJudged',
    participant,
    at,
    judgement: {
      status: { is, replaced, why: '', needs: [] },
      ...(is === 'notDosed' ? {} : { window: { opens: '2026-03-10' }, dosedAt: '2026-03-10', level: '1' }),
      rules: [],
      outside: [],
      ...known,
    },
  }) as never
const decided = (action: string, level?: string): Fact =>
  ({ type: 'doseDecided', at, by, action, ...(level === undefined ? {} : { level }) }) as never
const died = { safety: { treated: '2026-03-10', counted: { 'STOP-1': { is: 'met', saw: 'died', needs: [] } } } }
const alive = { safety: { treated: '2026-03-10', counted: {} } }
const resumed: Fact = { type: 'enrollmentResumed', at, by, reason: 'reviewed' }

/** Where a trial stands after the facts, and what the last of them told. */
function trialAfter(facts: readonly Fact[], { trial: { machine, step } } = machines) {
  let [state] = initialTransition(machine, undefined as never)
  let told: Told = []
  for (const fact of facts) [state, told] = step(state, fact)
  return { phase: String(state.value), context: state.context, told }
}
const types = (told: Told) => told.map(({ type }) => type)
const issuesOf = (told: Told) => told.flatMap((one) => (one.type === 'issueRaised' ? [one.issue] : []))
const messages = (told: Told) => issuesOf(told).map(({ message }) => message)

describe('the level being treated', () => {
  it.each([
    ['before anybody is dosed: the first', [], 1],
    ['the highest at which somebody is in the window', [counted('1', { settled: 3 }), counted('2', { pending: 1 })], 2],
    ['the highest at which somebody is settled', [counted('1', { settled: 3 }), counted('2', { settled: 1 })], 2],
    ['one who is not evaluable does not count', [counted('1', { settled: 3 }), counted('2', { notEvaluable: 1 })], 1],
    ['as the committee decided', [counted('1', { settled: 3 }), decided('escalate', '2')], 2],
    [
      'from then on only it moves',
      [counted('1', { settled: 3 }), decided('escalate', '2'), counted('3', { pending: 1 })],
      2,
    ],
    ['a decision that names no level leaves it', [counted('2', { settled: 1 }), decided('stay')], 2],
    ['so does one that names an unknown level', [counted('2', { settled: 1 }), decided('escalate', '9')], 2],
    ['back at the first', [counted('2', { settled: 1 }), decided('de-escalate', '1')], 1],
  ] as const)('%s', (_what, facts, level) => {
    const { context } = trialAfter(facts)
    expect([context.current, context.basis.current]).toEqual([level, level])
  })
})

describe('what a decision tells and keeps', () => {
  it('itself, with what it stood on, and the recommendation at the new level', () => {
    const { context, told } = trialAfter([counted('1', { settled: 3 }), decided('escalate', '2')])
    const before = trialAfter([counted('1', { settled: 3 })]).context.basis
    expect(context.decisions).toEqual([{ at, action: 'escalate', level: '2', basis: before }])
    expect(types(told)).toEqual(['decisionTaken', 'doseRecommended'])
  })
  it('no recommendation where nothing changed', () => {
    const facts = [counted('1', { settled: 1 }), decided('stay', '1')]
    expect(types(trialAfter(facts).told)).not.toContain('doseRecommended')
    expect(
      trialAfter([...facts, decided('wait')]).context.decisions.map(({ action, level }) => [action, level]),
    ).toEqual([
      ['stay', '1'],
      ['wait', null],
    ])
  })
  it('what it stood on where that is known', () => {
    const { basis } = trialAfter([]).context
    const [fact] = [{ ...decided('stay', '1'), basis } as Fact]
    expect(trialAfter([counted('1', { settled: 2, dlt: 1 }), fact]).context.decisions[0]!.basis).toBe(basis)
  })
})

describe('the phases of a trial', () => {
  const rp2d: Fact = { type: 'rp2dDeclared', at, by, level: '2' }
  const gate = (id: string): Fact => ({ type: 'gateOpened', at, by, gate: id })
  const gates = protocol.gates.map(({ id }) => gate(id))
  const completed = (cohort: string): Fact => ({ type: 'expansionCompleted', at, cohort, counts: none })
  const cohorts = protocol.expansion!.cohorts.map(completed)
  const held: Fact = { type: 'enrollmentSuspended', at, by, reason: 'a lot under review' }
  it.each([
    ['titration', [], [], []],
    ['titration', [counted('1', { settled: 1 })], ['doseRecommended'], []],
    ['escalation', [counted('1', { settled: 1, dlt: 1 })], undefined, []],
    ['escalation', [counted('1', { settled: 1, triggers: 1 })], undefined, []],
    ['rp2d', [rp2d], ['rp2dDeclared'], []],
    ['rp2d', [rp2d, gates[0]!], ['gateOpened'], []],
    ['expansion', [rp2d, ...gates], ['gateOpened', 'expansionOpened'], []],
    ['expansion', [...gates, rp2d], ['rp2dDeclared', 'expansionOpened'], []],
    ['expansion', [rp2d, ...gates, ...cohorts.slice(1)], [], []],
    ['complete', [rp2d, ...gates, ...cohorts], ['trialCompleted'], []],
    ['complete', [...cohorts, rp2d, ...gates], ['gateOpened', 'expansionOpened', 'trialCompleted'], []],
    ['complete', [decided('stop')], ['decisionTaken', 'trialCompleted'], []],
    [
      'escalation',
      [decided('stop'), decided('stay', '1')],
      ['decisionTaken', 'issueRaised'],
      ['the trial was complete; the decision opens it again'],
    ],
    ['complete', [decided('stop'), decided('wait')], ['decisionTaken'], []],
    ['complete', [decided('stop'), resumed], ['issueRaised'], ['the trial is not in that state']],
    ['complete', [rp2d, decided('stop'), resumed], ['issueRaised'], ['the RP2D is declared (2)']],
    ['rp2d', [decided('stop'), rp2d], ['rp2dDeclared'], []],
    ['titration', [resumed], ['issueRaised'], ['the trial is not in that state']],
    ['suspended', [held], ['trialSuspended'], []],
    ['titration', [held, resumed], ['enrollmentResumed'], []],
    ['suspended', [decided('suspend')], ['decisionTaken', 'trialSuspended'], []],
    ['suspended', [held, held], ['trialSuspended'], []],
    ['suspended', [held, decided('suspend')], ['decisionTaken', 'trialSuspended'], []],
    [
      'suspended',
      [held, decided('stay', '1')],
      ['decisionTaken', 'issueRaised'],
      ['the trial is suspended; enrollment goes on only when somebody resumes it'],
    ],
    ['complete', [held, decided('stop')], ['decisionTaken', 'trialCompleted'], []],
    ['rp2d', [held, rp2d, resumed], ['enrollmentResumed'], []],
    ['titration', [gate('lunch')], ['gateOpened', 'issueRaised'], ['the protocol has no gate "lunch"']],
  ] as const)('%s after %j', (phase, facts, told, says) => {
    const { phase: now, told: heard } = trialAfter(facts)
    expect(now).toBe(phase)
    if (told) expect(types(heard)).toEqual(told)
    expect(messages(heard)).toEqual(says.map((one) => expect.stringContaining(one)))
  })

  it('gates and completed cohorts are kept once, in order', () => {
    const { context } = trialAfter([gate('b'), gate('a'), gate('b'), completed('x'), completed('c'), completed('x')])
    expect([context.gates, context.completed]).toEqual([
      ['a', 'b'],
      ['c', 'x'],
    ])
  })

  it('why it is suspended is kept: by whom and why, by the committee, by which rules', () => {
    const why = (...facts: Fact[]) => trialAfter(facts).context.suspension
    expect(why(held)).toEqual({ at, why: 'SRC: a lot under review', rules: [] })
    expect(why(decided('suspend'))).toEqual({ at, why: 'decided by the committee', rules: [] })
    expect(why(judged('001', { is: 'dlt' }, died))).toMatchObject({ at, rules: ['STOP-1'] })
    expect(why(held, resumed)).toBeNull()
  })

  it('titration is over once the dose is above its cap', () => {
    const cap = Number(protocol.design.options.cap ?? 1)
    const upTo = (level: number) => trialAfter([counted('1', { settled: 1 }), decided('escalate', String(level))]).phase
    expect(upTo(cap)).toBe('titration')
    expect(upTo(cap + 1)).toBe('escalation')
  })

  it.each([
    [{ levels: protocol.levels }, 'titration'],
    [{ levels: protocol.levels, titrationTrigger: undefined }, 'escalation'],
    [{ levels: protocol.levels.slice(0, 1), titrationTrigger: undefined }, 'singleArm'],
    [{ levels: protocol.levels.slice(0, 1) }, 'titration'],
  ])('where a trial starts: $1', (changes, phase) =>
    expect(firstPhase({ ...protocol, ...changes } as never)).toBe(phase),
  )
})

describe('the members of a trial', () => {
  const clear = { is: 'clear' }
  const members = (...facts: Fact[]) => trialAfter(facts).context.members

  it('somebody enrolled: level, cohort and whom they replace, as far as told', () => {
    expect(members(enrolled('001'))).toEqual([{ participant: '001', is: 'notDosed', trigger: 'not met' }])
    expect(members(enrolled('001', { level: '1', expansion: 'gastric', replaces: '009' }))).toEqual([
      { participant: '001', is: 'notDosed', trigger: 'not met', level: '1', expansion: 'gastric', replaces: '009' },
    ])
  })
  it('enrolled again they stand where they stood', () =>
    expect(members(judged('001', clear), enrolled('001', { level: '2' }))).toMatchObject([{ is: 'clear', level: '2' }]))
  it('enrolled again, what is not told again stays', () => {
    const known = { level: '1', expansion: 'gastric', replaces: '009' }
    expect(members(enrolled('001', known), enrolled('001'))).toMatchObject([known])
  })
  it('judged, they keep whom they replace', () => {
    const [one, two] = members(
      enrolled('001', { replaces: '009' }),
      enrolled('002'),
      judged('001', clear),
      judged('002', clear),
    )
    expect(one).toMatchObject({ participant: '001', is: 'clear', replaces: '009' })
    expect(two).not.toHaveProperty('replaces')
  })
  it('everybody has one place', () =>
    expect(
      members(enrolled('001'), enrolled('002'), judged('002', clear), judged('001', clear)).map(
        (one) => one.participant,
      ),
    ).toEqual(['001', '002']))

  it('a replacement that cannot be is asked about', () => {
    const told = trialAfter([enrolled('002', { replaces: '001' })]).told
    expect(messages(told)).toEqual([`replaces 001, who is not a participant on record on ${at}`])
    expect(messages(trialAfter([enrolled('002')]).told)).toEqual([])
  })
  it('so is a phase that the protocol does not have', () => {
    const asked = (phase: string, trial = machines) => messages(trialAfter([enrolled('001', { phase })], trial).told)
    expect(asked(protocol.phase.toUpperCase())).toEqual([])
    expect(asked('IB')).toEqual([])
    expect(asked('III')).toEqual([
      expect.stringContaining('enrolled in phase "III"; the protocol has IA and IB, and counts the participant'),
    ])
    const without = machinesWith({ expansion: undefined } as never)
    expect(asked('IB', without)).toEqual([expect.stringContaining('the protocol has IA, and counts')])
  })

  it('a first dose is looked at once', () => {
    const doses = [enrolled('001'), judged('001', { is: 'watching' }, { level: '9' })]
    expect(messages(trialAfter(doses).told)).toEqual([
      expect.stringContaining('level 9, which the protocol does not have'),
    ])
    expect(messages(trialAfter([...doses, judged('001', clear, { level: '9' })]).told)).toEqual([])
  })
  it('while the trial is suspended, or over, it is urgent', () => {
    const dosed = judged('001', { is: 'watching' })
    const stopped = [decided('stop'), dosed]
    expect(messages(trialAfter([decided('suspend'), dosed]).told)).toContain(
      'urgent: dosed on 2026-03-10 while the trial is suspended',
    )
    expect(messages(trialAfter(stopped).told)).toContain('urgent: dosed on 2026-03-10 while the trial is complete')
    expect(messages(trialAfter([...stopped, judged('001', clear)]).told)).toEqual([])
    expect(messages(trialAfter([decided('stop'), judged('001', { is: 'notDosed' })]).told)).toEqual([])
  })
})

describe('a stopping rule of the whole trial', () => {
  const met = judged('001', { is: 'dlt' }, died)
  it('met: the trial is suspended, and says by whom', () => {
    const { phase, told } = trialAfter([met])
    expect(phase).toBe('suspended')
    expect(types(told)).toEqual(expect.arrayContaining(['stoppingRuleMet', 'trialSuspended']))
  })
  it('who no longer meets a rule that was reviewed, and meets it again, is reviewed anew', () => {
    const unmet = judged('001', { is: 'dlt' }, alive)
    expect(trialAfter([met, resumed, unmet]).context.reviewed).toEqual({ 'STOP-1': [] })
    expect(trialAfter([met, resumed, unmet]).phase).toBe('titration')
    expect(trialAfter([met, resumed, unmet, met]).phase).toBe('suspended')
  })
  it('what was reviewed does not suspend again; somebody else does', () => {
    expect(trialAfter([met, resumed]).phase).toBe('titration')
    expect(trialAfter([met, resumed]).context.reviewed).toEqual({ 'STOP-1': ['001'] })
    expect(trialAfter([met, resumed, judged('002', { is: 'clear' }, alive)]).phase).toBe('titration')
    expect(trialAfter([met, resumed, judged('002', { is: 'dlt' }, died)]).phase).toBe('suspended')
    expect(trialAfter([met, resumed, judged('002', { is: 'dlt' }, died), resumed]).context.reviewed).toEqual({
      'STOP-1': ['001', '002'],
    })
  })
  it.each([
    ['they turn out not to be counted', judged('001', { is: 'dlt' }, alive)],
    ['they were never given cells', judged('001', { is: 'notDosed' })],
  ])('is cleared by name where %s, and the suspension stays', (_what, fact) => {
    const { phase, told } = trialAfter([met, fact])
    expect(types(told)).toContain('stoppingRuleCleared')
    expect(phase).toBe('suspended')
  })
  it('a trial without rules is never suspended by one', () => {
    const unruled = machinesWith({ stopping: undefined } as never)
    const { phase, context } = trialAfter([met], unruled)
    expect([phase, context.stopping]).toEqual(['titration', []])
  })
  it('is asked of the whole trial only where it is not one of a single cohort', () =>
    expect(trialAfter([met]).context.stopping.map(({ rule }) => rule)).toEqual(
      protocol.stopping!.filter(({ over }) => over !== 'expansionCohort').map(({ id }) => id),
    ))
  it('that stands although it was corrected suspends, and says so', () => {
    const stands: Fact = { type: 'suspensionStands', at, rules: ['STOP-1'], why: 'died' }
    const { phase, told, context } = trialAfter([stands])
    expect([phase, types(told)]).toEqual(['suspended', ['trialSuspended', 'stoppingRuleCleared']])
    expect(context.suspension).toEqual({ at, rules: ['STOP-1'], why: 'died' })
    expect(types(trialAfter([decided('suspend'), stands]).told)).toEqual(['trialSuspended', 'stoppingRuleCleared'])
    expect(types(trialAfter([decided('stop'), stands]).told)).toEqual(['trialSuspended', 'stoppingRuleCleared'])
    expect(trialAfter([stands, resumed]).phase).toBe('titration')
  })
})

describe('what the stopping rules answer is always of the members as they stand', () => {
  const rule = (
    id: string,
    over: StoppingRule['over'],
    bound: StoppingRule['bound'],
    counts?: StoppingRule['counts'],
  ) => ({ id, section: 'x', says: id, over, bound, counts: counts ?? { died: {} } }) as StoppingRule
  const rules = [
    rule('STOP-1', 'trial', { atLeast: 1, amongFirst: 1 }),
    rule('STOP-2', 'level', { limit: 0.3, threshold: 0.5 }, { dlt: true }),
    rule('STOP-3', 'doseFinding', { limit: 0.3, threshold: 0.5 }),
  ]
  const ruled = machinesWith({ stopping: rules })
  const counting = (treated: string) => ({
    safety: {
      treated,
      counted: Object.fromEntries(rules.map(({ id }) => [id, { is: 'met', saw: 'died', needs: [] }])),
    },
  })
  const dead = counting('2026-03-10')
  const standings = [
    judged('001', { is: 'watching' }, alive),
    judged('001', { is: 'clear' }, alive),
    judged('001', { is: 'dlt' }, dead),
    judged('001', { is: 'clear' }, dead),
    judged('001', { is: 'dlt' }, { ...dead, level: '2' }),
    judged('001', { is: 'dlt' }, { ...dead, expansion: 'gastric' }),
    judged('001', { is: 'dlt' }, counting('2026-03-12')),
    judged('001', { is: 'notEvaluable' }, alive),
    judged('001', { is: 'notDosed' }),
  ]
  it.each(standings.map((_, i) => i))('whichever way they stood before (%i)', (i) => {
    for (const now of standings) {
      const other = judged('002', { is: 'clear' }, { safety: { treated: '2026-03-11', counted: {} } })
      const { context } = trialAfter([other, standings[i]!, now], ruled)
      expect(context.stopping).toEqual(answerStopping(rules, context.members))
    }
  })
})

describe('somebody dosed at a level that is not known', () => {
  const unknown = judged('002', { is: 'watching' }, { level: undefined })
  const known = judged('002', { is: 'watching' }, { level: '1' })
  const first = counted('1', { settled: 1 })
  const told = (...facts: Fact[]) => {
    const { context, told: heard } = trialAfter([first, ...facts])
    return [context.basis.recommendation.rule.id, types(heard).includes('doseRecommended')]
  }
  it('holds the recommendation until the level is told, and each change is told once', () => {
    const [usual] = told()
    expect(told(unknown)).toEqual(['LEVEL', true])
    expect(told(unknown, unknown)).toEqual(['LEVEL', false])
    expect(told(unknown, known)).toEqual([usual, true])
    expect(told(known)).toEqual([usual, false])
  })
  it('also where the protocol has no stopping rule', () => {
    const unruled = machinesWith({ stopping: undefined } as never)
    expect(trialAfter([first, unknown], unruled).context.basis.recommendation.rule.id).toBe('LEVEL')
  })
})

describe('trials that do not begin with titration', () => {
  const plain = machinesWith({ titrationTrigger: undefined } as never)
  const arm = machinesWith({ titrationTrigger: undefined, levels: protocol.levels.slice(0, 1) } as never)
  const declared: Fact = { type: 'rp2dDeclared', at, by, level: '1' }
  const held: Fact = { type: 'enrollmentSuspended', at, by, reason: 'x' }
  it.each([
    ['escalation', plain],
    ['singleArm', arm],
  ] as const)('%s: counted, suspended, resumed, its RP2D declared', (phase, trial) => {
    const phaseAfter = (...facts: Fact[]) => trialAfter(facts, trial).phase
    expect(phaseAfter()).toBe(phase)
    expect(phaseAfter(counted('1', { settled: 3, dlt: 1 }))).toBe(phase)
    expect(phaseAfter(held)).toBe('suspended')
    expect(phaseAfter(held, resumed)).toBe(phase)
    expect(phaseAfter(judged('001', { is: 'dlt' }, died))).toBe('suspended')
    expect(phaseAfter(judged('001', { is: 'dlt' }, died), resumed)).toBe(phase)
    expect(phaseAfter(declared)).toBe('rp2d')
    expect(phaseAfter(decided('stop'))).toBe('complete')
  })
})
