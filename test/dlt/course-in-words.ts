import type { EventSummary, Observation } from '../../src/dlt/event.ts'
import { dateOf } from '../../src/testing/index.ts'

const kinds = { m: 'measured', p: 'peak' } as const

/** "3 4" recorded on day 3 as grade 4; "3 2-4" as a range; "3 4m" measured; "3 4p" as the highest since onset. */
export function observation(text: string): Observation {
  const [day, grades] = text.split(' ')
  const [, atLeast, atMost = atLeast, kind] = /^(\d)(?:-(\d))?([mp])?$/.exec(grades!)!
  const as = kinds[kind as keyof typeof kinds] ?? 'change'
  return { at: dateOf(Number(day)), atLeast: Number(atLeast), atMost: Number(atMost), as }
}

/** An event of this course, its observations separated by commas. */
export function eventOf(course: string, ended?: EventSummary['ended']): EventSummary {
  const observations = course.split(', ').map(observation)
  const { at: onset } = observations[0]!
  const named = { participant: '001', event: 'E1', term: 'Nausea', source: 'reported', scale: 'ctcae-5.0' } as const
  return { ...named, onset, course: observations, attribution: {}, ...(ended ? { ended } : {}) }
}

/** A course as it is written above. */
export const courseInWords = (course: readonly Observation[]): string =>
  course
    .map(({ at, atLeast, atMost, as }) => {
      const day = (Date.parse(at) - Date.parse(dateOf(0))) / 86_400_000
      const grades = atLeast === atMost ? atLeast : `${atLeast}-${atMost}`
      return `${day} ${grades}${{ change: '', measured: 'm', peak: 'p' }[as]}`
    })
    .join(', ')
