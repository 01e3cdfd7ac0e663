import { describe, expect, it } from 'vitest'
import { tables } from '../../grading-tables/index.ts'
import { gradesIn } from '../../src/grading/answer.ts'
import { type CompiledTable, compileTable } from '../../src/grading/compile.ts'
import type { GradeSet } from '../../src/grading/decide.ts'
import { grade } from '../../src/grading/grade.ts'
import { isGraded, isRanged, type Outcome } from '../../src/grading/outcome.ts'
import { listTerms } from '../../src/grading/terms.ts'
import {
  agreeing,
  combinations,
  completed,
  completion,
  pairs,
  partly,
  plainGrade,
  possible,
  reached,
  type Subject,
  subjectOf,
} from './combinations.ts'

/**
 * How many combinations of facts and places of the numbers a term may have to be gone through one by one; terms with more are covered
 * by every pair of answers, the others drawn. GRADUS_EXHAUSTIVE=20000 takes every version, and another number another bound: with
 * 5000000 all terms but the widest are gone through, in hours.
 */
const wider = Number(process.env.GRADUS_EXHAUSTIVE ?? 0)
const BOUND = wider || 20_000
const versions = wider > 0 ? Object.values(tables) : [tables['ctcae-5.0']]
/** Terms gone through one by one at the usual bound, and those that are not. */
const stated: Readonly<Record<string, { readonly exhaustive: number; readonly drawn: number }>> = {
  'ctcae-4.03': { exhaustive: 554, drawn: 236 },
  'ctcae-5.0': { exhaustive: 668, drawn: 169 },
  'ctcae-6.0': { exhaustive: 644, drawn: 206 },
}

/** A small repeatable generator, so that every run draws the same. */
function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 4_294_967_296
  }
}

/** What is wrong with a combination of facts, gone through exactly: the grades left possible are those its completions have. */
function wrongAmong(subject: Subject, facts: readonly Uint8Array[]): readonly string[] {
  const ways = new Map(subject.worlds.map((world) => [world.join(), completed(subject, world)]))
  const union = (worlds: readonly (readonly number[])[], bits: Uint8Array): GradeSet =>
    worlds.reduce((set, world) => {
      const way = ways.get(world.join()) ?? completed(subject, world)
      ways.set(world.join(), way)
      return set | way(bits)
    }, 0)
  return partly(subject).flatMap((positions) => {
    const [surely, perhaps] = [agreeing(subject, positions, false), agreeing(subject, positions, true)]
    return facts.flatMap((bits) => {
      const set = possible(subject, positions, bits)
      const [least, most] = [union(surely, bits), union(perhaps, bits)]
      return set > 0 && (least & ~set) === 0 && (set & ~most) === 0
        ? []
        : [
            `${subject.term} ${positions.join()} ${bits.join('')}: ${gradesIn(set)} of ${gradesIn(least)}..${gradesIn(most)}`,
          ]
    })
  })
}

/** The same for combinations that were drawn: every grade left possible is reached, and completions drawn at random are possible. */
function unreachedAmong(subject: Subject, facts: readonly Uint8Array[], next: () => number): readonly string[] {
  return facts.flatMap((bits) => {
    const world = subject.worlds[Math.floor(next() * subject.worlds.length)] as readonly number[]
    const set = possible(subject, world, bits)
    const missed = gradesIn(set).filter((one) => !reached(subject, world, bits, one))
    const come = plainGrade(subject, world, completion(subject, bits, next))
    return set & (1 << come) && missed.length === 0
      ? []
      : [`${subject.term} ${bits.join('')}: ${gradesIn(set)}, ${missed} not reached, ${come} reached`]
  })
}

/** What an answer has to hold, by its kind; undefined where it does. */
function lacking(outcome: Outcome, set: GradeSet): string | undefined {
  const grades = gradesIn(set)
  if (isGraded(outcome)) {
    if (grades.join() !== String(outcome.grade)) return `grade ${outcome.grade} of ${grades}`
    return outcome.grade > 0 && outcome.clauses.length === 0 ? 'a grade without a clause' : undefined
  }
  if (isRanged(outcome)) {
    const said = [...(outcome.orNone ? [0] : []), ...outcome.possible]
    if (said.join() !== grades.join()) return `possible ${said} of ${grades}`
    return outcome.needs.length === 0 ? 'a range without a need' : undefined
  }
  if (outcome.ungradable.includes('is not available')) return undefined
  if (outcome.ungradable !== 'no criterion met') return outcome.ungradable
  return set !== 1
    ? 'no criterion met, though one may be'
    : outcome.candidates.length === 0
      ? 'no nearest clause'
      : undefined
}

/** Combinations as a caller reports them: the kind of the answer, and that it says what the search found. */
function wronglySaid(table: CompiledTable, subject: Subject, facts: readonly Uint8Array[]): readonly string[] {
  const { atoms, axes } = subject.variant.layout
  return facts.flatMap((bits) => {
    const told = Object.fromEntries(
      atoms.flatMap(({ phrase }, at) => (bits[at] === 2 ? [] : [[phrase, bits[at] === 1] as const])),
    )
    const outcome = grade(table, subject.term, { facts: told })
    const lack = lacking(
      outcome,
      possible(
        subject,
        axes.map(() => -1),
        bits,
      ),
    )
    return lack === undefined ? [] : [`${subject.term} ${JSON.stringify(told)}: ${lack}`]
  })
}

/** At most so many, evenly spread, the first and the fully answered ones among them. */
function spread(facts: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  const step = Math.max(1, Math.floor(facts.length / count))
  const full = facts.filter((bits) => !bits.includes(2))
  const often = Math.max(1, Math.floor(full.length / count))
  return [...facts.filter((_, at) => at % step === 0), ...full.filter((_, at) => at % often === 0)]
}

describe.each(versions)('$id: every combination of the facts a term uses', (source) => {
  const table = compileTable(source)
  const counts = { exhaustive: 0, drawn: 0, combinations: 0 }
  const wrong: string[] = []
  const said: string[] = []
  const next = drawing(11)
  const listed = listTerms(source)
  it('leaves possible exactly the grades that its completions have: no gap, no conflict', {
    timeout: 3_600_000,
  }, () => {
    for (const { term } of listed) {
      const subject = subjectOf(table, term)
      const all = combinations(subject, BOUND / subject.worlds.length)
      const facts = all ?? pairs(subject, next)
      counts[all ? 'exhaustive' : 'drawn'] += 1
      if (all) counts.combinations += all.length * subject.worlds.length
      wrong.push(...(all ? wrongAmong(subject, facts) : unreachedAmong(subject, facts, next)))
      said.push(...wronglySaid(table, subject, spread(facts, 20)))
    }
    expect(wrong.slice(0, 20)).toEqual([])
  })
  it('is answered by a grade with its clause, a range with its needs, or no criterion met with the nearest clause', () => {
    expect(said.slice(0, 20)).toEqual([])
  })
  it('is gone through one by one for most terms, the rest covered by every pair of answers: so many of each', () => {
    expect(counts.exhaustive + counts.drawn).toBe(listed.length)
    if (BOUND === 20_000) expect(counts).toMatchObject(stated[source.id] as object)
    expect(counts.combinations).toBeGreaterThan(1_000_000)
  })
})
