import type { FactOf } from '../../core/fact.schema.ts'
import { coded, contradiction, flag, missing, text, when } from './cells.ts'
import type { Context } from './context.ts'
import type { Line } from './domain.ts'
import { readWhen } from './when.ts'

type Outcome = FactOf<'adverseEventEnded'>['outcome']

const outcomes: Readonly<Record<string, Outcome | 'ongoing' | 'unknown'>> = {
  'RECOVERED/RESOLVED': 'recovered',
  RECOVERED: 'recovered',
  RESOLVED: 'recovered',
  'RECOVERED/RESOLVED WITH SEQUELAE': 'recoveredWithSequelae',
  'RECOVERED WITH SEQUELAE': 'recoveredWithSequelae',
  'RESOLVED WITH SEQUELAE': 'recoveredWithSequelae',
  'NOT RECOVERED/NOT RESOLVED': 'ongoing',
  'NOT RECOVERED': 'ongoing',
  'NOT RESOLVED': 'ongoing',
  ONGOING: 'ongoing',
  'RECOVERING/RESOLVING': 'ongoing',
  RECOVERING: 'ongoing',
  RESOLVING: 'ongoing',
  FATAL: 'fatal',
  UNKNOWN: 'unknown',
}

/** When an event ended and how; without an end, or with one its outcome denies, it goes on. */
export type Extent = { readonly end: string | undefined; readonly outcome: Outcome | undefined }

/** An event without an end goes on, whatever else is said of it; an end with an outcome that denies it is queried. */
export function extentOf(line: Line, context: Context): Extent {
  const outcome = flag(line, 'AESDTH') ? 'fatal' : coded(line, 'AEOUT', outcomes)
  const end = endOf(line, outcome, context)
  if (end === undefined) {
    if (closes(outcome))
      missing(line, 'AEENDTC', `the end of an event whose outcome is ${outcome}; it goes on until then`)
    return { end, outcome: undefined }
  }
  if (closes(outcome)) return { end, outcome }
  if (outcome === 'ongoing')
    contradiction(line, 'AEENDTC', `AEENDTC is ${end}, yet AEOUT is "${text(line, 'AEOUT')}"; not taken as resolved`)
  else missing(line, 'AEOUT', `an outcome, as AEENDTC is ${end}; not taken as resolved`)
  return { end, outcome: undefined }
}

const closes = (outcome: string | undefined): outcome is Outcome =>
  outcome !== undefined && outcome !== 'ongoing' && outcome !== 'unknown'

function endOf(line: Line, outcome: string | undefined, context: Context): string | undefined {
  const end = when(line, 'AEENDTC')
  if (end !== undefined) return deniesEnd(line, end) ? undefined : end
  const relation = text(line, 'AEENRTPT')?.toUpperCase()
  if (relation === 'BEFORE' || relation === 'COINCIDENT') return when(line, 'AEENTPT')
  if (outcome === 'fatal') return readWhen(context.demographics(line.participant)?.cells.DTHDTC ?? '')
  return undefined
}

/** Whether the row says beside its end that the event still went on then. */
function deniesEnd(line: Line, end: string): boolean {
  const relation = text(line, 'AEENRTPT')?.toUpperCase() ?? text(line, 'AEENRF')?.toUpperCase()
  const point = when(line, 'AEENTPT')
  const denied = point === undefined ? relation === 'ONGOING' : goingOn.includes(relation ?? '') && end <= point
  if (denied) {
    const since = point === undefined ? '' : ` at ${point}`
    contradiction(
      line,
      'AEENDTC',
      `AEENDTC is ${end}, yet the event is recorded as ${relation}${since}; not taken as ended`,
    )
  }
  return denied
}

const goingOn: readonly string[] = ['ONGOING', 'AFTER']

/** The moment by which an event without an end had reached its highest grade: its own reference time point, else the cut-off. */
export function lastKnown(line: Line, context: Context): string | undefined {
  const reference = when(line, 'AEENTPT')
  if (reference !== undefined) return reference
  const cutOff = context.cutOff()
  if (context.map.cutOff === undefined && cutOff !== undefined) {
    const message = `No cut-off date was given; ${cutOff}, the latest date of the export, stands for it where an event goes on`
    line.remarks.push({ code: 'assumption', severity: 'note', field: 'AEENDTC', message, tally: 'cut-off' })
  }
  return cutOff
}
