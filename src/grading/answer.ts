import { isQuantity } from './clause.ts'
import { deciding, type GradeSet, gradesOf, needsOf, type Question } from './decide.ts'
import { atomsOf, STATE, UNKNOWN } from './expression.ts'
import type { Alternative, Form, Layout } from './layout.ts'
import type { Outcome } from './outcome.ts'

/** What an answer says besides the grade: of which table and term, and how it came to be asked. */
export type Frame = {
  readonly table: string
  readonly term: string
  /** Whether a value can grade the term, so that "meets nothing" is grade 0. */
  readonly graded: boolean
  /** Readings that applied before any grade was looked up, such as a conversion between units. */
  readonly readings: readonly string[]
  readonly flags: readonly string[]
  /** Why the value is not known, if it is not; no grade is then given from policy alone. */
  readonly valueMissing: string | undefined
}

/** The frozen answer to one or more questions (a censored value asks several), as the union of what each leaves possible. */
export function answer(questions: readonly Question[], frame: Frame): Outcome {
  const first = questions[0] as Question
  const [form, ...variants] = first.layout.forms as readonly [Form, ...Form[]]
  const set = union(questions, form)
  const decided = variants
    .filter((variant) => differs(variant, union(questions, variant), set))
    .map((variant) => variant.reading as string)
  const grades = gradesIn(set)
  const named = { table: frame.table, term: frame.term }
  const needs = grades.length === 1 ? [] : needsFor(questions, form, set)
  const clauses = grades.length === 1 && grades[0] !== 0 ? clausesFor(questions, form, grades[0] as number) : []
  const readings = [...new Set([...frame.readings, ...decided, ...more(questions, form, set, clauses, needs)])]
  const flags = [...frame.flags, ...flagsFor(questions, form, set, clauses)]
  const said = { ...named, readings: Object.freeze(readings), flags: Object.freeze(flags) }
  if (grades.length === 1 && (grades[0] !== 0 || frame.graded)) {
    const texts = Object.freeze([...new Set(clauses.map(({ clause }) => clause))])
    return Object.freeze({ ...said, grade: grades[0] as 0, clauses: texts })
  }
  if (grades.length === 1) return Object.freeze({ ...said, ungradable: 'no criterion met', candidates: nearest(form) })
  if (frame.valueMissing && first.unreported !== 'unknown')
    return Object.freeze({ ...said, ungradable: frame.valueMissing, candidates: Object.freeze([]) })
  const possible = Object.freeze(frame.graded ? grades : grades.filter((grade) => grade > 0))
  return Object.freeze({
    ...said,
    possible,
    atLeast: possible[0] as number,
    atMost: possible.at(-1) as number,
    needs: Object.freeze(needs),
    orNone: !frame.graded && grades[0] === 0,
  })
}

const union = (questions: readonly Question[], form: Form): GradeSet =>
  questions.reduce((set, question) => set | gradesOf(question, form), 0)

/** Whether another form answers otherwise; where it needs a limit nobody gave, it cannot be said to. */
const differs = (variant: Form, other: GradeSet, set: GradeSet): boolean =>
  other !== set && !(variant.reading === 'inside-reference' && (other & set) === set)

/** The grades of a set, rising; 0 stands for "meets nothing". */
export const gradesIn = (set: GradeSet): readonly number[] => [0, 1, 2, 3, 4, 5].filter((grade) => set & (1 << grade))

function needsFor(questions: readonly Question[], form: Form, set: GradeSet): readonly string[] {
  const needs = questions.flatMap((question) => needsOf(question, form, gradesOf(question, form)))
  return [...new Set(questions.length > 1 && gradesIn(set).length > 1 ? ['exact value', ...needs] : needs)]
}

function clausesFor(questions: readonly Question[], form: Form, grade: number): readonly Alternative[] {
  return [...new Set(questions.flatMap((question) => deciding(question, form, grade)))]
}

/** Clauses of the mildest grade: what would have to hold for the event to be graded at all. */
const nearest = (form: Form): readonly string[] =>
  Object.freeze((form.cells.find((cell) => cell.length > 0) ?? []).map(({ clause }) => clause))

