import { analyteNamed } from '../core/analytes.ts'
import { compareExact, type Exact, minus, toDouble } from '../core/exact.ts'
import { type Measured, readMeasured } from '../core/measured.ts'
import { answer } from './answer.ts'
import type { Assessment, CodingMap, GradingOptions, Measurement } from './assessment.ts'
import { readCare } from './care.ts'
import { type CompiledTable, type CompiledTerm, compileTable, type Plan, planFor } from './compile.ts'
import type { Given } from './decide.ts'
import {
  codeByLimits,
  codeOfValue,
  cutsOf,
  noReferences,
  positionOn,
  type References,
  readsUnit,
  referencesOf,
  rulerOf,
} from './measure.ts'
import type { Outcome, Unreported } from './outcome.ts'
import { plainDecimal, type Raw } from './place.ts'
import { readSteps, type Stepped } from './steps.ts'
import type { Table } from './table.ts'
import { codedBy, termsLike } from './terms.ts'
import { codeOf, frameOf, nothingKnown, outcomeOf, questionOf } from './variant.ts'
import { representatives } from './worlds.ts'

/** One row of a batch: which term, and what is known. */
export type GradingRow = Assessment & { readonly term: string }

const compiledTables = new WeakMap<Table, Map<string, CompiledTable>>()

function compiledFor(table: Table | CompiledTable, { readings }: GradingOptions): CompiledTable {
  if ('termNamed' in table && !readings) return table
  const plain = 'termNamed' in table ? table.table : table
  const byChoice = compiledTables.get(plain) ?? new Map<string, CompiledTable>()
  compiledTables.set(plain, byChoice)
  const key = JSON.stringify(Object.entries(readings ?? {}).sort())
  const compiled = byChoice.get(key) ?? compileTable(plain, readings ?? {})
  byChoice.set(key, compiled)
  return compiled
}

/** Grades one assessment of one term: a grade, the grades still possible with what would settle it, or why none can be given. */
export function grade(
  table: Table | CompiledTable,
  term: string,
  assessment: Assessment,
  options: GradingOptions = {},
): Outcome {
  return gradeIn(compiledFor(table, options), term, assessment, options.unreported ?? 'unknown', options.coding)
}

/** Grades many rows at once; the outcomes are references to the few frozen ones each term has. */
export function gradeAll(
  table: Table | CompiledTable,
  rows: readonly GradingRow[],
  options: GradingOptions = {},
): Outcome[] {
  const compiled = compiledFor(table, options)
  const unreported = options.unreported ?? 'unknown'
  const outcomes = new Array<Outcome>(rows.length)
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as GradingRow
    outcomes[at] = gradeIn(compiled, row.term, row, unreported, options.coding)
  }
  return outcomes
}

function gradeIn(
  compiled: CompiledTable,
  name: string,
  assessment: Assessment,
  unreported: Unreported,
  coding: CodingMap | undefined,
): Outcome {
  const term = compiled.termNamed(name)
  if (term) return assessment.care ? gradeCared(term, assessment, unreported) : gradeTerm(term, assessment, unreported)
  const coded = codedBy(coding, name)
  if (coded === undefined) return unknownTerm(compiled, name)
  const outcome = gradeIn(compiled, coded, assessment, unreported, undefined)
  return flagged(outcome, [`"${name}" is coded to ${coded} by the site's map`])
}

const flagged = (outcome: Outcome, flags: readonly string[], readings: readonly string[] = []): Outcome =>
  Object.freeze({
    ...outcome,
    readings: Object.freeze([...outcome.readings, ...readings]),
    flags: Object.freeze([...outcome.flags, ...flags]),
  })

/** Grades with the recorded care that is linked to the event; names the readings by which it made a difference. */
function gradeCared(term: CompiledTerm, assessment: Assessment, unreported: Unreported): Outcome {
  const { facts, unlinked, flags } = readCare(assessment, term.source.term.term, term.dictionary)
  const having = (more: Assessment['facts']): Outcome =>
    gradeTerm(term, { ...assessment, facts: { ...more, ...assessment.facts } }, unreported)
  const outcome = having(facts)
  const readings = [
    ...(outcome === having({}) ? [] : ['given-is-indicated']),
    ...(outcome === having({ ...facts, ...unlinked }) ? [] : ['because-of-the-event']),
  ]
  return flags.length + readings.length === 0 ? outcome : flagged(outcome, flags, readings)
}

