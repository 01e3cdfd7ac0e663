import { dueText, dueWhen, firstText, lookUp, missing, text, unknownCode } from './cells.ts'
import { type Context, latest } from './context.ts'
import { type Line, type Reader, recordOf, type Stated, stated, statedOrLost } from './domain.ts'
import { eventOf } from './events.ts'
import { found } from './finding.ts'
import { gradeIn, scaleOf } from './grade.ts'
import { assessmentOf, atOnset, courseOf, resultField, standing } from './grade-course.ts'

/** Findings about events (FA): the course of an event's grades, and findings of CRS and ICANS. */
export const fa: Reader = {
  domain: 'FA',
  columns: [
    { column: 'FASEQ', meaning: 'number of the row within its participant', required: true, or: 'FASPID' },
    {
      column: 'FATESTCD',
      meaning:
        'TOXGR: a grade of the event; CRSGR, ICANSGR: a consensus grade; OCCUR, DUR, NUM, STATUS: of what FAOBJ names; else a finding',
      required: true,
    },
    { column: 'FAORRES', meaning: 'the grade or finding', required: true, or: 'FASTRESC' },
    { column: 'FASTRESC', meaning: 'the grade or finding, standardised; before FAORRES' },
    { column: 'FAORRESU', meaning: 'unit of the result' },
    { column: 'FASTRESU', meaning: 'unit of the standardised result' },
    { column: 'FADTC', meaning: 'when it was assessed', required: true },
    { column: 'FALNKID', meaning: 'the event, by its AESPID, AELNKID or AESEQ', required: true, or: 'AESPID' },
    { column: 'FASCALE', meaning: 'scale and version of the grade' },
    { column: 'FACAT', meaning: 'instrument of a finding: CRS, ICANS; by default FAOBJ' },
    { column: 'FAOBJ', meaning: 'what the finding is about; for OCCUR, DUR, NUM and STATUS its whole name' },
    { column: 'FASTAT', meaning: 'NOT DONE: assessed without a result' },
  ],
  read: (lines, context) => lines.map((line) => recordOf(line, stating(line, context))),
}

function stating(line: Line, context: Context): Stated {
  const code = dueText(line, 'FATESTCD')
  const at = dueWhen(line, 'FADTC')
  const isGrade = code !== undefined && lookUp(context.map.gradeTests, code) !== undefined
  if (code === undefined || at === undefined) return isGrade ? statedOrLost(line, []) : []
  const event = eventOf(line, 'FA', context.events)
  if (isGrade) return regraded(line, at, code, event, context)
  if (ofObject.includes(code.toUpperCase())) return aboutObject(line, at, event)
  const instrument = firstText(line, 'FACAT', 'FAOBJ') ?? 'finding'
  const item = lookUp(context.map.findings, code)
  if (item === undefined) unknownCode(line, 'FATESTCD', 'its rows are read as findings of that name')
  const value = text(line, resultField(line))
  const unit = value === undefined ? undefined : unitOf(line)
  return [found(line, at, { instrument, item: item ?? code, value, unit, event })]
}

/** Tests of what FAOBJ names: whether it occurred, for how long, how many of them, how it stands. */
const ofObject: readonly string[] = ['OCCUR', 'DUR', 'NUM', 'STATUS']

/** A question put to a participant by its name, such as whether there is an HIV infection. */
function aboutObject(line: Line, at: string, event: string | undefined): Stated {
  const instrument = dueText(line, 'FAOBJ')
  if (instrument === undefined) return []
  const done = text(line, 'FASTAT')?.toUpperCase() !== 'NOT DONE'
  const value = done ? text(line, resultField(line)) : undefined
  return [found(line, at, { instrument, value, unit: value === undefined ? undefined : unitOf(line), event })]
}

/** The unit the result that is read was given in. */
const unitOf = (line: Line): string | undefined =>
  text(line, resultField(line) === 'FASTRESC' ? 'FASTRESU' : 'FAORRESU')

function regraded(line: Line, at: string, code: string, event: string | undefined, context: Context): Stated {
  if (event === undefined) missing(line, 'FALNKID', 'the event that is graded')
  const field = resultField(line)
  const grade = gradeIn(line, field)
  if (text(line, field) === undefined) missing(line, field, 'a grade')
  if (event === undefined) return statedOrLost(line, [])
  if (grade === undefined || toldAtOnset(line, event, context)) return []
  const scale = scaleOf(line, 'FA', code, context.map)
  return [
    stated({ type: 'adverseEventRegraded', participant: line.participant, at, id: line.key, event, grade, scale }),
  ]
}

/** The grade at onset is told where the event is reported. */
function toldAtOnset(line: Line, event: string, context: Context): boolean {
  const rows = context.linesOf('AE', line.participant)
  const report = latest(rows.filter((row) => context.events.idOf(row) === event))
  const own = assessmentOf(line, context)
  if (report?.cells.AESTDTC === undefined || own === undefined) return false
  const others = courseOf(line.participant, event, context).filter((one) => one.line.key !== line.key)
  return atOnset(standing([...others, own]), report.cells.AESTDTC)?.line === line
}
