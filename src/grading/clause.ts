import type { Criterion } from '../core/criterion.ts'
import type { VisualAcuity } from './visual-acuity.ts'

/** A bound as a table prints it: "<LLN", ">=10.0", ">1.5 x ULN", "<=3.0 x baseline". Numbers are decimal texts. */
export type Bound = string

/**
 * A measured quantity between bounds, in the order they are printed. `rise`, `fall` and `change` make the bounds speak of the
 * difference from a reference instead of the value; `percent` of that reference instead of units.
 */
export type QuantityClause = {
  readonly quantity: string
  readonly bounds: readonly Bound[]
  /** Unit of the bounds that are plain numbers, as printed. */
  readonly unit?: string
  readonly rise?: 'baseline' | 'ULN'
  readonly fall?: 'baseline' | 'LLN'
  readonly change?: 'baseline'
  readonly percent?: true
  /** The circumstance under which the bounds count. */
  readonly if?: Circumstance
  /** Name of the quantity as this cell prints it. */
  readonly as?: string
  /** Spelling of the unit as this cell prints it. */
  readonly unitAs?: string
  /** A small departure of the printed range from the usual one. */
  readonly style?: 'each with unit' | 'first only' | 'bare' | 'named' | 'but' | 'to' | 'full'
  /** The reading without which the printed text would not say this. */
  readonly reading?: string
}

/** The circumstances a table prints; those about the baseline differ in their words from version to version. */
export const circumstances = [
  'baseline was normal',
  'baseline was normal or less than normal',
  'baseline was abnormal',
  'baseline was >ULN',
  'baseline was >ULN up to 5 x ULN',
  'baseline is below LLN',
  'abnormal',
  'on anticoagulation',
] as const
export type Circumstance = (typeof circumstances)[number]

/** What a population block is about. */
export type Population = string

/** A clinical fact of one of the closed families; exactly one family key is present. */
export type ClinicalClause =
  | { readonly death: 'death' | 'neonatal' | 'fetal' }
  | { readonly consequence: string }
  | { readonly severity: string; readonly of?: string }
  | { readonly adl: string }
  | { readonly hospitalization: string }
  | { readonly intervention: string; readonly status?: string; readonly urgency?: string }
  | { readonly observationsOnly: string }
  | { readonly medicallySignificant: string }
  | { readonly extent: string }
  | { readonly pattern: string }
  | { readonly psychosocialImpact: string }
  | { readonly function: string; readonly is: string }
  | { readonly bodySurface: readonly Bound[]; readonly of?: string }
  | { readonly visualAcuity: string | VisualAcuity }
  | { readonly finding: string; readonly level?: string }

export type Wording = {
  /** Which of a fact's usual wordings this cell uses; the fact is the same. */
  readonly wording?: string
}

export type Clause = (QuantityClause | ClinicalClause) & Wording

/** A criterion over clauses; `joined` is the word it is printed with, `wording` how all of it is. */
export type CellCriterion = Criterion<Clause> & { readonly joined?: string; readonly wording?: string }

/** Clauses that count for one population only. */
export type Block = { readonly for: Population; readonly any: readonly CellCriterion[] }

/** One cell of a table: any of its parts, which are printed with ";" between them. */
export type Cell = readonly (CellCriterion | Block)[]

export const isQuantity = (clause: Clause): clause is QuantityClause & Wording => 'quantity' in clause
export const isBlock = (part: CellCriterion | Block): part is Block => 'for' in part
