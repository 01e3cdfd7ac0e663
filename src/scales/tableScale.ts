import type { Answer } from '../core/criterion.ts'
import { chosenReadings } from './algorithm.ts'
import { plainReader, type Ready, readers } from './atom.ts'
import { limit, satisfies } from './bound.ts'
import { type Clause, clauses } from './clause.ts'
import { maxima, sums } from './possible.ts'
import { digitsOf, remembered } from './remembered.ts'
import type { DomainResult, Given, GradeOptions, Readings, Scale, ScaleResult } from './result.ts'
import type { Domain, Row, ScaleTable, Value } from './scale.schema.ts'

/** A scale from its table. The table is compiled once for each set of readings. */
export function tableScale(table: ScaleTable): Scale {
  const pairs = new Map<string, Pair>()
  const pair = ({ readings, unlisted }: GradeOptions = {}): Pair => {
    const chosen = chosenReadings(table.id, table.readings ?? {}, readings)
    const key = JSON.stringify([chosen, unlisted === 'unknown'])
    const before = pairs.get(key)
    if (before) return before
    const strict = compile(table, chosen, true)
    const made = paired(strict, unlisted === 'unknown' ? strict : compile(table, chosen, false))
    pairs.set(key, made)
    return made
  }
  const usual = pair()
  const { reports } = table
  const graded = reports
    ? (given: Given, pair: Pair): ScaleResult => ({ ...pair.judged(given), ...reported(reports, given) })
    : (given: Given, pair: Pair): ScaleResult => pair.judged(given)
  return {
    id: table.id,
    version: table.version,
    title: table.title,
    gives: table.gives,
    citation: table.citation,
    evidence: table.evidence,
    unconfirmed: unconfirmed(table),
    inputs: table.inputs,
    ...(table.picture === undefined ? {} : { picture: table.picture }),
    readings: table.readings ?? {},
    grade: (given, options) => graded(given, options ? pair(options) : usual),
    gradeAll: (givens, options) => {
      const chosen = options ? pair(options) : usual
      return givens.map((given) => graded(given, chosen))
    },
    explain: (given, options) => grounds((options ? pair(options) : usual).taken, given),
  }
}

/** The first recorded of the named inputs, for each field a table reports. */
function reported(reports: NonNullable<ScaleTable['reports']>, given: Given): Record<string, unknown> {
  const first = (names: readonly string[]) =>
    names.map((name) => plainReader(name)(given)).find((value) => value != null)
  const fields = Object.entries(reports).map(([field, names]) => [field, first(names)] as const)
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

/** Everything in a table that no primary source has confirmed, row by row. */
function unconfirmed({ unconfirmed, gates = [], domains, bands }: ScaleTable): readonly string[] {
  const rows = [...gates, ...Object.values(domains).flatMap((domain) => domain.rows), ...(bands?.rows ?? [])]
  return [...unconfirmed, ...rows.flatMap((row) => (row.unconfirmed ? [`${row.says}: ${row.unconfirmed}`] : []))]
}

/** The table with nothing assumed, and as the caller takes what is left out. */
type Pair = { readonly taken: Compiled; readonly judged: (given: Given) => ScaleResult }

/** Judged with nothing assumed, then, where that leaves it open, as the caller takes what is left out. */
function paired(strict: Compiled, taken: Compiled): Pair {
  const judge = (given: Given): ScaleResult => {
    const result = open(strict, given)
    return deepFrozen(strict === taken || result.needs === undefined ? result : assuming(result.needs, taken, given))
  }
  return { taken, judged: remembered(digitsOf(taken.table, strict.seen, taken.seen), judge) }
}

type CompiledRow = { readonly row: Row; readonly when: Clause }
type CompiledDomain = {
  readonly name: string
  readonly domain: Domain
  readonly rows: readonly CompiledRow[]
  readonly unless?: Clause
}
/** A remark the result carries where its clause is met: a flag, or the reading that applied. */
type Remark = { readonly words: string; readonly when: Clause }

type Compiled = {
  readonly table: ScaleTable
  readonly gates: readonly CompiledRow[]
  readonly domains: readonly CompiledDomain[]
  readonly readings: readonly Remark[]
  readonly flags: readonly Remark[]
  /** The atoms of the table, each as its criteria have it. */
  readonly seen: ReadonlyMap<string, Ready>
  readonly taken: (name: string, given: Given) => unknown
}

function compile(table: ScaleTable, readings: Readings, strict: boolean): Compiled {
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

/** One value that remains possible, with the row that would give it. */
type Way = { readonly value: Value; readonly says: string; readonly row?: Row }
type Ways = { readonly ways: readonly Way[]; readonly needs: readonly string[] }

/** Every row that may still be the first one met. */
function waysThrough(rows: readonly CompiledRow[], given: Given, otherwise: Way | undefined): Ways {
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

function domainWays({ domain, rows, unless }: CompiledDomain, given: Given): Ways {
  const aside: Way = { value: 0, says: domain.unless?.says ?? '' }
  const apart = unless?.truth(given) ?? 0
  if (apart === 2) return { ways: [aside], needs: [] }
  const own = waysThrough(rows, given, { value: domain.otherwise, says: 'nothing that counts' })
  if (apart === 0 || !unless) return own
  return { ways: [...own.ways, aside], needs: [...own.needs, ...facts(unless.answer(given))] }
}

/** The result for any input, also one with gaps. */
function open(compiled: Compiled, given: Given): ScaleResult {
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
    ...given_(table, values, needs),
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

function given_(table: ScaleTable, values: readonly Value[], needs: readonly string[]): Partial<ScaleResult> {
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

/** The result under what the scale declares for inputs left out, naming those that mattered: `needs` without it. */
function assuming(needs: readonly string[], taken: Compiled, given: Given): ScaleResult {
  const inputs = [...taken.seen.values()].flatMap(({ asks, reads }) => (needs.includes(asks) ? reads : []))
  const assumed = distinct(inputs).filter(
    (name) => plainReader(name)(given) === undefined && taken.taken(name, given) !== null,
  )
  const result = open(taken, given)
  return assumed.length === 0 ? result : { ...result, assumed }
}

function grounds({ gates, domains }: Compiled, given: Given) {
  const all = [
    ...gates,
    ...domains.flatMap(({ rows, unless }) => [...(unless ? [{ when: unless }] : []), ...rows]),
  ].flatMap(({ when }) => when.answer(given).grounds)
  const seen = new Set<string>()
  return all.filter((ground) => !seen.has(ground.clause) && seen.add(ground.clause))
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

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFrozen(part)
  return Object.freeze(value)
}
