import { describe, expect, it } from 'vitest'
import { append } from '../../src/ledger/index.ts'
import { toHtml } from '../../src/reports/html.ts'
import { review } from '../../src/reports/review.ts'
import { toText } from '../../src/reports/text.ts'
import { adverseEvent, dateOf, each, followedUp, lab } from '../../src/testing/index.ts'
import { clean, machines, machinesWith, toCarT, treated } from '../support/trial.ts'
import { textOf } from './reading.ts'

type Happenings = Parameters<typeof each>[1][]

const reviewed = (day: number, happenings: Happenings, trial = machines) => {
  const states = each('001', ...happenings)
  const report = review(
    trial,
    append([], [{ record: 'all', recordedAt: dateOf(day), by: 'site', states: states as never }]),
    { asOf: dateOf(day), software: 'test' },
  )
  const [one] = report.participants
  return { report, one: one!, rule: one!.rules.find(({ rule }) => rule === 'DLT-1')! }
}
const crs = (grade: number) => adverseEvent('Cytokine release syndrome', 3, grade, toCarT)
const words = `ests on no change since the last contact on ${dateOf(4)}`

describe('a grade 3 CRS of day 3 without an end on record, reviewed on day 10', () => {
  const open = [treated('1'), crs(3)]
  it.each([
    ['last contact on day 4: it rests on no change since', [...open, followedUp(4)], dateOf(4)],
    ['no contact besides the report of it: no change since that', open, dateOf(3)],
    ['last contact on day 9, the grade unchanged: was seen to last', [...open, followedUp(9)], undefined],
    ['a result on day 9 is a sign of life as well', [...open, lab('platelets', 9, '200', '10*9/L')], undefined],
    ['grade 4 is a DLT at once, whatever came after', [treated('1'), crs(4), followedUp(4)], undefined],
  ] as [string, Happenings, string | undefined][])('%s', (_, happenings, since) => {
    const { one, rule } = reviewed(10, happenings)
    expect(rule.is).toBe('met')
    expect([rule.unseenSince, one.unseenSince]).toEqual([since, since])
  })

  it('before the 72 h are over nothing rests on it', () =>
    expect(reviewed(5, [...open, followedUp(4)]).rule).not.toHaveProperty('unseenSince'))

  it('is told where the committee looks: needs attention, the participant, their rules, the DLT', () => {
    const { report } = reviewed(10, [...open, followedUp(4)])
    const [page, text] = [toHtml(report), toText(report, { width: 2000 })]
    expect(text).toContain(
      `! The DLT of 001 by DLT-1 (Cytokine release syndrome) r${words}: nothing is on record after it`,
    )
    expect(text).toMatch(new RegExp(`001, level 1: DLT\\. .* R${words}`))
    for (const part of ['matrix', 'participants', 'dlts']) {
      const shown = page.split(`<section id="${part}"`)[1]!.split('</section>')[0]!
      expect(textOf(shown)).toContain(words)
    }
  })

  it('does not change the judgement', () => {
    const [unseen, seen] = [reviewed(10, [...open, followedUp(4)]), reviewed(10, [...open, followedUp(9)])]
    expect(unseen.report.recommendation.headline).toBe(seen.report.recommendation.headline)
    expect(unseen.one.status).toBe('dlt')
  })
})

describe('who counts without a DLT', () => {
  const { evaluability } = machines.judges.protocol
  const byTheClock = machinesWith({ evaluability: { ...evaluability, contactAfterWindow: false } })

  it('seen at the end of the window: rests on what was seen', () =>
    expect(reviewed(40, [clean('1')]).one).not.toHaveProperty('unseenSince'))

  it('where the protocol asks for no contact, and nobody was there: rests on nothing having changed', () => {
    const { one, report } = reviewed(40, [treated('1'), followedUp(4)], byTheClock)
    expect(one).toMatchObject({ status: 'clear', unseenSince: dateOf(4) })
    expect(toText(report, { width: 2000 })).toContain(`! 001 counts without a DLT, which r${words}`)
  })
})

it('is listed among what is taken for granted', () => {
  const { report } = reviewed(10, [treated('1')])
  const assumed = 'a grade that a site recorded holds until it records a change'
  expect(toText(report, { width: 2000 })).toMatch(new RegExp(`Taken for granted: .*${assumed}`))
  expect(textOf(toHtml(report).split('<section id="assumptions"')[1]!)).toContain(assumed)
})
