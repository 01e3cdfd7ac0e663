import { describe, expect, it } from 'vitest'
import { type AnyStateMachine, initialTransition, transition } from 'xstate'
import { getShortestPaths, type SerializedSnapshot } from 'xstate/graph'
import type { Judgement, ParticipantSummary } from '../../src/dlt/participant.ts'
import type { Emitted } from '../../src/machines/emitted.ts'
import {
  adverseEvent,
  attributed,
  died,
  ended,
  enrolled,
  followedUp,
  infused,
  peaked,
  regraded,
  screened,
  withdrew,
} from '../../src/testing/index.ts'
import { untaken } from '../support/transitions.ts'
import { machines, machinesWith } from '../support/trial.ts'

type Event = { type: string; [key: string]: unknown }

type Serial = (state: { value: unknown; context: unknown }) => string
const byValue: Serial = ({ value }) => JSON.stringify(value)

/** Every state that the events can reach, with the shortest way there. What a state depends on beside its value is in `serial`. */
function shortest(machine: AnyStateMachine, input: unknown, events: readonly Event[], serial: Serial = byValue) {
  return getShortestPaths(machine, {
    input: input as never,
    events: events as never[],
    serializeState: (state) => serial(state) as SerializedSnapshot,
    limit: 200_000,
  })
}

/** The states, each with the way there. */
const waysTo = (paths: ReturnType<typeof shortest>, named: (event: Event) => string) =>
  paths.map((path) => [
    stateName(path.state.value),
    path.steps
      .slice(1)
      .map((step) => named(step.event as Event))
      .join(' → '),
  ])
const statesOf = (paths: ReturnType<typeof shortest>) => paths.map(({ state }) => state)

const stateName = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value as object)
        .map(([key, inner]) => `${key}: ${stateName(inner)}`)
        .join(', ')

const of = (...happenings: ReturnType<typeof screened>[]): Event[] =>
  happenings.flatMap((happens) => happens('001')) as unknown as Event[]
const lab = (atLeast: number, atMost = atLeast): Event => ({
  type: 'labGraded',
  participant: '001',
  at: '2026-03-05',
  event: 'E',
  term: 'ALT',
  soc: 'Investigations',
  scale: 'ctcae-5.0',
  atLeast,
  atMost,
})
const ofEvent = [
  ...of(adverseEvent('E', 1), attributed('E', 2, 'CAR-T', 'possible'), peaked('E', 9, 3)),
  ...of(...[0, 1, 2, 3, 4, 5].map((grade) => regraded('E', 3, grade))),
  ...of(...(['recovered', 'recoveredWithSequelae', 'fatal'] as const).map((outcome) => ended('E', 9, outcome))),
  lab(0),
  lab(3),
  lab(1, 3),
]
const said = (event: Event) =>
  [event.type.replace('adverseEvent', ''), event.grade ?? event.outcome ?? event.atLeast]
    .filter((part) => part !== undefined)
    .join(' ')

const adverseEvents = shortest(machines.adverseEvent.machine, { scale: 'ctcae-5.0' }, ofEvent)

describe('adverse event: every state can be reached, and this is the shortest way there', () => {
  it.each(waysTo(adverseEvents, said))('%s: %s', (state, way) => {
    expect({ [state!]: way }).toMatchSnapshot()
  })

  it('no state is left out', () =>
    expect(waysTo(adverseEvents, said).map(([state]) => state)).toEqual([
      'notReported',
      'ongoing: gradeNotKnown',
      'resolved',
      'ongoing: grade3',
      'ongoing: grade1',
      'ongoing: grade2',
      'ongoing: grade4',
      'fatal',
      'resolvedWithSequelae',
    ]))

  it('every transition is taken', () =>
    expect(untaken(machines.adverseEvent.machine, statesOf(adverseEvents), ofEvent)).toEqual([]))
})

