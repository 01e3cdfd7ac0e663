import { describe, expect, it } from 'vitest'
import { endpointsOf } from '../../src/endpoints/index.ts'
import { nct03619954Endpoints } from '../../src/protocols/nct03619954-endpoints.ts'
import { nct07021534Endpoints } from '../../src/protocols/nct07021534-endpoints.ts'
import { toHtml } from '../../src/reports/html.ts'
import type { Report } from '../../src/reports/report.ts'
import { toText } from '../../src/reports/text.ts'
import { dateOf } from '../../src/testing/index.ts'
import { died, dosed, enrolled, lesion, of, result, seen, treatmentEnded } from '../endpoints/words.ts'
import { report } from './fixture.ts'

const CD56 = (day: number, value?: string | number) => result('CD56 lymphocytes', day, value)
const facts = (lastDeath: string) => [
  of(
    '001',
    enrolled(-5),
    dosed('NK', 0),
    treatmentEnded(0),
    CD56(7, 150),
    lesion('T1', -3, 50),
    lesion('T1', 28, 20),
    seen(300),
  ),
  of(
    '002',
    enrolled(-5),
    dosed('NK', 0),
    treatmentEnded(0),
    CD56(7, '<5'),
    lesion('T1', -3, 50),
    lesion('T1', 28, 70),
    died(120),
  ),
  of('<b>3</b>', enrolled(-5), dosed('NK', 0), CD56(7), died(lastDeath)),
]
const reportOf = (lastDeath: string): Report => ({
  ...report,
  endpoints: endpointsOf(nct03619954Endpoints, facts(lastDeath).flat(), dateOf(300)),
})
const certain = reportOf('2026-05-20')
const partial = reportOf('2026-06')

describe('endpoints in the report for the committee', () => {
  const page = toHtml(certain)

  it.each([
    'Successful expansion of NK cells',
    'not yet known: from 33.3 % to 66.7 % of all, once the open settle',
    '150 cells/uL on 2026-03-08',
    'Objective response: CR or PR by irRECIST',
    'Kaplan-Meier estimate; dashed: 95 % limits (log-log)',
    'At risk',
    '1 year: follow-up does not reach it',
    'in part assumed: The registry states no visit window',
    'Brookmeyer and Crowley 1982',
    'href="#endpoints"',
    'id="endpoints"',
  ])('says %s', (words) => expect(page).toContain(words))

  it('draws each curve once, as a figure with the numbers at risk below', () =>
    expect(page.match(/<figcaption>Kaplan-Meier estimate/g)).toHaveLength(2))

  it('where a date is partial, draws the band of what is possible and no curve', () => {
    const html = toHtml(partial)
    expect(html).toContain('Lowest and highest Kaplan-Meier estimate')
    expect(html).not.toContain('<figcaption>Kaplan-Meier estimate')
    expect(toText(partial)).toContain('by how the partial dates come out')
  })

  it('lets no name of a source write to the page', () => expect(page).not.toContain('<b>3</b>'))

  it('is absent, with its link, where a protocol names no endpoints', () => {
    expect(toHtml(report)).not.toContain('endpoints"')
    expect(toText(report)).not.toContain('ENDPOINTS')
  })

  it('is the same for the same report, and holds no missing value', () => {
    expect(toHtml(structuredClone(certain))).toBe(page)
    expect(page + toHtml(partial) + toText(certain) + toText(partial)).not.toMatch(/undefined|NaN|\[object|Infinity/)
  })
})

describe('endpoints in the summary for a terminal', () => {
  const text = toText(certain, { width: 200 })
  it.each([
    'ENDPOINTS (3 participants; * in part assumed)',
    'met 1, not met 1, not yet known 1, not evaluable 0',
    '2 events among 3; median',
    'Day 7: 2 measured, 0 due, 0 missed, 1 not known',
  ])('says %s', (words) => expect(text).toContain(words))
})

describe('kinetics and subgroups', () => {
  const found = endpointsOf(
    nct07021534Endpoints,
    of(
      '001',
      enrolled(-5),
      dosed('CAR-NK', 0),
      result('IL-6', 0, '<2', 'pg/mL'),
      result('IL-6', 2, 40, 'pg/mL'),
      lesion('T1', -3, 40),
    ),
    dateOf(60),
  )
  const page = toHtml({ ...report, endpoints: found })
  it.each([
    'Peak, when it was, and area (linear)',
    'IL-6, pg/mL',
    '40 to 42',
    'Subgroups: Baseline tumor burden',
    '&lt; 50 mm',
  ])('says %s', (words) => expect(page).toContain(words))
})
