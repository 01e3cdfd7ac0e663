import { limit, satisfies } from './bound.ts'
import type { Compiled, Remark } from './compiled.ts'
import { maxima, sums } from './possible.ts'
import type { DomainResult, Given, ScaleResult } from './result.ts'
import type { Row, ScaleTable, Value } from './scale.schema.ts'
import { domainWays, type Way, type Ways, waysThrough } from './ways.ts'

/** The result for any input, also one with gaps. */
export function judge(compiled: Compiled, given: Given): ScaleResult {
  const { table } = compiled
  const gate = waysThrough(compiled.gates, given, undefined)
  const last = gate.ways.at(-1)
  const decided =
    last !== undefined && compiled.gates.some(({ row, when }) => row === last.row && when.truth(given) === 2)
  const parts = decided ? [] : compiled.domains.map((domain) => ({ name: domain.name, ...domainWays(domain, given) }))
  const totals = decided ? [] : combined(table, parts)
  const outcomes: readonly Way[] = [...gate.ways, ...totals]
  const values = ordered(table, distinct(outcomes.map((way) => way.value)))
  const needs = values.length > 1 ? distinct([...gate.needs, ...neededBy(table, parts, values)]) : []
  return {
    scale: table.id,
    version: table.version,
    ...givenAs(table, values, needs),
    ...named(outcomes, values),
    ...also(outcomes),
    ...banded(table, values),
    because: because(table, outcomes, parts, values, needs),
    domains: Object.fromEntries(parts.map((part) => [part.name, domainResult(part)])),
    readings: remarks(compiled.readings, given, values.length > 1),
    flags: remarks(compiled.flags, given, false),
  }
}

type Part = Ways & { readonly name: string }

function combined(table: ScaleTable, parts: readonly Part[]): readonly Way[] {
  const sets = parts.map((part) => distinct(part.ways.map((way) => way.value)))
  const totals = table.combine === 'max' ? maxima(sets) : sums(sets)
  const [only] = parts
  if (parts.length === 1 && only) return only.ways
  return totals.map((value) =>
    value === 0 && table.zero ? { value, says: table.zero.says, row: zeroRow(table.zero) } : { value, says: '' },
  )
}

const zeroRow = ({ outcome, says }: NonNullable<ScaleTable['zero']>): Row => ({
  value: 0,
  when: { ask: says },
  says,
  ...(outcome === undefined ? {} : { outcome }),
})

/** Needs of the domains that could still move the total. */
function neededBy(table: ScaleTable, parts: readonly Part[], values: readonly Value[]): readonly string[] {
  const least = Math.min(...values.filter((value) => typeof value === 'number'))
  const floor = table.combine === 'max' && parts.length > 1 ? Math.max(least, ...parts.map(leastOf)) : undefined
  const moves = ({ ways }: Part) =>
    distinct(ways.map((way) => way.value)).length > 1 &&
    (floor === undefined || ways.some((way) => (way.value as number) > floor))
  return parts.filter(moves).flatMap((part) => part.needs)
}

const leastOf = (part: Part): number => Math.min(...part.ways.map((way) => Number(way.value)))

function givenAs(table: ScaleTable, values: readonly Value[], needs: readonly string[]): Partial<ScaleResult> {
  if (values.length === 1) return { [table.gives]: values[0] }
  const numbers = values.every((value) => typeof value === 'number')
  const range = numbers ? { atLeast: values[0] as Value, atMost: values.at(-1) as Value } : {}
  return { [table.gives]: null, ...range, possible: values, needs }
}

function named(outcomes: readonly Way[], values: readonly Value[]): Partial<ScaleResult> {
  const names = distinct(outcomes.map((way) => way.row?.outcome))
  const [name] = names
  return values.length === 1 && names.length === 1 && name !== undefined ? { outcome: name } : {}
}

function also(outcomes: readonly Way[]): Partial<ScaleResult> {
  const [first, ...rest] = outcomes
  return rest.length === 0 ? (first?.row?.also ?? {}) : {}
}

function banded({ bands }: ScaleTable, totals: readonly Value[]): Partial<ScaleResult> {
  if (!bands) return {}
  const classes = distinct(totals.map((total) => bandOf(bands, total)))
  return classes.length === 1
    ? { [bands.gives]: classes[0] }
    : { [bands.gives]: null, [`${bands.gives}Possible`]: classes }
}

function bandOf({ rows, otherwise }: NonNullable<ScaleTable['bands']>, total: Value): Value {
  const row = rows.find(({ when }) => 'total' in when && satisfies(total, limit(when.total)) === 2)
  return row?.value ?? otherwise
}

function because(
  table: ScaleTable,
  outcomes: readonly Way[],
  parts: readonly Part[],
  values: readonly Value[],
  needs: readonly string[],
): string {
  if (values.length > 1) return `${values.join(' or ')}: not known ${needs.join('; ')}`
  const [value] = values
  const telling = parts
    .map((part) => ({ ...part, ways: part.ways.filter((way) => table.combine === 'sum' || way.value === value) }))
    .filter(({ ways }) => ways.length > 0 && (table.combine === 'max' || ways.some((way) => way.value !== 0)))
    .map(({ name, ways }) => `${name}: ${distinct(ways.map((way) => way.says)).join(' or ')}`)
  const said = distinct(outcomes.filter((way) => way.says !== '').map((way) => way.says))
  const whole = parts.length > 1 && !(value === 0 && table.zero) ? telling : said
  return whole.length > 0 ? whole.join('; ') : 'nothing that counts'
}

const domainResult = ({ ways }: Part): DomainResult => {
  const possible = ascending(distinct(ways.map((way) => way.value)))
  const [value] = possible
  const words = distinct(ways.map((way) => way.says)).join(' or ')
  return possible.length === 1 && value !== undefined
    ? { value, possible, because: words }
    : { possible, because: words }
}

function remarks(all: readonly Remark[], given: Given, withUnknown: boolean): readonly string[] {
  const least = withUnknown ? 1 : 2
  return all.filter((remark) => remark.when.truth(given) >= least).map((remark) => remark.words)
}

/** Numbers ascending; other values as the table lists them, mildest first. */
function ordered(table: ScaleTable, values: readonly Value[]): readonly Value[] {
  if (values.every((value) => typeof value === 'number')) return ascending(values)
  const listed = Object.values(table.domains).flatMap((domain) => [
    domain.otherwise,
    ...domain.rows.map((r) => r.value).reverse(),
  ])
  return [...values].sort((a, b) => listed.indexOf(a) - listed.indexOf(b))
}

const ascending = (values: readonly Value[]): readonly Value[] => [...values].sort((a, b) => Number(a) - Number(b))
const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]