const news = (grade: number, attribution: object, type = 'graded'): Event => ({
  type,
  participant: '001',
  at: '2026-03-04',
  summary: {
    participant: '001',
    event: 'CRS',
    term: 'Cytokine release syndrome',
    source: 'reported',
    scale: 'ctcae-5.0',
    onset: '2026-03-04',
    course: [{ at: '2026-03-04', atLeast: grade, atMost: grade, as: 'change' }],
    attribution,
  },
})
const adjudicated = (rule: string, is: string): Event => ({
  type: 'adjudicated',
  participant: '001',
  at: '2026-03-18',
  rule,
  is,
  by: 'SRC chair',
  reason: 'reviewed',
})
const ofParticipant: Event[] = [
  ...of(screened(-30), enrolled(-20, '1'), infused('CAR-NK', -10), infused('lymphodepletion', -15)),
  ...of(
    infused('CAR-T', 0, { amount: '1.5e7', unit: 'cells/kg' }),
    infused('CAR-T', 1, { amount: '1.5e7', unit: 'cells/kg' }),
  ),
  ...of(infused('CAR-T', 40, { amount: '1.5e7', unit: 'cells/kg', cycle: 2 })),
  ...of(followedUp(15), followedUp(39), withdrew(10), died(12)),
  { type: 'completed', participant: '001', at: '2026-03-30' },
  news(4, {}),
  news(1, {}),
  news(2, {}, 'gradeChanged'),
  news(1, {}, 'eventChanged'),
  news(1, {}, 'eventEnded'),
  { type: 'timePassed', participant: '001', at: '2026-03-20' },
  adjudicated('DLT-1', 'met'),
  adjudicated('DLT-1', 'not met'),
  adjudicated('evaluability', 'met'),
  { type: 'intervention', participant: '001', at: '2026-03-05', kind: 'oxygen' },
  { type: 'intervention', participant: '001', at: '2026-03-05', kind: 'transfusion', name: 'platelets' },
  { type: 'assessed', participant: '001', at: '2026-03-05', instrument: 'ECOG' },
  { type: 'assessed', participant: '001', at: '2026-03-05', instrument: 'fever', event: 'CRS', value: true },
  { type: 'lesionMeasured', participant: '001', at: '2026-03-05', lesion: 'T1', kind: 'target', longestDiameter: '30' },
  { type: 'progressed', participant: '001', at: '2026-03-05', basis: 'clinical' },
]

const byDosing: Serial = ({ value, context }) => {
  const { doses, adjudications, contact } = (context as { summary: ParticipantSummary }).summary
  const given = [1, 2].map((asked) => doses.filter(({ agent, cycle = 1 }) => agent === 'CAR-T' && cycle === asked))
  const decided = adjudications.length > 1 ? 'more' : adjudications.map(({ rule, is }) => `${rule} ${is}`)
  return JSON.stringify([value, given.map(({ length }) => Math.min(length, 2)), decided, contact ?? ''])
}

/** Windows that close after the first infusion, and open again in the second cycle: what one protocol does not have, another may. */
const { window } = machines.judges.protocol
const again = machinesWith({
  window: { ...window, closes: { ...window.closes, after: window.opens }, alsoCycles: [2] },
})

describe('participant: every state of the journey and every DLT status can be reached', () => {
  const pathsWith = ({ participant: { machine } }: typeof machines) =>
    shortest(machine, { participant: '001' }, ofParticipant, byDosing)
  const paths = pathsWith(machines)
  const reached = statesOf(paths).map(({ value }) => value as { journey: string; dltStatus: string })

  it('the journey', () =>
    expect([...new Set(reached.map(({ journey }) => journey))].sort()).toEqual([
      'dosing',
      'enrolled',
      'followUp',
      'inDltWindow',
      'offStudy',
      'screening',
      'windowClosed',
    ]))
  it('the DLT status', () =>
    expect([...new Set(reached.map(({ dltStatus }) => dltStatus))].sort()).toEqual([
      'clear',
      'dlt',
      'notDosed',
      'notEvaluable',
      'watching',
    ]))
  it('the DLT status is everywhere the one that the judgement gives', () => {
    for (const { value, context } of statesOf(paths))
      expect(value.dltStatus).toBe((context as { judgement: Judgement }).judgement.status.is)
  })
  it('every transition is taken, with one protocol or with another', () => {
    const left = untaken(machines.participant.machine, statesOf(paths), ofParticipant)
    expect(untaken(again.participant.machine, statesOf(pathsWith(again)), ofParticipant, left)).toEqual([])
  })
})

const judged = (is: Judgement['status']['is'], participant = '001'): Event => ({
  type: 'participantJudged',
  participant,
  at: '2026-03-04',
  judgement: {
    status: { is, rules: [], needs: [], why: 'withdrew', replaced: true, saw: '' },
    ...(is === 'notDosed' ? {} : { window: { opens: '2026-03-01' } }),
    rules: [],
    outside: [],
    level: '1',
  },
})
const ofCohort: Event[] = [
  { type: 'participantEnrolled', participant: '001', at: '2026-03-01', level: '1' },
  { type: 'participantEnrolled', participant: '002', at: '2026-03-01', level: '1' },
  ...(['notDosed', 'watching', 'dlt', 'clear', 'notEvaluable'] as const).flatMap((is) => [
    judged(is),
    judged(is, '002'),
    judged(is, '003'),
  ]),
  { type: 'participantMoved', participant: '001', at: '2026-03-05' },
  { type: 'decisionTaken', at: '2026-03-06', decision: 'escalate', level: '2', differs: false },
]

const byCounts: Serial = ({ value, context }) => JSON.stringify([value, context])

describe('cohort: every state can be reached', () => {
  const paths = shortest(machines.cohort.machine, { level: '1' }, ofCohort, byCounts)

  it('waiting, enrolling (sentinel, rest), observing, ready for review, decided', () =>
    expect([...new Set(waysTo(paths, ({ type }) => type).map(([state]) => state))].sort()).toEqual([
      'decided',
      'enrolling: rest',
      'enrolling: sentinel',
      'observing',
      'readyForReview',
      'waiting',
    ]))
  it('every transition is taken', () => expect(untaken(machines.cohort.machine, statesOf(paths), ofCohort)).toEqual([]))
})

