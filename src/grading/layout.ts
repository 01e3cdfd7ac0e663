import { type Exact, times } from '../core/exact.ts'
import { type Conversion, conversion, converted } from '../core/units.ts'
import { boundText, heldBounds, type PrintedBound, type Threshold } from './bound.ts'
import {
  type Cell,
  type CellCriterion,
  type Clause,
  type ClinicalClause,
  isBlock,
  isQuantity,
  type QuantityClause,
} from './clause.ts'
import { type Axis, byCut, type Expression, type StateAxis } from './expression.ts'
import { closeGaps, quantitiesOf } from './gaps.ts'
import { factPhrase, isMeasured } from './measured-by.ts'
import {
  type AppliedReading,
  appliedReadings,
  asPrinted,
  chosen,
  defaults,
  others,
  type ReadingChoices,
} from './readings.ts'
import { renderCriterion } from './render.ts'
import type { GradeNumber, Term } from './table.ts'

/** One of the parts of a cell, compiled. */
export type Alternative = {
  readonly expression: Expression
  /** Its wording, for the reasons. */
  readonly clause: string
  readonly quantified: boolean
  /** The readings without which the text would not say this. */
  readonly reading: string | undefined
}

/** A term's cells under one choice of readings: alternatives by grade, worst first when evaluated. */
export type Form = { readonly reading: string | undefined; readonly cells: readonly (readonly Alternative[])[] }

/** A clinical fact a term asks for. */
export type Atom = { readonly phrase: string; readonly clause: Clause; readonly population: boolean }

/** A term compiled for the units its quantities were reported in. */
export type Layout = {
  readonly axes: readonly (Axis | StateAxis)[]
  readonly atoms: readonly Atom[]
  /** The chosen readings first; then one form for each reading that might have decided otherwise. */
  readonly forms: readonly Form[]
  /** Printed unit of each measured quantity that has one. */
  readonly units: Readonly<Record<string, string>>
}

const GRADES = [1, 2, 3, 4, 5] as const

/** The units a term prints for a quantity, in printed order. */
export function printedUnits(term: Term, measure: string): readonly string[] {
  const clauses = Object.values(term.grades).flatMap((cell) => quantitiesOf(cell as Cell))
  const units = clauses
    .filter((clause) => clause.quantity === measure && hasUnit(clause))
    .map((clause) => clause.unit as string)
  return [...new Set(units)]
}

const hasUnit = (clause: QuantityClause): boolean =>
  clause.unit !== undefined && !clause.percent && clause.bounds.some((bound) => !/LLN|ULN|baseline/.test(bound))

type Draft = {
  axis: { measure: string; ref: Threshold['ref']; kind: Axis['kind'] }
  thresholds: Map<string, Threshold>
}
type NumberNode = { kind: 'number'; axis: number; at: number; passed: boolean }

/** Collects axes, thresholds and atoms while the forms of a term are compiled, then numbers them. */
class Register {
  private readonly drafts = new Map<string, Draft | StateAxis>()
  private readonly pending: { node: NumberNode; draft: Draft; key: string }[] = []
  readonly atoms = new Map<string, Atom>()

  number(measure: string, threshold: Threshold, passed: boolean): Expression {
    const kind = threshold.ref !== 'none' && threshold.add.num !== 0n ? 'difference' : 'multiple'
    return this.placed(measure, threshold, passed, kind)
  }

  /** Where the baseline itself lies relative to a limit. */
  baseline(measure: string, ref: 'ULN' | 'LLN', mult: Exact, inclusive: boolean, passed: boolean): Expression {
    return this.placed(measure, { ref, mult, add: zero, inclusive }, passed, 'baseline')
  }

  private placed(measure: string, threshold: Threshold, passed: boolean, kind: Axis['kind']): Expression {
    const draft = this.draft(`${measure}|${threshold.ref}|${kind}`, () => ({
      axis: { measure, ref: threshold.ref, kind },
      thresholds: new Map(),
    })) as Draft
    const key = thresholdKey(threshold)
    if (!draft.thresholds.has(key)) draft.thresholds.set(key, threshold)
    const node: NumberNode = { kind: 'number', axis: 0, at: 0, passed }
    this.pending.push({ node, draft, key })
    return node
  }

