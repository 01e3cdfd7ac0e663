import { describe, expect, it } from 'vitest'
import { crsChanges, latestCrsEpisode } from '../../src/dlt/crs-episode.ts'
import {
  adverseEvent,
  attributed,
  dateOf,
  died,
  each,
  ended,
  given,
  type Happening,
  regraded,
} from '../../src/testing/index.ts'
import { clean, machines, toCarT, treated } from '../support/trial.ts'
import { answered, summaryOf } from './story.ts'

const CRS = 'Cytokine release syndrome'
const news = (...story: readonly Happening[]) =>
  given(machines, each('001', treated('1'), ...story))
    .onReview()
    .emitted.flatMap((one) =>
      one.type.startsWith('crsEpisode') && 'episode' in one
        ? [`${one.type.slice(10)} ${one.episode.number}: ${one.episode.worst.atMost}`]
        : [],
    )

describe('a CRS, told by its episodes', () => {
  it('started, changed, ended', () =>
    expect(news(adverseEvent(CRS, 2, 1), regraded(CRS, 3, 3), regraded(CRS, 4, 1), ended(CRS, 6))).toEqual([
      'Started 1: 1',
      'Changed 1: 3',
      'Changed 1: 3',
      'Ended 1: 3',
    ]))
  it('one that comes back is a second episode with a course of its own', () =>
    expect(news(adverseEvent(CRS, 2, 2), ended(CRS, 4), regraded(CRS, 8, 1), ended(CRS, 9))).toEqual([
      'Started 1: 2',
      'Ended 1: 2',
      'Started 2: 1',
      'Ended 2: 1',
    ]))
  it('resolved by a grade 0', () =>
    expect(news(adverseEvent(CRS, 2, 2), regraded(CRS, 4, 0))).toEqual(['Started 1: 2', 'Ended 1: 2']))
  it('a manifestation recorded under it changes it, and names it', () => {
    const outcome = given(
      machines,
      each('001', treated('1'), adverseEvent(CRS, 2, 2), adverseEvent('Hypotension', 5, 2, { manifestationOf: CRS })),
    ).onReview()
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({
        type: 'crsEpisodeChanged',
        episode: expect.objectContaining({ event: CRS, manifestations: ['Hypotension'] }),
      }),
    )
  })
  it('news that change nothing of it tell nothing', () =>
    expect(news(adverseEvent(CRS, 2, 2), attributed(CRS, 3, 'CAR-T', 'possible'))).toEqual(['Started 1: 2']))
  it('a manifestation reported after its end changes it, and does not end it again', () =>
    expect(
      news(adverseEvent(CRS, 2, 2), ended(CRS, 4), adverseEvent('Hypotension', 5, 2, { manifestationOf: CRS })),
    ).toEqual(['Started 1: 2', 'Ended 1: 2', 'Changed 1: 2']))
  it('never above grade 0 there is none', () => expect(news(adverseEvent(CRS, 2, 0))).toEqual([]))
  it('its dates, its grade now and its manifestations in order', () => {
    const under = (term: string) => adverseEvent(term, 2, 1, { manifestationOf: 'E1' })
    const story = [adverseEvent(CRS, 2, 3, { event: 'E1' }), under('Hypoxia'), under('Fever'), regraded('E1', 3, 1)]
    const { events } = summaryOf(undefined, ...story)
    expect(latestCrsEpisode(events.E1, events)).toEqual({
      event: 'E1',
      number: 1,
      started: dateOf(2),
      worst: { atLeast: 3, atMost: 3 },
      now: { atLeast: 1, atMost: 1 },
      manifestations: ['Fever', 'Hypoxia'],
    })
    const { events: over } = summaryOf(undefined, ...story, ended('E1', 5))
    expect(latestCrsEpisode(over.E1, over)).toMatchObject({ ended: dateOf(5), now: { atMost: 0 } })
    expect(latestCrsEpisode(events.Fever, events)).toBeUndefined()
    expect(latestCrsEpisode(undefined, events)).toBeUndefined()
  })
  it('a second one learnt of with its end: started and ended', () => {
    const first = [adverseEvent(CRS, 2, 2), ended(CRS, 4)]
    const { events: before } = summaryOf(undefined, ...first)
    const { events: later } = summaryOf(undefined, ...first, regraded(CRS, 8, 1), ended(CRS, 9))
    expect(crsChanges(later[CRS]!, before, later).map(({ type, episode }) => `${type} ${episode.number}`)).toEqual([
      'crsEpisodeStarted 2',
      'crsEpisodeEnded 2',
    ])
    expect(crsChanges(later[CRS]!, {}, before).map(({ type }) => type)).toEqual([
      'crsEpisodeStarted',
      'crsEpisodeEnded',
    ])
    expect(crsChanges(later[CRS]!, later, later)).toEqual([])
    expect(crsChanges(later[CRS]!, before, {})).toEqual([])
  })
  it('another event tells nothing of it', () => expect(news(adverseEvent('Nausea', 2, 2))).toEqual([]))
})