const counted = (counts: object): Event => ({
  type: 'cohortChanged',
  at: '2026-03-04',
  level: '1',
  counts: { dosed: 1, settled: 0, dlt: 0, pending: 1, notEvaluable: 0, triggers: 0, triggerOpen: 0, ...counts },
})
const decision = (action: string): Event => ({ type: 'doseDecided', at: '2026-03-10', by: 'SRC', action, level: '1' })
const ofTrial: Event[] = [
  counted({}),
  counted({ triggers: 1 }),
  counted({ settled: 1, pending: 0 }),
  counted({ settled: 2, dlt: 2, pending: 0 }),
  ...['escalate', 'stay', 'suspend', 'stop'].map(decision),
  { type: 'rp2dDeclared', at: '2026-03-11', by: 'SRC', level: '1' },
  { type: 'gateOpened', at: '2026-03-12', by: 'SRC', gate: 'interim-analysis' },
  { type: 'gateOpened', at: '2026-03-13', by: 'SRC', gate: 'ethics-amendment' },
  { type: 'enrollmentResumed', at: '2026-03-14', by: 'SRC', reason: 'reviewed' },
]

describe('trial: every state can be reached', () => {
  const trial = machines.trial.machine
  const serial = (state: { value: unknown; context: unknown }) =>
    JSON.stringify([state.value, (state.context as { gates: unknown }).gates]) as SerializedSnapshot
  it('titration, escalation, RP2D, expansion, suspended, complete', () => {
    const paths = getShortestPaths(trial, { events: ofTrial as never[], serializeState: serial, limit: 20_000 })
    expect([...new Set(paths.map((path) => String(path.state.value)))].sort()).toEqual([
      'complete',
      'escalation',
      'expansion',
      'rp2d',
      'suspended',
      'titration',
    ])
  })

  it('phase IB opens only after both gates', () => {
    const [start] = initialTransition(trial, undefined as never)
    const endsIn = (events: Event[]) =>
      events.reduce((state, event) => transition(trial, state, event as never)[0], start).value
    const [rp2d, interim, ethics] = ofTrial.filter(({ type }) => type === 'rp2dDeclared' || type === 'gateOpened')
    expect(endsIn([rp2d!])).toBe('rp2d')
    expect(endsIn([rp2d!, interim!])).toBe('rp2d')
    expect(endsIn([rp2d!, interim!, ethics!])).toBe('expansion')
  })
})

describe('every fact has an answer in every state: a transition, or an issue', () => {
  const kinds = [
    ['adverse event', machines.adverseEvent, { scale: 'ctcae-5.0' }, ofEvent],
    ['participant', machines.participant, { participant: '001' }, ofParticipant],
    ['cohort', machines.cohort, { level: '1' }, ofCohort],
    ['trial', machines.trial, undefined, ofTrial],
  ] as const
  it.each(kinds)('%s', (_name, { machine, step }, input, events) => {
    const paths = getShortestPaths(machine as AnyStateMachine, {
      input: input as never,
      events: events as never[],
      serializeState: (state) => JSON.stringify(state.value) as SerializedSnapshot,
      limit: 20_000,
    })
    for (const { state } of paths)
      for (const event of events) {
        const [next, emitted] = (
          step as unknown as (s: unknown, e: unknown) => [{ value: unknown; context: unknown }, Emitted[]]
        )(state, event)
        const raised = emitted.some(
          (one) => machine.id === 'trial' || (one.type === 'issueRaised' && one.issue.code === 'outOfPlace'),
        )
        const moved = JSON.stringify(next.value) !== JSON.stringify(state.value)
        const recorded = JSON.stringify(next.context) !== JSON.stringify(state.context)
        expect(
          raised || moved || recorded || isAnsweredByNothing(machine.id, event, state, next),
          `${event.type} in ${stateName(state.value)}`,
        ).toBe(true)
      }
  })
})

/** Where doing nothing is the right answer: the fact changes nothing that the machine holds, or says what it holds already. */
function isAnsweredByNothing(
  machine: string,
  { type }: Event,
  before: { context: unknown },
  after: { context: unknown },
): boolean {
  const nothing: Record<string, readonly string[]> = {
    participant: [
      'died',
      'intervention',
      'assessed',
      'lesionMeasured',
      'progressed',
      'timePassed',
      'screened',
      'followedUp',
      'eventChanged',
      'eventEnded',
      'graded',
      'gradeChanged',
    ],
    cohort: ['decisionTaken', 'participantMoved', 'participantEnrolled', 'participantJudged'],
    trial: ['cohortChanged'],
    adverseEvent: ['adverseEventAttributed', 'adverseEventEnded'],
  }
  return nothing[machine]!.includes(type) && JSON.stringify(before.context) === JSON.stringify(after.context)
}
