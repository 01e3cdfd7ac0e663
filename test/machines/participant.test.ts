import { describe, expect, it } from 'vitest'
import { initialTransition } from 'xstate'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { judge } from '../../src/dlt/participant.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { machines, machinesWith } from '../support/trial.ts'
import { answered } from '../support/trial-courses.ts'

const { machine, step } = machines.participant
type Fact = Parameters<typeof step>[1]

const summary = (event: string, term: string, grade: number, day: number, known: object = {}) => ({
  participant: '001',
  event,
  term,
  source: 'reported',
  scale: 'ctcae-5.0',
  onset: dateOf(day),
  course: [{ at: dateOf(day), atLeast: grade, atMost: grade, as: 'change' }],
  attribution: { 'CAR-T': 'probable', 'CAR-NK': 'unrelated' },
  ...known,
})
const ended = (one: object, day: number) => ({ ...one, ended: { at: dateOf(day), outcome: 'recovered' } })
const carT = {
  type: 'dosed',
  agent: 'CAR-T',
  amount: '1.5e7',
  planned: '1.5e7',
  unit: 'cells/kg',
  cycle: 1,
  level: '1',
}

/** What the words of a row stand for; each is followed by its day: "dosed 0", "CRS4 3". */
const facts: Readonly<Record<string, (day: number) => object>> = {
  screened: () => ({ type: 'screened', age: 60 }),
  enrolled: () => ({ type: 'enrolled', level: '1' }),
  dosed: () => carT,
  NK: () => ({ type: 'dosed', agent: 'CAR-NK' }),
  seen: () => ({ type: 'followedUp' }),
  time: () => ({ type: 'timePassed' }),
  withdrew: () => ({ type: 'withdrew' }),
  died: () => ({ type: 'died' }),
  completed: () => ({ type: 'completed' }),
  CRS4: (day) => ({ type: 'graded', summary: summary('CRS', 'Cytokine release syndrome', 4, day) }),
  CRS3: (day) => ({ type: 'gradeChanged', summary: summary('CRS', 'Cytokine release syndrome', 3, day) }),
  CRS0: (day) => ({ type: 'eventEnded', summary: ended(summary('CRS', 'Cytokine release syndrome', 3, day - 2), day) }),
  nausea: (day) => ({ type: 'graded', summary: summary('N', 'Nausea', 1, day) }),
  /** A manifestation of CRS, named by the event or by its term. */
  fever: (day) => ({ type: 'graded', summary: summary('F', 'Fever', 3, day, { manifestationOf: 'CRS' }) }),
  feverOf: (day) => ({
    type: 'graded',
    summary: summary('F', 'Fever', 3, day, { manifestationOf: 'cytokine release syndrome' }),
  }),
  platelets4: (day) => ({ type: 'graded', summary: summary('P', 'Platelet count decreased', 4, day) }),
  platelets1: (day) => ({
    type: 'gradeChanged',
    summary: {
      ...summary('P', 'Platelet count decreased', 4, 3),
      course: [
        { at: dateOf(3), atLeast: 4, atMost: 4, as: 'change' },
        { at: dateOf(day), atLeast: 1, atMost: 1, as: 'change' },
      ],
    },
  }),
  unmet: () => ({ type: 'adjudicated', rule: 'DLT-1', is: 'not met', by: 'SRC chair', reason: 'recorded in error' }),
  oxygen: () => ({ type: 'intervention', kind: 'oxygen' }),
  platelets: () => ({ type: 'intervention', kind: 'transfusion', name: 'platelets' }),
  ECOG: () => ({ type: 'assessed', instrument: 'ECOG', value: 1 }),
  baseline: () => ({ type: 'assessed', instrument: 'baselineGrade', item: 'Nausea', value: 1 }),
  care: () => ({ type: 'assessed', instrument: 'optimalSupportiveCare', event: 'CRS', value: true }),
  lesion: () => ({ type: 'lesionMeasured', lesion: 'T1', kind: 'target', longestDiameter: '30' }),
  progressed: () => ({ type: 'progressed', basis: 'clinical' }),
}

