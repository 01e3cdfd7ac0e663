import { decimal, type Truth3 } from './bound.ts'
import type { Given } from './result.ts'

/** Single-drug limits of a high dose: µg/min, dopamine µg/kg/min. Lee (2014), doi:10.1182/blood-2014-05-552729. */
export const highDoseOf: Readonly<Record<string, number>> = {
  norepinephrine: 20,
  dopamine: 10,
  phenylephrine: 200,
  epinephrine: 10,
}

/** How much norepinephrine a unit of each drug stands for (VASST); vasopressin stands for none. */
const equivalentTo: Readonly<Record<string, number>> = {
  norepinephrine: 1,
  dopamine: 0.5,
  epinephrine: 1,
  phenylephrine: 0.1,
  vasopressin: 0,
}

const neededHours = 3
const withVasopressin = 10
const severalWithout = 20

export type HighDose = {
  readonly is: Truth3
  /** Norepinephrine equivalent in µg/min; `null` where a dose is missing or a drug has no known equivalent. */
  readonly neEquivalent: number | null
}

/**
 * Whether vasopressors are high-dose by the table of Lee (2014): a dose at or above its limit, needed for 3 hours or more.
 * A drug in use whose dose is not known, or that the table does not name, leaves the answer open unless another settles it.
 */
export function highDose(drugs: readonly string[] | null, doses: Given | null, hours: unknown): HighDose {
  const inUse = drugs ?? (doses === null ? null : Object.keys(doses))
  if (inUse === null) return { is: 1, neEquivalent: null }
  const known = inUse.filter((drug) => drug === 'vasopressin' || typeof doses?.[drug] === 'number')
  const reached = known.some((drug) => reaches(doseOf(doses, drug), highDoseOf[drug]))
  const sum = decimal(known.reduce((total, drug) => total + doseOf(doses, drug) * (equivalentTo[drug] ?? 0), 0))
  const named = known.every((drug) => equivalentTo[drug] !== undefined)
  const complete = known.length === inUse.length && named
  const dose: Truth3 = reached || togetherReach(inUse, sum) ? 2 : complete ? 0 : 1
  const lasted: Truth3 = typeof hours === 'number' ? (hours >= neededHours ? 2 : 0) : 1
  return { is: Math.min(dose, lasted) as Truth3, neEquivalent: complete ? sum : null }
}

function togetherReach(inUse: readonly string[], sum: number): boolean {
  if (inUse.length < 2) return false
  return sum >= (inUse.includes('vasopressin') ? withVasopressin : severalWithout)
}

const doseOf = (doses: Given | null, drug: string): number => {
  const dose = doses?.[drug]
  return typeof dose === 'number' ? dose : 0
}
const reaches = (dose: number, cut: number | undefined) => cut !== undefined && dose >= cut
