import { describe, expect, it } from 'vitest'
import { append } from '../../src/ledger/index.ts'
import { toHtml } from '../../src/reports/html.ts'
import type { ReportedGate } from '../../src/reports/reported-eligibility.ts'
import { review } from '../../src/reports/review.ts'
import { toText } from '../../src/reports/text.ts'
import { adverseEvent, dateOf, each, ended, enrolled, followedUp, infused, lab } from '../../src/testing/index.ts'
import { machines, unrelated } from '../support/trial.ts'
import { textOf } from './reading.ts'

type Happenings = Parameters<typeof each>[1][]

const lymphopenia = 'Lymphocyte count decreased'
const lymphocytes = (day: number, value: string, lln: string | undefined = '1.0') =>
  lab('lymphocytes', day, value, '10*9/L', lln === undefined ? {} : { lln })
const prepared = [enrolled(0, '1'), lymphocytes(0, '1.5'), infused('CAR-NK', 5), infused('CAR-NK', 6), followedUp(6)]

const reviewed = (day: number, ...happenings: Happenings) =>
  review(
    machines,
    append(
      [],
      [
        {
          record: 'all',
          recordedAt: dateOf(day),
          by: 'site',
          states: each('001', ...prepared, ...happenings) as never,
        },
      ],
    ),
    { asOf: dateOf(day), software: 'test' },
  )
const gateOf = (report: ReturnType<typeof reviewed>, dose: ReportedGate['dose']) =>
  report.participants[0]!.gates!.filter((gate) => gate.dose === dose).at(-1)!
const nextTells = (...happenings: Happenings) =>
  gateOf(reviewed(14, ...happenings), 'next').notCounted?.map(({ term, grade }) => [term, grade.atLeast, grade.atMost])

describe('the gate to CAR-T asks about events of grade 3 and more; of laboratory results it names, not counted', () => {
  it.each([
    ['grade 4 by the last result, reported by nobody', [lymphocytes(12, '0.1')], [[lymphopenia, 4, 4]]],
    ['grade 3 by the last result', [lymphocytes(12, '0.3')], [[lymphopenia, 3, 3]]],
    ['nothing of grade 2', [lymphocytes(12, '0.6')], undefined],
    ['nothing that was over by the last result', [lymphocytes(8, '0.1'), lymphocytes(12, '1.2')], undefined],
    [
      'nothing that was reported with such a grade, related or not',
      [lymphocytes(12, '0.1'), adverseEvent(lymphopenia, 12, 4, unrelated)],
      undefined,
    ],
    [
      'what was reported with a lower grade',
      [lymphocytes(12, '0.1'), adverseEvent(lymphopenia, 12, 2, unrelated)],
      [[lymphopenia, 4, 4]],
    ],
    [
      'what was reported, ended, and came again',
      [adverseEvent(lymphopenia, 8, 4, unrelated), ended(lymphopenia, 9), lymphocytes(12, '0.1')],
      [[lymphopenia, 4, 4]],
    ],
  ] as [string, Happenings, unknown][])('%s', (_, happenings, told) => expect(nextTells(...happenings)).toEqual(told))

  it('says so beside the answer, which it does not change, in both renderings', () => {
    const [plain, report] = [reviewed(14), reviewed(14, lymphocytes(12, '0.1'))]
    expect(gateOf(report, 'next').is).toBe(gateOf(plain, 'next').is)
    const words = `not counted: ${lymphopenia} grade 4 since ${dateOf(12)}, from laboratory results, not reported as an adverse event`
    expect(toText(report, { width: 2000 })).toContain(words)
    expect(textOf(toHtml(report))).toContain(`N${words.slice(1)}`)
    expect(textOf(toHtml(plain))).not.toContain('ot counted: ')
  })
})

describe('the gate of an infusion given', () => {
  const report = reviewed(14, lymphocytes(12, '0.1'), infused('CAR-T', 13), lymphocytes(14, '1.2'))
  it('is held against the results before that infusion, not those after it', () =>
    expect(gateOf(report, 'given').notCounted).toMatchObject([{ term: lymphopenia, since: dateOf(12) }]))
  it('is told on the page, and counted in the summary', () => {
    expect(textOf(toHtml(report))).toContain(`CAR-T cycle 1 infusion 1, not counted: ${lymphopenia} grade 4`)
    expect(toText(report, { width: 2000 })).toContain('Not counted at 1 of them (001): laboratory results of a grade')
  })
})