type Machine = typeof machines.participant

/** Where a participant stands after each of the facts, and what the last of them told. */
function statesAfter(words: string, { machine, step }: Machine = machines.participant) {
  let [state] = initialTransition(machine, { participant: '001' })
  let told: ReturnType<typeof step>[1] = []
  const states = words.split(',').map((one) => {
    const [word = '', day = '0'] = one.trim().split(' ')
    const fact = { participant: '001', at: dateOf(Number(day)), ...facts[word]!(Number(day)) } as unknown as Fact
    ;[state, told] = step(state, fact)
    return state
  })
  return { states, told }
}

function participantAfter(words: string, machine?: Machine) {
  const { states, told } = statesAfter(words, machine)
  const { value, context } = states.at(-1)!
  const { journey, dltStatus } = value as { journey: string; dltStatus: string }
  return { journey, dltStatus, told, context }
}
const saidOf = (told: ReturnType<typeof step>[1]) =>
  told
    .filter(({ type }) => type !== 'participantJudged' && type !== 'dltPending')
    .map(({ type }) => type)
    .join(' ')

describe('a participant: the journey, the DLT status, and what is told of the last fact', () => {
  it.each(
    cases(`
      facts                                             journey       DLT status    told
      screened -30                                      screening     notDosed      -
      enrolled -20                                      enrolled      notDosed      participantEnrolled
      enrolled -20, screened -19                        enrolled      notDosed      issueRaised
      enrolled -20, enrolled -19                        enrolled      notDosed      issueRaised
      enrolled -20, seen -10                            enrolled      notDosed      -
      enrolled -20, NK -10                              dosing        notDosed      -
      enrolled -20, NK -10, screened -9                 dosing        notDosed      issueRaised
      enrolled -20, NK -10, seen -5                     dosing        notDosed      -
      enrolled -20, NK -10, dosed 0                     inDltWindow   watching      -
      seen -10                                          screening     notDosed      -
      dosed 0                                           inDltWindow   watching      issueRaised
      enrolled -20, dosed 0                             inDltWindow   watching      -
      enrolled -20, dosed 0, dosed 1                    inDltWindow   watching      -
      enrolled -20, dosed 0, dosed 1, seen 14           inDltWindow   watching      -
      enrolled -20, dosed 0, dosed 1, seen 15           windowClosed  clear         participantCleared
      enrolled -20, dosed 0, dosed 1, time 15           windowClosed  watching      -
      enrolled -20, dosed 0, dosed 1, seen 15, seen 20  followUp      clear         -
      enrolled -20, dosed 0, dosed 1, seen 15, NK 20    windowClosed  clear         -
      enrolled -20, dosed 0, dosed 1, seen 15, seen 20, NK 30  windowClosed  clear  -
      enrolled -20, dosed 0, CRS4 3                     inDltWindow   dlt           crsEpisodeStarted dltFlagged titrationTriggered
      enrolled -20, dosed 0, CRS4 3, unmet 4            inDltWindow   watching      dltCleared
      enrolled -20, dosed 0, dosed 1, CRS4 3, seen 15   windowClosed  dlt           -
      enrolled -20, dosed 0, dosed 1, nausea 3, seen 15  windowClosed  clear        participantCleared
      enrolled -20, dosed 0, withdrew 3                 offStudy      notEvaluable  participantNotEvaluable
      enrolled -20, dosed 0, dosed 1, seen 15, withdrew 20  offStudy  clear         -
      enrolled -20, dosed 0, completed 3                offStudy      watching      -
      enrolled -20, withdrew -10                        offStudy      notEvaluable  participantNotEvaluable
      enrolled -20, withdrew -10, seen -5               offStudy      notEvaluable  -
      enrolled -20, withdrew -10, screened -5           offStudy      notEvaluable  issueRaised
      enrolled -20, withdrew -10, withdrew -5           offStudy      notEvaluable  issueRaised
      enrolled -20, withdrew -10, died -5               offStudy      notEvaluable  -
      enrolled -20, withdrew -10, dosed 0               offStudy      notEvaluable  issueRaised participantNotEvaluable
      screened -30, withdrew -10                        offStudy      notDosed      -
      screened -30, died -10                            offStudy      notDosed      -
      screened -30, completed -10                       offStudy      notDosed      -
      screened -30, lesion -29                          screening     notDosed      -
      screened -30, progressed -29                      screening     notDosed      -
    `),
  )('$facts: $journey, $told', (row) => {
    const { journey, dltStatus, told } = participantAfter(row.facts!)
    expect([journey, dltStatus, saidOf(told)]).toEqual([row.journey, row['DLT status'], row.told ?? ''])
  })
})

