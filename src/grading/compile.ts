import { analyteNamed } from '../core/analytes.ts'
import { clinicalOf, dictionaryOf } from './dictionary.ts'
import { type Dictionary, type FactReader, type FactsCode, factReader } from './facts.ts'
import { printedUnits } from './layout.ts'
import { type Ruler, readsUnit, rulerOf } from './measure.ts'
import { factPhrase } from './measured-by.ts'
import type { Outcome, Unreported } from './outcome.ts'
import type { ReadingChoices } from './readings.ts'
import type { Table, Term } from './table.ts'
import { codeOf, nothingKnown, printedUnitFor, type Source, type Variant, variantOf } from './variant.ts'

/** Outcomes by the code of what is measured: with nothing clinical reported, and by the code of the facts. */
export type Drawers = {
  readonly silent: (Outcome | undefined)[]
  readonly byFacts: Map<FactsCode, (Outcome | undefined)[]>
}

/** A variant of a term with the ruler for one quantity in one reported unit, and its outcomes by code. */
export type Plan = {
  readonly variant: Variant
  readonly ruler: Ruler
  /** The unit by which it was asked for. */
  readonly spelled: string | undefined
  readonly facts: FactReader
  /** The code with every position unknown. */
  readonly blank: number
  /** The code where no value was given, which is asked for otherwise than one no axis can place. */
  readonly valueless: number
  readonly outcomes: Readonly<Record<Unreported, Drawers>>
}

/** A term that compiles itself, unit by unit, as it is used. */
export type CompiledTerm = {
  readonly source: Source
  readonly soc: string
  /** The quantity a value is of unless the assessment says otherwise. */
  readonly primary: string | undefined
  readonly populations: boolean
  readonly dictionary: Dictionary
  /** Plans for the primary quantity by the unit as it was spelled. */
  readonly plans: Map<string | undefined, Plan | undefined>
  /** The plan last asked for: results mostly come in the same unit as the one before. */
  recent: Plan | undefined
  readonly others: Map<string, Plan | undefined>
  readonly variants: Map<string, Variant>
}

/** A table ready for grading. */
export type CompiledTable = {
  readonly table: Table
  readonly choices: ReadingChoices
  readonly dictionary: Dictionary
  /** The term of that name, without regard to case. */
  termNamed(name: string): CompiledTerm | undefined
}

/** Makes a table ready for grading under the readings chosen; a term compiles when it is first used. */
export function compileTable(table: Table, chosenByCaller: ReadingChoices = {}): CompiledTable {
  refuseUnknown(table, chosenByCaller)
  const choices = {
    ...Object.fromEntries(table.readings.map(({ id, options }) => [id, options[0] as string])),
    ...chosenByCaller,
  }
  const dictionary = dictionaryOf(table)
  const exactly = new Map<string, CompiledTerm>()
  const find = (name: string): CompiledTerm | undefined => {
    const found = termIn(table, name)
    if (!found) return undefined
    const made =
      exactly.get(found.term.term) ?? compileTerm({ table: table.id, term: found.term, choices }, found.soc, dictionary)
    exactly.set(found.term.term, made)
    exactly.set(name, made)
    return made
  }
  return { table, choices, dictionary, termNamed: (name) => exactly.get(name) ?? find(name) }
}

/** The term of that name: as it is written, else without regard to case and white space. */
function termIn(table: Table, name: string): { soc: string; term: Term } | undefined {
  const folded = fold(name)
  return namedBy(table, (other) => other === name) ?? namedBy(table, (other) => fold(other) === folded)
}

function namedBy({ chapters }: Table, is: (name: string) => boolean): { soc: string; term: Term } | undefined {
  for (const chapter of chapters) {
    if (chapter.names && !chapter.names.some(is)) continue
    const term = chapter.terms.find((one) => is(one.term))
    if (term) return { soc: chapter.soc, term }
  }
  return undefined
}

const fold = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()

function refuseUnknown(table: Table, choices: ReadingChoices): void {
  for (const [id, option] of Object.entries(choices)) {
    const reading = table.readings.find((known) => known.id === id)
    if (!reading) throw new TypeError(`table ${table.id} has no reading "${id}"`)
    if (!reading.options.includes(option))
      throw new TypeError(`reading "${id}" has the options ${reading.options.join(', ')}, not "${option}"`)
  }
}

