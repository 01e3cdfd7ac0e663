import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import type { CrsOptions } from '../../src/scales/crsEpisodes.ts'
import { episodeSideBySide } from '../../src/scales/index.ts'
import { cases } from '../../src/testing/index.ts'
import { astct, courseOf, crs, given, infused, registry, temperature } from './timeline.ts'

type Report = Partial<Extract<Fact, { type: 'adverseEventReported' }>>

const fever = '2026-03-03T08:00'
const well = (at: string) => [crs(at, 'hypotension', false), crs(at, 'hypoxia', false)]
const reported = (more: Report = {}): Fact => ({
  type: 'adverseEventReported',
  participant: '001',
  at: fever,
  event: 'AE1',
  term: 'Cytokine release syndrome',
  ...more,
})
const ended = (at: string, event = 'AE1'): Fact => ({
  type: 'adverseEventEnded',
  participant: '001',
  at,
  event,
  outcome: 'recovered',
})
const febrile = [infused('2026-03-01'), temperature(fever, 38.6), ...well(fever)]

const episodesOf = (facts: readonly Fact[], options: Partial<CrsOptions> = {}) =>
  courseOf([...febrile, ...facts], options).episodes

/** The peak of the first episode by a scale, as a grade or a range. */
function peakBy(id: string, facts: readonly Fact[], options: Partial<CrsOptions> = {}): string {
  const [episode] = episodesOf(facts, options)
  const { peak } = episodeSideBySide([astct, registry.get(id)!], episode!)[1]!
  return peak.atLeast === peak.atMost ? `${peak.atLeast}` : `${peak.atLeast} to ${peak.atMost}`
}

const answer = { Y: true, N: false } as const
const written = (word: string | undefined) => answer[word as 'Y' | 'N'] as boolean | undefined

