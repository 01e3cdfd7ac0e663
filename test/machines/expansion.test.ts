import { describe, expect, it } from 'vitest'
import { initialTransition } from 'xstate'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import type { Emitted } from '../../src/machines/emitted.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { machines, machinesWith } from '../support/trial.ts'

type Rule = NonNullable<Protocol['stopping']>[number]
type Machine = typeof machines.expansion
type Fact = Parameters<Machine['step']>[1]

const { protocol } = machines.judges
const dlts: Rule = protocol.stopping!.find(({ over }) => over === 'expansionCohort')!
const deaths: Rule = protocol.stopping!.find(({ over }) => over === 'trial')!

/** A gastric cohort of at least `minimum` and at most two, held from its first DLT on unless the bound says otherwise. */
const gastric = (minimum = 1, bound: Rule['bound'] = { atLeast: 1 }): Machine =>
  machinesWith({
    expansion: { ...protocol.expansion!, cohorts: ['gastric'], minimum, maximum: 2 },
    stopping: [deaths, { ...dlts, bound }],
  }).expansion

/** Everybody is dosed on a day of their own: 001 on day 1. */
const doseOf = (participant: string) => dateOf(Number(participant))
const finding = (is: string, saw: string, needs: readonly object[] = []) => ({ is, saw, needs })
const statuses: Readonly<Record<string, object>> = {
  replaced: { is: 'notEvaluable', why: 'withdrew', replaced: true, saw: 'withdrew' },
  notEvaluable: { is: 'notEvaluable', why: 'withdrew', replaced: false, saw: 'withdrew' },
  undosed: { is: 'notEvaluable', why: 'withdrew', replaced: true, saw: 'withdrew' },
  died: { is: 'clear' },
  untold: { is: 'watching', needs: [] },
}
const counted: Readonly<Record<string, object>> = {
  dlt: { [dlts.id]: finding('met', 'CRS grade 4') },
  untold: { [dlts.id]: finding('unknown', 'fever', [{ fact: 'its grade' }]) },
  died: { [deaths.id]: finding('met', 'died') },
}

function judgementOf(participant: string, is: string) {
  const isDosed = is !== 'notDosed' && is !== 'undosed'
  const dosed = doseOf(participant)
  return {
    status: statuses[is] ?? { is, rules: [], needs: [] },
    ...(isDosed ? { window: { opens: dosed }, dosedAt: dosed } : {}),
    rules: [],
    outside: [],
    expansion: 'gastric',
    safety: { ...(isDosed ? { treated: dosed } : {}), counted: counted[is] ?? {} },
  }
}

const at = dateOf(30)
const decision = { at, by: 'SRC chair', reason: 'as the minutes say', cohort: 'gastric' }
const ofCohort: Readonly<Record<string, object>> = {
  opened: { type: 'expansionOpened', at },
  held: { type: 'enrollmentSuspended', ...decision },
  resumed: { type: 'enrollmentResumed', ...decision },
  closed: { type: 'cohortClosed', ...decision },
  dosed: { type: 'dosed', at },
}

/**
 * "opened", "held", "resumed", "closed" by decision; "001 enrolled", "001 moved" elsewhere, or judged: "001 watching", "clear", "dlt",
 * "notDosed", "notEvaluable", "replaced" (not evaluable, another takes the place), "undosed" (so, and never dosed), "untold" (a DLT
 * or not is not known), "died" (which a rule over the whole trial counts).
 */
function factOf(words: string): Fact {
  const [first = '', is] = words.trim().split(' ')
  if (is === undefined) return ofCohort[first] as Fact
  const about = { participant: first, at }
  if (is === 'enrolled') return { type: 'participantEnrolled', ...about, expansion: 'gastric' }
  if (is === 'moved') return { type: 'participantMoved', ...about }
  return { type: 'participantJudged', ...about, judgement: judgementOf(first, is) as never }
}

/** Where the gastric cohort stands after the facts, and what the last of them told. */
function cohortAfter(facts: string, { machine, step }: Machine = gastric()) {
  let [state] = initialTransition(machine, { cohort: 'gastric' })
  let told: readonly Emitted[] = []
  for (const words of facts.split(',')) [state, told] = step(state, factOf(words))
  return { stands: state.value, told, context: state.context }
}

/** What was told, by type; an issue by its code. */
const newsIn = (told: readonly Emitted[]) =>
  told.map((one) => (one.type === 'issueRaised' ? one.issue.code : one.type)).join(' ')

