import type { Posted } from '../machines/router.ts'
import { type Day, dateOf } from './days.ts'
import type { Happening } from './words.ts'

const by = 'SRC'

/** A gate opens: an interim analysis is done, an amendment approved. */
export const gateOpened = (gate: string, day: Day): readonly Posted[] => [
  { type: 'gateOpened', at: dateOf(day), by, gate },
]

/** The committee declares the RP2D. */
export const rp2dDeclared = (level: string, day: Day): readonly Posted[] => [
  { type: 'rp2dDeclared', at: dateOf(day), by, level },
]

/** A named person holds enrollment, of the trial or of one expansion cohort. */
export const suspended = (day: Day, reason: string, cohort?: string): readonly Posted[] => [
  { type: 'enrollmentSuspended', at: dateOf(day), by, reason, ...(cohort === undefined ? {} : { cohort }) },
]

/** A named person lets enrollment go on, of the trial or of one expansion cohort. */
export const resumed = (day: Day, reason: string, cohort?: string): readonly Posted[] => [
  { type: 'enrollmentResumed', at: dateOf(day), by, reason, ...(cohort === undefined ? {} : { cohort }) },
]

/** An expansion cohort is complete, whatever its maximum. */
export const cohortClosed = (cohort: string, day: Day, reason: string): readonly Posted[] => [
  { type: 'cohortClosed', at: dateOf(day), by, reason, cohort },
]

/** Enrolled in an expansion cohort. */
export const enrolledIn =
  (cohort: string, day: Day, known: { phase?: string; level?: string; replaces?: string } = {}): Happening =>
  (participant) => [
    { type: 'enrolled', participant, at: dateOf(day), phase: known.phase ?? 'IB', cohort, ...optional(known) },
  ]

const optional = ({ level, replaces }: { level?: string; replaces?: string }) => ({
  ...(level === undefined ? {} : { level }),
  ...(replaces === undefined ? {} : { replaces }),
})
