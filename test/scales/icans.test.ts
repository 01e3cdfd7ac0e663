import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import { icansEpisodes } from '../../src/scales/index.ts'
import { grades, infused, registry } from './timeline.ts'

const scale = registry.get('astct-icans-2019-adult')!
const found = (
  instrument: string,
  at: string,
  item: string | undefined,
  value: number | boolean | string | undefined,
): Fact => ({
  type: 'assessed',
  participant: '001',
  at,
  instrument,
  ...(item === undefined ? {} : { item }),
  ...(value === undefined ? {} : { value }),
})
const ice = (at: string, total: number) => found('ICE', at, undefined, total)
const alert = (at: string) => found('ICANS', at, 'consciousness', 'alert')

describe('An ICANS episode from a timeline', () => {
  it('follows ICE day by day to its end', () => {
    const facts = [
      infused('2026-03-01'),
      ...[
        ['2026-03-05', 9],
        ['2026-03-06', 4],
        ['2026-03-07', 2],
        ['2026-03-08', 10],
      ].flatMap(([at, score]) => [ice(String(at), Number(score)), alert(String(at))]),
    ]
    const course = icansEpisodes(facts, { scale })
    expect(grades(course)).toEqual(['2026-03-05 1', '2026-03-06 2', '2026-03-07 3', '2026-03-08 0'])
    expect(course.episodes[0]).toMatchObject({
      onset: '2026-03-05',
      resolution: '2026-03-08',
      peak: { atLeast: 3, at: '2026-03-07' },
    })
  })

  it('adds up the items, and leaves a range where one was not done', () => {
    const items = (at: string, attention: number | undefined) => [
      found('ICE', at, 'orientation', 2),
      found('ICE', at, 'naming', 3),
      found('ICE', at, 'command', 1),
      found('ICE', at, 'writing', 0),
      found('ICE', at, 'attention', attention),
      alert(at),
    ]
    expect(grades(icansEpisodes([infused('2026-03-01'), ...items('2026-03-05', 1)], { scale }))).toEqual([
      '2026-03-05 1',
    ])
    expect(grades(icansEpisodes([infused('2026-03-01'), ...items('2026-03-05', undefined)], { scale }))).toEqual([
      '2026-03-05 1-2',
    ])
  })

  it('reads an unknown seizure as unknown, not as none', () => {
    const facts = [
      infused('2026-03-01'),
      ice('2026-03-05', 8),
      alert('2026-03-05'),
      found('ICANS', '2026-03-05', 'seizure', true),
    ]
    expect(grades(icansEpisodes(facts, { scale }))).toEqual(['2026-03-05 1-4'])
  })

  it('without an assessment of consciousness the grade is a range', () => {
    expect(grades(icansEpisodes([infused('2026-03-01'), ice('2026-03-05', 8)], { scale }))).toEqual(['2026-03-05 1-4'])
  })

  it.each([
    ['edema', 'diffuse', 4],
    ['edema', 'focal', 3],
    ['cerebral edema', 'focal', 3],
    ['seizureMinutes', 6, 4],
  ])('reads %s %s under the name an export gives it: grade %i', (item, value, grade) => {
    const at = '2026-03-05'
    const seizure = item === 'seizureMinutes' ? [found('ICANS', at, 'seizure', 'resolves-rapidly')] : []
    const facts = [infused('2026-03-01'), ice(at, 10), alert(at), ...seizure, found('ICANS', at, item, value)]
    expect(grades(icansEpisodes(facts, { scale }))).toEqual([`${at} ${grade}`])
  })

  it('reads another cause, and an ICE score, under the names an export gives them', () => {
    const at = '2026-03-05'
    const score = [infused('2026-03-01'), found('ICANS', at, 'ice', 5), alert(at)]
    expect(grades(icansEpisodes(score, { scale }))).toEqual([`${at} 2`])
    expect(icansEpisodes([...score, found('ICANS', at, 'otherCause', true)], { scale })).toMatchObject({
      episodes: [],
      undetermined: [],
    })
  })
})