describe('an expansion cohort of one or two: where it stands after each fact, and what is told of the last', () => {
  it.each(
    cases(`
      facts                                                      stands    tells
      001 enrolled                                               closed    -
      001 watching                                               closed    expansionChanged
      001 watching, 002 watching                                 closed    expansionChanged
      001 clear, 002 clear, 003 watching                         closed    expansionChanged
      001 dlt                                                    closed    expansionChanged stoppingRuleMet
      held                                                       closed    enrollmentHeld
      resumed                                                    closed    outOfPlace
      dosed                                                      closed    outOfPlace

      opened                                                     open      -
      001 watching, opened                                       open      -
      001 watching, 002 watching, opened                         full      expansionFull
      001 clear, 002 clear, opened                               complete  expansionCompleted
      001 watching, closed, opened                               complete  expansionCompleted
      001 dlt, opened                                            held      enrollmentHeld
      001 dlt, 002 watching, opened                              held      enrollmentHeld
      001 dlt, 002 clear, opened                                 held      enrollmentHeld
      held, opened                                               held      -
      held, 001 watching, 002 watching, opened                   held      -
      held, 001 clear, 002 clear, opened                         held      -

      opened, opened                                             open      -
      opened, dosed                                              open      outOfPlace
      opened, 001 enrolled                                       open      -
      opened, 001 enrolled, 001 watching                         open      expansionChanged
      opened, 001 watching, 001 watching                         open      -
      opened, 001 watching, 001 moved                            open      expansionChanged
      opened, 001 enrolled, 002 enrolled, 003 enrolled           open      -
      opened, 001 clear                                          open      expansionChanged
      opened, 001 died                                           open      expansionChanged
      opened, 001 watching, 002 watching                         full      expansionChanged expansionFull
      opened, 001 clear, 002 watching                            full      expansionChanged expansionFull
      opened, 001 clear, 002 clear                               complete  expansionChanged expansionCompleted
      opened, 001 clear, 002 notEvaluable                        complete  expansionChanged expansionCompleted
      opened, 001 clear, 002 replaced                            open      expansionChanged
      opened, 001 undosed, 002 clear, 003 watching               full      expansionChanged expansionFull
      opened, 001 dlt                                            held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 watching, 001 dlt                              held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 clear, 002 dlt                                 held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 untold                                         open      expansionChanged enrollmentHeld
      opened, 001 untold, 001 untold                             open      -
      opened, 001 untold, 001 clear                              open      expansionChanged
      opened, held                                               held      enrollmentHeld
      opened, closed                                             complete  outOfPlace expansionCompleted
      opened, 001 watching, closed                               complete  expansionCompleted
      opened, resumed                                            open      outOfPlace

      opened, held, opened                                       held      -
      opened, held, dosed                                        held      outOfPlace
      opened, held, 001 enrolled                                 held      -
      opened, held, 001 moved                                    held      -
      opened, held, 001 notDosed                                 held      -
      opened, held, 001 watching                                 held      dosedOnHold expansionChanged
      opened, held, 001 notDosed, 001 watching                   held      dosedOnHold expansionChanged
      opened, held, 001 watching, 001 clear                      held      expansionChanged
      opened, 001 watching, held, 001 clear                      held      expansionChanged
      opened, held, held                                         held      enrollmentHeld
      opened, held, closed                                       held      outOfPlace
      opened, 001 watching, held, closed                         held      -
      opened, 001 dlt, 001 clear                                 held      expansionChanged stoppingRuleCleared
      opened, 001 dlt, 002 dlt                                   held      dosedOnHold expansionChanged stoppingRuleMet

      opened, held, resumed                                      open      enrollmentResumed
      opened, held, 001 watching, 002 watching, resumed          full      enrollmentResumed expansionFull
      opened, held, 001 clear, 002 clear, resumed                complete  enrollmentResumed expansionCompleted
      opened, 001 watching, held, closed, resumed                complete  enrollmentResumed expansionCompleted
      opened, 001 dlt, resumed                                   open      enrollmentResumed
      opened, 001 dlt, held, resumed                             open      enrollmentResumed
      opened, 001 dlt, resumed, 002 watching                     full      expansionChanged expansionFull
      opened, 001 dlt, resumed, 002 dlt                          held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 dlt, resumed, 002 dlt, resumed                 complete  enrollmentResumed expansionCompleted
      held, opened, resumed                                      open      enrollmentResumed

      opened, 001 watching, 002 watching, opened                 full      -
      opened, 001 watching, 002 watching, dosed                  full      outOfPlace
      opened, 001 watching, 002 watching, resumed                full      outOfPlace
      opened, 001 watching, 002 watching, 003 enrolled           full      -
      opened, 001 watching, 002 watching, 003 notDosed           full      -
      opened, 001 watching, 002 watching, 003 watching           full      dosedOnHold expansionChanged
      opened, 001 watching, 002 watching, 002 clear              full      expansionChanged
      opened, 001 watching, 002 watching, 002 moved              open      expansionChanged
      opened, 001 watching, 002 watching, 002 replaced           open      expansionChanged
      opened, 001 watching, 002 watching, 002 replaced, 003 watching  full  expansionChanged expansionFull
      opened, 001 watching, 002 watching, 001 clear, 002 clear   complete  expansionChanged expansionCompleted
      opened, 001 watching, 002 watching, 002 dlt                held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 clear, 002 watching, 002 dlt                   held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 watching, 002 watching, held                   held      enrollmentHeld
      opened, 001 watching, 002 watching, closed                 complete  expansionCompleted

      opened, 001 clear, 002 clear, opened                       complete  -
      opened, 001 clear, 002 clear, dosed                        complete  outOfPlace
      opened, 001 clear, 002 clear, held                         held      enrollmentHeld
      opened, 001 clear, 002 clear, closed                       complete  -
      opened, 001 clear, 002 clear, resumed                      complete  outOfPlace
      opened, 001 clear, 002 clear, held, 002 replaced           held      expansionChanged
      opened, 001 clear, 002 clear, held, 002 replaced, resumed  open      enrollmentResumed
      opened, 001 clear, 002 clear, closed, 002 replaced         complete  expansionChanged
      opened, 001 dlt, resumed, 001 clear                        open      expansionChanged stoppingRuleCleared
      opened, 001 dlt, resumed, 001 clear, 001 dlt               held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 clear, 002 clear, 003 enrolled                 complete  -
      opened, 001 clear, 002 clear, 003 clear                    complete  dosedOnHold expansionChanged
      opened, 001 clear, 002 clear, 003 watching                 full      dosedOnHold expansionChanged expansionFull
      opened, 001 clear, 002 clear, 002 watching                 full      expansionChanged expansionFull
      opened, 001 clear, 002 clear, 002 replaced                 open      expansionChanged
      opened, 001 clear, 002 clear, 002 moved                    open      expansionChanged
      opened, 001 clear, 002 clear, 002 dlt                      held      expansionChanged stoppingRuleMet enrollmentHeld
      opened, 001 watching, closed, 002 watching                 complete  dosedOnHold expansionChanged
      opened, 001 watching, closed, 001 dlt                      held      expansionChanged stoppingRuleMet enrollmentHeld
    `),
  )('$facts: $stands, tells $tells', ({ facts, stands, tells }) => {
    const { stands: now, told } = cohortAfter(facts!)
    expect([now, newsIn(told)]).toEqual([stands, tells ?? ''])
  })
})

