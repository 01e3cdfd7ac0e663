/**
 * A criterion over atoms of some vocabulary: an atom, all of several, any of several, or the denial of one.
 * Grading tables, eligibility, DLT rules, titration triggers, evaluability and stopping rules are all written so.
 */
export type Criterion<Atom> =
  | Atom
  | { readonly all: readonly Criterion<Atom>[] }
  | { readonly any: readonly Criterion<Atom>[] }
  | { readonly not: Criterion<Atom> }

export type Truth = 'met' | 'not met' | 'unknown'

/** What one atom answered, and the values it saw. `saw` is a short phrase with numbers and dates, never a judgement. */
export type Ground = { readonly clause: string; readonly is: Truth; readonly saw: string }

/**
 * A fact that would settle an unknown. With `until`, time itself brings it: by that ISO moment it is known.
 * Without, no future fact is due; somebody has to supply or decide it.
 */
export type Need = { readonly fact: string; readonly until?: string }

/** A three-valued answer with the grounds that decided it and, where it is unknown, the facts that would settle it. */
export type Answer = { readonly is: Truth; readonly grounds: readonly Ground[]; readonly needs: readonly Need[] }

/** Kleene's strong three-valued logic, keeping why and what is missing: `ask` answers the atoms. */
export function evaluate<Atom extends object>(criterion: Criterion<Atom>, ask: (atom: Atom) => Answer): Answer {
  if ('all' in criterion) return askParts(criterion.all, ask, 'not met')
  if ('any' in criterion) return askParts(criterion.any, ask, 'met')
  if ('not' in criterion) return negate(evaluate(criterion.not, ask))
  return ask(criterion as Atom)
}

/** Every clause of a criterion. */
export function clausesOf<Atom extends object>(criterion: Criterion<Atom>): readonly Atom[] {
  if ('all' in criterion) return criterion.all.flatMap((part) => clausesOf(part))
  if ('any' in criterion) return criterion.any.flatMap((part) => clausesOf(part))
  if ('not' in criterion) return clausesOf(criterion.not as Criterion<Atom>)
  return [criterion as Atom]
}

/** The parts together, asking no further once one decides: nothing after it can change the answer. */
function askParts<Atom extends object>(
  parts: readonly Criterion<Atom>[],
  ask: (atom: Atom) => Answer,
  deciding: Settled,
): Answer {
  const answers: Answer[] = []
  for (const part of parts) {
    const one = evaluate(part, ask)
    if (one.is === deciding) return one
    answers.push(one)
  }
  return together(answers, deciding)
}

/** All of the answers. One that is not met decides alone; otherwise the unknown ones say what is missing. */
export const every = (answers: readonly Answer[]): Answer => together(answers, 'not met')

/** Any of the answers: met as soon as one is. */
export const some = (answers: readonly Answer[]): Answer => together(answers, 'met')

type Settled = Exclude<Truth, 'unknown'>

/** Answers together, of which one that is `deciding` decides alone. */
function together(answers: readonly Answer[], deciding: Settled): Answer {
  const [only] = answers
  if (only && answers.length === 1) return only
  let open = false
  let decided = false
  for (const { is } of answers) {
    if (is === deciding) decided = true
    else if (is === 'unknown') open = true
  }
  const grounds: Ground[] = []
  for (const one of answers) if (!decided || one.is === deciding) grounds.push(...one.grounds)
  if (decided) return { is: deciding, grounds, needs: [] }
  if (!open) return { is: opposite[deciding], grounds, needs: [] }
  const needs = answers.flatMap((one) => (one.is === 'unknown' ? one.needs : []))
  return { is: 'unknown', grounds, needs: distinct(needs) }
}

const opposite = { met: 'not met', 'not met': 'met', unknown: 'unknown' } as const
/** The denial of an answer; what is unknown stays unknown for want of the same facts. */
export const negate = (answer: Answer): Answer => ({ ...answer, is: opposite[answer.is] })

export const met = (clause: string, saw: string): Answer => settled('met', clause, saw)
export const notMet = (clause: string, saw: string): Answer => settled('not met', clause, saw)
export const unknown = (clause: string, saw: string, ...needs: readonly Need[]): Answer => ({
  is: 'unknown',
  grounds: [{ clause, is: 'unknown', saw }],
  needs,
})

const settled = (is: Truth, clause: string, saw: string): Answer => ({ is, grounds: [{ clause, is, saw }], needs: [] })

function distinct(needs: readonly Need[]): readonly Need[] {
  const seen = new Set<string>()
  return needs.filter((need) => {
    const key = `${need.fact}|${need.until ?? ''}`
    return seen.has(key) ? false : seen.add(key)
  })
}