describe('ICANS that ends in death is grade 5, whichever record says so', () => {
  const about = { participant: '001', at: '2026-03-06T07:00' }
  const reported = (event: string, term: string, more: object = {}): Fact =>
    ({ ...about, at: '2026-03-05T08:00', type: 'adverseEventReported', event, term, ...more }) as Fact
  const story = [
    infused('2026-03-01'),
    ice('2026-03-05T08:00', 4),
    alert('2026-03-05T08:00'),
    reported('AE1', 'Immune effector cell-associated neurotoxicity syndrome'),
    reported('AE2', 'Edema cerebral', { manifestationOf: 'AE1' }),
    reported('AE3', 'Sepsis'),
  ]
  const ended = (event: string): Fact => ({ ...about, type: 'adverseEventEnded', event, outcome: 'fatal' }) as Fact
  const died = (more: object): Fact => ({ ...about, type: 'died', ...more }) as Fact
  it.each([
    ['its event is recorded as fatal', ended('AE1'), 5],
    ['a manifestation of it is recorded as fatal', ended('AE2'), 5],
    ['the death names its event', died({ event: 'AE1' }), 5],
    ['the death names it as the cause', died({ cause: 'ICANS' }), 5],
    ['another event is recorded as fatal', ended('AE3'), 2],
    ['the death names another event', died({ event: 'AE3' }), 2],
    ['the death names another cause', died({ cause: 'Sepsis' }), 2],
  ] as const)('%s', (_, fact, grade) => {
    const [episode] = icansEpisodes([...story, fact], { scale }).episodes
    expect(episode?.peak).toMatchObject({ atLeast: grade, atMost: grade })
  })
  it('of a death on the day of a finding, its cause not told, it may be', () => {
    const [episode] = icansEpisodes([...story, died({ at: '2026-03-05' })], { scale }).episodes
    expect(episode?.peak).toMatchObject({ atLeast: 2, atMost: 5 })
  })
})

describe('Of several findings of one time the worst counts, in whatever order they were entered', () => {
  const at = '2026-03-05'
  const peakOf = (...facts: readonly Fact[]) => {
    const peaks = [facts, facts.toReversed()].map((one) => {
      const [episode] = icansEpisodes([infused('2026-03-01'), ...one], { scale }).episodes
      return episode === undefined ? 'none' : `${episode.peak.atLeast}-${episode.peak.atMost}`
    })
    return [...new Set(peaks)].join(' or ')
  }
  const consciousness = (value: string, when = at) => found('ICANS', when, 'consciousness', value)
  const seizure = (value: string | boolean) => found('ICANS', at, 'seizure', value)
  const sedated = (value: boolean) => found('ICANS', at, 'sedated', value)
  const naming = (value: number) => found('ICE', at, 'naming', value)
  const others = ['orientation:4', 'command:1', 'writing:1', 'attention:1'].map((one) =>
    found('ICE', at, one.split(':')[0], Number(one.split(':')[1])),
  )
  it.each([
    ['ICE 10 and ICE 4 on one day', [ice(at, 10), ice(at, 4), alert(at)], '2-2'],
    ['an ICE dated by its day, another by the hour', [ice(at, 4), ice(`${at}T08:00`, 10), alert(at)], '2-2'],
    ['two rounds of items', [...others, naming(3), naming(0), alert(at)], '1-1'],
    ['to voice and alert', [ice(at, 10), consciousness('voice'), consciousness('alert')], '2-2'],
    [
      'by the day and by the hour',
      [ice(at, 10), consciousness('tactile'), consciousness('alert', `${at}T08:00`)],
      '3-3',
    ],
    ['a seizure and none', [ice(at, 10), alert(at), seizure('prolonged'), seizure(false)], '4-4'],
    ['sedated, and not', [ice(at, 9), consciousness('tactile'), sedated(true), sedated(false)], '1-3'],
  ] as const)('%s', (_, facts, peak) => expect(peakOf(...facts)).toBe(peak))
})
