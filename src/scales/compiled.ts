import { type Ready, readers } from './atom.ts'
import { type Clause, clauses } from './clause.ts'
import type { Given, Readings } from './result.ts'
import type { Domain, Row, ScaleTable } from './scale.schema.ts'

export type CompiledRow = { readonly row: Row; readonly when: Clause }
export type CompiledDomain = {
  readonly name: string
  readonly domain: Domain
  readonly rows: readonly CompiledRow[]
  readonly unless?: Clause
}
/** A remark the result carries where its clause is met: a flag, or the reading that applied. */
export type Remark = { readonly words: string; readonly when: Clause }

/** A table made ready under one choice of readings, with or without what it assumes of inputs left out. */
export type Compiled = {
  readonly table: ScaleTable
  readonly gates: readonly CompiledRow[]
  readonly domains: readonly CompiledDomain[]
  readonly readings: readonly Remark[]
  readonly flags: readonly Remark[]
  /** The atoms of the table, each as its criteria have it. */
  readonly seen: ReadonlyMap<string, Ready>
  readonly taken: (name: string, given: Given) => unknown
}

/** Compiles a table; a name it uses and does not declare is thrown at once. */
export function compile(table: ScaleTable, readings: Readings, strict: boolean): Compiled {
  const seen = new Map<string, Ready>()
  const context = { table, readings, readers: readers(table.inputs, table.picture, strict) }
  const clause = clauses(context, table.definitions ?? {}, seen)
  const row = (row: Row): CompiledRow => ({ row, when: clause(row.when) })
  return {
    table,
    gates: (table.gates ?? []).map(row),
    domains: Object.entries(table.domains).map(([name, domain]) => ({
      name,
      domain,
      rows: domain.rows.map(row),
      ...(domain.unless ? { unless: clause(domain.unless.when) } : {}),
    })),
    readings: Object.entries(table.readings ?? {}).map(([id, reading]) => ({
      words: `${id}: ${readings[id]}`,
      when: clause(reading.applies),
    })),
    flags: (table.flags ?? []).map((flag) => ({ words: `${flag.id}: ${flag.says}`, when: clause(flag.when) })),
    seen,
    taken: (name, given) => context.readers[name]?.(given),
  }
}
