import type { When } from '../../core/fact.schema.ts'
import type { Issue } from '../../core/issue.ts'
import { readWhen, standingPart } from './when.ts'

/** The cells of one row by column name, in upper case; an empty cell is an empty string or absent. */
export type Cells = Readonly<Record<string, string | undefined>>

/** A remark about one cell. With `tally`, remarks about the same code are told once, with the count of rows. */
export type Remark = Pick<Issue, 'code' | 'severity' | 'message'> & {
  readonly field?: string
  readonly tally?: string
}

/** A row being read: its cells, and the remarks made on the way. */
export type Row = { readonly cells: Cells; readonly remarks: Remark[] }

/** The cell's text, or nothing where it is empty. */
export const text = (row: Row, field: string): string | undefined => row.cells[field] || undefined

/** The first of several columns that has text. */
export function firstText(row: Row, ...fields: readonly string[]): string | undefined {
  for (const field of fields) if (row.cells[field]) return row.cells[field]
  return undefined
}

/**
 * A date or date-time, as precise as written. What is known only in part is noted; what does not parse is queried, and counts as
 * far as it stands.
 */
export function when(row: Row, field: string): When | undefined {
  const written = text(row, field)
  if (written === undefined) return undefined
  const read = readWhen(written)
  if (read === undefined) {
    const part = standingPart(written)
    unreadable(row, field, 'an ISO 8601 date or date-time', part === undefined ? '' : `; read as ${part}`)
    return part
  }
  if (read.length < 10) {
    const message = `${field} is known only in part: "${written}"`
    row.remarks.push({ code: 'partialDate', severity: 'note', field, message })
  }
  return read
}

/** A date without which the row states nothing; its absence is queried. */
export function dueWhen(row: Row, field: string): When | undefined {
  if (text(row, field) === undefined)
    missing(row, field, 'a date, of which the year alone would do; without one the row states nothing')
  return when(row, field)
}

/** A text without which the row states nothing; its absence is queried. */
export function dueText(row: Row, field: string): string | undefined {
  const written = text(row, field)
  if (written === undefined) missing(row, field, 'a value, without which the row states nothing')
  return written
}

/** What a map says of a coded value, whatever its case. A code no map names is told once, with its count. */
export function coded<T>(row: Row, field: string, codes: Readonly<Record<string, T>>): T | undefined {
  const written = text(row, field)
  if (written === undefined) return undefined
  const found = lookUp(codes, written)
  if (found === undefined) unknownCode(row, field, `expected one of ${Object.keys(codes).join(', ')}`)
  return found
}

/** The entry of a map keyed in upper case. */
export const lookUp = <T>(codes: Readonly<Record<string, T>>, code: string): T | undefined => {
  if (Object.hasOwn(codes, code)) return codes[code]
  const key = code.toUpperCase()
  return Object.hasOwn(codes, key) ? codes[key] : undefined
}

const yesNo = { Y: true, YES: true, N: false, NO: false } as const
/** A yes or no. */
export const flag = (row: Row, field: string): boolean | undefined => coded(row, field, yesNo)

/** A whole number from 1, such as a cycle. */
export function ordinal(row: Row, field: string): number | undefined {
  const written = text(row, field)
  if (written === undefined) return undefined
  if (/^[1-9]\d{0,3}$/.test(written)) return Number(written)
  unreadable(row, field, 'a whole number from 1')
  return undefined
}

/** Remarks that a cell does not parse. */
export function unreadable(row: Row, field: string, expected: string, readAs = ''): void {
  const message = `${field} was expected to be ${expected}, and is "${text(row, field) ?? ''}"${readAs}`
  row.remarks.push({ code: 'unreadable', severity: 'query', field, message })
}

/** Remarks that a cell is empty which must not be. */
export function missing(row: Row, field: string, expected: string, severity: 'query' | 'error' = 'query'): void {
  const message = `${field} is empty; expected ${expected}`
  row.remarks.push({ code: 'missingField', severity, field, message })
}

/** Remarks once for all rows that no map names this cell's code. */
export function unknownCode(row: Row, field: string, expected: string): void {
  const written = text(row, field) ?? ''
  const message = `${field} "${written}" is in no map; ${expected}`
  row.remarks.push({ code: 'unknownCode', severity: 'query', field, message, tally: written })
}

/** Remarks that two cells cannot both be true. */
export function contradiction(row: Row, field: string, message: string): void {
  row.remarks.push({ code: 'contradiction', severity: 'query', field, message })
}