describe('an enrolment tells as much as it was told', () => {
  it.each([
    [{}, {}],
    [{ level: '2' }, { level: '2' }],
    [{ phase: 'IA' }, { phase: 'IA' }],
    [{ replaces: '009' }, { replaces: '009' }],
    [
      { phase: 'IB', cohort: 'gastric' },
      { phase: 'IB', expansion: 'gastric' },
    ],
  ])('%j', (known, told) => {
    const [start] = initialTransition(machine, { participant: '001' })
    const fact = { type: 'enrolled', participant: '001', at: dateOf(0), ...known } as Fact
    const [, emitted] = step(start, fact)
    expect(emitted.filter(({ type }) => type === 'participantEnrolled')).toStrictEqual([
      { type: 'participantEnrolled', participant: '001', at: dateOf(0), ...told },
    ])
  })
})

describe('what is out of place says where the participant stands', () => {
  it.each([
    ['screened -30, dosed 0', 'the participant is in screening'],
    ['enrolled -20, screened -19', 'the participant was enrolled on 2026-02-09 and not yet dosed'],
    ['enrolled -20, NK -10, screened -9', 'the participant was first dosed on 2026-02-19'],
    ['enrolled -20, withdrew -10, dosed 0', 'the participant withdrew on 2026-02-19'],
    ['enrolled -20, died -10, dosed 0', 'the participant died on 2026-02-19'],
    ['enrolled -20, completed -10, dosed 0', 'the participant completed the study on 2026-02-19'],
  ])('%s: %s', (words, standing) => {
    const issue = participantAfter(words).told.find((one) => one.type === 'issueRaised')
    expect(issue).toMatchObject({
      issue: { where: { participant: '001' }, message: expect.stringContaining(standing) },
    })
  })
})

describe('what nobody asks leaves a participant as they were; what somebody asks is kept', () => {
  const dosed = 'enrolled -20, dosed 0, CRS3 2'
  const before = participantAfter(dosed).context

  it.each(['oxygen 3', 'ECOG 3', 'lesion 3', 'progressed 3'])('%s is not kept', (fact) =>
    expect(participantAfter(`${dosed}, ${fact}`).context).toEqual(before),
  )

  it.each([
    ['platelets 3', { supports: [{ at: dateOf(3), product: 'platelets' }] }],
    ['care 3', { findings: { CRS: { optimalSupportiveCare: true } } }],
    ['baseline 3', { baselineGrades: { Nausea: 1 } }],
  ])('%s is', (fact, kept) => expect(participantAfter(`${dosed}, ${fact}`).context.summary).toMatchObject(kept))

  it.each([
    ['enrolled -20, dosed 0, dosed 1, seen 15, seen 20', { contact: dateOf(20) }],
    ['enrolled -20, dosed 0, dosed 1, seen 15, seen 20, NK 30', { now: dateOf(30) }],
  ])('in follow-up too: %s', (words, kept) => expect(participantAfter(words).context.summary).toMatchObject(kept))

  it('an assessment that the protocol requires is kept, however it is spelt', () => {
    const { participant } = machinesWith({ evaluability: { ...protocol.evaluability, assessments: [required] } })
    const { context } = participantAfter(`${dosed}, ECOG 3`, participant)
    expect(context.summary.assessments).toEqual({ ECOG: [dateOf(3)] })
  })
})

