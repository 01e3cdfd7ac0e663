import { lookUp } from './cells.ts'
import type { Context } from './context.ts'
import { compareVersions, type Line } from './domain.ts'
import { eventLink } from './events.ts'
import { gradeIn, scaleOf } from './grade.ts'
import { groupBy } from './group.ts'
import { compareKeys, compareText } from './order.ts'
import { readWhen } from './when.ts'

/** One assessment of an event's grade, from findings about events (FA). `own` is on the event's own scale. */
export type Assessment = {
  readonly line: Line
  readonly at: string
  readonly grade: number
  readonly scale: string | undefined
  readonly own: boolean
}

/** The field of a findings row that holds its result. */
export const resultField = (line: Line): string => (line.cells.FASTRESC ? 'FASTRESC' : 'FAORRES')

/** The grade a findings row states, if it is one of a grade. */
export function assessmentOf(line: Line, context: Context): Assessment | undefined {
  const code = line.cells.FATESTCD ?? ''
  const scale = lookUp(context.map.gradeTests, code)
  if (scale === undefined) return undefined
  const at = readWhen(line.cells.FADTC ?? '')
  const grade = gradeIn(line, resultField(line))
  if (at === undefined || grade === undefined) return undefined
  return { line, at, grade, scale: scaleOf(line, 'FA', code, context.map), own: scale === null }
}

/** The assessments of an event's grade, on any scale, in every state they were recorded in. */
export function courseOf(participant: string, event: string, context: Context): readonly Assessment[] {
  const about = (line: Line): boolean => {
    const link = eventLink(line, 'FA')
    return link !== undefined && context.events.find(participant, link) === event
  }
  return context
    .linesOf('FA', participant)
    .filter(about)
    .map((line) => assessmentOf(line, context))
    .filter((found) => found !== undefined)
}

/** A course as it stood: of each assessment the state recorded last, in the order of their dates. */
export const standing = (course: readonly Assessment[]): readonly Assessment[] =>
  [...groupBy(course, ({ line }) => line.key).values()]
    .map((states) => states.reduce((best, one) => (compareVersions(best.line, one.line) > 0 ? best : one)))
    .sort((a, b) => compareText(a.at, b.at) || compareKeys(a.line.key, b.line.key))

/** The first assessment of a course on the event's own scale, if it was made at onset: then, or on that day without a time. */
export function atOnset(course: readonly Assessment[], onset: string): Assessment | undefined {
  const first = course.find((assessment) => assessment.own)
  if (first === undefined || first.at === onset) return first
  const days = first.at.length >= 10 && onset.length >= 10
  return days && (first.at.startsWith(onset) || onset.startsWith(first.at)) ? first : undefined
}
