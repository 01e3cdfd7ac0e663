import { describe, expect, it } from 'vitest'
import { toHtml } from '../../src/reports/html.ts'
import { hostile, hostileText, report } from './fixture.ts'
import { dlt } from './participants.ts'
import { fixtureWith, textOf } from './reading.ts'

const page = toHtml(report)
const of = (id: string) => textOf(page.split(`<section id="${id}"`)[1]!.split('</section>')[0]!)
const participant = (i: number) =>
  page.split(`<article class="participant" id="participant-${i}"`)[1]!.split('</article>')[0]!

describe('the page of the report', () => {
  it('is well formed: every tag closed in its turn, no identifier twice', () => {
    for (const html of [page, toHtml(hostile)]) {
      expect(unbalanced(html)).toEqual([])
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, id] of html.matchAll(/(?:href="#|url\(#|aria-labelledby=")([^")]*)/g)) expect(ids).toContain(id)
    }
  })

  it('fetches nothing and runs nothing', () => {
    for (const html of [page, toHtml(hostile)]) {
      expect(html).not.toMatch(/<(script|link|iframe|img|object|embed|base|form)\b/i)
      expect(html).not.toMatch(/<[^>]*\s(src|on\w+)\s*=/i)
      expect(html).not.toMatch(/href="(?!#)/)
      expect(html).not.toMatch(/url\((?!#)/)
      expect(html).not.toMatch(/@import/)
    }
  })

  it('shows what a source wrote as text, whatever it holds', () => {
    const html = toHtml(hostile)
    expect(html).not.toContain('<img')
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    expect(html).not.toContain('\u001b')
    expect(html).not.toContain('\u202e')
    const shown = hostileText.replace('\u001b', '⟨U+001B⟩').replace('\u202e', '⟨U+202E⟩')
    expect(textOf(html).includes(`NCT00000000${shown}`)).toBe(true)
  })

  it('is the same for the same report, whatever the order of its keys', () => {
    expect(toHtml(structuredClone(report))).toBe(page)
    expect(toHtml(reversed(report) as typeof report)).toBe(page)
  })

  it('never prints what a missing value looks like in the language it was written in', () => {
    expect(textOf(page)).not.toMatch(/undefined|null|NaN|\[object|Infinity/)
  })

  it('has no empty cell but the corners of the totals and the lines for signatures', () => {
    const body = page.replace(/<tfoot>.*?<\/tfoot>/gs, '').split('<section id="signatures"')[0]!
    expect(body).not.toMatch(/<(td|dd|li|th)[^>]*>\s*<\/\1>/)
  })

  it('gives every table a caption and every header its scope', () => {
    expect(page.match(/<table/g)).toHaveLength(page.match(/<caption>/g)!.length)
    expect(page).not.toMatch(/<th(?![^>]*scope)(?=[ >])/)
  })

  it('has its parts in the order a committee reads them', () => {
    const ids = [...page.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids.join(' ')).toBe(
      'recommendation decisions levels decision-table pathways matrix crs participants eligibility open dlts signals queries rules assumptions glossary signatures',
    )
  })
})

describe('every rule of every participant', () => {
  it('stands in the participant’s own part with its answer', () => {
    report.participants.forEach((one, i) => {
      const text = textOf(participant(i + 1))
      for (const rule of one.rules) {
        expect(text).toContain(rule.rule)
        expect(text).toContain(rule.says)
        for (const { saw } of rule.grounds) expect(text.toLowerCase()).toContain(saw.toLowerCase())
        for (const { fact } of rule.needs) expect(text).toContain(fact)
      }
    })
  })

  it.each([
    [1, 'not met', '○ not met'],
    [2, 'met', '■ met'],
    [2, 'adjudicated beside the computed', 'Adjudicated by Committee chair on 2026-03-15: progression of disease'],
    [2, 'adjudicated beside the computed', 'From the facts alone: undeterminable'],
    [3, 'pending until when', '◐ pending until 2026-03-21 08:00'],
    [3, 'not met so far, while the window is open', '◌ not met so far'],
    [
      4,
      'undeterminable for want of what',
      'when Hepatitis reached grade 3, ? no date: somebody has to supply or decide it',
    ],
    [5, 'not met, as far as they were seen', '◌ not met while observed'],
    [6, 'not asked', 'No DLT rule was asked: no DLT window has opened.'],
  ])('participant %i: %s', (i, _, words) => expect(textOf(participant(i))).toContain(words))

  it('does not call a rule not met while the participant is pending or the window open', () => {
    expect(textOf(participant(3))).not.toContain('○ not met')
    expect(textOf(participant(4))).not.toContain('○ not met')
  })

  it('stands in the matrix, with words beside the colour', () => {
    for (const words of [
      '■ met',
      '○ not met',
      '◐ pending until',
      '? undeterminable',
      '– not asked',
      'for want of when Hepatitis reached grade 3',
    ])
      expect(of('matrix')).toContain(words)
  })
})

describe('what is not known', () => {
  it.each([
    [3, '? age not recorded'],
    [3, '? amount not recorded'],
    [3, '? end not known: its closing dose is not recorded'],
    [3, 'CAR-T: ? not recorded'],
    [3, 'no end recorded'],
    [4, '2026-03 (day not known), day −1 to 29'],
    [4, '? grade 2–3 (range)'],
    [4, '? grade not known (1–5 possible)'],
    [4, 'grade 3, highest since onset; when is not known'],
    [4, '? outcome not recorded'],
    [1, 'THEY DIFFER'],
    [1, 'after the window'],
  ])('participant %i: %s', (i, words) => expect(textOf(participant(i))).toContain(words))

  it('is not a zero: an event without any grade on record', () => {
    const one = { ...report.participants[0]!.events[0]!, course: [], worst: { atLeast: 0, atMost: 0 } }
    const html = toHtml(fixtureWith({ ...report.participants[0]!, events: [one] }))
    expect(textOf(html)).toContain('? no grade recorded')
    expect(textOf(html)).not.toContain('grade 0 at worst')
  })

  it('says of a decision that what was known then is not recorded', () =>
    expect(of('decisions')).toContain('? cannot be compared'))

  it('stands first in what is open, before the deadlines in their order', () => {
    const text = of('open')
    const order = ['when Hepatitis reached grade 3', 'the grade at 72 h', 'the end of the DLT window'].map((fact) =>
      text.indexOf(fact),
    )
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order[0]).toBeGreaterThan(0)
  })
})

describe('the recommendation', () => {
  it.each([
    'Wait at level 2 for the pending at level 2.',
    '3+3/W: Pending participants could change the answer (Storer (1989))',
    'level 2: 1 of 1 settled participants with DLT, 2 pending',
    '3+3/1: Two DLTs at the level',
    'level 3',
    '003: the end of the DLT window, known by 2026-04-01',
    '004: when Hepatitis reached grade 3, ? no date: somebody has to supply it',
    'time alone will not settle 004',
    'de-escalate, level 1',
  ])('says %s', (words) => expect(of('recommendation')).toContain(words))

  it('shouts where the basis of a decision has changed', () => {
    expect(of('decisions')).toContain('Basis changed: escalate to level 2 (2026-03-09)')
    expect(of('decisions')).toContain('Wait at level 1: 0 of 0 with DLT')
    expect(textOf(page.split('<nav')[0]!)).toContain('has changed since it was taken')
  })

  it('names whom a titration waits for when nobody is pending a DLT', () => {
    const one = { ...report.recommendation, awaits: [] }
    expect(textOf(toHtml({ ...report, recommendation: one }))).toContain('004: whether TRIGGER is met (undeterminable)')
  })
})

describe('the decision table and the pathways', () => {
  it.each([
    ['Level 2 with 2 pending'],
    ['The protocol’s design: 3+3;'],
    ['NOW: wait at 2 R1'],
    ['MTD is 1 R4; level excluded; may settle here'],
    ['R1 decides now 3+3/W Pending participants could change the answer'],
    ['Taken for granted: everyone treated from here on is evaluable.'],
  ])('say %s', (words) => expect(of('decision-table')).toContain(words))

  it('mark one cell', () => expect(page.match(/class="cell [^"]* now"/g)).toHaveLength(1))

  it.each([
    ['Now: wait at 2.'],
    ['Pending at level 2 settle Cohort 1'],
    ['level 2: 0 of 2 with DLT→ stay at 2, 3 more'],
    ['level 2: 1 or 2 of 3 with DLT→ MTD is 1'],
    ['level 2: 3 of 3 with DLT→ stop the cap is reached'],
    ['level 2: 2 of 2 with DLT→ no MTD: no level tolerated'],
  ])('tell the ways: %s', (words) => expect(of('pathways')).toContain(words))

  it('leave no column of a way empty', () => {
    const rows = page.split('<table class="pathways">')[1]!.split('</table>')[0]!.split('<tr>').slice(2)
    expect(rows.map(spans)).toEqual([['3x1', '1x1'], ['1x1'], ['1x1'], ['1x2'], ['1x2']])
  })

  it('say so where nobody is treated further', () => {
    const ended = { ...report.pathways, from: { ...report.pathways.from, next: [] } }
    expect(textOf(toHtml({ ...report, pathways: ended }))).toContain('The design treats nobody further from here.')
  })
})

describe('CRS by every scale', () => {
  it.each([
    ['a range looks like one', '? grade 2–3 (range)'],
    ['the protocol’s scale', 'CTCAE v5.0 the protocol’s'],
    ['no end', 'not resolved in the record'],
    ['the investigator’s grades by each scale', 'grade 2 (ctcae-5.0), grade 3 (ASTCT consensus 2019)'],
    ['grades that differ', 'THEY DIFFER'],
    ['nobody reported it', 'not reported as CRS'],
    ['who had none', 'No episode found: 001.'],
    ['who was not asked', 'Not looked for, no cells given: 006.'],
    ['who was not graded', 'Not graded by any scale: 004, 005.'],
    ['doubt', 'CRS neither shown nor excluded at some moments: 003.'],
  ])('in one table: %s', (_, words) => expect(of('crs')).toContain(words))

  it.each([
    [1, 'No episode of CRS is found in what was recorded since 2026-03-02.'],
    [2, 'For want of nothing fraction of inspired oxygen nothing'],
    [2, 'Lee 2014, ? grade 2–3 (range): 2 to 3 (not known), where astct-crs-2019 says 3 (hypotension)'],
    [2, 'DIFFERS from what the same scale gives from the facts'],
    [2, 'day 3: ? grade 1–2 (range), for want of hypoxia'],
    [2, 'NOREPINEPHRINE (vasopressor) 0.08 ? unit not recorded, 2026-03-05 10:00, no end recorded'],
    [2, 'tocilizumab, 2026-03-05 11:00 to 2026-03-05 12:00'],
    [2, 'Hypotension (record ae-3)'],
    [2, 'not recorded, and taken as the scale declares: hypotension refractory to high-dose vasopressors (Lee 2014)'],
    [2, 'ASTCT consensus 2019: grade-by-device'],
    [2, 'resolved 2026-03-16 08:00 not yet confirmed'],
    [2, 'every scale gives the peak of ASTCT consensus 2019'],
    [3, '? CRS neither shown nor excluded at 2 moments'],
    [3, 'for want of body temperature'],
    [3, '? too partial a date to be placed: TOCILIZUMAB 2026-03.'],
    [3, 'Reported as CRS, no episode in the facts: Cytokine release syndrome (record ae-9)'],
    [3, '? no grade recorded (ctcae-5.0)'],
    [4, '? CRS not graded: no scale was handed in'],
    [6, 'CRS was not looked for: no dose of CAR-T is recorded.'],
  ])('participant %i: %s', (i, words) => expect(textOf(participant(i))).toContain(words))

  it('is not silent where no scale was handed in', () => {
    const without = report.participants.map(({ crs: _, ...one }) => one)
    expect(textOf(toHtml({ ...report, participants: without }))).toContain('? no CRS scale was handed in')
  })
})

it('a report about nobody says so everywhere', () => {
  const html = toHtml({
    ...report,
    participants: [],
    levels: [],
    decisions: [],
    signals: [],
    rules: [],
    issues: [],
    assumptions: [],
  })
  expect(unbalanced(html)).toEqual([])
  for (const words of [
    'No decision is recorded.',
    'No participant is recorded.',
    'Nothing is open.',
    'No DLT rule is met so far.',
  ])
    expect(textOf(html)).toContain(words)
})

/** How many rows and columns each cell of a row spans. */
const spans = (row: string): readonly string[] =>
  [...row.matchAll(/rowspan="(\d+)" colspan="(\d+)"/g)].map(([, down, across]) => `${down}x${across}`)

/** The tags of a page that are not closed in their turn. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = []
  const wrong: string[] = []
  const body = html.replace(/<style>.*?<\/style>/gs, '')
  for (const [tag, close, name] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:\s+[\w-]+="[^"<>]*")*\s*\/?>/g)) {
    if (tag.endsWith('/>') || name === 'meta') continue
    if (close === '') open.push(name!)
    else if (open.pop() !== name) wrong.push(tag)
  }
  const stray = body
    .replace(/<!DOCTYPE html>/, '')
    .replace(/<(\/?)([a-zA-Z][\w-]*)(?:\s+[\w-]+="[^"<>]*")*\s*\/?>/g, '')
    .match(/[<>]/g)
  return [...wrong, ...open, ...(stray ?? [])]
}

function reversed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(reversed)
  if (node === null || typeof node !== 'object') return node
  const { attribution, ...rest } = node as Record<string, unknown>
  const back = Object.fromEntries(
    Object.entries(rest)
      .reverse()
      .map(([key, value]) => [key, reversed(value)]),
  )
  return attribution === undefined ? back : { ...back, attribution }
}

describe('whether an event is serious', () => {
  const [first] = dlt.events
  const laboratory = { ...first!, event: 'lab', source: 'laboratory' as const }
  it.each([
    [
      'serious, with the facts recorded of it',
      { serious: true, facts: ['hospitalization indicated'] },
      'serious hospitalization indicated',
    ],
    ['not serious', { serious: false }, 'not serious'],
    ['not recorded, which is not the same as not serious', {}, '? seriousness not recorded'],
    [
      'not judged, with a fact that bears on it',
      { facts: ['life-threatening consequences'] },
      '? seriousness not recorded life-threatening consequences',
    ],
  ])('%s', (_, about, words) => {
    const one = fixtureWith({ ...dlt, events: [{ ...first!, ...about }] })
    const page = toHtml(one)
    expect(textOf(page.split('<table class="events"')[1]!.split('</table>')[0]!)).toContain(` ${words} 2026-03-04`)
    expect(textOf(page.split('<section id="dlts"')[1]!)).toContain(`Seriousness ${words} `)
  })

  it.each([
    ['of a laboratory event stands with the reported one', [first!, laboratory], 'see the reported event 2026-03-04'],
    ['of a laboratory event nobody reported is not recorded', [laboratory], '? seriousness not recorded 2026-03-04'],
  ])('%s', (_, events, words) =>
    expect(textOf(toHtml(fixtureWith({ ...dlt, events })).split('<table class="events"')[1]!)).toContain(words),
  )
})

describe('the table of adverse events on A4', () => {
  const widths = [...toHtml(report).matchAll(/\.events th:nth-child\((\d)\) \{ width: (\d+)% \}/g)].map(
    (one) => +one[2]!,
  )
  /** Of the 186 mm between the margins, at 8 pt and bold: a letter is 1.6 mm wide, and a cell has 4 mm beside its words. */
  const letters = (percent: number) => ((percent / 100) * 186 - 4) / 1.6
  it('gives its Serious column room for the word seriousness', () => {
    expect(widths.reduce((sum, one) => sum + one, 0)).toBe(100)
    expect(letters(widths[2]!)).toBeGreaterThanOrEqual('seriousness'.length)
  })
})
