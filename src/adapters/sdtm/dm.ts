import type { FactOf } from '../../core/fact.schema.ts'
import { firstText, flag, lookUp, missing, text, unreadable, when } from './cells.ts'
import type { Context } from './context.ts'
import { dispositionOf } from './disposition.ts'
import { type Line, perRow, type Reader, type Stated, stated } from './domain.ts'
import type { Disposition } from './map.ts'

/** Demographics (DM): screened, and, where the disposition (DS) does not say so with its own date, enrolled and died. */
export const dm: Reader = {
  domain: 'DM',
  columns: [
    { column: 'USUBJID', meaning: 'the participant', required: true },
    { column: 'SITEID', meaning: 'site' },
    { column: 'RFICDTC', meaning: 'informed consent: the screening date' },
    { column: 'DMDTC', meaning: 'screening date where RFICDTC is empty' },
    { column: 'RFSTDTC', meaning: 'enrolment date where DS has no enrolment or randomisation' },
    { column: 'AGE', meaning: 'age in AGEU, by default years' },
    { column: 'AGEU', meaning: 'YEARS or MONTHS' },
    { column: 'SEX', meaning: 'F or M' },
    { column: 'ARMCD', meaning: 'assigned dose level, by the map of levels' },
    { column: 'ACTARMCD', meaning: 'dose level given; assigned level where ARMCD is empty' },
    { column: 'COHORT', meaning: 'disease cohort; also a QNAM of SUPPDM' },
    { column: 'PHASE', meaning: 'phase of the trial; also a QNAM of SUPPDM' },
    { column: 'REPLACES', meaning: 'USUBJID of the participant this one replaces; also a QNAM of SUPPDM' },
    { column: 'PERSON', meaning: 'who it is, the same at every screening; a QNAM of SUPPDM' },
    { column: 'DTHDTC', meaning: 'date of death' },
    { column: 'DTHFL', meaning: 'Y: died' },
    { column: 'DTHCAUS', meaning: 'cause of death; also a QNAM of SUPPDM' },
  ],
  key: () => '',
  read: perRow((line, context) => [...screened(line), ...enrolledAtStart(line, context), ...died(line, context)]),
}

function screened(line: Line): Stated {
  const at = when(line, 'RFICDTC') ?? when(line, 'DMDTC')
  if (at === undefined) missing(line, 'RFICDTC', 'the date of informed consent, or DMDTC')
  if (at === undefined) return []
  return [
    stated({
      type: 'screened',
      participant: line.participant,
      at,
      id: line.key,
      site: text(line, 'SITEID'),
      age: ageInYears(line),
      sex: sexOf(line),
      cohort: text(line, 'COHORT'),
      person: text(line, 'PERSON'),
    }),
  ]
}

function ageInYears(line: Line): number | undefined {
  const age = text(line, 'AGE')
  if (age === undefined) return undefined
  if (!/^\d{1,4}(\.\d+)?$/.test(age)) return void unreadable(line, 'AGE', 'a number')
  const unit = (text(line, 'AGEU') ?? 'YEARS').toUpperCase()
  if (unit === 'YEARS') return Number(age)
  if (unit === 'MONTHS') return Number(age) / 12
  return void unreadable(line, 'AGEU', 'YEARS or MONTHS')
}

function sexOf(line: Line): 'F' | 'M' | undefined {
  const sex = text(line, 'SEX')?.toUpperCase()
  if (sex === 'F' || sex === 'M') return sex
  if (sex !== undefined && sex !== 'U') unreadable(line, 'SEX', 'F or M')
  return undefined
}

/** The dose level an arm code names, if it assigns anybody to one. */
function levelOf(code: string | undefined, context: Context): string | undefined {
  if (code === undefined || context.map.unassigned.includes(code.toUpperCase())) return undefined
  return lookUp(context.map.levels, code) ?? code
}

/** The level a participant was assigned to. */
export const assignedLevel = (line: Line, context: Context): string | undefined =>
  levelOf(firstText(line, 'ARMCD', 'ACTARMCD'), context)

/** The level a participant was given. */
export const givenLevel = (line: Line, context: Context): string | undefined => levelOf(text(line, 'ACTARMCD'), context)

/** A participant's enrolment, with what demographics say of it. */
export const enrolled = (line: Line, at: string, id: string, context: Context): Stated => [
  stated({
    type: 'enrolled',
    participant: line.participant,
    at,
    id,
    level: assignedLevel(line, context),
    phase: text(line, 'PHASE'),
    replaces: text(line, 'REPLACES'),
  }),
]

function enrolledAtStart(line: Line, context: Context): Stated {
  if (assignedLevel(line, context) === undefined || saysDisposition(line, context, 'enrolled')) return []
  const at = when(line, 'RFSTDTC')
  if (at === undefined) missing(line, 'RFSTDTC', 'the date of enrolment, or one in DS')
  return at === undefined ? [] : enrolled(line, at, line.key, context)
}

function died(line: Line, context: Context): Stated {
  if (saysDisposition(line, context, 'died')) return []
  const at = when(line, 'DTHDTC')
  if (at === undefined && flag(line, 'DTHFL'))
    missing(line, 'DTHDTC', 'the date of death, of which the year alone would do, as DTHFL is Y', 'error')
  if (at === undefined) return []
  return [death(line, at, text(line, 'DTHCAUS'), context)]
}

/** A death, with the one adverse event recorded as fatal. */
export function death(line: Line, at: string, cause: string | undefined, context: Context): FactOf<'died'> {
  const fatal = context.linesOf('AE', line.participant).filter(isFatal).map(context.events.idOf)
  const event = new Set(fatal).size === 1 ? fatal[0] : undefined
  return stated({ type: 'died', participant: line.participant, at, id: line.key, cause, event })
}

const isFatal = ({ cells }: Line): boolean =>
  /^Y(ES)?$/i.test(cells.AESDTH ?? '') || cells.AEOUT?.toUpperCase() === 'FATAL'

/** Whether the participant's disposition states this itself, with a date. */
const saysDisposition = (line: Line, context: Context, what: Disposition): boolean =>
  context.linesOf('DS', line.participant).some((row) => row.cells.DSSTDTC && dispositionOf(row, context) === what)
