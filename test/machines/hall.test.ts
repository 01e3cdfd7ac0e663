import { describe, expect, it } from 'vitest'
import { advanceHall, type Hall, type HallDecision, startHall } from '../../src/machines/hall.ts'
import { isNews, isStanding, placeOfStanding, stillStands } from '../../src/machines/hall-news.ts'
import type { LaneEmitted } from '../../src/machines/lane.ts'
import { outOfPlace } from '../../src/machines/out-of-place.ts'
import { suspensionThatStands } from '../../src/machines/standing-suspension.ts'
import { machines, machinesWith } from '../support/trial.ts'

const at = '2026-03-20'
const { protocol } = machines.judges
const enrolled = (participant: string, known: object = {}): LaneEmitted => ({
  type: 'participantEnrolled',
  participant,
  at,
  ...known,
})
const judged = (participant: string, is: string, known: object = {}): LaneEmitted =>
  ({
    type: 'participantJudged',
    participant,
    at,
    judgement: {
      status: { is, replaced: false, why: '', needs: [] },
      window: { opens: '2026-03-10' },
      rules: [],
      outside: [],
      ...known,
    },
  }) as never
type Step = readonly LaneEmitted[] | HallDecision
function hallAfter(steps: readonly Step[], trial = machines) {
  let hall = startHall(trial)
  let emitted: ReturnType<typeof advanceHall>[1] = []
  for (const step of steps) [hall, emitted] = advanceHall(trial, hall, step)
  const where = (all: Hall['cohorts'] | Hall['expansion']) =>
    Object.fromEntries(
      Object.entries(all)
        .map(([name, { context }]) => [name, Object.keys(context.participants)] as const)
        .filter(([, participants]) => participants.length > 0),
    )
  return { hall, emitted, levels: where(hall.cohorts), expansion: where(hall.expansion) }
}
const rp2d: HallDecision = { type: 'rp2dDeclared', at, by: 'SRC', level: '2' }
const counting = machinesWith({ expansion: { ...protocol.expansion!, countsForDose: true } })
const apart = machinesWith({ expansion: { ...protocol.expansion!, countsForDose: false } })

describe('where somebody counts', () => {
  it.each([
    ['at the level enrolled for', [[enrolled('001', { level: '1' })]], { '1': ['001'] }, {}],
    ['nowhere while the level is not known', [[enrolled('001')]], {}, {}],
    ['at the level judged at', [[judged('001', 'clear', { level: '2' })]], { '2': ['001'] }, {}],
    [
      'at one level only',
      [[enrolled('001', { level: '1' })], [judged('001', 'clear', { level: '2' })]],
      { '2': ['001'] },
      {},
    ],
    [
      'others stay',
      [[enrolled('001', { level: '1' }), enrolled('002', { level: '1' })], [judged('001', 'clear', { level: '2' })]],
      { '1': ['002'], '2': ['001'] },
      {},
    ],
    ['in an expansion cohort', [[enrolled('001', { level: '1', expansion: 'gastric' })]], {}, { gastric: ['001'] }],
    [
      'in one expansion cohort only',
      [[enrolled('001', { expansion: 'gastric' })], [judged('001', 'clear', { expansion: 'other' })]],
      {},
      { other: ['001'] },
    ],
    [
      'in the expansion and no more at a level',
      [[enrolled('001', { level: '1' })], [judged('001', 'clear', { level: '1', expansion: 'gastric' })]],
      {},
      { gastric: ['001'] },
    ],
    [
      'at a level and no more in the expansion',
      [[enrolled('001', { expansion: 'gastric' })], [judged('001', 'clear', { level: '1' })]],
      { '1': ['001'] },
      {},
    ],
    ['in a cohort that the protocol does not have: nowhere', [[enrolled('001', { expansion: 'lunar' })]], {}, {}],
    ['in a cohort that is not known: nowhere', [[enrolled('001', { expansion: null })]], {}, {}],
  ] as const)('%s', (_what, steps, levels, expansion) => {
    const hall = hallAfter(steps, apart)
    expect([hall.levels, hall.expansion]).toEqual([levels, expansion])
    expect(hall.hall.trial.context.members.map(({ participant }) => participant)).toContain('001')
  })

  it('of the expansion at its level, or the RP2D, where the protocol counts it for the dose', () => {
    const inExpansion = { expansion: 'gastric' }
    expect(hallAfter([[judged('001', 'clear', { ...inExpansion, level: '1' })]], counting).levels).toEqual({
      '1': ['001'],
    })
    expect(hallAfter([rp2d, [judged('001', 'clear', inExpansion)]], counting).levels).toEqual({ '2': ['001'] })
    expect(hallAfter([[judged('001', 'clear', inExpansion)]], counting).levels).toEqual({})
    expect(hallAfter([rp2d, [judged('001', 'clear', inExpansion)]], apart).levels).toEqual({})
  })

  it('other news of a participant moves nothing', () =>
    expect(hallAfter([[{ type: 'participantCleared', participant: '001', at }]])).toMatchObject({
      emitted: [],
      levels: {},
    }))
})