function more(
  questions: readonly Question[],
  form: Form,
  set: GradeSet,
  clauses: readonly Alternative[],
  needs: readonly string[],
): readonly string[] {
  const found = clauses.flatMap(({ reading }) => (reading ? [reading] : []))
  const { layout, positions } = questions[0] as Question
  const open = (ref: string): boolean =>
    layout.axes.some((axis, i) => axis.kind !== 'state' && axis.ref === ref && positions[i] === UNKNOWN)
  if (gradesIn(set).length > 1 && needs.some((need) => /^[UL]LN/.test(need)) && (open('ULN') || open('LLN')))
    found.push('missing-limit')
  const state = layout.axes.findIndex((axis) => axis.kind === 'state')
  if (needs.some((need) => need.startsWith('whether the baseline'))) found.push('baseline-abnormal')
  if (state >= 0) found.push(...baselineReadings(questions, form, set, state))
  found.push(...qualifierReadings(layout, form, clauses, needs))
  if (overlaps(questions[0] as Question, form, Math.max(...gradesIn(set)), clauses)) found.push('overlap-highest')
  return found
}

/** Whether a lower grade holds by the same clause, or by another range of a quantity that was reported as a fact. */
function overlaps({ layout, bits }: Question, form: Form, grade: number, clauses: readonly Alternative[]): boolean {
  const reported = (alternatives: readonly Alternative[]): readonly string[] =>
    alternatives
      .flatMap(({ expression }) => [...atomsOf(expression)])
      .flatMap((atom) => {
        const clause = layout.atoms[atom]?.clause
        return bits[atom] === 1 && clause && isQuantity(clause) ? [clause.quantity] : []
      })
  const own = new Set(reported(clauses))
  const texts = new Set(clauses.map(({ clause }) => clause))
  const lower = form.cells.slice(1, grade)
  return lower.some((cell) => cell.some(({ clause }) => texts.has(clause)) || reported(cell).some((q) => own.has(q)))
}

/** The readings about the baseline that changed the answer. */
function baselineReadings(questions: readonly Question[], form: Form, set: GradeSet, state: number): readonly string[] {
  const position = questions[0]?.positions[state]
  if (position === STATE.record) return ['baseline-record']
  const other = union(
    questions.map((question) => flipped(question, state)),
    form,
  )
  const found: string[] = []
  if (other !== set && (position === STATE.normalByLimits || position === STATE.abnormalByLimits))
    found.push('baseline-abnormal')
  const abnormal = position === STATE.abnormal || position === STATE.abnormalByLimits
  if (abnormal && set === 1 && (other & 1) === 0) found.push('abnormal-below-step')
  return found
}

/** The same question had the baseline been judged the other way. */
function flipped(question: Question, state: number): Question {
  const positions = Array.from(question.positions)
  positions[state] = (positions[state] as number) % 2 === 1 ? STATE.normal : STATE.abnormal
  return { ...question, positions }
}

/** Readings by which a clinical qualifier of the number decides. */
function qualifierReadings(
  layout: Layout,
  form: Form,
  clauses: readonly Alternative[],
  needs: readonly string[],
): readonly string[] {
  const qualifiers = (alternatives: readonly Alternative[]): readonly string[] =>
    alternatives
      .filter(({ quantified }) => quantified)
      .flatMap(({ expression }) => [...atomsOf(expression)])
      .flatMap((atom) => {
        const { phrase, clause } = layout.atoms[atom] as Layout['atoms'][number]
        return isQuantity(clause) ? [] : [phrase]
      })
  const decided = [...qualifiers(clauses), ...qualifiers(form.cells.flat()).filter((phrase) => needs.includes(phrase))]
  return decided.map((phrase) => (phrase === 'on anticoagulation' ? 'inr-anticoagulation' : 'symptoms-decide'))
}

function flagsFor(
  questions: readonly Question[],
  form: Form,
  set: GradeSet,
  clauses: readonly Alternative[],
): readonly string[] {
  const { layout, positions, unreported, bits } = questions[0] as Question
  const flags: string[] = []
  const grade = Math.max(...gradesIn(set))
  const state = layout.axes.findIndex((axis) => axis.kind === 'state')
  const position = positions[state]
  if (state >= 0 && (position === STATE.abnormal || position === STATE.abnormalByLimits)) {
    const normal = Math.min(
      ...gradesIn(
        union(
          questions.map((question) => flipped(question, state)),
          form,
        ),
      ),
    )
    if (normal >= 3 && normal > grade) flags.push(`by the normal-baseline branch this would be grade ${normal}`)
  }
  const repeated = clauses.filter(({ clause }) =>
    form.cells.slice(1, grade).some((cell) => cell.some((lower) => lower.clause === clause)),
  )
  for (const { clause } of repeated) flags.push(`"${clause}" also stands in a lower grade; the higher counts`)
  const silent = bits.length > 0 && bits.every((bit) => bit === 2)
  if (unreported === 'absent' && silent && clauses.some(({ quantified }) => quantified))
    flags.push('laboratory value alone')
  return flags
}
