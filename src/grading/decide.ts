import { absentees, type Consequences, learn } from './consequences.ts'
import { atomsOf, type Bit, openAtom, STATE, truthOf, UNKNOWN } from './expression.ts'
import type { Alternative, Form, Layout } from './layout.ts'
import type { Unreported } from './outcome.ts'
import type { World } from './worlds.ts'
import { worstCase } from './worst-case.ts'

/** The quantities a value was given for, and whether in a unit that places it among absolute cuts. */
export type Given = ReadonlyMap<string, 'with unit' | 'without unit'>

/** What is asked of a compiled term: positions and facts, each possibly unknown. */
export type Question = {
  readonly layout: Layout
  readonly follows: Consequences
  /** Every reachable world; asked for only when something numeric is unknown. */
  readonly worlds: () => readonly World[]
  readonly positions: ArrayLike<number>
  readonly bits: Uint8Array
  readonly unreported: Unreported
  readonly given: Given
}

/** A set of grades as bits: bit 0 for "meets nothing", bit g for grade g. */
export type GradeSet = number

/** The grades that can still turn out, under one form of the term. */
export function gradesOf(
  question: Question,
  form: Form,
  bits = question.bits,
  worlds = openWorlds(question),
): GradeSet {
  let set: GradeSet = 0
  for (const world of worlds) set |= inWorld(question, form, world, bits)
  return set
}

/** The worlds that agree with what is known. */
export function openWorlds({ positions, worlds, layout }: Question): readonly World[] {
  const known = Array.from(positions)
  if (!known.includes(UNKNOWN)) return [known]
  const loose = layout.axes.map((axis, index) => axis.kind === 'state' && !isTied(layout, known, index))
  const agrees = (world: World, axis: number, p: number): boolean =>
    p < 0 ||
    loose[axis] ||
    (layout.axes[axis]?.kind === 'state' ? p % 2 === (world[axis] as number) % 2 : p === world[axis])
  const agreeing = worlds().filter((world) => known.every((p, axis) => agrees(world, axis, p)))
  const fixed = agreeing.length > 0 ? agreeing : anyWorld(layout, known)
  const free = loose.map((is, axis) => is && known[axis] === UNKNOWN)
  const filled = fixed.map((world) => world.map((p, axis) => (known[axis] === UNKNOWN ? p : (known[axis] as number))))
  return distinct(free.includes(true) ? filled.flatMap((world) => bothStates(world, free)) : filled)
}

/**
 * Whether the limits of this result tie its baseline's state to the baseline's value. Without a limit nothing ties the two: a
 * baseline may have been judged by another laboratory's range, and a missing limit never makes a grade 0.
 */
function isTied(layout: Layout, known: readonly number[], state: number): boolean {
  const measure = layout.axes[state]?.measure
  return !layout.axes.some(
    (axis, index) =>
      axis.kind !== 'state' &&
      axis.kind !== 'baseline' &&
      axis.measure === measure &&
      (axis.ref === 'ULN' || axis.ref === 'LLN') &&
      known[index] === UNKNOWN,
  )
}

function bothStates(world: World, free: readonly boolean[]): readonly World[] {
  return ([STATE.normal, STATE.abnormal] as const).map((state) => world.map((p, axis) => (free[axis] ? state : p)))
}

/** Where the known parts contradict each other, the unknown ones can be anything. */
function anyWorld(layout: Layout, known: readonly number[]): readonly World[] {
  let found: number[][] = [[]]
  known.forEach((position, index) => {
    const axis = layout.axes[index] as Layout['axes'][number]
    const places = axis.kind === 'state' ? 2 : axis.thresholds.length + 1
    const choices = position === UNKNOWN ? Array.from({ length: places }, (_, p) => p) : [position]
    found = found.flatMap((world) => choices.map((choice) => [...world, choice]))
  })
  return found
}

function distinct(worlds: readonly World[]): readonly World[] {
  const seen = new Map(worlds.map((world) => [world.join(), world]))
  return [...seen.values()]
}

function inWorld(question: Question, form: Form, world: World, bits: Uint8Array): GradeSet {
  if (question.unreported === 'worstCase') return 1 << worstCase(form, world, bits, question.follows).grade
  return explore(question, form, world, reported({ ...question, bits }))
}

/** The facts as the policy takes them; who belongs to a population is not a clinical fact and stays open. */
function reported({ unreported, layout, bits, follows }: Question): Uint8Array {
  if (unreported !== 'absent') return bits
  return absentees(bits, follows).map((bit, atom) => (layout.atoms[atom]?.population ? (bits[atom] as number) : bit))
}

/** Worst grade first; where a cell hangs on an unknown fact, both answers are followed. */
function explore(question: Question, form: Form, world: World, bits: Uint8Array): GradeSet {
  for (let grade = 5; grade > 0; grade -= 1) {
    let open = -1
    let met = false
    for (const { expression } of form.cells[grade] as readonly Alternative[]) {
      const value = truthOf(expression, world, bits)
      if (value === 1) met = true
      else if (value === 2 && open < 0) open = openAtomIn(expression, world, bits)
    }
    if (met) return 1 << grade
    if (open < 0) continue
    let set: GradeSet = 0
    for (const bit of [1, 0] as const) {
      const learnt = learn(bits, open, bit, question.follows)
      if (learnt) set |= explore(question, form, world, learnt)
    }
    return set
  }
  return 1
}