describe('who hears what', () => {
  const stay: HallDecision = { type: 'doseDecided', at, by: 'SRC', action: 'stay', level: '1' }
  const cohortHeld: HallDecision = { type: 'enrollmentSuspended', at, by: 'SRC', reason: 'x', cohort: 'gastric' }
  const gates = protocol.gates.map(({ id }): HallDecision => ({ type: 'gateOpened', at, by: 'SRC', gate: id }))

  it('a dose decision: every cohort', () => {
    const { hall } = hallAfter([
      [judged('001', 'clear', { level: '1' }), judged('002', 'watching', { level: '2' })],
      stay,
    ])
    expect(Object.values(hall.cohorts).map(({ value }) => value)).toEqual(['decided', 'decided'])
  })
  it('news of a participant elsewhere leaves a cohort as it was decided', () => {
    const steps = [[judged('001', 'clear', { level: '1' })], stay, [judged('002', 'watching', { level: '2' })]]
    expect(hallAfter(steps).hall.cohorts['1']!.value).toBe('decided')
  })
  it('the gates open: every expansion cohort', () => {
    const { hall } = hallAfter([rp2d, ...gates])
    expect(Object.values(hall.expansion).map(({ value }) => value)).toEqual(['open', 'open', 'open', 'open'])
  })
  it('a decision about one expansion cohort: that cohort alone', () => {
    const { hall } = hallAfter([rp2d, ...gates, cohortHeld])
    expect(hall.expansion.gastric!.value).toBe('held')
    expect(hall.expansion.other!.value).toBe('open')
    expect(hall.trial.value).toBe('expansion')
  })
  it('about a cohort that the protocol does not have: the trial', () =>
    expect(hallAfter([{ ...cohortHeld, cohort: 'lunar' }]).hall.trial.value).toBe('suspended'))
  it('a cohort that is complete: the trial', () => {
    const closed = protocol.expansion!.cohorts.map(
      (cohort): HallDecision => ({ type: 'cohortClosed', at, by: 'SRC', reason: 'enough', cohort }),
    )
    const { hall, emitted } = hallAfter([rp2d, ...gates, ...closed])
    expect(hall.trial.value).toBe('complete')
    expect(emitted.map(({ type }) => type)).toContain('trialCompleted')
  })
  it('what is told comes in the order in which it was heard', () =>
    expect(hallAfter([[judged('001', 'clear', { level: '1' })]]).emitted.map(({ type }) => type)).toEqual([
      'cohortChanged',
      'cohortReadyForReview',
      'doseRecommended',
    ]))
  it('a trial without expansion has no such cohorts', () =>
    expect(startHall(machinesWith({ expansion: undefined } as never)).expansion).toEqual({}))
})

