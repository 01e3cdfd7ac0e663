import type { Decision } from '../../core/decision.schema.ts'
import type { Fact } from '../../core/fact.schema.ts'
import type { SourceRecord } from '../../core/record.ts'
import type { Cells, Row } from './cells.ts'
import type { Context } from './context.ts'
import { compareText } from './order.ts'

/** A column that is read. A required one may be stood in for by `or`; without either, the file is not read. */
export type Column = {
  readonly column: string
  readonly meaning: string
  readonly required?: boolean
  readonly or?: string
}

/** When, by whom and why a row was recorded as it is, if the export says. */
export type Audit = Pick<SourceRecord, 'recordedAt' | 'by' | 'reason'>

/** A row of a domain with its place, its participant and the key of the record it is. */
export type Line = Row & {
  readonly file: string
  readonly number: number
  readonly participant: string
  readonly key: string
  readonly audit: Audit
}

export type Stated = readonly Statement[]

/** How one SDTM domain is read. A new domain is one of these in its own file and one line in the index. */
export type Reader = {
  readonly domain: string
  readonly columns: readonly Column[]
  /** What tells a row from the others of its participant. */
  readonly key?: (cells: Cells) => string | undefined
  /** The column that names the participant; by default USUBJID. */
  readonly participantIn?: string
  /** Set where rows need not be about a participant. */
  readonly ofTrial?: boolean
  readonly read: (lines: readonly Line[], context: Context) => readonly SourceRecord[]
}

/** A reader's `read` in which every row states its own facts. A row that states nothing and says nothing is noted. */
export function perRow(state: (line: Line, context: Context) => Stated): Reader['read'] {
  return (lines, context) =>
    lines.map((line) => {
      const states = state(line, context)
      if (states.length === 0 && line.remarks.length === 0) {
        line.remarks.push({ code: 'outOfPlace', severity: 'note', message: 'The row states nothing that is read' })
      }
      return recordOf(line, states)
    })
}

/** For a row that is a fact lost where it states nothing: what is wrong with it is then an error, and no mere query. */
export function statedOrLost(line: Line, states: Stated): Stated {
  if (states.length > 0) return states
  const errors = line.remarks.map((remark) => ({ ...remark, severity: 'error' as const }))
  line.remarks.splice(0, errors.length, ...errors)
  return states
}

/** The record a row is, stating these. */
export const recordOf = (line: Line, states: Stated, audit: Audit = line.audit): SourceRecord => ({
  key: line.key,
  ...audit,
  states,
  where: whereOf(line),
})

/** Where a record stands, without its row number, so that the order of rows in a file changes nothing. */
export const whereOf = (line: Line): SourceRecord['where'] => ({
  file: line.file,
  ...(line.participant === '' ? {} : { participant: line.participant }),
  record: line.key,
})

/** Order of two states of one row by when they were recorded, whatever their order in the file. */
export const compareVersions = (a: Line, b: Line): number =>
  compareText(a.audit.recordedAt ?? '', b.audit.recordedAt ?? '') || compareText(written(a), written(b))

const written = ({ cells }: Line): string => JSON.stringify(Object.entries(cells).sort(([a], [b]) => compareText(a, b)))

type Statement = Fact | Decision
type StatementOf<K extends Statement['type']> = Extract<Statement, { type: K }>
type Loose<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] }

/** A fact or decision from fields of which the optional ones may be absent. */
export function stated<K extends Statement['type']>(
  fields: { readonly type: K } & Loose<Omit<StatementOf<K>, 'type'>>,
): StatementOf<K> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as StatementOf<K>
}