/** An unknown fact on which the expression hangs in this world. */
function openAtomIn(expression: Alternative['expression'], world: World, bits: Uint8Array): number {
  if (expression.kind === 'all' || expression.kind === 'any') {
    const part = expression.of.find((inner) => truthOf(inner, world, bits) === 2)
    return part ? openAtomIn(part, world, bits) : -1
  }
  return expression.kind === 'not' ? openAtomIn(expression.of, world, bits) : openAtom(expression, bits)
}

/**
 * The facts that would narrow the set: the one that leaves least open at worst first, the mildest clause among equals. Where no
 * single fact narrows it, all that could do so together.
 */
export function needsOf(question: Question, form: Form, whole: GradeSet): readonly string[] {
  const worlds = openWorlds(question)
  const scored: { need: string; left: number; grade: number; narrows: boolean }[] = []
  const consider = (need: string, sets: readonly GradeSet[], grade: number): void => {
    if (sets.length > 1)
      scored.push({ need, left: Math.max(...sets.map(size)), grade, narrows: sets.some((set) => set !== whole) })
  }
  for (const [need, axes] of openAxes(question)) consider(need, splitBy(question, form, worlds, axes), 0)
  for (const [atom, grade] of openAtoms(question, form)) {
    const answers = ([0, 1] as const).map((bit) => learn(question.bits, atom, bit, question.follows))
    const sets = answers.map((bits) => (bits ? gradesOf(question, form, bits, worlds) : whole))
    consider(question.layout.atoms[atom]?.phrase as string, sets, grade)
  }
  const narrowing = scored.filter(({ narrows }) => narrows)
  const telling = narrowing.length > 0 ? narrowing : scored
  return telling.sort((a, b) => a.left - b.left || a.grade - b.grade).map(({ need }) => need)
}

/** Facts nobody reported that the policy leaves open, with the mildest grade that asks for each. */
function openAtoms(question: Question, form: Form): ReadonlyMap<number, number> {
  const { layout, unreported } = question
  const bits = reported(question)
  const open = new Map<number, number>()
  form.cells.forEach((cell, grade) => {
    for (const { expression } of cell)
      for (const atom of atomsOf(expression)) {
        const asked = unreported !== 'worstCase' || layout.atoms[atom]?.population
        if (bits[atom] === 2 && asked && !open.has(atom)) open.set(atom, grade)
      }
  })
  return open
}

const size = (set: GradeSet): number => [0, 1, 2, 3, 4, 5].filter((grade) => set & (1 << grade)).length

function splitBy(
  question: Question,
  form: Form,
  worlds: readonly World[],
  axes: readonly number[],
): readonly GradeSet[] {
  const parts = new Map<string, World[]>()
  for (const world of worlds) {
    const key = axes.map((axis) => world[axis]).join()
    parts.set(key, [...(parts.get(key) ?? []), world])
  }
  return [...parts.values()].map((part) => gradesOf(question, form, question.bits, part))
}

/** What is missing on the numeric side, with the axes it would settle. */
function openAxes({ layout, positions, given }: Question): ReadonlyMap<string, readonly number[]> {
  const open = new Map<string, number[]>()
  const measures = new Set(layout.axes.map((axis) => axis.measure))
  for (const measure of measures) {
    const own = layout.axes.map((axis, index) => ({ axis, index })).filter(({ axis }) => axis.measure === measure)
    const numeric = own.filter(({ axis }) => axis.kind !== 'state' && axis.kind !== 'baseline')
    const valueless = !given.has(measure) && numeric.every(({ index }) => positions[index] === UNKNOWN)
    const unitless = given.get(measure) === 'without unit'
    for (const { axis, index } of own) {
      if (positions[index] !== UNKNOWN) continue
      const baseline = numeric.some(
        (a) => 'ref' in a.axis && a.axis.ref === 'baseline' && positions[a.index] !== UNKNOWN,
      )
      const what = wantedOn(axis, valueless, unitless, baseline)
      const name = measures.size > 1 ? `${what} of ${measure}` : what
      open.set(name, [...(open.get(name) ?? []), index])
    }
  }
  return open
}

/** What is asked for an open axis. Where the baseline is held against a limit: the baseline, and if it is known the limit. */
function wantedOn(axis: Layout['axes'][number], valueless: boolean, unitless: boolean, baselineKnown: boolean): string {
  if (axis.kind === 'state') return 'whether the baseline was normal'
  if (axis.kind === 'baseline') return baselineKnown ? wanted[axis.ref] : wanted.baseline
  if (valueless) return 'value'
  return unitless && axis.kind === 'difference' ? wanted.none : wanted[axis.ref]
}

const wanted = { none: 'unit', ULN: 'ULN', LLN: 'LLN', baseline: 'baseline value' } as const

/** The alternatives of a grade that hold in some open world, under the policy. */
export function deciding(question: Question, form: Form, grade: number): readonly Alternative[] {
  const worlds = openWorlds(question).map((world) => ({ world, bits: takenIn(question, form, world) }))
  const holds = ({ expression }: Alternative, sure: boolean): boolean =>
    worlds.some(({ world, bits }) => {
      const value: Bit = truthOf(expression, world, bits)
      return value === 1 || (value === 2 && !sure)
    })
  const all = form.cells[grade] as readonly Alternative[]
  const certain = all.filter((alternative) => holds(alternative, true))
  return certain.length > 0 ? certain : all.filter((alternative) => holds(alternative, false))
}

/** The facts as the policy takes them. */
function takenIn(question: Question, form: Form, world: World): Uint8Array {
  const { unreported, bits, follows } = question
  return unreported === 'worstCase' ? worstCase(form, world, bits, follows).bits : reported(question)
}