describe('of what a late fact makes the trial tell again', () => {
  const told = (type: string, known: object = {}) => ({ type, at, ...known }) as never
  it.each([
    ['doseRecommended', false, true],
    ['cohortChanged', false, false],
    ['expansionChanged', false, false],
    ['cohortReadyForReview', true, true],
    ['enrollmentHeld', true, true],
    ['trialSuspended', true, false],
  ])('%s is news on the way: %s; as it stands in the end: %s', (type, news, standing) =>
    expect([isNews(told(type)), isStanding(told(type))]).toEqual([news, standing]),
  )
  it('the later of two in one place counts', () => {
    const place = (type: string, known?: object) => placeOfStanding(told(type, known))
    expect(place('cohortReadyForReview', { level: '1' })).not.toBe(place('cohortReadyForReview', { level: '2' }))
    expect(place('enrollmentHeld', { by: 'STOP-1' })).not.toBe(place('enrollmentHeld', { by: 'sentinel' }))
    expect(place('doseRecommended')).toBe(place('doseRecommended'))
  })
  it('a cohort is ready only while it is', () => {
    const ready = (facts: readonly Step[]) =>
      stillStands(hallAfter(facts).hall, told('cohortReadyForReview', { level: '1' }))
    expect(ready([[judged('001', 'clear', { level: '1' })]])).toBe(true)
    expect(ready([[judged('001', 'watching', { level: '1' })]])).toBe(false)
    expect(ready([])).toBe(false)
  })
  it('a hold stands while it is still said; that of one cohort, and anything else, as it was told', () => {
    const hold = { by: 'sentinel', why: '14 days', until: '2026-03-24' }
    const hall = { trial: { context: { held: [{ by: 'other' }, hold] } }, cohorts: {} } as never
    expect(stillStands(hall, told('enrollmentHeld', hold))).toBe(true)
    for (const other of [{ by: 'x' }, { why: 'x' }, { until: 'x' }])
      expect(stillStands(hall, told('enrollmentHeld', { ...hold, ...other }))).toBe(false)
    expect(stillStands(hall, told('enrollmentHeld', { by: 'x', cohort: 'gastric' }))).toBe(true)
    expect(stillStands(hall, told('doseRecommended'))).toBe(true)
  })
})

describe('a suspension by a rule that a late fact would have undone', () => {
  const hall = (value: string, rules?: readonly string[]) =>
    ({ trial: { value, context: { suspension: rules ? { at, why: 'died', rules } : null } } }) as never
  const suspended = hall('suspended', ['STOP-1'])
  const on = hall('escalation')
  it('stands', () =>
    expect(suspensionThatStands(suspended, on, [], at)).toEqual({
      type: 'suspensionStands',
      at,
      rules: ['STOP-1'],
      why: 'died',
    }))
  it.each([
    ['the trial is suspended all the same', suspended, suspended, []],
    ['the trial is over', suspended, hall('complete'), []],
    ['somebody let it go on', suspended, on, [{ type: 'enrollmentResumed' }]],
    ['it was by decision', hall('suspended', []), on, []],
    ['there was none', on, on, []],
    ['it was over before', hall('rp2d', ['STOP-1']), on, []],
  ])('nothing where %s', (_what, before, after, told) =>
    expect(suspensionThatStands(before, after, told as never, at)).toBeUndefined(),
  )
})

describe('a fact out of place', () => {
  it('says what, when, whose and which record, as far as known, and how things stand', () => {
    expect(outOfPlace({ type: 'dosed', at, participant: '001', id: 'r1' }, 'in screening')).toEqual({
      type: 'issueRaised',
      at,
      issue: {
        code: 'outOfPlace',
        severity: 'query',
        where: { participant: '001', record: 'r1' },
        message: `"dosed" on ${at} is not expected: in screening`,
      },
    })
    expect(outOfPlace({ type: 'dosed' }, 'x')).toMatchObject({
      at: '',
      issue: { message: '"dosed" is not expected: x' },
    })
    expect(outOfPlace({ type: 'dosed' }, 'x').issue.where).toEqual({})
  })
})
