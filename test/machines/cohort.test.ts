import { describe, expect, it } from 'vitest'
import { initialTransition } from 'xstate'
import { cases } from '../../src/testing/index.ts'
import { machines } from '../support/trial.ts'

const { machine, step } = machines.cohort
type Fact = Parameters<typeof step>[1]

/** "001 enrolled", "001 watching", "001 clear late" (dosed on 9 March instead of the 2nd), "001 moved", "decision". */
function factOf(words: string): Fact {
  const [participant = '', is = '', dosed = ''] = words.trim().split(' ')
  const at = '2026-03-20'
  if (participant === 'decision')
    return { type: 'decisionTaken', at, decision: 'stay', level: '1', differs: false, basis: {} as never }
  if (is === 'moved') return { type: 'participantMoved', participant, at }
  if (is === 'enrolled') return { type: 'participantEnrolled', participant, at, level: '1' }
  const opens = is === 'notDosed' ? undefined : dosed === 'late' ? '2026-03-09' : '2026-03-02'
  const judgement = {
    status: { is, replaced: true, why: '', needs: [] },
    ...(opens === undefined ? {} : { window: { opens }, dosedAt: opens }),
    ...(dosed === 'triggered' ? { trigger: { is: 'met' } } : dosed === 'untold' ? { trigger: { is: 'unknown' } } : {}),
    rules: [],
    outside: [],
  }
  return { type: 'participantJudged', participant, at, judgement: judgement as never }
}

/** Where the cohort of level 1 stands after the facts, and what the last of them told. */
function cohortAfter(facts: string) {
  let [state] = initialTransition(machine, { level: '1' })
  let told: ReturnType<typeof step>[1] = []
  for (const words of facts.split(',')) [state, told] = step(state, factOf(words))
  const { value } = state
  return { stands: typeof value === 'string' ? value : Object.values(value).join(), told, state }
}

describe('a cohort: what it waits for after each fact, and what is told of the last', () => {
  it.each(
    cases(`
      facts                                                stands         tells
      001 enrolled                                         sentinel       -
      001 notDosed                                         sentinel       -
      001 moved                                            waiting        -
      decision                                             waiting        -
      001 watching                                         sentinel       cohortChanged
      001 enrolled, 002 enrolled, 001 watching             sentinel       cohortChanged
      001 watching, 002 watching                           observing      cohortChanged
      001 watching, 002 watching, 003 enrolled             rest           -
      001 clear                                            readyForReview  cohortChanged cohortReadyForReview
      001 dlt                                              readyForReview  cohortChanged cohortReadyForReview
      001 notEvaluable                                     readyForReview  cohortChanged cohortReadyForReview
      001 clear, 002 enrolled                              readyForReview  cohortReadyForReview
      001 clear, 002 enrolled, 002 watching                observing      cohortChanged
      001 clear, 002 watching                              observing      cohortChanged
      001 clear, 002 watching, 002 clear                   readyForReview  cohortChanged cohortReadyForReview
      001 clear, 002 watching, 003 enrolled                rest           -
      001 clear, 001 clear                                 readyForReview  -
      001 clear, 001 dlt                                   readyForReview  cohortChanged cohortReadyForReview
      001 clear, 001 moved                                 sentinel       cohortChanged
      001 clear, 002 moved                                 readyForReview  cohortReadyForReview
      001 watching, 002 watching, 001 moved                sentinel       cohortChanged
      001 clear, decision                                  decided        -
      001 watching, decision                               decided        -
      001 watching, 002 watching, decision                 decided        -
      001 clear, decision, decision                        decided        -
      001 clear, decision, 001 clear                       decided        -
      001 clear, decision, 001 dlt                         readyForReview  cohortChanged cohortReadyForReview
      001 clear, decision, 002 enrolled                    readyForReview  cohortReadyForReview
      001 clear, decision, 002 watching                    observing      cohortChanged
      001 clear, decision, 001 moved                       sentinel       cohortChanged
    `),
  )('$facts: $stands, tells $tells', ({ facts, stands, tells }) => {
    const { stands: now, told } = cohortAfter(facts!)
    expect([now, told.map(({ type }) => type)]).toEqual([stands, tells?.split(' ') ?? []])
  })

  it('what it tells is of its own level, when it happened, as the counts now are', () =>
    expect(cohortAfter('001 clear').told).toMatchObject([
      { type: 'cohortChanged', at: '2026-03-20', level: '1', counts: { dosed: 1, settled: 1 } },
      { type: 'cohortReadyForReview', at: '2026-03-20', level: '1', counts: { dosed: 1, settled: 1 } },
    ]))

  it('a fact that is not a cohort’s is out of place', () => {
    const { state } = cohortAfter('001 enrolled')
    expect(step(state, { type: 'dosed', at: '2026-03-20' } as never)[1]).toMatchObject([
      { type: 'issueRaised', at: '2026-03-20', issue: { message: expect.stringContaining('cohort of level 1') } },
    ])
  })

  it('somebody enrolled is kept, not dosed', () =>
    expect(cohortAfter('001 enrolled').state.context.participants).toEqual({
      '001': { is: 'notDosed', trigger: 'open' },
    }))

  it('somebody enrolled again stands where they stood', () =>
    expect(cohortAfter('001 clear, 001 enrolled').state.context.participants['001']?.is).toBe('clear'))
})

describe('the counts of a cohort', () => {
  it.each(
    cases(`
      facts                                dosed  settled  dlt  pending  not evaluable  triggers  trigger open
      001 enrolled, 002 notDosed, 003 watching  1  0       0    1        0              0         0
      001 dlt, 002 clear, 003 watching     3      2        1    1        0              0         0
      001 notEvaluable, 002 clear          2      1        0    0        1              0         0
      001 clear triggered                  1      1        0    0        0              1         0
      001 watching triggered               1      0        0    1        0              1         0
      001 dlt triggered                    1      1        1    0        0              0         0
      001 notEvaluable triggered           1      0        0    0        1              0         0
      001 clear untold                     1      1        0    0        0              0         1
      001 watching untold                  1      0        0    1        0              0         0
    `),
  )('$facts', (row) => {
    const { told } = cohortAfter(row.facts!)
    const changed = told.find((one) => one.type === 'cohortChanged')
    expect(changed).toMatchObject({
      counts: {
        dosed: Number(row.dosed),
        settled: Number(row.settled),
        dlt: Number(row.dlt),
        pending: Number(row.pending),
        notEvaluable: Number(row['not evaluable']),
        triggers: Number(row.triggers),
        triggerOpen: Number(row['trigger open']),
      },
    })
  })

  it.each([
    ['001 clear, 002 clear late', '2026-03-02', '2026-03-09'],
    ['001 clear late, 002 clear', '2026-03-02', '2026-03-09'],
    ['001 clear, 001 clear late', '2026-03-09', '2026-03-09'],
  ])('first and last dose: %s', (facts, firstDose, lastDose) =>
    expect(cohortAfter(facts).told[0]).toMatchObject({ counts: { firstDose, lastDose } }),
  )
})
