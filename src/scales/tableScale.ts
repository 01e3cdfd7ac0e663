import { chosenReadings } from './algorithm.ts'
import { plainReader } from './atom.ts'
import { type Compiled, compile } from './compiled.ts'
import { judge } from './judge.ts'
import { digitsOf, remembered } from './remembered.ts'
import type { Given, GradeOptions, Scale, ScaleResult } from './result.ts'
import type { ScaleTable } from './scale.schema.ts'

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
  const judgedAfresh = (given: Given): ScaleResult => {
    const result = judge(strict, given)
    return deepFrozen(strict === taken || result.needs === undefined ? result : assuming(result.needs, taken, given))
  }
  return { taken, judged: remembered(digitsOf(taken.table, strict.seen, taken.seen), judgedAfresh) }
}

/** The result under what the scale declares for inputs left out, naming those that mattered: `needs` without it. */
function assuming(needs: readonly string[], taken: Compiled, given: Given): ScaleResult {
  const inputs = [...taken.seen.values()].flatMap(({ asks, reads }) => (needs.includes(asks) ? reads : []))
  const assumed = distinct(inputs).filter(
    (name) => plainReader(name)(given) === undefined && taken.taken(name, given) !== null,
  )
  const result = judge(taken, given)
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

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFrozen(part)
  return Object.freeze(value)
}
