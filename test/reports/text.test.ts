import { describe, expect, it } from 'vitest'
import { toText } from '../../src/reports/text.ts'
import { hostile, report } from './fixture.ts'

const flat = (text: string) => text.replace(/\s+/g, ' ')
const text = flat(toText(report, { width: 100 }))

describe('the summary for a terminal', () => {
  it.each([
    'RECOMMENDATION OF THE RULE: Wait at level 2 for the pending at level 2.',
    'Waits for 004 (no date will settle it): when Hepatitis reached grade 3.',
    'If one pending participant at level 2 has a DLT: de-escalate, level 1.',
    'As of 2026-03-20, as known on 2026-03-21.',
    'DECISION TABLE AT LEVEL 2, 2 PENDING',
    'Decided by 3+3/W: Pending participants could change the answer.',
    '[W]',
    'level 2: 0 of 2 with DLT: stay at 2, 3 more',
    'level 2: 1 or 2 of 3 with DLT: MTD is 1',
    '002, 2026-03-05 08:00, not resolved: ASTCT consensus 2019 3, Lee 2014 ?2–3, CTCAE v5.0* 3; investigator 2 by ctcae-5.0, 3 by astct-crs-2019, THEY DIFFER',
    '? 003: CRS neither shown nor excluded at 2 moments',
    '002, level 2: DLT.',
    '003, level 2: PENDING.',
    '005, level 2: NOT EVALUABLE.',
    '006, level 2: NOT DOSED.',
    'Evaluable, no DLT: 001.',
    'BASIS CHANGED',
    'what the rule said then is not recorded',
    'no date, needs an answer: 004',
    '1 errors, 2 queries for the sites, 1 notes',
    'This report supports decisions; it makes none.',
  ])('says %s', (words) => expect(text).toContain(words))

  it.each([40, 80, 100, 200])('keeps within %i columns', (width) => {
    for (const line of toText(report, { width }).split('\n')) expect([...line].length).toBeLessThanOrEqual(width)
  })

  it('lets no source write to the terminal', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(toText(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  it('is the same for the same report, and holds no missing value', () => {
    expect(toText(structuredClone(report))).toBe(toText(report))
    expect(text).not.toMatch(/undefined|null|NaN|\[object/)
  })
})