  state(measure: string, abnormal: boolean): Expression {
    this.draft(`${measure}|state`, () => ({ measure, kind: 'state' }))
    return { kind: 'state', axis: [...this.drafts.keys()].indexOf(`${measure}|state`), abnormal }
  }

  fact(clause: Clause, population = false): Expression {
    const name = factPhrase(clause)
    if (!this.atoms.has(name)) this.atoms.set(name, { phrase: name, clause, population })
    return { kind: 'fact', atom: [...this.atoms.keys()].indexOf(name) }
  }

  /** The axes in the order they were met, with thresholds in rising order; every number node learns its place. */
  axes(): readonly (Axis | StateAxis)[] {
    const all = [...this.drafts.values()]
    const axes = all.map((draft) =>
      'axis' in draft
        ? { ...draft.axis, thresholds: [...draft.thresholds.values()].sort(byCut(draft.axis.kind, draft.axis.ref)) }
        : draft,
    )
    for (const { node, draft, key } of this.pending) {
      node.axis = all.indexOf(draft)
      node.at = (axes[node.axis] as Axis).thresholds.findIndex((threshold) => thresholdKey(threshold) === key)
    }
    return axes
  }

  private draft(key: string, make: () => Draft | StateAxis): Draft | StateAxis {
    const known = this.drafts.get(key) ?? make()
    this.drafts.set(key, known)
    return known
  }
}

const text = ({ num, den }: Exact): string => {
  let [a, b] = [num < 0n ? -num : num, den]
  while (b) [a, b] = [b, a % b]
  return a === 0n ? '0' : `${num / a}/${den / a}`
}
const thresholdKey = ({ mult, add, inclusive }: Threshold): string => `${text(mult)}|${text(add)}|${inclusive}`

type Build = {
  readonly term: Term
  readonly register: Register
  readonly choices: ReadingChoices
  /** The unit whose printed cuts count, and the unit the axes are in. */
  readonly counts: Readonly<Record<string, string>>
  readonly axisUnits: Readonly<Record<string, string>>
  readonly closed: ReturnType<typeof closeGaps>
  /** Quantities of which the result is not: another form of the same was measured. */
  readonly without: ReadonlySet<string>
}

/** Compiles a term for the printed units chosen for its quantities. */
export function layOut(
  term: Term,
  units: Readonly<Record<string, string>>,
  choices: ReadingChoices,
  without: ReadonlySet<string> = new Set(),
): Layout {
  const register = new Register()
  const base = { term, register, choices, without, counts: units, axisUnits: units, closed: closeGaps(term) }
  const forms: Form[] = [{ reading: undefined, cells: buildCells(base) }]
  for (const reading of appliedReadings) {
    if (!concerns(term, reading)) continue
    const option = chosen(choices, reading) === others[reading] ? defaults[reading] : others[reading]
    const alternative = { ...choices, [reading]: option }
    forms.push({ reading, cells: buildCells({ ...base, choices: alternative }) })
  }
  for (const [measure, unit] of Object.entries(units))
    for (const other of printedUnits(term, measure)) {
      if (other === unit || isDecimal(conversion(measure, other, unit))) continue
      forms.push({
        reading: 'unit-as-reported',
        cells: buildCells({ ...base, counts: { ...units, [measure]: other } }),
      })
    }
  const axes = register.axes()
  return { axes, atoms: [...register.atoms.values()], forms, units }
}

const isDecimal = (by: Conversion | undefined): boolean => by?.by === 'same' || by?.by === 'decimal'
/** Whether a term holds anything a reading speaks of. */
function concerns(term: Term, reading: AppliedReading): boolean {
  const clauses = Object.values(term.grades).flatMap((cell) => quantitiesOf(cell as Cell))
  if (reading === 'inside-reference')
    return clauses.some((clause) => term.measures?.[clause.quantity] !== undefined && isAbsolute(clause))
  if (reading.startsWith('gap-')) {
    const closed = closeGaps(term)
    return GRADES.some((grade) =>
      quantitiesOf(term.grades[grade] ?? []).some((clause) => closed(clause, grade).by === reading),
    )
  }
  return clauses.some((clause) => clause.reading === reading)
}

const isAbsolute = (clause: QuantityClause): boolean =>
  !clause.rise &&
  !clause.fall &&
  !clause.change &&
  !clause.if &&
  clause.bounds.some((bound) => !/LLN|ULN|baseline/.test(bound))

