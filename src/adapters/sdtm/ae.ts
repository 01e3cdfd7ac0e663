import type { Fact } from '../../core/fact.schema.ts'
import type { SourceRecord } from '../../core/record.ts'
import { aeColumns } from './ae.columns.ts'
import { type Extent, extentOf, lastKnown } from './ae-end.ts'
import { attributionOf } from './attribution.ts'
import { contradiction, dueText, dueWhen, flag, lookUp, missing, text } from './cells.ts'
import type { Context } from './context.ts'
import { compareVersions, type Line, type Reader, recordOf, type Stated, stated, statedOrLost } from './domain.ts'
import { resolveEvent } from './events.ts'
import { gradeIn, gradeWritten, scaleOf } from './grade.ts'
import { type Assessment, atOnset, courseOf, standing } from './grade-course.ts'
import { groupBy } from './group.ts'
import { compareText } from './order.ts'

/**
 * Adverse events (AE, SUPPAE). A row states that the event was reported and how it ended. Its highest grade is stated as a peak,
 * at an unknown time before the end, unless findings (FA) give the course of grades on the same scale.
 */
export const ae: Reader = {
  domain: 'AE',
  columns: aeColumns,
  read: (lines, context) =>
    [...groupBy(lines, (line) => line.key).values()].flatMap((versions) => recordsOf(versions, context)),
}

/** The states of one event's record: one for each time its own row, or the course of its grades, was recorded. */
function recordsOf(versions: readonly Line[], context: Context): readonly SourceRecord[] {
  const first = versions[0] as Line
  const course = courseOf(first.participant, context.events.idOf(first), context)
  if (versions.some((line) => line.audit.recordedAt === undefined)) {
    return versions.map((line) => recordOf(line, stating(line, standing(course), context)))
  }
  const sources = [...versions, ...course.map((assessment) => assessment.line)]
  const begun = versions.map(recordedAt).sort(compareText)[0] as string
  const moments = [...new Set(sources.map(recordedAt).filter((moment) => moment >= begun))].sort(compareText)
  return moments.flatMap((moment) => recordsAt(moment, versions, course, context)).filter(isNews)
}

const recordedAt = (line: Line): string => line.audit.recordedAt ?? ''

/** What the record stated once everything recorded by a moment was in. */
function recordsAt(
  moment: string,
  versions: readonly Line[],
  course: readonly Assessment[],
  context: Context,
): readonly SourceRecord[] {
  const known = standing(course.filter(({ line }) => recordedAt(line) <= moment))
  const before = versions.filter((line) => recordedAt(line) <= moment)
  const last = before.map(recordedAt).sort(compareText).at(-1)
  const cause = last === moment ? undefined : known.find(({ line }) => recordedAt(line) === moment)
  return before
    .filter((line) => recordedAt(line) === last)
    .sort(compareVersions)
    .map((line) => recordOf(line, stating(line, known, context), cause?.line.audit))
}

/** Whether a state of a record differs from the one before it. */
const isNews = (record: SourceRecord, index: number, records: readonly SourceRecord[]): boolean =>
  JSON.stringify(record.states) !== JSON.stringify(records[index - 1]?.states)

function stating(line: Line, course: readonly Assessment[], context: Context): Stated {
  const at = dueWhen(line, 'AESTDTC')
  const term = text(line, 'AETOX') ?? text(line, 'AEDECOD') ?? dueText(line, 'AETERM')
  const extent = extentOf(line, context)
  if (at === undefined || term === undefined) return statedOrLost(line, [])
  const event = context.events.idOf(line)
  const about = { participant: line.participant, id: line.key, event }
  if (extent.end !== undefined && endsBefore(extent.end, at)) {
    contradiction(line, 'AEENDTC', `AEENDTC ${extent.end} is before AESTDTC ${at}`)
  }
  const ended: readonly Fact[] =
    extent.outcome === undefined || extent.end === undefined
      ? []
      : [{ type: 'adverseEventEnded', ...about, at: extent.end, outcome: extent.outcome }]
  return [reported(line, at, term, course, context), ...peaks(line, extent, course, context), ...ended]
}

const endsBefore = (end: string, onset: string): boolean => {
  const shared = Math.min(end.length, onset.length)
  return end.slice(0, shared) < onset.slice(0, shared)
}

function reported(line: Line, at: string, term: string, course: readonly Assessment[], context: Context): Fact {
  const onset = atOnset(course, at)
  const parent = text(line, 'AEPARENT')
  return stated({
    type: 'adverseEventReported',
    participant: line.participant,
    at,
    id: line.key,
    event: context.events.idOf(line),
    term,
    verbatim: text(line, 'AETERM'),
    grade: onset?.grade,
    scale: onset?.scale ?? ownScale(line, context),
    attribution: attributionOf(line, context),
    serious: flag(line, 'AESER'),
    manifestationOf: parent === undefined ? undefined : resolveEvent(line, parent, context.events),
    facts: factsOf(line, context),
  })
}

const ownScale = (line: Line, context: Context): string | undefined => scaleOf(line, 'AE', 'AETOXGR', context.map)

function factsOf(line: Line, context: Context): Record<string, boolean> | undefined {
  const named = Object.entries(context.map.eventFacts).flatMap(([column, fact]) => {
    const is = flag(line, column)
    return is === undefined ? [] : [[fact, is] as const]
  })
  return named.length === 0 ? undefined : Object.fromEntries(named)
}

/** The highest grades the row gives, on each scale of which no course of grades is recorded. */
function peaks(line: Line, extent: Extent, course: readonly Assessment[], context: Context): readonly Fact[] {
  return peakFields(context).flatMap((field) => {
    const grade = gradeIn(line, field)
    const own = lookUp(context.map.gradeTests, field) === null
    const scale = scaleOf(line, 'AE', field, context.map)
    const grades = course.filter((found) => (own ? found.own : found.scale === scale)).map((found) => found.grade)
    if (grade === undefined || (grades.length > 0 && !exceeds(line, field, grade, grades, context))) return []
    const at = extent.end ?? lastKnown(line, context)
    if (at === undefined) missing(line, 'AEENDTC', `an end or a cut-off date by which grade ${grade} was reached`)
    if (at === undefined) return []
    const event = context.events.idOf(line)
    return [
      stated({ type: 'adverseEventPeaked', participant: line.participant, at, id: line.key, event, grade, scale }),
    ]
  })
}

/** A peak above every grade of the course is stated beside it, and queried: one of the two is incomplete. */
function exceeds(line: Line, field: string, grade: number, grades: readonly number[], context: Context): boolean {
  const highest = Math.max(...grades)
  if (grade > highest || (grade < highest && !told(line, field, highest, context))) {
    contradiction(line, field, `${field} is ${grade}, yet the highest grade of the course in FA is ${highest}`)
  }
  return grade > highest
}

/** Whether another state of the same row gives this grade: an earlier state need not know what came later. */
const told = (line: Line, field: string, grade: number, context: Context): boolean =>
  context
    .linesOf('AE', line.participant)
    .some(({ key, cells }) => key === line.key && gradeWritten(cells[field] ?? '') === grade)

const peakFields = (context: Context): readonly string[] =>
  Object.keys(context.map.gradeTests).filter((code) => code === 'AETOXGR' || context.map.gradeTests[code] !== null)
