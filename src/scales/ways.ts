import type { Answer } from '../core/criterion.ts'
import type { CompiledDomain, CompiledRow } from './compiled.ts'
import type { Given } from './result.ts'
import type { Row, Value } from './scale.schema.ts'

/** One value that remains possible, with the row that would give it. */
export type Way = { readonly value: Value; readonly says: string; readonly row?: Row }
export type Ways = { readonly ways: readonly Way[]; readonly needs: readonly string[] }

/** Every row that may still be the first one met. */
export function waysThrough(rows: readonly CompiledRow[], given: Given, otherwise: Way | undefined): Ways {
  const ways: Way[] = []
  const needs: string[] = []
  for (const { row, when } of rows) {
    const is = when.truth(given)
    if (is === 0) continue
    ways.push({ value: row.value, says: row.says, row })
    if (is === 2) return { ways, needs }
    needs.push(...facts(when.answer(given)))
  }
  return { ways: otherwise ? [...ways, otherwise] : ways, needs }
}

const facts = (answer: Answer): readonly string[] => answer.needs.map((need) => need.fact)

/** Every value a domain may still take; 0 where its findings have another cause. */
export function domainWays({ domain, rows, unless }: CompiledDomain, given: Given): Ways {
  const aside: Way = { value: 0, says: domain.unless?.says ?? '' }
  const apart = unless?.truth(given) ?? 0
  if (apart === 2) return { ways: [aside], needs: [] }
  const own = waysThrough(rows, given, { value: domain.otherwise, says: 'nothing that counts' })
  if (apart === 0 || !unless) return own
  return { ways: [...own.ways, aside], needs: [...own.needs, ...facts(unless.answer(given))] }
}