function buildCells(build: Build): readonly (readonly Alternative[])[] {
  return [0, ...GRADES].map((grade) => {
    const cell = build.term.grades[grade as GradeNumber]
    return cell ? buildCell(build, cell, grade) : []
  })
}

function buildCell(build: Build, cell: Cell, grade: number): readonly Alternative[] {
  const quantified = quantitiesOf(cell)
  const alternatives = cell.flatMap((part) => {
    if (!isBlock(part)) return [alternative(build, part, grade, quantified)]
    const population = build.register.fact({ finding: part.for }, true)
    return part.any.map((inner) => {
      const made = alternative(build, inner, grade, quantified)
      return { ...made, expression: { kind: 'all', of: [population, made.expression] } } as Alternative
    })
  })
  const counted = alternatives.filter((made) => !(made.expression.kind === 'constant' && !made.expression.is))
  return qualified(build.term, grade, quantified.length > 0) ? withoutBareDenials(counted) : counted
}

/**
 * Whether clauses that only deny facts qualify the others of their cell instead of grading by themselves: beside a number, and in
 * any grade above the mildest, where "hospitalization not indicated" would otherwise hold for almost everybody.
 */
const qualified = (term: Term, grade: number, numeric: boolean): boolean =>
  numeric || GRADES.some((lower) => lower < grade && term.grades[lower] !== undefined)

function withoutBareDenials(alternatives: readonly Alternative[]): readonly Alternative[] {
  const telling = alternatives.filter((made) => made.quantified || !isAbsence(made.expression))
  return telling.length > 0 ? telling : alternatives
}

/** Whether an expression only denies facts: such a clause beside a number qualifies it and grades nobody by itself. */
export const isAbsence = (expression: Expression): boolean =>
  expression.kind === 'not' ||
  ((expression.kind === 'all' || expression.kind === 'any') && expression.of.every(isAbsence))

function alternative(build: Build, part: CellCriterion, grade: number, inCell: readonly QuantityClause[]): Alternative {
  const own = quantitiesOf([part])
  return {
    expression: criterion(build, part, grade, inCell),
    clause: renderCriterion(part),
    quantified: own.length > 0,
    reading: own.find(({ reading }) => reading !== undefined && !(reading in defaults))?.reading,
  }
}

function criterion(build: Build, part: CellCriterion, grade: number, inCell: readonly QuantityClause[]): Expression {
  const inner = (of: unknown): Expression => criterion(build, of as CellCriterion, grade, inCell)
  if ('all' in part) return { kind: 'all', of: part.all.map(inner) }
  if ('any' in part) return { kind: 'any', of: part.any.map(inner) }
  if ('not' in part) return { kind: 'not', of: inner(part.not) }
  const clause = part as Clause
  return isQuantity(clause) ? quantity(build, clause, grade, inCell) : clinical(build, clause)
}

/** "Asymptomatic" is the denial of "symptomatic", so that the two can never both hold. */
function clinical(build: Build, clause: ClinicalClause): Expression {
  if ('severity' in clause && clause.severity === 'asymptomatic' && !clause.of)
    return { kind: 'not', of: build.register.fact({ severity: 'symptomatic' }) }
  return build.register.fact(clause, 'finding' in clause && clause.finding === 'fasting')
}

const falsity: Expression = { kind: 'constant', is: false }

function quantity(build: Build, clause: QuantityClause, grade: number, inCell: readonly QuantityClause[]): Expression {
  const { counts, axisUnits, register, choices } = build
  const measure = clause.quantity
  if (build.without.has(measure)) return falsity
  if (!isMeasured(build.term, measure)) return register.fact(withGapPoint(build, clause, grade))
  const unit = hasUnit(clause) ? clause.unit : undefined
  const counted = counts[measure]
  const rivals = inCell.filter((other) => other.quantity === measure && hasUnit(other))
  if (unit && counted && unit !== counted && rivals.some((other) => other.unit === counted)) return falsity
  const read = reread(clause, choices)
  const bounds = closedBounds(build, clause, grade)
  const toAxis = unit && axisUnits[measure] ? conversion(measure, unit, axisUnits[measure] as string) : undefined
  if (clause.reading === 'hgb-increase' && chosen(choices, 'hgb-increase') !== 'above-uln')
    return aboveHighBaseline(build, clause, bounds, toAxis)
  const parts = heldBounds(read, bounds).map(({ threshold, passed }) =>
    register.number(measure, inAxisUnit(threshold, toAxis), passed),
  )
  parts.push(...conditions(build, clause))
  return parts.length === 1 ? (parts[0] as Expression) : { kind: 'all', of: parts }
}