describe('what is told is of the cohort, when it happened, with what it stood on', () => {
  const toldOf = (facts: string) => cohortAfter(facts).told
  const of = { at, cohort: 'gastric' }
  const twoDosed = { dosed: 2, pending: 2, settled: 0, firstDose: dateOf(1), lastDose: dateOf(2) }
  const twoSettled = { dosed: 2, pending: 0, settled: 2 }

  it('full', () =>
    expect(toldOf('opened, 001 watching, 002 watching')).toMatchObject([
      { type: 'expansionChanged', ...of, counts: twoDosed },
      { type: 'expansionFull', ...of, counts: twoDosed },
    ]))
  it('complete', () =>
    expect(toldOf('opened, 001 clear, 002 clear')).toMatchObject([
      { type: 'expansionChanged', ...of, counts: twoSettled },
      { type: 'expansionCompleted', ...of, counts: twoSettled },
    ]))
  it('held by its own rule: who met it, and what was seen', () => {
    const [changed, met, held] = toldOf('opened, 001 dlt')
    expect(changed).toMatchObject({ type: 'expansionChanged', ...of, counts: { dlt: 1 } })
    expect(met).toMatchObject({
      type: 'stoppingRuleMet',
      at,
      answer: { rule: dlts.id, where: 'gastric', met: ['001'] },
    })
    expect(held).toEqual({
      type: 'enrollmentHeld',
      ...of,
      by: dlts.id,
      why: `${dlts.id} is met: 1 of 1 given cells: 001 (CRS grade 4)`,
      needs: [],
    })
  })
  it('held by decision: who decided, and why', () =>
    expect(toldOf('opened, held')).toEqual([
      {
        type: 'enrollmentHeld',
        ...of,
        by: 'SRC chair',
        why: 'SRC chair: as the minutes say',
        needs: [],
      },
    ]))
  it('held because a DLT is not known: what would settle it', () =>
    expect(toldOf('opened, 001 untold').at(-1)).toEqual({
      type: 'enrollmentHeld',
      ...of,
      by: dlts.id,
      why: `${dlts.id} is not known: 0 of 1 given cells: not known: 001 (fever)`,
      needs: [{ fact: '001: its grade' }],
    }))
  it('resumed: who decided, and why', () =>
    expect(toldOf('opened, held, resumed')).toEqual([
      { type: 'enrollmentResumed', ...of, by: 'SRC chair', reason: 'as the minutes say' },
    ]))
  it('a rule no longer met: what is seen now, and what was before', () =>
    expect(toldOf('opened, 001 dlt, 001 clear').at(-1)).toEqual({
      type: 'stoppingRuleCleared',
      at,
      rule: dlts.id,
      why: '0 of 1 given cells; before: 1 of 1 given cells: 001 (CRS grade 4)',
    }))
})

