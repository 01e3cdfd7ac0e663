import { describe, expect, it } from 'vitest'
import { initialTransition } from 'xstate'
import { cases, dateOf } from '../../src/testing/index.ts'
import { machines } from '../support/trial.ts'

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
  nausea: (day) => ({ type: 'graded', summary: summary('N', 'Nausea', 1, day) }),
  unmet: () => ({ type: 'adjudicated', rule: 'DLT-1', is: 'not met', by: 'SRC chair', reason: 'recorded in error' }),
  oxygen: () => ({ type: 'intervention', kind: 'oxygen' }),
  platelets: () => ({ type: 'intervention', kind: 'transfusion', name: 'platelets' }),
  ECOG: () => ({ type: 'assessed', instrument: 'ECOG', value: 1 }),
  baseline: () => ({ type: 'assessed', instrument: 'baselineGrade', item: 'Nausea', value: 1 }),
  care: () => ({ type: 'assessed', instrument: 'optimalSupportiveCare', event: 'CRS', value: true }),
  lesion: () => ({ type: 'lesionMeasured', lesion: 'T1', kind: 'target', longestDiameter: '30' }),
  progressed: () => ({ type: 'progressed', basis: 'clinical' }),
}

function participantAfter(words: string) {
  let [state] = initialTransition(machine, { participant: '001' })
  let told: ReturnType<typeof step>[1] = []
  for (const one of words.split(',')) {
    const [word = '', day = '0'] = one.trim().split(' ')
    const fact = { participant: '001', at: dateOf(Number(day)), ...facts[word]!(Number(day)) } as unknown as Fact
    ;[state, told] = step(state, fact)
  }
  const { journey, dltStatus } = state.value as { journey: string; dltStatus: string }
  return { journey, dltStatus, told, context: state.context }
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