/** A range that is reported as a fact, with the point between two strict bounds that no grade names and the worse one takes. */
function withGapPoint({ closed, choices }: Build, clause: QuantityClause, grade: number): QuantityClause {
  const { by, bounds } = closed(clause, grade)
  if (by !== 'gap-point-worse' || chosen(choices, by) === asPrinted) return clause
  return { ...clause, bounds: bounds.map(boundText) }
}

/** A rise counted from the baseline where that was above ULN, from ULN otherwise. */
function aboveHighBaseline(
  { register }: Build,
  clause: QuantityClause,
  bounds: readonly PrintedBound[],
  toAxis: Conversion | undefined,
): Expression {
  const from = (rise: 'baseline' | 'ULN', abnormal: boolean): Expression => ({
    kind: 'all',
    of: [
      register.state(clause.quantity, abnormal),
      ...heldBounds({ ...clause, rise }, bounds).map(({ threshold, passed }) =>
        register.number(clause.quantity, inAxisUnit(threshold, toAxis), passed),
      ),
    ],
  })
  return { kind: 'any', of: [from('ULN', false), from('baseline', true)] }
}

function closedBounds(build: Build, clause: QuantityClause, grade: number): readonly PrintedBound[] {
  const closed = build.closed(clause, grade)
  const printed = build.closed(clause, 0)
  if (clause.reading === 'v6-lower-step' && chosen(build.choices, 'v6-lower-step') === 'unchanged-is-grade-0')
    return closed.bounds.map((bound) => (bound.comparator === '>=' ? { ...bound, comparator: '>' } : bound))
  return closed.by && chosen(build.choices, closed.by) === 'as-printed' ? printed.bounds : closed.bounds
}

/** A cut in the unit of the axis: an absolute cut moves with the scale, a difference only stretches. */
function inAxisUnit(threshold: Threshold, by: Conversion | undefined): Threshold {
  if (!by) return threshold
  return {
    ...threshold,
    add: threshold.ref === 'none' ? converted(threshold.add, by) : times(threshold.add, by.factor),
  }
}
const one: Exact = { num: 1n, den: 1n }

/** The clause as the chosen reading has it. */
function reread(clause: QuantityClause, choices: ReadingChoices): QuantityClause {
  if (clause.reading === 'ef-drop' && chosen(choices, 'ef-drop') === 'relative-percent')
    return { ...clause, percent: true }
  return clause
}

/** What has to hold besides the bounds. */
function conditions(build: Build, clause: QuantityClause): readonly Expression[] {
  const { register, choices, term } = build
  const measure = clause.quantity
  const beyond = (ref: 'ULN' | 'LLN'): Expression =>
    register.number(measure, { ref, mult: one, add: zero, inclusive: ref === 'LLN' }, ref === 'ULN')
  const direction = term.measures?.[measure]
  const found: Expression[] = []
  if (clause.if === 'on anticoagulation') found.push(register.fact({ finding: 'on anticoagulation' }))
  else if (clause.if === 'abnormal' && chosen(choices, 'fibrinogen-abnormal') === 'current-below-lln')
    found.push(beyond('LLN'))
  else if (clause.if === 'baseline is below LLN') found.push(register.baseline(measure, 'LLN', one, true, false))
  else if (clause.if) found.push(register.state(measure, !clause.if.startsWith('baseline was normal')))
  if (clause.reading === 'v6-baseline-over-5' && chosen(choices, 'v6-baseline-over-5') === asPrinted)
    found.push(register.baseline(measure, 'ULN', five, false, false))
  if (clause.reading === 'creatinine-or' && chosen(choices, 'creatinine-or') !== 'literal') found.push(beyond('ULN'))
  if (direction && isAbsolute(clause) && chosen(choices, 'inside-reference') === 'cap-at-0')
    found.push(beyond(direction === 'low' ? 'LLN' : 'ULN'))
  return found
}
const zero: Exact = { num: 0n, den: 1n }
const five: Exact = { num: 5n, den: 1n }
