import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import { canonical } from '../ledger/canonical.ts'
import { factInWords, fieldInWords, namesOf, saidOfFact } from './fact-words.ts'
import type { FactChange, FieldChange } from './reported-corrections.ts'

type Stated = Fact | Decision
type TermOf = (event: string) => string | undefined

/** Which fact of a record is the same fact, corrected: the closest first. */
const sameness: readonly ((fact: Stated) => string)[] = [
  (fact) => canonical([fact.type, namesOf(fact), fact.at]),
  (fact) => canonical([fact.type, namesOf(fact)]),
  ({ type }) => type,
]

/** What a record's facts became: changed field by field, taken back, or added. Facts that stay as they were are left out. */
export function factChanges(
  before: readonly Stated[],
  after: readonly Stated[],
  termOf?: TermOf,
): readonly FactChange[] {
  const [was, is] = withoutTheSame(before, after)
  const pairs = new Map<Stated, Stated>()
  for (const key of sameness)
    for (const one of was) {
      const other = is.find((each) => key(each) === key(one) && ![...pairs.values()].includes(each))
      if (other && !pairs.has(one)) pairs.set(one, other)
    }
  const matched = new Set(pairs.values())
  const alone = (fact: Stated, how: 'taken back' | 'added'): FactChange => ({
    fact: factInWords(fact, termOf),
    is: how,
    fields: (how === 'added' ? fieldChanges(undefined, fact) : fieldChanges(fact, undefined)).filter(
      ({ field }) => !saidOfFact.includes(field),
    ),
  })
  return [
    ...was.map((one): FactChange => {
      const other = pairs.get(one)
      if (!other) return alone(one, 'taken back')
      return { fact: factInWords(one, termOf), is: 'changed', fields: fieldChanges(one, other) }
    }),
    ...is.filter((one) => !matched.has(one)).map((one) => alone(one, 'added')),
  ]
}

/** The facts of two states of a record without those that are in both. */
function withoutTheSame(before: readonly Stated[], after: readonly Stated[]) {
  const left = [...after]
  const was = before.filter((one) => {
    const same = left.findIndex((other) => canonical(meaningOf(other)) === canonical(meaningOf(one)))
    if (same >= 0) left.splice(same, 1)
    return same < 0
  })
  return [was, left] as const
}

/** A fact without the identifier of the record it came from. */
const meaningOf = (fact: Stated) => ({ ...fact, id: undefined })

function fieldChanges(before: Stated | undefined, after: Stated | undefined): readonly FieldChange[] {
  const [was, is] = [written(before), written(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({
      field,
      ...(was.has(field) ? { before: was.get(field)! } : {}),
      ...(is.has(field) ? { after: is.get(field)! } : {}),
    }))
}

/** Every field of a fact by its name in words, those of a record within it each by its own. */
function written(fact: Stated | undefined): ReadonlyMap<string, string> {
  const fields = Object.entries(fact ?? {}).filter(([field]) => field !== 'type' && field !== 'id')
  return new Map(fields.flatMap(([field, value]) => texts(fieldInWords(field), value)))
}

function texts(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return []
  if (value === null) return [[name, 'none']]
  if (Array.isArray(value)) return [[name, value.join(', ')]]
  if (typeof value === 'object') return Object.entries(value).flatMap(([inner, one]) => texts(`${name}: ${inner}`, one))
  return [[name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]]
}
