import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { tables } from '../../grading-tables/index.ts'
import { type CompiledTable, type CompiledTerm, compileTable, planFor } from '../../src/grading/compile.ts'
import { learn } from '../../src/grading/consequences.ts'
import { grade } from '../../src/grading/grade.ts'
import { isGraded, isRanged, type Outcome } from '../../src/grading/outcome.ts'
import { nextQuestions } from '../../src/grading/questions.ts'
import { listTerms } from '../../src/grading/terms.ts'

const compiled = compileTable(ctcae50)
const clinicalOf = (table: CompiledTable) =>
  listTerms(table.table)
    .filter(({ definition }) => !definition.measures)
    .map(({ term }) => {
      const plan = planFor(table.termNamed(term) as CompiledTerm, undefined, undefined)
      if (!plan) throw new TypeError(`${term} does not compile`)
      return { table, term, atoms: plan.variant.layout.atoms, follows: plan.variant.follows }
    })
const clinical = Object.values(tables).flatMap((table) => clinicalOf(compileTable(table)))

const setOf = (outcome: Outcome): readonly number[] =>
  isGraded(outcome)
    ? [outcome.grade]
    : isRanged(outcome)
      ? [...outcome.possible, ...(outcome.orNone ? [0] : [])]
      : outcome.ungradable === 'no criterion met'
        ? [0]
        : [-1]

/** Facts that do not contradict each other, from a list of wishes. */
function consistent({ atoms, follows }: (typeof clinical)[number], wishes: readonly (readonly [number, boolean])[]) {
  let bits: Uint8Array = new Uint8Array(atoms.length).fill(2)
  const facts: Record<string, boolean> = {}
  for (const [wish, value] of wishes) {
    const atom = wish % Math.max(1, atoms.length)
    if (atoms.length === 0 || bits[atom] !== 2) continue
    const next = learn(bits, atom, value ? 1 : 0, follows)
    if (!next) continue
    bits = next
    facts[atoms[atom]?.phrase as string] = value
  }
  return facts
}

const someTerm = fc.constantFrom(...clinical)
const wishes = fc.array(fc.tuple(fc.nat(60), fc.boolean()), { maxLength: 12 })

describe('laws of clinical grading, over every term of every version without a measured value', () => {
  it('one more fact never widens what is possible', () => {
    fc.assert(
      fc.property(someTerm, wishes, (at, wanted) => {
        const facts = consistent(at, wanted)
        const names = Object.keys(facts)
        const { [names.at(-1) ?? '']: _, ...fewer } = facts
        const before = setOf(grade(at.table, at.term, { facts: fewer }))
        const after = setOf(grade(at.table, at.term, { facts }))
        expect(after).not.toContain(-1)
        for (const one of after) expect(before, `${at.term} ${JSON.stringify(facts)}`).toContain(one)
      }),
      { numRuns: 2500 },
    )
  })

  it('wherever absent or worstCase gives a grade, the set of unknown has it', () => {
    fc.assert(
      fc.property(someTerm, wishes, fc.constantFrom('absent', 'worstCase'), (at, wanted, unreported) => {
        const facts = consistent(at, wanted)
        const outcome = grade(at.table, at.term, { facts }, { unreported: unreported as 'absent' })
        if (isGraded(outcome)) expect(setOf(grade(at.table, at.term, { facts }))).toContain(outcome.grade)
      }),
      { numRuns: 1800 },
    )
  })

  it('every member of a possible set is reached by some answers, and every fact answered settles it', () => {
    fc.assert(
      fc.property(someTerm, wishes, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (at, wanted, answers) => {
        let facts: Record<string, boolean | null> = consistent(at, wanted)
        const start = setOf(grade(at.table, at.term, { facts }))
        for (const answer of answers) {
          const question = nextQuestions(at.table, at.term, { facts })[0]
          if (!question) break
          const { [question.ask]: _, ...rest } = facts
          const contradicted = grade(at.table, at.term, { facts: { ...rest, [question.ask]: answer } })
          facts =
            'ungradable' in contradicted && contradicted.ungradable !== 'no criterion met'
              ? { ...rest, [question.ask]: !answer }
              : { ...rest, [question.ask]: answer }
        }
        const end = setOf(grade(at.table, at.term, { facts }))
        expect(end, `${at.term} ${JSON.stringify(facts)}`).toHaveLength(1)
        expect(start).toContain(end[0])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the worst case', () => {
  it('takes a qualifier to hold everywhere, not only where the number stands', () => {
    const facts = {
      'involved share of susceptible cerebrum >=66.7%': true,
      'involvement of most susceptible cerebrum': true,
      'life-threatening consequences': false,
      death: false,
    }
    const least = grade(compiled, 'Leukoencephalopathy', { facts }, { unreported: 'worstCase' })
    expect(least).toMatchObject({
      grade: 4,
      clauses: ['extensive white matter hyperintensities and involvement of most susceptible cerebrum'],
    })
  })
})

describe('terms with more facts than a number can name', () => {
  it('never mistake one combination for another', () => {
    const wide = clinical.filter(({ atoms }) => atoms.length > 33)
    expect(wide.length).toBeGreaterThan(0)
    for (const { table, term, atoms } of wide) {
      const one = table.termNamed(term)
      const reader = one && planFor(one, undefined, undefined)?.facts
      if (!reader) throw new TypeError(`${term} does not compile`)
      const codes = atoms.flatMap(({ phrase }) =>
        [true, false].map((value) => reader.read({ facts: { [phrase]: value } }).code),
      )
      const known = atoms.map(({ phrase }) => reader.read({ facts: { [phrase]: true } }).code)
      expect(codes, term).not.toContain(reader.silent)
      expect(new Set(known).size, term).toBe(atoms.length)
    }
  })
})

describe('questions', () => {
  it('a diarrhea that cannot be told between 2 and 3 needs one answer', () => {
    const told = {
      'increase of 4 - 6 stools per day over baseline': true,
      'severe increase in ostomy output compared to baseline': false,
      'limiting self care ADL': false,
      'life-threatening consequences': false,
      'urgent intervention indicated': false,
      death: false,
    }
    expect(grade(compiled, 'Diarrhea', { facts: told })).toMatchObject({ possible: [2, 3] })
    expect(nextQuestions(compiled, 'Diarrhea', { facts: told })).toEqual([
      { ask: 'hospitalization indicated', answer: 'yes or no', field: 'facts' },
    ])
    const answered = { ...told, 'hospitalization indicated': true }
    expect(grade(compiled, 'Diarrhea', { facts: answered })).toMatchObject({
      grade: 3,
      clauses: ['hospitalization indicated'],
    })
  })
  it('what was asked and is not known is not asked again', () => {
    const told = { facts: { 'transfusion indicated': null }, value: 95, unit: 'g/L', lln: 120 }
    expect(nextQuestions(compiled, 'Anemia', told).map(({ ask }) => ask)).not.toContain('transfusion indicated')
    expect(grade(compiled, 'Anemia', told)).toMatchObject({ possible: [2, 3, 4, 5] })
  })
})
