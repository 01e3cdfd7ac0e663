import { describe, expect, it } from 'vitest'
import { type AnyStateMachine, initialTransition, transition } from 'xstate'
import { getShortestPaths, type SerializedSnapshot } from 'xstate/graph'
import type { Judgement } from '../../src/dlt/participant.ts'
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
import { machines } from '../support/trial.ts'

type Event = { type: string; [key: string]: unknown }

type Serial = (state: { value: unknown; context: unknown }) => string
const byValue: Serial = ({ value }) => JSON.stringify(value)

/** Every state that the events can reach, with the shortest way there. What a state depends on beside its value is in `serial`. */
function shortest(
  machine: AnyStateMachine,
  input: unknown,
  events: readonly Event[],
  named: (event: Event) => string,
  serial: Serial = byValue,
) {
  return getShortestPaths(machine, {
    input: input as never,
    events: events as never[],
    serializeState: (state) => serial(state) as SerializedSnapshot,
    limit: 200_000,
  }).map((path) => [
    stateName(path.state.value),
    path.steps
      .slice(1)
      .map((step) => named(step.event as Event))
      .join(' → '),
  ])
}

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

describe('adverse event: every state can be reached, and this is the shortest way there', () => {
  it.each(shortest(machines.adverseEvent.machine, { scale: 'ctcae-5.0' }, ofEvent, said))('%s: %s', (state, way) => {
    expect({ [state!]: way }).toMatchSnapshot()
  })

  it('no state is left out', () => {
    const reached = shortest(machines.adverseEvent.machine, { scale: 'ctcae-5.0' }, ofEvent, said).map(
      ([state]) => state,
    )
    expect(reached.sort()).toEqual(
      [
        'fatal',
        'notReported',
        'ongoing: grade1',
        'ongoing: grade2',
        'ongoing: grade3',
        'ongoing: grade4',
        'ongoing: gradeNotKnown',
        'resolved',
        'resolvedWithSequelae',
      ].sort(),
    )
  })
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
const ofParticipant: Event[] = [
  ...of(screened(-30), enrolled(-20, '1'), infused('CAR-NK', -10), infused('lymphodepletion', -15)),
  ...of(
    infused('CAR-T', 0, { amount: '1.5e7', unit: 'cells/kg' }),
    infused('CAR-T', 1, { amount: '1.5e7', unit: 'cells/kg' }),
  ),
  ...of(followedUp(15), withdrew(10), died(12)),
  { type: 'completed', participant: '001', at: '2026-03-30' },
  news(4, {}),
  news(1, {}),
  news(2, {}, 'gradeChanged'),
  news(1, {}, 'eventChanged'),
  news(1, {}, 'eventEnded'),
  { type: 'timePassed', participant: '001', at: '2026-03-20' },
  {
    type: 'adjudicated',
    participant: '001',
    at: '2026-03-18',
    rule: 'DLT-1',
    is: 'not met',
    by: 'SRC chair',
    reason: 'recorded in error',
  },
  { type: 'intervention', participant: '001', at: '2026-03-05', kind: 'oxygen' },
  { type: 'assessed', participant: '001', at: '2026-03-05', instrument: 'ECOG' },
  { type: 'lesionMeasured', participant: '001', at: '2026-03-05', lesion: 'T1', kind: 'target', longestDiameter: '30' },
  { type: 'progressed', participant: '001', at: '2026-03-05', basis: 'clinical' },
]

const byDosing: Serial = ({ value, context }) => {
  const { summary } = context as {
    summary: { doses: { agent: string; at: string }[]; contact?: string; assigned?: string }
  }
  const given = summary.doses.filter(({ agent }) => agent === 'CAR-T').map(({ at }) => at)
  return JSON.stringify([value, given.length > 2 ? 'more' : given, summary.contact ?? '', summary.assigned ?? ''])
}

describe('participant: every state of the journey and every DLT status can be reached', () => {
  const reached = shortest(
    machines.participant.machine,
    { participant: '001' },
    ofParticipant,
    (event) => event.type,
    byDosing,
  )
  const journeys = new Set(reached.map(([state]) => /journey: (\w+)/.exec(state!)![1]))
  const statuses = new Set(reached.map(([state]) => /dltStatus: (\w+)/.exec(state!)![1]))

  it('the journey', () =>
    expect([...journeys].sort()).toEqual([
      'dosing',
      'enrolled',
      'followUp',
      'inDltWindow',
      'offStudy',
      'screening',
      'windowClosed',
    ]))
  it('the DLT status', () =>
    expect([...statuses].sort()).toEqual(['clear', 'dlt', 'notDosed', 'notEvaluable', 'watching']))
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
  it('waiting, enrolling (sentinel, rest), observing, ready for review, decided', () =>
    expect(
      shortest(machines.cohort.machine, { level: '1' }, ofCohort, (event) => event.type, byCounts)
        .map(([state]) => state)
        .filter((state, i, all) => all.indexOf(state) === i)
        .sort(),
    ).toEqual(['decided', 'enrolling: rest', 'enrolling: sentinel', 'observing', 'readyForReview', 'waiting']))
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