const { protocol } = machines.judges
const required = { section: 'x', name: 'ecog', from: 1, to: 20, missed: 'notEvaluable' } as const
const rule = (when: object) =>
  ({ dltRules: [{ id: 'R', section: 'x', says: 'x', when }] }) as unknown as Partial<Protocol>
const held = { grade: { atLeast: 3 }, unresolved: { to: 2, within: { hours: 72 } } }

describe('a fact that changes no answer is passed over, and every judgement is the one that all of the facts give', () => {
  const protocols = {
    NCT07021534: machines,
    'a recovery counts only without platelets': machinesWith(
      rule({
        grade: { atLeast: 4 },
        unresolved: { to: 2, within: { days: 7 } },
        unsupported: { by: ['platelets'], for: { days: 7 } },
      }),
    ),
    'a grade above the baseline': machinesWith(rule({ grade: { atLeast: 1, aboveBaseline: 1 } })),
    'a manifestation of CRS': machinesWith(
      rule({ all: [{ manifestationOf: ['Cytokine release syndrome'] }, { grade: { atLeast: 3 } }] }),
    ),
    'what counts by itself, unless it is a manifestation': machinesWith(
      rule({ all: [{ term: ['Fever'] }, { grade: { atLeast: 3 } }] }),
    ),
    'an assessment required': machinesWith({ evaluability: { ...protocol.evaluability, assessments: [required] } }),
    'two rules, of which one waits': machinesWith({
      dltRules: [...(rule(held).dltRules ?? []), ...protocol.dltRules],
    }),
    'a trigger that waits, and no rule that does': machinesWith({
      ...rule({ grade: { atLeast: 5 } }),
      titrationTrigger: { ...protocol.titrationTrigger!, when: held as never },
    }),
    'a stopping rule that waits, and no other that does': machinesWith({
      ...rule({ grade: { atLeast: 5 } }),
      titrationTrigger: undefined as never,
      stopping: [
        { ...protocol.stopping![0]!, id: 'A', counts: { event: { all: [{ grade: { atLeast: 3 } }, { fact: 'x' }] } } },
        { ...protocol.stopping![0]!, id: 'B', counts: { event: { all: [held as never, { fact: 'y' }] } } },
      ],
    }),
    'no stopping rule': machinesWith({ stopping: undefined as never }),
  }
  const stories = [
    'enrolled -20, dosed 0, dosed 1, CRS3 3, nausea 4, nausea 9, seen 15',
    'enrolled -20, dosed 0, dosed 1, CRS3 3, CRS0 5, nausea 9, seen 15',
    'enrolled -20, NK -10, CRS3 -2, dosed 0, nausea 0, nausea 3, dosed 1, seen 15',
    'enrolled -20, dosed 0, dosed 1, seen 15, CRS3 20, nausea 21, nausea 30',
    'enrolled -20, dosed 0, fever 2, CRS3 3, nausea 9',
    'enrolled -20, dosed 0, feverOf 2, CRS3 3, nausea 9',
    'enrolled -20, dosed 0, fever 2, nausea 3, seen 20',
    'enrolled -20, dosed 0, platelets4 3, platelets 4, platelets1 6, platelets 7, nausea 12, nausea 20',
    'enrolled -20, dosed 0, platelets4 3, platelets1 6, platelets 7, dosed 8, seen 30',
    'enrolled -20, baseline -1, dosed 0, nausea 3, oxygen 4, ECOG 5, dosed 6, seen 30',
    'enrolled -20, dosed 0, ECOG 0, dosed 1, ECOG 5, nausea 16, seen 16, seen 30',
    'enrolled -20, dosed 0, dosed 1, nausea 3, care 4, seen 15, nausea 30',
    'enrolled -20, dosed 0, dosed 1, CRS3 3, platelets 9, seen 12, platelets 16',
  ]
  it.each(
    Object.entries(protocols).flatMap(([name, { participant, judges }]) =>
      stories.map((story) => [name, story, participant, judges.protocol] as const),
    ),
  )('%s: %s', (_name, story, participant, from) => {
    for (const { context } of statesAfter(story, participant).states)
      expect(answered(context.judgement)).toBe(answered(judge(from, context.summary)))
  })
})
