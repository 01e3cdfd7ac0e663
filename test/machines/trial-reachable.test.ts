import { describe, expect, it } from 'vitest'
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition } from 'xstate'
import { getShortestPaths, type SerializedSnapshot } from 'xstate/graph'
import type { Emitted } from '../../src/machines/emitted.ts'
import { untaken } from '../support/transitions.ts'
import { machines, machinesWith } from '../support/trial.ts'

type Event = { readonly type: string; readonly [key: string]: unknown }
type Step = (state: AnyMachineSnapshot, event: Event) => readonly [AnyMachineSnapshot, readonly Emitted[]]

const at = '2026-03-04'
const by = 'SRC'
const counts = { dosed: 1, settled: 0, dlt: 0, pending: 1, notEvaluable: 0, triggers: 0, triggerOpen: 0 }
const counted = (now: object): Event => ({ type: 'cohortChanged', at, level: '1', counts: { ...counts, ...now } })
const judged = (is: string, known: object = {}, participant = '001'): Event => ({
  type: 'participantJudged',
  participant,
  at,
  judgement: {
    status: { is, rules: [], needs: [], why: 'withdrew', replaced: true, saw: '' },
    ...(is === 'notDosed' ? {} : { window: { opens: '2026-03-01' }, dosedAt: '2026-03-01' }),
    rules: [],
    outside: [],
    level: '1',
    ...known,
  },
})
const died = { treated: '2026-03-01', counted: { 'STOP-1': { is: 'met', saw: 'died', needs: [] } } }
const enrolled: Event = { type: 'participantEnrolled', participant: '001', at, level: '1' }
const resumed: Event = { type: 'enrollmentResumed', at, by, reason: 'reviewed' }
const held: Event = { type: 'enrollmentSuspended', at, by, reason: 'a lot under review' }
const decision = (action: string): Event => ({ type: 'doseDecided', at, by, action, level: '1' })

const ofTrial: readonly Event[] = [
  counted({}),
  counted({ triggers: 1 }),
  counted({ settled: 2, dlt: 2, pending: 0 }),
  enrolled,
  judged('watching'),
  judged('dlt', { safety: died }),
  ...['escalate', 'wait', 'suspend', 'stop'].map(decision),
  { type: 'rp2dDeclared', at, by, level: '1' },
  { type: 'gateOpened', at, by, gate: 'interim-analysis' },
  { type: 'gateOpened', at, by, gate: 'ethics-amendment' },
  { type: 'expansionCompleted', at, cohort: 'gastric', counts },
  held,
  resumed,
  { type: 'cohortClosed', at, by, reason: 'x', cohort: 'no such cohort' },
  { type: 'suspensionStands', at, rules: ['STOP-1'], why: 'died' },
]
const inCohort = { expansion: 'gastric', safety: { treated: '2026-03-01', counted: {} } }
const withDlt = {
  expansion: 'gastric',
  safety: { treated: '2026-03-01', counted: { 'STOP-4': { is: 'met', saw: 'CRS', needs: [] } } },
}
const ofExpansion: readonly Event[] = [
  enrolled,
  judged('watching', inCohort),
  judged('clear', inCohort),
  judged('notEvaluable', inCohort),
  judged('dlt', withDlt),
  { type: 'participantMoved', participant: '001', at },
  { type: 'expansionOpened', at },
  held,
  resumed,
  { type: 'cohortClosed', at, by, reason: 'enough', cohort: 'gastric' },
]

const { protocol } = machines.judges
/** One cohort of one, so that a cohort fills and the trial completes; held from its first DLT on. */
const small = machinesWith({
  expansion: { ...protocol.expansion!, cohorts: ['gastric'], minimum: 1, maximum: 1 },
  stopping: protocol.stopping!.map((rule) =>
    'limit' in rule.bound ? { ...rule, bound: { ...rule.bound, limit: 0.1, threshold: 0.5, minimum: 1 } } : rule,
  ),
})
const { titrationTrigger: _, ...untitrated } = protocol
const arm = machinesWith({
  ...untitrated,
  titrationTrigger: undefined,
  levels: [protocol.levels[0]!],
  design: { section: 'x', name: 'none', options: {} },
} as never)
const plain = machinesWith({ titrationTrigger: undefined, design: { section: 'x', name: '3+3', options: {} } } as never)

type Case = {
  readonly name: string
  readonly machine: AnyStateMachine
  readonly step: Step
  readonly input: unknown
  readonly events: readonly Event[]
  /** What a state depends on beside its value. */
  readonly beside: (context: never) => unknown
  readonly states: readonly string[]
}

