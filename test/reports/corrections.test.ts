import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import type { Statement } from '../../src/ledger/index.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toText } from '../../src/reports/text.ts'
import { adverseEvent, dateOf, each, ended, regraded } from '../../src/testing/index.ts'
import { reviewed, stated } from '../support/statements.ts'
import { clean, toCarT } from '../support/trial.ts'
import { textOf } from './reading.ts'

const section = (report: ReturnType<typeof reviewed>) =>
  textOf(toHtml(report).split('<section id="corrections"')[1]!.split('</section>')[0]!)

const lab = (value: string, uln: string, unit?: string): Fact => ({
  type: 'labResult',
  participant: '001',
  at: dateOf(2),
  id: 'LB|001|7',
  analyte: 'ALT',
  value,
  uln,
  ...(unit ? { unit } : {}),
})
const ALT = 'Alanine aminotransferase increased'
const course = (grade: 1 | 2 | 3 | 4) => each('001', regraded(ALT, 4, grade), ended(ALT, 14))
const known = stated('AE|001|1', 15, each('001', clean('1'), adverseEvent(ALT, 3, 1, toCarT)))
const grade1 = stated('FA|001|2', 15, course(1))
const grade4 = stated('FA|001|2', 20, course(4), 'the value was read wrongly')

describe('every correction that is known stands in the report', () => {
  const first = stated('LB|001|7', 3, [lab('224', '50')])

  it('a field that changed, as old and new, with who, when and why, and where the site finds the record', () => {
    const report = reviewed([first, stated('LB|001|7', 8, [lab('224', '40')], 'range for women')], 9)
    expect(report.corrections?.all).toEqual([
      {
        record: 'LB|001|7',
        place: 'LB record 7 of 001',
        participants: ['001'],
        at: dateOf(8),
        by: 'site',
        reason: 'range for women',
        changes: [
          {
            fact: `laboratory result ALT, ${dateOf(2)}`,
            is: 'changed',
            fields: [{ field: 'ULN', before: '50', after: '40' }],
          },
        ],
        dlts: [],
        decidedBefore: [],
      },
    ])
    expect(section(report)).toContain('ULN: 50 → 40')
    expect(toText(report)).toContain('1 corrections')
  })

  it.each([
    ['a field that was not stated', [lab('224', '50', 'U/L')], 'unit: not stated → U/L'],
    ['a number written otherwise', [{ ...lab('224', '50'), value: 224 }], 'the same, written otherwise'],
    ['two fields', [lab('242', '40')], 'value: 224 → 242; ULN: 50 → 40'],
    ['another participant', [{ ...lab('224', '50'), participant: '002' }], 'participant: 001 → 002'],
    ['nothing stated any more', [], 'taken back: value: 224; ULN: 50'],
    [
      'another kind of fact in its place',
      [{ type: 'withdrew', participant: '001', at: dateOf(2), reason: 'moved' }],
      'added: reason: moved',
    ],
    [
      'a fact that says no more',
      [{ type: 'completed', participant: '001', at: dateOf(2) }],
      `Completion, ${dateOf(2)}: added`,
    ],
  ] as const)('%s', (_, states, words) =>
    expect(section(reviewed([first, stated('LB|001|7', 8, states)], 9))).toContain(words),
  )

  it('its time is the site’s, as all others, whatever clock it was recorded by', () => {
    const late = { ...stated('LB|001|7', 8, [lab('224', '40')]), recordedAt: `${dateOf(8)}T19:30:00Z` }
    const report = reviewed([first, late], 12)
    expect(report.corrections?.all[0]?.at).toBe(`${dateOf(9)}T03:30:00`)
    expect(section(report)).toContain(`${dateOf(9)} 03:30 001`)
  })

  it('says so where no reason is given', () =>
    expect(section(reviewed([first, stated('LB|001|7', 8, [lab('224', '40')])], 9))).toContain('no reason given'))

  it('a record taken back and stated again is corrected twice', () => {
    const { corrections } = reviewed([first, stated('LB|001|7', 8, []), stated('LB|001|7', 9, first.states)], 10)
    expect(corrections?.all.map(({ changes }) => changes[0]?.is)).toEqual(['taken back', 'added'])
  })

  it('a record that only stated more, or the same again, is counted and corrects nothing', () => {
    const more = stated('LB|001|7', 8, [lab('224', '50'), { type: 'completed', participant: '001', at: dateOf(8) }])
    expect(reviewed([first, more, { ...more, recordedAt: dateOf(9) }], 9).corrections).toMatchObject({
      all: [],
      completed: 1,
      repeated: 1,
    })
  })

  it('what was not yet recorded, or had not yet happened, is not told', () => {
    const all = [first, stated('LB|001|7', 8, [lab('224', '40')])]
    expect(reviewed(all, 9, 7).corrections?.all).toEqual([])
    expect(reviewed(all, 1).corrections?.all).toEqual([])
  })

  it('where nothing says when things were recorded, what was corrected before is not known', () =>
    expect(section(reviewed([first], 9))).toContain('what was corrected before it was exported is not known'))
})

