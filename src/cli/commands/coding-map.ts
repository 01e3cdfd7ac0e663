import { readFileSync } from 'node:fs'
import { withoutByteOrderMark } from '../../core/byte-order-mark.ts'
import type { CodingMap } from '../../grading/assessment.ts'
import type { CompiledTable } from '../../grading/compile.ts'

/** A site's coding map from a JSON file; throws where the file cannot be read, is no such map, or codes to a term the table lacks. */
export function codingMap(path: string, table: CompiledTable): CodingMap {
  const read = parsed(path)
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new TypeError(`${path}: expected an object of the site's terms, each with a term of ${table.table.id}`)
  for (const [own, term] of Object.entries(read)) {
    if (typeof term !== 'string')
      throw new TypeError(`${path}: "${own}" is coded to ${JSON.stringify(term)}, not to a term`)
    if (!table.termNamed(term))
      throw new TypeError(`${path}: "${own}" is coded to ${term}, which ${table.table.id} has not`)
  }
  return read as CodingMap
}

function parsed(path: string): unknown {
  const text = textOf(path)
  try {
    return JSON.parse(text)
  } catch {
    throw new TypeError(`${path} is not JSON`)
  }
}

function textOf(path: string): string {
  try {
    return withoutByteOrderMark(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new TypeError(`${path}: ${(error as Error).message}`)
  }
}
