import type { Writable } from 'node:stream'
import { remembered } from '../../core/remembering.ts'
import type { DesignSpec } from '../../dosing/designs.schema.ts'
import { tableViolations, type Violation } from '../../dosing/table-design.ts'

/** What speaks against a table, a line to each state. */
export const inWords = (violations: readonly Violation[]): string[] =>
  violations.map(({ n, dlt, says }) => `${dlt} of ${n}: ${says}`)

/** Where a table breaks more laws than this, the rest are counted. */
const mostTold = 10

/** What speaks against a design as it was given: the laws a table of one's own breaks, the first of them by name. */
export function objectionsTo(spec: DesignSpec): readonly string[] {
  if (spec.name !== 'table') return []
  const told = inWords(tableViolations(spec))
  if (told.length <= mostTold) return told
  return [...told.slice(0, mostTold), `${told.length - mostTold} more, which design --table lists`]
}

/** Answers for many requests, each table looked through once. */
export function objectionsKept(): typeof objectionsTo {
  const known = new Map<string, readonly string[]>()
  return (spec) => (spec.name === 'table' ? remembered(known, JSON.stringify(spec), () => objectionsTo(spec), 256) : [])
}

/** Warns on a stream of what speaks against a design; the command goes on. */
export function warnOf(report: Writable, command: string, spec: DesignSpec): void {
  for (const objection of objectionsTo(spec)) report.write(`gradus ${command}: warning: the table: ${objection}\n`)
}
