import { conversion } from '../core/units.ts'
import { answer } from './answer.ts'
import { type Consequences, consequencesOf } from './consequences.ts'
import type { Given, Question } from './decide.ts'
import { STATE, UNKNOWN } from './expression.ts'
import type { FactsCode } from './facts.ts'
import { type Layout, layOut, printedUnits } from './layout.ts'
import type { Outcome, Unreported } from './outcome.ts'
import type { ReadingChoices } from './readings.ts'
import type { Term } from './table.ts'
import { type World, worldsOf } from './worlds.ts'

/** Which term of which table is compiled, with the readings chosen for it. */
export type Source = { readonly table: string; readonly term: Term; readonly choices: ReadingChoices }

/** A term compiled for one choice of printed units, with the memory of what has been asked. */
export type Variant = {
  readonly source: Source
  readonly layout: Layout
  readonly follows: Consequences
  readonly worlds: () => readonly World[]
  readonly graded: boolean
  /** Readings that apply to every answer, because the reported unit had to be converted. */
  readonly readings: readonly string[]
  /** Weight of each axis in the code of a combination of positions. */
  readonly weights: readonly number[]
  /** How many codes there are. */
  readonly size: number
  readonly outcomes: Map<string, Map<number, Outcome>>
}

/** Number of codes an axis takes: its positions, unknown and never. */
const codesOn = (axis: Layout['axes'][number]): number =>
  (axis.kind === 'state' ? STATE.record + 1 : axis.thresholds.length + 1) + 2

export function variantOf(
  source: Source,
  units: Readonly<Record<string, string>>,
  converted: boolean,
  without: ReadonlySet<string>,
): Variant {
  const { term, choices } = source
  const layout = layOut(term, units, choices, without)
  let worlds: readonly World[] | undefined
  let weight = 1
  const weights = layout.axes.map((axis) => {
    const own = weight
    weight *= codesOn(axis)
    return own
  })
  return {
    source,
    layout,
    follows: consequencesOf(layout),
    worlds: () => {
      worlds ??= worldsOf(layout, term.measures ?? {})
      return worlds
    },
    graded: Object.keys(term.measures ?? {}).length > 0,
    readings: converted ? ['unit-as-reported'] : [],
    weights,
    size: weight,
    outcomes: new Map(),
  }
}

/** The printed unit a result is held against: the same, else a decimal multiple, else by definition, else by molar mass. */
export function printedUnitFor(
  term: Term,
  measure: string,
  unit: string,
): { unit: string; converted: boolean } | undefined {
  const ranks = ['same', 'decimal', 'definition', 'molar mass'] as const
  let best: { unit: string; rank: number } | undefined
  for (const printed of printedUnits(term, measure)) {
    const by = conversion(measure, unit, printed)
    const rank = by ? ranks.indexOf(by.by) : -1
    if (rank >= 0 && (!best || rank < best.rank)) best = { unit: printed, rank }
  }
  return best && { unit: best.unit, converted: best.rank > 1 }
}

/** What is added to an answer that no position or fact can tell. */
export type Circumstances = {
  readonly unreported: Unreported
  readonly missing: string | undefined
  readonly flags: readonly string[]
}

/** The outcome of a combination of positions and facts, computed once and then remembered. */
export function outcomeOf(
  variant: Variant,
  code: number,
  positions: () => readonly number[],
  bits: Uint8Array,
  factsCode: FactsCode,
  unreported: Unreported,
  given: Given,
  missing?: string,
): Outcome {
  const drawer = `${unreported}|${factsCode}|${[...given].join()}|${missing ?? ''}`
  let remembered = variant.outcomes.get(drawer)
  if (!remembered) {
    remembered = new Map()
    variant.outcomes.set(drawer, remembered)
  }
  const known = remembered.get(code)
  if (known) return known
  const question = questionOf(variant, positions(), Uint8Array.from(bits), unreported, given)
  const made = answer([question], frameOf(variant, missing, []))
  remembered.set(code, made)
  return made
}

export const frameOf = (variant: Variant, missing: string | undefined, flags: readonly string[]) => ({
  table: variant.source.table,
  term: variant.source.term.term,
  graded: variant.graded,
  readings: variant.readings,
  flags,
  valueMissing: missing,
})

export const questionOf = (
  { layout, follows, worlds }: Variant,
  positions: readonly number[],
  bits: Uint8Array,
  unreported: Unreported,
  given: Given = new Map(),
): Question => ({ layout, follows, worlds, positions, bits, unreported, given })

/** Every position unknown. */
export const nothingKnown = (variant: Variant): number[] => variant.layout.axes.map(() => UNKNOWN)
/** The code of a combination of positions. */
export const codeOf = (variant: Variant, positions: readonly number[]): number =>
  positions.reduce((code, position, axis) => code + (position + 2) * (variant.weights[axis] as number), 0)
