import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import type { EventSummary } from '../../src/dlt/event.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { icansIs, iceInWords, type ReportedIcans, reportedIcans } from '../../src/reports/icans.ts'
import { toHtml, toText } from '../../src/reports/index.ts'
import { icansScale, tableScale } from '../../src/scales/index.ts'
import { report } from './fixture.ts'

const scale = tableScale(scaleTables.find(({ id }) => id === icansScale)!)
const participant = '001'
const dosed = (agent: string, at = '2026-03-01'): Fact => ({
  type: 'dosed',
  participant,
  at,
  agent,
  cycle: 1,
  infusion: 1,
})
const found = (instrument: string, at: string, item: string | undefined, value: number | string | boolean): Fact => ({
  type: 'assessed',
  participant,
  at,
  instrument,
  ...(item === undefined ? {} : { item }),
  value,
})
const ice = (at: string, score: number | string) => found('ICE', at, 'total', score)
const alert = (at: string) => found('ICANS', at, 'consciousness', 'alert')
const event = (changes: Partial<EventSummary> = {}): EventSummary => ({
  participant,
  event: 'AE1',
  term: 'Immune effector cell-associated neurotoxicity syndrome',
  source: 'reported',
  scale: 'ctcae-6.0',
  onset: '2026-03-05',
  course: [{ at: '2026-03-05', atLeast: 2, atMost: 2, as: 'change' }],
  attribution: {},
  ...changes,
})
const given = dosed('CAR-T')
const of = (facts: readonly Fact[], events: readonly EventSummary[] = [], age?: number): ReportedIcans =>
  reportedIcans(nct07021534, scale, facts, Object.fromEntries(events.map((one) => [one.event, one])), age)