function unknownTerm({ table }: CompiledTable, name: string): Outcome {
  const candidates = Object.freeze(termsLike(table, name).map(({ term }) => term))
  return Object.freeze({
    table: table.id,
    term: name,
    readings: [],
    flags: [],
    ungradable: `no such term in ${table.id}`,
    candidates,
  })
}

/** Grades an assessment by a compiled term. A plain value, facts, or both take no detour. */
export function gradeTerm(term: CompiledTerm, assessment: Assessment, unreported: Unreported): Outcome {
  const { inSteps } = term.source.term
  const stepped = inSteps && readSteps(term, assessment, inSteps)
  if (stepped) return gradeStepped(term, stepped, unreported)
  const { value } = assessment
  if (!assessment.measures && !assessment.analyte) {
    const number = typeof value === 'number' ? value : typeof value === 'string' ? plainDecimal(value) : Number.NaN
    if (number >= 0 && number < Number.POSITIVE_INFINITY && term.primary !== undefined) {
      const plan = planFor(term, term.primary, assessment.unit || undefined)
      if (plan) return gradePlain(plan, term, assessment, number, value as Raw, unreported)
    } else if (assessment.facts && (value === undefined || value === null) && !assessment.baseline) {
      const plan = planFor(term, term.primary, undefined)
      if (plan) return recall(plan, term, assessment, plan.valueless, unreported)
    }
  }
  return gradeCarefully(term, assessment, unreported)
}

/** Grades by a result in steps, or by the measured one that takes precedence; a result in steps is not a missing value. */
function gradeStepped(term: CompiledTerm, stepped: Stepped, unreported: Unreported): Outcome {
  if ('problem' in stepped) return ungradable(term, stepped.problem)
  const outcome = gradeCarefully(term, stepped.assessment, unreported, stepped.told)
  return stepped.flags.length > 0 ? flagged(outcome, stepped.flags) : outcome
}

const scratch = noReferences()

function gradePlain(
  plan: Plan,
  term: CompiledTerm,
  assessment: Assessment,
  value: number,
  raw: Raw,
  unreported: Unreported,
): Outcome {
  const { ruler, blank } = plan
  if (ruler.byLimits)
    return recall(plan, term, assessment, blank + codeByLimits(ruler, value, raw, assessment), unreported)
  const refs = referencesOf(ruler, assessment, assessment.atBaseline === true, scratch)
  const code = blank + codeOfValue(ruler, value, raw, assessment, refs)
  return recall(plan, term, assessment, code, unreported)
}

/** The outcome already given for this code and these facts, or else worked out with care and remembered. */
function recall(plan: Plan, term: CompiledTerm, assessment: Assessment, code: number, unreported: Unreported): Outcome {
  const drawers = plan.outcomes[unreported]
  let drawer = drawers.silent
  if (assessment.facts || term.populations) {
    const { code: facts, problems, unavailable } = plan.facts.read(assessment)
    if (problems.length > 0 || unavailable > 0) return gradeCarefully(term, assessment, unreported)
    if (facts !== plan.facts.silent) {
      drawer = drawers.byFacts.get(facts) ?? []
      if (drawer.length === 0) drawers.byFacts.set(facts, drawer)
    }
  }
  const known = drawer[code]
  if (known) return known
  const made = gradeCarefully(term, assessment, unreported)
  drawer[code] = made
  return made
}

/** Where a value lies on every axis of the plan's variant; axes of other quantities stay unknown. */
function positionsOf(
  { ruler, variant }: Plan,
  result: Measurement,
  value: number,
  raw: Raw,
  refs: References,
): number[] {
  const positions = nothingKnown(variant)
  for (const axis of ruler.axes) positions[axis] = positionOn(ruler, axis, value, raw, result, refs)
  if (ruler.state >= 0) positions[ruler.state] = refs.state
  return positions
}