type Trial = {
  gates: unknown
  rp2d: unknown
  from: string
  stopping: { is: string }[]
  reviewed: object
  completed: unknown[]
}
const besideTrial = ({ gates, rp2d, from, stopping, reviewed, completed }: Trial) => [
  gates,
  rp2d,
  from,
  stopping.map(({ is }) => is),
  reviewed,
  completed,
]
const trial = (name: string, { trial: { machine, step } }: typeof machines, states: readonly string[]): Case => ({
  name,
  machine,
  step: step as never,
  input: undefined,
  events: ofTrial,
  beside: besideTrial as never,
  states,
})

const trials: readonly Case[] = [
  trial('trial with titration', small, ['complete', 'escalation', 'expansion', 'rp2d', 'suspended', 'titration']),
  trial('trial that starts with its main design', plain, ['complete', 'escalation', 'expansion', 'rp2d', 'suspended']),
  trial('trial of one dose', arm, ['complete', 'escalation', 'expansion', 'rp2d', 'singleArm', 'suspended']),
]
const expansionCohort: Case = {
  name: 'expansion cohort',
  machine: small.expansion.machine,
  step: small.expansion.step as never,
  input: { cohort: 'gastric' },
  events: ofExpansion,
  beside: ((context: object) => context) as never,
  states: ['closed', 'complete', 'full', 'held', 'open'],
}

const statesOf = ({ machine, input, events, beside }: Case): readonly AnyMachineSnapshot[] =>
  getShortestPaths(machine, {
    input: input as never,
    events: events as never[],
    serializeState: ({ value, context }) => JSON.stringify([value, beside(context as never)]) as SerializedSnapshot,
    limit: 100_000,
  }).map(({ state }) => state as AnyMachineSnapshot)

const untakenBy = (one: Case, of?: readonly string[]) => untaken(one.machine, statesOf(one), one.events, of)

describe.each([...trials, expansionCohort])('$name', (one) => {
  const reached = statesOf(one)

  it('every state can be reached, and no other', () =>
    expect([...new Set(reached.map(({ value }) => String(value)))].sort()).toEqual(one.states))

  it('every fact in every state ends in a state, a change, news or an issue, or says what is held already', () => {
    for (const state of reached)
      for (const event of one.events) {
        const [next, emitted] = one.step(state, event)
        const said =
          emitted.length > 0 ||
          JSON.stringify([next.value, next.context]) !== JSON.stringify([state.value, state.context])
        const again = !said && knownAlready(one, state, event)
        expect(said || again, `${event.type} in ${String(state.value)}`).toBe(true)
      }
  })

  it('a suspended trial or a held cohort is left only when somebody resumes, stops or closes it', () => {
    for (const state of reached.filter(({ value }) => value === 'suspended' || value === 'held'))
      for (const event of one.events) {
        const [next] = one.step(state, event)
        const isLeft = next.value !== state.value
        const isStop = event.type === 'doseDecided' && event.action === 'stop'
        if (isLeft && !isStop) expect(event.type).toBe('enrollmentResumed')
      }
  })
})

it('trial: every transition is taken, of a trial with titration, without, or of one dose', () => {
  const none: readonly string[] | undefined = undefined
  expect(trials.reduce((left: readonly string[] | undefined, one) => untakenBy(one, left), none)).toEqual([])
})

it('expansion cohort: every transition is taken', () => expect(untakenBy(expansionCohort)).toEqual([]))

/** Facts that say again what the machine holds: taken twice, they would change nothing the second time either. */
const repeating = new Set([
  'participantJudged',
  'participantEnrolled',
  'participantMoved',
  'cohortChanged',
  'expansionOpened',
  'expansionCompleted',
])
const knownAlready = ({ step }: Case, state: AnyMachineSnapshot, event: Event): boolean =>
  repeating.has(event.type) && JSON.stringify(step(state, event)[0].context) === JSON.stringify(state.context)

describe('a resumed trial', () => {
  it.each([
    ['titration', small, []],
    ['escalation', plain, []],
    ['singleArm', arm, []],
    ['rp2d', small, ['rp2dDeclared']],
    ['expansion', small, ['rp2dDeclared', 'gateOpened']],
  ] as const)('goes back to %s', (phase, { trial: { machine, step } }, before) => {
    const events = [...ofTrial.filter(({ type }) => before.some((one) => one === type)), held, resumed]
    const [start] = initialTransition(machine, undefined as never)
    const ways = events.map((_event, i) =>
      events
        .slice(0, i + 1)
        .reduce((state, event) => (step as unknown as Step)(state, event)[0], start as AnyMachineSnapshot),
    )
    expect(ways.slice(-3).map(({ value }) => value)).toEqual([
      ...(events.length > 2 ? [phase] : []),
      'suspended',
      phase,
    ])
  })
})