const text = (icans: ReportedIcans | undefined): string => {
  const [one, ...rest] = report.participants
  const participants = [icans === undefined ? one! : { ...one!, icans }, ...rest]
  const page = toHtml({ ...report, participants })
  const part = /<section id="icans".*?<\/section>/s.exec(page)?.[0] ?? ''
  return part.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

describe('ICANS of a participant in the report', () => {
  it.each<[string, readonly Fact[], string, string]>([
    [
      'all of 10, awake',
      [ice('2026-03-02', 10), alert('2026-03-02'), ice('2026-03-08', 10), alert('2026-03-08')],
      'not found',
      '2 ICE assessments from 2026-03-02 to 2026-03-08, all 10',
    ],
    ['one of 10', [ice('2026-03-02', 10), alert('2026-03-02')], 'not found', '1 ICE assessment on 2026-03-02, of 10'],
    [
      'all of 10, consciousness not recorded',
      [ice('2026-03-02', 10)],
      'not found',
      '1 ICE assessment on 2026-03-02, of 10',
    ],
    ['none', [], 'not known', 'no ICE assessment recorded'],
    ['none since the cells', [ice('2026-02-27', 10)], 'not known', 'no ICE assessment recorded'],
    [
      'one of 8',
      [ice('2026-03-02', 10), ice('2026-03-05', 8), alert('2026-03-05')],
      'found',
      '2 ICE assessments from 2026-03-02 to 2026-03-05, the lowest 8',
    ],
    [
      'an item not done',
      [found('ICE', '2026-03-02', 'orientation', 4), alert('2026-03-02')],
      'not known',
      '1 ICE assessment on 2026-03-02, the lowest 4 to 10',
    ],
    [
      'a score in words',
      [ice('2026-03-02', 'not done'), alert('2026-03-02')],
      'not known',
      '1 ICE assessment on 2026-03-02, the lowest 0 to 10',
    ],
    [
      'a score that ICE does not have',
      [ice('2026-03-02', 12), alert('2026-03-02')],
      'not known',
      '1 ICE assessment on 2026-03-02, the lowest 0 to 10',
    ],
    [
      'a seizure of a kind nobody recorded, ICE 10',
      [ice('2026-03-02', 10), alert('2026-03-02'), found('ICANS', '2026-03-02', 'seizure', true)],
      'not known',
      '1 ICE assessment on 2026-03-02, of 10',
    ],
    [
      'a seizure without ICE',
      [alert('2026-03-02'), found('ICANS', '2026-03-02', 'seizure', 'resolves-rapidly')],
      'found',
      'no ICE assessment recorded',
    ],
  ])('ICE %s', (_, facts, is, words) => {
    const icans = of([given, ...facts])
    expect([icansIs(icans), iceInWords(icans)]).toEqual([is, words])
  })

  it('is looked for from the first dose of cells on, not of lymphodepletion', () => {
    const icans = of([dosed('lymphodepletion', '2026-02-25'), ice('2026-02-26', 4)])
    expect(icansIs(icans)).toBe('not looked for')
    expect(iceInWords(icans)).toBe('not looked for: no dose of CAR-NK or CAR-T is recorded')
  })

  it('below twelve years is not graded by ICE; of the age of twelve it is', () => {
    const facts = [given, ice('2026-03-02', 10), alert('2026-03-02')]
    expect([11, 12, undefined].map((age) => icansIs(of(facts, [], age)))).toEqual([
      'not known',
      'not found',
      'not found',
    ])
  })

  it('keeps what nobody could place in time', () => expect(of([given, ice('2026-03', 3)]).unplaced).toBe(1))

  it('stands beside what the investigator reported, by its term or by the scale', () => {
    const byTerm = event()
    const byScale = event({ event: 'AE2', term: 'Encephalopathy', otherScales: { [icansScale]: byTerm.course } })
    const other = event({ event: 'AE3', term: 'Headache' })
    expect(of([given], [byTerm, byScale, other]).reported.map((one) => one.event)).toEqual(['AE1', 'AE2'])
  })
})

describe('ICANS on the page', () => {
  const course = [ice('2026-03-05', 8), alert('2026-03-05'), ice('2026-03-06', 10), alert('2026-03-06')]
  it.each<[string, ReportedIcans, string]>([
    [
      'none found',
      of([given, ice('2026-03-02', 10), alert('2026-03-02')]),
      'of 10 no ICANS found not reported as ICANS',
    ],
    [
      'none found by ICE alone',
      of([given, ice('2026-03-02', 10)]),
      'no ICANS found by ICE, ? level of consciousness not recorded at 1 moment of ICE 10',
    ],
    ['nothing recorded', of([given]), 'no ICE assessment recorded ? ICANS cannot be known'],
    ['nothing recorded, reported', of([given], [event()]), '? ICANS cannot be known grade 2 (ctcae-6.0)'],
    ['an episode', of([given, ...course]), 'grade 1 , 2026-03-05 to 2026-03-06'],
    ['an episode that goes on', of([given, ...course.slice(0, 2)]), 'not resolved in the record'],
    [
      'a range',
      of([given, ice('2026-03-05', 8)]),
      '? grade 1–4 (range) , 2026-03-05 not resolved in the record , for want of level of consciousness',
    ],
    ['doubt', of([given, alert('2026-03-05')]), '? neither shown nor excluded at 1 moment, for want of ICE score'],
    ['no place in time', of([given, ice('2026-03', 3)]), '? 1 records with a date too partial to be placed'],
    ['no cells', of([]), 'No dose of cells is recorded: ICANS was not looked for.'],
  ])('%s', (_, icans, words) => expect(text(icans)).toContain(words))

  it('is not there where the trial grades none', () => expect(text(undefined)).toBe(''))
})

describe('ICANS in the summary, from the same answers', () => {
  const summary = (icans: ReportedIcans | undefined): string => {
    const [one, ...rest] = report.participants
    const participants = [icans === undefined ? one! : { ...one!, icans }, ...rest]
    const [, part = ''] = /(ICANS, BY [\s\S]*?)\n\n/.exec(toText({ ...report, participants }, { width: 2000 })) ?? []
    return part
  }
  const course = [ice('2026-03-05', 8), alert('2026-03-05'), ice('2026-03-06', 10), alert('2026-03-06')]
  const byBoth = event({ otherScales: { [icansScale]: [{ at: '2026-03-05', atLeast: 3, atMost: 3, as: 'change' }] } })
  it.each<[string, ReportedIcans, string]>([
    ['none found', of([given, ice('2026-03-02', 10), alert('2026-03-02')]), 'no ICANS found; not reported as ICANS'],
    [
      'none found by ICE alone',
      of([given, ice('2026-03-02', 10)]),
      'of 10: no ICANS found by ICE; ? level of consciousness not recorded at 1 moment of ICE 10',
    ],
    [
      'nothing recorded, reported',
      of([given], [event()]),
      '001, no ICE assessment recorded: ? ICANS CANNOT BE KNOWN; investigator 2 by ctcae-6.0',
    ],
    ['reported by two scales', of([given], [byBoth]), `investigator 2 by ctcae-6.0, 3 by ${icansScale}`],
    ['an episode', of([given, ...course]), 'grade 1, 2026-03-05, to 2026-03-06; not reported'],
    ['an episode that goes on', of([given, ...course.slice(0, 2)]), 'grade 1, 2026-03-05, not resolved'],
    ['a range', of([given, ice('2026-03-05', 8)]), 'grade ?1–4, 2026-03-05, not resolved, for want of level of'],
    ['doubt', of([given, alert('2026-03-05')]), '; ? neither shown nor excluded at 1 moment, for want of ICE score'],
    ['no place in time', of([given, ice('2026-03', 3)]), '; ? 1 records with a date too partial to be placed'],
    ['no cells', of([]), 'Not looked for, no cells given: 001.'],
  ])('%s', (_, icans, words) => expect(summary(icans)).toContain(words))

  it('is not there where the trial grades none', () => expect(summary(undefined)).toBe(''))
})