describe('a first dose while the cohort takes nobody is urgent, and says what the cohort was', () => {
  it.each([
    ['held', 'opened, held, 003 watching'],
    ['held', 'opened, 001 dlt, 003 clear'],
    ['full', 'opened, 001 watching, 002 watching, 003 watching'],
    ['complete', 'opened, 001 clear, 002 clear, 003 watching'],
  ])('%s: %s', (state, facts) =>
    expect(cohortAfter(facts).told[0]).toEqual({
      type: 'issueRaised',
      at,
      issue: {
        code: 'dosedOnHold',
        severity: 'error',
        where: { participant: '003' },
        message: `urgent: dosed while expansion cohort gastric is ${state}`,
      },
    }),
  )
})

describe('a decision to close a cohort', () => {
  const issuesOf = (facts: string, machine?: Machine) =>
    cohortAfter(facts, machine).told.flatMap((one) => (one.type === 'issueRaised' ? [one.issue.message] : []))
  const closing = `"cohortClosed" on ${at} is not expected: `
  const ofTwo = gastric(2)

  it('with as many dosed as the protocol asks for at least: nothing is asked', () => {
    expect(issuesOf('opened, 001 watching, closed')).toEqual([])
    expect(issuesOf('opened, 001 watching, held, 002 clear, closed', ofTwo)).toEqual([])
  })
  it('with one fewer: asked, and closed all the same', () => {
    expect(issuesOf('opened, 001 clear, closed', ofTwo)).toEqual([
      `${closing}cohort gastric has 1 dosed, of at least 2`,
    ])
    expect(cohortAfter('opened, 001 clear, closed', ofTwo).stands).toBe('complete')
  })
  it('somebody enrolled and not dosed is not among those dosed', () =>
    expect(issuesOf('opened, 001 enrolled, closed')).toEqual([`${closing}cohort gastric has 0 dosed, of at least 1`]))
  it('of one closed before it opened: asked', () =>
    expect(issuesOf('001 clear, closed, closed')).toEqual([`${closing}cohort gastric was closed already`]))
  it('of one closed already: asked', () =>
    expect(issuesOf('opened, 001 watching, closed, closed')).toEqual([`${closing}cohort gastric was closed already`]))
})

describe('the stopping rules of an expansion cohort', () => {
  it('a rule over the whole trial is not asked here', () =>
    expect(cohortAfter('opened, 001 died').context.answers.map(({ rule }) => rule)).toEqual([dlts.id]))

  it('only who had met a rule when enrollment was resumed is reviewed', () => {
    const ofTheFirst = gastric(1, { atLeast: 1, amongFirst: 1 })
    const unmet = 'opened, held, 001 clear, 002 dlt, resumed'
    expect(cohortAfter(unmet, ofTheFirst).stands).toBe('complete')
    expect(cohortAfter(`${unmet}, 001 moved`, ofTheFirst).stands).toBe('held')
  })
  it('what is not known holds until it is known', () => {
    expect(cohortAfter('opened, 001 untold').context.held).toMatchObject([{ by: dlts.id, cohort: 'gastric' }])
    expect(cohortAfter('opened, 001 untold, 001 clear').context.held).toEqual([])
    expect(cohortAfter('opened, 001 untold, 001 dlt').context.held).toEqual([])
  })
})

describe('who is in the cohort', () => {
  it('somebody enrolled is kept, not dosed', () =>
    expect(cohortAfter('001 enrolled').context.participants).toEqual({ '001': { is: 'notDosed', trigger: 'open' } }))
  it('somebody enrolled again stands where they stood', () =>
    expect(cohortAfter('opened, 001 clear, 001 enrolled').context.participants['001']?.is).toBe('clear'))
  it('somebody judged again stands where they are judged now', () =>
    expect(cohortAfter('opened, 001 watching, 001 clear').context.participants['001']?.is).toBe('clear'))
  it('who moved is gone, and nobody else', () =>
    expect(Object.keys(cohortAfter('001 clear, 002 clear, 001 moved').context.participants)).toEqual(['002']))
})

it('without an expansion in the protocol there is no place to fill: once opened it is complete', () => {
  const { stopping: _, expansion: __, ...without } = protocol
  const none = machinesWith({ ...without, expansion: undefined, stopping: undefined } as never).expansion
  expect(newsIn(cohortAfter('opened', none).told)).toBe('expansionCompleted')
  expect(newsIn(cohortAfter('closed', none).told)).toBe('')
})