describe('What the CRS event itself states, beside the findings', () => {
  it.each(
    cases(`
      hospitalised  serious  Penn
      Y             Y        2
      Y             -        2
      N             Y        1
      N             -        1
      -             N        1
      -             Y        1 to 2
      -             -        1 to 2
    `),
  )('hospitalisation $hospitalised, serious $serious: Penn grade $Penn', ({ hospitalised, serious, Penn }) => {
    const is = written(hospitalised)
    const report = reported({
      ...(is === undefined ? {} : { facts: { 'hospitalization indicated': is } }),
      ...(written(serious) === undefined ? {} : { serious: written(serious) as boolean }),
    })
    expect(peakBy('penn-2018-crs', [report])).toBe(Penn)
  })

  it('a hospitalisation recorded nowhere is not a no, unless the caller says so by name', () => {
    expect(peakBy('penn-2018-crs', [])).toBe('1 to 2')
    expect(peakBy('penn-2018-crs', [], { unrecorded: 'absent' })).toBe('1 to 2')
    expect(peakBy('penn-2018-crs', [], { unrecordedHospitalisation: 'absent' })).toBe('1')
    expect(courseOf(febrile, { unrecordedHospitalisation: 'absent' }).assumes).toContain(
      'a hospitalisation that is not recorded was not needed',
    )
  })

  it('what is recorded of the event stands against what a caller says of the unrecorded', () =>
    expect(
      peakBy('penn-2018-crs', [reported({ facts: { 'hospitalization indicated': true } })], {
        unrecordedHospitalisation: 'absent',
      }),
    ).toBe('2'))

  it('an admission on record counts as before, also where the event says nothing', () =>
    expect(peakBy('penn-2018-crs', [given('hospitalization', fever), reported()])).toBe('2'))

  it('hospitalisation for an event recorded as a manifestation of the CRS is for the CRS; for another event it is not', () => {
    const facts = { 'hospitalization indicated': true }
    const no = reported({ serious: false })
    const hypotension = { event: 'AE2', term: 'Hypotension', facts }
    expect(peakBy('penn-2018-crs', [no, reported({ ...hypotension, manifestationOf: 'AE1' })])).toBe('2')
    expect(peakBy('penn-2018-crs', [no, reported(hypotension)])).toBe('1')
  })

  it('a CRS reported some hours after the fever, and dated by its day alone, is the CRS of that fever', () => {
    const facts = { 'hospitalization indicated': true }
    expect(peakBy('penn-2018-crs', [reported({ at: '2026-03-03T15:00', facts })])).toBe('2')
    expect(peakBy('penn-2018-crs', [reported({ at: '2026-03-03', facts })])).toBe('2')
    expect(peakBy('penn-2018-crs', [reported({ at: '2026-03-03T15:00', serious: false })])).toBe('1')
  })

  it('of a CRS dated by its month it is not known whether it was this one', () =>
    expect(peakBy('penn-2018-crs', [reported({ at: '2026-03', facts: { 'hospitalization indicated': true } })])).toBe(
      '1 to 2',
    ))

  it('it counts until the event ended, and not for a later episode', () => {
    const second = '2026-03-20T08:00'
    const episodes = episodesOf([
      reported({ facts: { 'hospitalization indicated': true } }),
      ended('2026-03-04T09:00'),
      temperature(second, 38.4),
      ...well(second),
      reported({ at: second, event: 'AE2', serious: false }),
    ])
    const penn = registry.get('penn-2018-crs')!
    expect(episodes.map((episode) => episodeSideBySide([astct, penn], episode)[1]?.peak)).toMatchObject([
      { atLeast: 2, atMost: 2 },
      { atLeast: 1, atMost: 1 },
    ])
  })

  it.each(
    cases(`
      scale           stated  grade
      ctcae-v4.03-crs  Y      4
      ctcae-v5-crs     Y      4
      ctcae-v6-crs     Y      4
      ctcae-v5-crs     N      1
      ctcae-v5-crs     -      1
    `),
  )('$scale, threat to life $stated: grade $grade', ({ scale, stated, grade }) => {
    const is = written(stated)
    const facts: Record<string, boolean> = { 'hospitalization indicated': false }
    if (is !== undefined) facts['life-threatening consequences'] = is
    expect(peakBy(scale!, [reported({ facts })])).toBe(grade)
  })

  it('a threat to life nobody recorded is told as assumed by the scale, not stated as absent', () => {
    const [episode] = episodesOf([reported()])
    expect(registry.get('ctcae-v5-crs')?.grade(episode!.assessments[0]!.given).assumed).toContain('lifeThreatening')
    const [denied] = episodesOf([reported({ facts: { 'life-threatening consequences': false } })])
    expect(registry.get('ctcae-v5-crs')?.grade(denied!.assessments[0]!.given).assumed).not.toContain('lifeThreatening')
  })

  it('hospitalised for CRS, whether it was for sequelae is not known: CTCAE v4.03 leaves grade 3 open', () => {
    expect(peakBy('ctcae-v4.03-crs', [reported({ facts: { 'hospitalization indicated': true } })])).toBe('1 to 3')
    expect(peakBy('ctcae-v4.03-crs', [reported({ facts: { 'hospitalization indicated': false } })])).toBe('1')
  })

  it('another cause that nobody recorded is told as assumed, not stated as absent', () =>
    expect(episodesOf([])[0]?.assessments[0]?.result.assumed).toContain('feverOtherCause'))

  it('says what it takes for granted of such a report', () => {
    const assumesOf = (more: Report) => courseOf([...febrile, reported(more)]).assumes
    expect(assumesOf({ facts: { 'hospitalization indicated': true } })).toContain(
      'a hospitalisation or threat to life recorded on the CRS event counts from its onset to its end',
    )
    expect(assumesOf({ serious: false })).toContain(
      'a CRS reported as not serious brought neither hospitalisation nor a threat to life',
    )
    expect(assumesOf({})).toEqual(courseOf(febrile).assumes)
  })
})
