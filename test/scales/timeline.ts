import { scaleTables } from '../../grading-tables/scales/index.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { type CrsOptions, crsEpisodes } from '../../src/scales/crsEpisodes.ts'
import { type Course, rangeOf } from '../../src/scales/episode.ts'
import { scaleRegistry } from '../../src/scales/index.ts'

export const registry = scaleRegistry(scaleTables)
export const astct = registry.get('astct-crs-2019')!

const participant = '001'
export const infused = (at: string): Fact => ({ type: 'dosed', participant, at, agent: 'NK' })
export const temperature = (at: string, value: number | string, unit = 'C'): Fact => ({
  type: 'vitalSign',
  participant,
  at,
  sign: 'temperature',
  value,
  unit,
})
export const systolic = (at: string, value: number): Fact => ({
  type: 'vitalSign',
  participant,
  at,
  sign: 'systolic',
  value,
  unit: 'mmHg',
})
export const crs = (at: string, item: string, value: boolean | number | string): Fact => ({
  type: 'assessed',
  participant,
  at,
  instrument: 'CRS',
  item,
  value,
})
export const given = (kind: Extract<Fact, { type: 'intervention' }>['kind'], at: string, more: object = {}): Fact =>
  ({ type: 'intervention', participant, at, kind, ...more }) as Fact

export const courseOf = (facts: readonly Fact[], options: Partial<CrsOptions> = {}): Course =>
  crsEpisodes(facts, { scale: astct, ...options })

/** An episode as a line: each moment with its grade or range. */
export const grades = (course: Course, episode = 0): readonly string[] =>
  (course.episodes[episode]?.assessments ?? []).map(({ at, result }) => {
    const { atLeast, atMost } = rangeOf(result)
    return `${at} ${atLeast === atMost ? atLeast : `${atLeast}-${atMost}`}`
  })
