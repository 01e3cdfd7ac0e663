import type { Attribution } from '../core/fact.schema.ts'

/**
 * One observation of an event's grade. `atLeast` and `atMost` differ where the grade is a range.
 * - `change`: the site recorded that the grade became this; it holds until the next change.
 * - `measured`: a result gave this grade at that moment; what was between two measurements is not known.
 * - `peak`: by that moment the highest grade since onset had been this; when it was reached is not known.
 */
export type Observation = {
  readonly at: string
  readonly atLeast: number
  readonly atMost: number
  readonly as: 'change' | 'measured' | 'peak'
}

export type Outcome = 'recovered' | 'recoveredWithSequelae' | 'fatal'

/** What rules need to know of one adverse event: advanced fact by fact, never the list of facts. */
export type EventSummary = {
  readonly participant: string
  /** The source's identifier; a laboratory-derived event is called after its term. */
  readonly event: string
  readonly term: string
  readonly soc?: string
  readonly source: 'reported' | 'laboratory'
  readonly scale: string
  readonly onset: string
  readonly course: readonly Observation[]
  /** Grades the site gave the same event by other scales, such as ASTCT beside CTCAE: never mixed into its own course. */
  readonly otherScales?: Readonly<Record<string, readonly Observation[]>>
  readonly ended?: { readonly at: string; readonly outcome: Outcome }
  /** The investigator's attribution per agent. An agent that is not named here is unknown, never "unrelated". */
  readonly attribution: Readonly<Record<string, Attribution>>
  readonly manifestationOf?: string
  /** Clinical facts recorded of the event; one that is not here is unknown. */
  readonly facts?: Readonly<Record<string, boolean>>
  /** Made from the report of a death alone, which no event explains. */
  readonly unexplained?: true
  /** A named person decided its grade. */
  readonly adjudicated?: true
  /** The event it is recorded as a manifestation of, where that is not on record: whether it counts by itself is not known. */
  readonly parentMissing?: string
  /** The grade before the first dose, where results from then gave it. */
  readonly baseline?: { readonly atLeast: number; readonly atMost: number }
  readonly serious?: boolean
}

/** The highest grade an event is known to have had so far, and the highest it can have had. */
export const worstGrade = ({ course }: EventSummary): { readonly atLeast: number; readonly atMost: number } => {
  const capped = capByPeak(course)
  return {
    atLeast: Math.max(0, ...capped.map((seen) => seen.atLeast)),
    atMost: Math.max(0, ...capped.map((seen) => seen.atMost)),
  }
}

/** The grade now, as a range: of the last observation, or 0 once recovered. */
export function currentGrade({ course, ended }: EventSummary): { readonly atLeast: number; readonly atMost: number } {
  if (ended?.outcome === 'recovered') return { atLeast: 0, atMost: 0 }
  if (ended?.outcome === 'fatal') return { atLeast: 5, atMost: 5 }
  const last = capByPeak(course).at(-1)
  if (!last) return { atLeast: 1, atMost: 5 }
  return last.as === 'peak' ? { atLeast: 1, atMost: last.atMost } : last
}

/** No observation before a recorded maximum can have been above it. */
export function capByPeak(course: readonly Observation[]): readonly Observation[] {
  const last = course.findLastIndex((seen) => seen.as === 'peak')
  if (last < 0) return course
  const { atMost } = course[last]!
  return course.map((seen, i) =>
    i < last && seen.atMost > atMost ? { ...seen, atMost: Math.max(seen.atLeast, atMost) } : seen,
  )
}