function gradeCarefully(term: CompiledTerm, assessment: Assessment, unreported: Unreported, told = false): Outcome {
  const standsFor = assessment.analyte ? term.source.term.standsFor?.[assessment.analyte] : undefined
  const measure = standsFor ?? assessment.analyte ?? term.primary
  const value = readValue(assessment.value)
  const problem = refusal(term, measure, assessment, value)
  const plan =
    (problem === undefined && planFor(term, measure, assessment.unit || undefined)) || blankPlan(term, measure)
  const { variant, facts } = plan
  const read = facts.read(assessment)
  const missing = problem ?? (term.primary !== undefined && value === undefined && !told ? 'no value' : undefined)
  if (read.problems.length > 0) return ungradable(term, read.problems.join('; '))
  const sets = problem === undefined ? placings(plan, assessment, value) : [nothingKnown(variant)]
  for (const [name, other] of Object.entries(assessment.measures ?? {})) {
    const second = addMeasure(plan, name, other, sets)
    if (second) return ungradable(term, second)
  }
  const single = sets.length === 1 ? (sets[0] as readonly number[]) : undefined
  const flags = standsFor ? [`${assessment.analyte} held against the cuts of ${standsFor}`] : []
  const given = givenIn(assessment, measure)
  const made =
    single && flags.length === 0
      ? outcomeOf(variant, codeOf(variant, single), () => single, facts.bits, read.code, unreported, given, missing)
      : answer(
          sets.map((positions) => questionOf(variant, positions, Uint8Array.from(facts.bits), unreported, given)),
          frameOf(
            variant,
            missing,
            value?.kind === 'interval' ? [...flags, `censored value ${String(assessment.value)}`] : flags,
          ),
        )
  if (problem !== undefined && !('grade' in made)) return ungradable(term, problem)
  if (read.unavailable > 0 && !('grade' in made && made.grade > read.unavailable))
    return notAvailable(term, read.unavailable)
  if (single && 'grade' in made && made.grade === 0 && isBeyondPrinted(plan, term, single))
    return notAvailable(term, Math.max(...Object.keys(term.source.term.grades).map(Number)) + 1)
  return valueAlone(term, assessment, value, made)
}

/** The quantities an assessment gives a value of: the main one, if it is named, and the further ones. */
function givenIn(assessment: Assessment, measure: string | undefined): Given {
  const results = Object.entries(assessment.measures ?? {})
  if (measure !== undefined) results.push([measure, assessment])
  return new Map(
    results
      .filter(([, { value }]) => readValue(value) !== undefined)
      .map(([name, { unit }]) => [name, unit || analyteNamed(name)?.bare ? 'with unit' : 'without unit']),
  )
}

const blankPlan = (term: CompiledTerm, measure: string | undefined): Plan => planFor(term, measure, undefined) as Plan

/**
 * Whether a value that meets nothing lies past every cut its quantity has, in the direction that counts: a worse grade than any the
 * table prints, which is said and never called grade 0.
 */
function isBeyondPrinted(
  { ruler, variant }: Plan,
  { source, populations }: CompiledTerm,
  places: readonly number[],
): boolean {
  if (source.term.together || populations || source.choices['inside-reference'] === 'cap-at-0') return false
  return variant.layout.axes.some((axis, index) => {
    if (axis.kind !== 'multiple' || axis.ref !== 'none' || axis.measure !== ruler.measure) return false
    return places[index] === (ruler.direction === 'low' ? 0 : axis.thresholds.length)
  })
}

/** A term without a number is not graded by a value: to say so is better than to grade as if nothing else were known. */
function valueAlone(term: CompiledTerm, assessment: Assessment, value: Measured | undefined, made: Outcome): Outcome {
  const silent = !assessment.facts || Object.keys(assessment.facts).length === 0
  if (term.primary !== undefined || value === undefined || !silent) return made
  return ungradable(
    term,
    `${term.source.term.term} has no number in ${term.source.table}: a value alone does not grade it`,
  )
}

/** A severity whose grade the table leaves out: said so, with where its note points, and never the neighbouring grade. */
function notAvailable({ source }: CompiledTerm, grade: number): Outcome {
  const candidates = Object.freeze((source.term.navigation ?? []).flatMap(({ terms }) => terms ?? []))
  const why = `grade ${grade} is not available for ${source.term.term} in ${source.table}`
  return Object.freeze({
    table: source.table,
    term: source.term.term,
    readings: [],
    flags: [],
    ungradable: why,
    candidates,
  })
}

const ungradable = ({ source }: CompiledTerm, why: string): Outcome =>
  Object.freeze({
    table: source.table,
    term: source.term.term,
    readings: [],
    flags: [],
    ungradable: why,
    candidates: [],
  })

