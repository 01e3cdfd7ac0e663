import { type Clause, isQuantity } from './clause.ts'
import { phrase, quantityPhrase } from './phrase.ts'
import type { Term } from './table.ts'

/** Whether a term takes a quantity as a measured value; every other quantity is reported as a fact. */
export const isMeasured = (term: Term, quantity: string): boolean =>
  (term.measures !== undefined && quantity in term.measures) || term.measuredAs?.includes(quantity) === true

/** The one name of a fact, be it clinical or a quantity reported as a fact. */
export const factPhrase = (clause: Clause): string => (isQuantity(clause) ? quantityPhrase(clause) : phrase(clause))