function compileTerm(source: Source, soc: string, dictionary: Dictionary): CompiledTerm {
  const { term } = source
  return {
    source,
    soc,
    primary: term.measuredAs?.[0] ?? Object.keys(term.measures ?? {})[0],
    populations: Object.values(term.grades).some(
      (cell) =>
        cell.some((part) => 'for' in part) || clinicalOf(term, cell).some((fact) => factPhrase(fact) === 'fasting'),
    ),
    dictionary,
    plans: new Map(),
    recent: undefined,
    others: new Map(),
    variants: new Map(),
  }
}

/** The plan for results of a quantity in a unit; undefined if that unit cannot be read for it. */
export function planFor(
  compiled: CompiledTerm,
  measure: string | undefined,
  unit: string | undefined,
): Plan | undefined {
  if (measure === compiled.primary) {
    const { recent } = compiled
    if (recent && recent.spelled === unit) return recent
    const known = compiled.plans.get(unit)
    if (known) compiled.recent = known
    if (known || compiled.plans.has(unit)) return known
    const made = makePlan(compiled, measure, unit)
    compiled.plans.set(unit, made)
    return made
  }
  const key = `${measure}|${unit}`
  if (!compiled.others.has(key)) compiled.others.set(key, makePlan(compiled, measure, unit))
  return compiled.others.get(key)
}

/** Codes up to this many are kept in an array that is never sparse; beyond, sparseness costs less than the room. */
const DENSE = 30_000
const drawers = (size: number): Drawers => ({ silent: new Array(size < DENSE ? size + 1 : 0), byFacts: new Map() })

function makePlan(compiled: CompiledTerm, measure: string | undefined, spelled: string | undefined): Plan | undefined {
  const { term } = compiled.source
  const unit = spelled ?? (measure === undefined ? undefined : analyteNamed(measure)?.bare)
  if (measure !== undefined && unit !== undefined && !readsUnit(measure, unit)) return undefined
  const printed = measure !== undefined && unit !== undefined ? printedUnitFor(term, measure, unit) : undefined
  if (measure !== undefined && unit !== undefined && !printed && printedUnits(term, measure).length > 0)
    return undefined
  const units = defaultUnits(term, measure, printed?.unit)
  const variant = variantFor(compiled, units, printed?.converted === true, measure)
  const size = variant.size
  return {
    variant,
    ruler: rulerOf(variant, measure ?? '', unit),
    spelled,
    facts: factReader(
      variant.layout,
      variant.follows,
      compiled.dictionary,
      new Set(Object.keys(term.grades).map(Number)),
    ),
    blank: codeOf(variant, nothingKnown(variant)),
    valueless: size,
    outcomes: { unknown: drawers(size), absent: drawers(size), worstCase: drawers(size) },
  }
}

/** The printed unit of every quantity of a term: the first printed, but for the measured one the one it is held against. */
function defaultUnits(
  term: Term,
  measure: string | undefined,
  unit: string | undefined,
): Readonly<Record<string, string>> {
  const units: Record<string, string> = {}
  for (const name of new Set(quantityNames(term))) {
    const first = printedUnits(term, name)[0]
    if (first !== undefined) units[name] = name === measure && unit !== undefined ? unit : first
  }
  return units
}

const quantityNames = (term: Term): readonly string[] => [
  ...Object.keys(term.measures ?? {}),
  ...(term.measuredAs ?? []),
]

export function variantFor(
  compiled: CompiledTerm,
  units: Readonly<Record<string, string>>,
  converted: boolean,
  measure: string | undefined,
): Variant {
  const rivals = compiled.source.term.measuredAs ?? []
  const without = new Set(measure && rivals.includes(measure) ? rivals.filter((name) => name !== measure) : [])
  const key = `${JSON.stringify(units)}|${converted}|${[...without].join()}`
  const known = compiled.variants.get(key) ?? variantOf(compiled.source, units, converted, without)
  compiled.variants.set(key, known)
  return known
}