function readValue(value: Measurement['value']): Measured | undefined {
  return value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '')
    ? undefined
    : readMeasured(value)
}

/** Why a value cannot be held against the table at all. */
function refusal(
  term: CompiledTerm,
  measure: string | undefined,
  { unit }: Measurement,
  value: Measured | undefined,
): string | undefined {
  if (measure === undefined) return undefined
  const measures = term.source.term.measures ?? {}
  if (!(measure in measures)) return `${term.source.term.term} is not graded by ${measure}`
  if (value?.kind === 'unreadable') return `value ${JSON.stringify(value.text)} cannot be read`
  if (value && isNegative(value) && !analyteNamed(measure)?.mayBeNegative) return `a negative ${measure} cannot be`
  if (value && unit && !readsUnit(measure, unit)) return `unit ${JSON.stringify(unit)} cannot be read for ${measure}`
  if (value && unit && !planFor(term, measure, unit))
    return `unit ${JSON.stringify(unit)} cannot be compared with those printed for ${measure}`
  return undefined
}

/** Whether all a result can be lies below zero. */
const isNegative = (value: Measured): boolean =>
  value.kind === 'exact'
    ? value.value.num < 0n
    : value.kind === 'interval' && value.to !== undefined && value.to.at.num < (value.to.inclusive ? 0n : 1n)

/** Every place the value can have: one for a number, several for a censored value, none known without one. */
function placings(plan: Plan, result: Assessment, value: Measured | undefined): number[][] {
  const refs = referencesOf(plan.ruler, result, result.atBaseline === true)
  if (!value) {
    const positions = nothingKnown(plan.variant)
    if (plan.ruler.state >= 0) positions[plan.ruler.state] = refs.state
    return [positions]
  }
  if (value.kind === 'exact') return [positionsOf(plan, result, toDouble(value.value), value.value, refs)]
  const points = pointsIn(value as Measured & { kind: 'interval' }, cutsOf(plan.ruler, result, refs))
  const sets = points.map((point) => positionsOf(plan, result, toDouble(point), point, refs))
  return [...new Map(sets.map((positions) => [positions.join(), positions])).values()]
}

/** Numbers that stand for a whole interval: each cut inside, one between each two, and the ends that belong to it. */
export function pointsIn(interval: Measured & { kind: 'interval' }, cuts: readonly Exact[]): readonly Exact[] {
  const { from, to } = interval
  const ends = [from?.at, to?.at].filter((end): end is Exact => end !== undefined)
  const zero = { num: 0n, den: 1n }
  const inside = [zero, ...representatives([...cuts, ...ends])].filter((point) => {
    const above = from ? compareExact(point, from.at) : 1
    const below = to ? compareExact(point, to.at) : -1
    return (above > 0 || (above === 0 && from?.inclusive)) && (below < 0 || (below === 0 && to?.inclusive))
  })
  return inside.length === 0 && to ? [minus(to.at, { num: 1n, den: 1n })] : inside
}

/** Places a further quantity on its axes; returns why it cannot. */
function addMeasure({ variant }: Plan, name: string, result: Measurement, sets: number[][]): string | undefined {
  const value = readValue(result.value)
  if (!value) return undefined
  const { term } = variant.source
  if (value.kind === 'unreadable') return `value ${JSON.stringify(value.text)} of ${name} cannot be read`
  if (!(name in (term.measures ?? {}))) return `${term.term} is not graded by ${name}`
  if (isNegative(value) && !analyteNamed(name)?.mayBeNegative) return `a negative ${name} cannot be`
  if (result.unit && !readsUnit(name, result.unit))
    return `unit ${JSON.stringify(result.unit)} cannot be read for ${name}`
  const ruler = rulerOf(variant, name, result.unit || analyteNamed(name)?.bare)
  const refs = referencesOf(ruler, result, false)
  const points = value.kind === 'exact' ? [value.value] : pointsIn(value, cutsOf(ruler, result, refs))
  const before = sets.splice(0)
  for (const point of points)
    for (const set of before) {
      const placed = [...set]
      for (const axis of ruler.axes) placed[axis] = positionOn(ruler, axis, toDouble(point), point, result, refs)
      if (ruler.state >= 0) placed[ruler.state] = refs.state
      sets.push(placed)
    }
  return undefined
}