describe('what a correction did to a DLT', () => {
  it('is said in its row and needs attention: a DLT came with it', () => {
    const report = reviewed([known, grade1, grade4], 21)
    expect(report.corrections?.all[0]?.dlts).toEqual([{ participant: '001', rule: 'DLT-3', is: 'met', together: 1 }])
    expect(section(report)).toContain('After it 001 has a DLT by DLT-3.')
    expect(toText(report, { width: 400 })).toContain(
      `! The DLT of 001 by DLT-3 came with a correction (FA record 2 of 001) on ${dateOf(20)}, by site: the value was read wrongly.`,
    )
  })

  it('no longer has a DLT: said in its row', () => {
    const report = reviewed([known, { ...grade4, recordedAt: dateOf(15) }, { ...grade1, recordedAt: dateOf(20) }], 21)
    expect(section(report)).toContain('After it 001 no longer has a DLT by DLT-3.')
    expect(toText(report)).not.toContain('came with')
  })

  it('of several corrections at one moment none is singled out', () => {
    const before = [known, grade1, stated('LB|001|7', 15, [lab('22', '50')])]
    const report = reviewed([...before, grade4, stated('LB|001|7', 20, [lab('24', '50')])], 21)
    expect(section(report)).toContain('After the 2 corrections recorded then 001 has a DLT by DLT-3.')
  })

  it('a DLT of new facts does not come with a correction recorded at the same moment', () => {
    const other = [stated('LB|001|7', 15, [lab('22', '50')]), stated('LB|001|7', 20, [lab('24', '50')])]
    const report = reviewed([known, other[0]!, { ...grade4, record: 'FA|001|3' }, other[1]!], 21)
    expect(report.participants[0]?.status).toBe('dlt')
    expect(report.corrections?.all.map(({ dlts }) => dlts)).toEqual([[]])
    expect(section(report)).toContain('no DLT came or went with it')
  })

  it('a DLT that came with a correction and was corrected away is no longer an alert', () =>
    expect(toText(reviewed([known, grade1, grade4, { ...grade1, recordedAt: dateOf(22) }], 23))).not.toContain(
      'came with a correction',
    ))
})

describe('a dose decision taken while the record stated the old', () => {
  const decided = (at: string): Statement => ({
    ...stated('DECISIONS|1', 18, []),
    states: [{ type: 'doseDecided', at, by: 'SRC', action: 'stay', level: '1' }],
  })

  it.each([
    [dateOf(18), 'It came after the decision'],
    [dateOf(20), 'Whether it came after the decision'],
  ])('taken on %s: %s', (at, words) =>
    expect(section(reviewed([known, grade1, decided(at), grade4], 21))).toContain(words),
  )

  it.each([
    [`${dateOf(20)}T09:00`, 'It came after the decision'],
    [`${dateOf(20)}T23:00`, 'no DLT came or went'],
  ])('taken on %s, the correction recorded at 12:00 UTC, 20:00 at the site: %s', (at, words) => {
    const corrected = { ...stated('LB|001|7', 20, [lab('24', '50')]), recordedAt: `${dateOf(20)}T12:00:00Z` }
    const before = [known, stated('LB|001|7', 15, [lab('22', '50')])]
    expect(
      section(reviewed([...before, { ...decided(at), recordedAt: `${dateOf(20)}T11:00:00Z` }, corrected], 22)),
    ).toContain(words)
  })

  it('taken after the correction: nothing is said', () =>
    expect(section(reviewed([known, grade1, grade4, decided(dateOf(21))], 22))).not.toContain('the decision'))
})