describe('manifestations', () => {
  const fever = (parent: string) => adverseEvent('Fever', 3, 4, { manifestationOf: parent })
  const grade3 = { grade: { atLeast: 3 } }
  it('of an event on record do not count by themselves', () =>
    expect(answered(grade3, 20, adverseEvent(CRS, 2, 1, { event: 'E1' }), fever('E1')).is).toBe('not met'))
  it('named by the term of the event', () =>
    expect(answered(grade3, 20, adverseEvent(CRS, 2, 1, { event: 'E1' }), fever(CRS)).is).toBe('not met'))
  it('of a manifestation of one', () =>
    expect(
      answered(
        grade3,
        20,
        adverseEvent(CRS, 2, 1, { event: 'E1' }),
        adverseEvent('Chills', 2, 1, { event: 'E2', manifestationOf: 'E1' }),
        fever('E2'),
      ).is,
    ).toBe('not met'))
  it('of an event that is not on record are never lost: it is not known whether they count', () =>
    expect(answered(grade3, 20, fever('E9'))).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'event E9, of which Fever is a manifestation' }],
    }))
  it('of themselves, or of each other, neither', () => {
    expect(answered(grade3, 20, fever('Fever')).is).toBe('undeterminable')
    expect(
      answered(grade3, 20, fever('E2'), adverseEvent('Chills', 2, 1, { event: 'E2', manifestationOf: 'Fever' })).is,
    ).toBe('undeterminable')
  })
  it('the parent reported later settles it', () => {
    const outcome = given(
      machines,
      each(
        '001',
        clean('1'),
        adverseEvent('Fever', 3, 4, { ...toCarT, manifestationOf: 'E1' }),
        adverseEvent(CRS, 4, 1, { event: 'E1' }),
      ),
    ).onReview()
    expect(outcome.rules['001']).toMatchObject({ 'DLT-3': 'not met' })
  })
})

describe('a death', () => {
  const facts = (...story: readonly Happening[]) => summaryOf(undefined, ...story).events
  it('stays the event’s, whatever is said of the event afterwards', () =>
    expect(facts(adverseEvent('Sepsis', 3, 4), died(9, 'Sepsis'), regraded('Sepsis', 9, 4))).toMatchObject({
      Sepsis: { ended: { at: dateOf(9), outcome: 'fatal' } },
    }))
  it('unexplained at first, then explained by an event reported as fatal: one death', () =>
    expect(Object.keys(facts(died(9), adverseEvent('Sepsis', 8, 4), ended('Sepsis', 9, 'fatal')))).toEqual(['Sepsis']))
  it('beside an event that happens to be called "death"', () =>
    expect(Object.keys(facts(adverseEvent('Nausea', 3, 1, { event: 'death' }), died(9))).sort()).toEqual([
      'death',
      'death, unexplained',
    ]))
  it('explained by an event of grade 5', () =>
    expect(Object.keys(facts(adverseEvent('Sepsis', 8, 5), died(9)))).toEqual(['Sepsis']))
})
