import { compareExact, type Exact, exact } from '../core/exact.ts'
import type { Assessment, Measurement } from './assessment.ts'
import { readBound } from './bound.ts'
import { isQuantity, type QuantityClause } from './clause.ts'
import { type CompiledTerm, planFor } from './compile.ts'
import { readsUnit } from './measure.ts'
import type { InSteps } from './table.ts'

/** An assessment with a result in steps told as facts, or what is wrong with it. */
export type Stepped =
  | { readonly assessment: Assessment; readonly told: boolean; readonly flags: readonly string[] }
  | { readonly problem: string }

const words: Readonly<Record<string, string>> = { NEGATIVE: '0', NEG: '0', TRACE: '0.5', TR: '0.5', '±': '0.5' }
const counted = /^(?:([1-4]) ?\+|\+ ?([1-4]))$/

/** A dipstick result as the number of its step ("NEGATIVE" 0, "TRACE" between 0 and 1, "2+" and "++" 2), or undefined. */
export function stepOf(written: unknown): Exact | undefined {
  if (typeof written !== 'string') return undefined
  const text = written.trim().toUpperCase()
  const found = counted.exec(text)
  const step = words[text] ?? found?.[1] ?? found?.[2] ?? (/^\+{1,4}$/.test(text) ? String(text.length) : undefined)
  return step === undefined ? undefined : exact(step)
}

/** Tells a result in steps as the facts the term asks for; undefined where there is none. */
export function readSteps(term: CompiledTerm, assessment: Assessment, inSteps: InSteps): Stepped | undefined {
  const { [inSteps.quantity]: beside, ...measures } = assessment.measures ?? {}
  const asValue = isGiven(assessment) && isInSteps(assessment, inSteps)
  const results = [...(asValue ? [assessment] : []), ...(isGiven(beside) ? [beside] : [])]
  const [first, second] = results.map(({ value }) => ({ written: String(value), step: stepOf(value) }))
  if (!first) return undefined
  for (const { written, step } of [first, second ?? first])
    if (!step) return { problem: `${inSteps.quantity} "${written}" is not NEGATIVE, TRACE or 1+ to 4+` }
  const step = first.step as Exact
  if (second?.step && compareExact(step, second.step) !== 0)
    return { problem: `two results of ${inSteps.quantity}: ${first.written} and ${second.written}` }
  const rest = asValue ? withoutValue(assessment, measures, inSteps.under) : { ...assessment, measures }
  const measured = isOf(inSteps.under, rest.analyte) ? rest : measures[inSteps.under]
  return inSteps.yields && isGiven(measured)
    ? { assessment: rest, told: false, flags: [`${first.written} not counted: ${inSteps.under} takes precedence`] }
    : told(term, rest, inSteps, step, first.written)
}

const isOf = (under: string, analyte: string | undefined): boolean => analyte === undefined || analyte === under

const isGiven = (result: Measurement | undefined): result is Measurement =>
  result?.value !== undefined && result.value !== null && String(result.value).trim() !== ''

/** Whether a value is one in steps: called so, or written so, where its unit is not one of the measured quantity. */
const isInSteps = ({ value, unit, analyte }: Assessment, { quantity, under }: InSteps): boolean =>
  analyte === quantity || (isOf(under, analyte) && stepOf(value) !== undefined && !(unit && readsUnit(under, unit)))

/** The assessment with what was measured, if that stands beside, in the place of the value. */
function withoutValue(assessment: Assessment, measures: Assessment['measures'] & object, under: string): Assessment {
  const { value, unit, lln, uln, baseline, analyte, changeFromBaselinePercent, ...rest } = assessment
  const { [under]: measured, ...others } = measures
  return { ...rest, ...measured, measures: others }
}

function told(term: CompiledTerm, rest: Assessment, inSteps: InSteps, step: Exact, written: string): Stepped {
  const atoms = planFor(term, term.primary, undefined)?.variant.layout.atoms ?? []
  const facts = atoms.flatMap(({ phrase, clause }) =>
    isQuantity(clause) && clause.quantity === inSteps.quantity ? [[phrase, isWithin(clause, step)] as const] : [],
  )
  const against = facts.find(([phrase, is]) => (rest.facts?.[phrase] ?? is) !== is)
  if (against) return { problem: `"${against[0]}" contradicts ${inSteps.quantity} ${written}` }
  const flags = inSteps.yields ? [`by ${inSteps.quantity} ${written}: ${inSteps.under} would take precedence`] : []
  return { assessment: { ...rest, facts: { ...rest.facts, ...Object.fromEntries(facts) } }, told: true, flags }
}

const isWithin = ({ bounds }: QuantityClause, step: Exact): boolean =>
  bounds.map(readBound).every(({ comparator, cut }) => {
    const side = compareExact(step, cut)
    return side === 0 ? comparator.endsWith('=') : comparator.startsWith('>') === side > 0
  })
