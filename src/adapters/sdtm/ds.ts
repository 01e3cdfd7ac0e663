import { contradiction, dueText, dueWhen, text, unknownCode } from './cells.ts'
import type { Context } from './context.ts'
import { dispositionOf } from './disposition.ts'
import { death, enrolled } from './dm.ts'
import { type Line, perRow, type Reader, type Stated, stated, statedOrLost } from './domain.ts'

/** Disposition (DS): consent, enrolment, completion, withdrawal with its reason, death, and further contacts. */
export const ds: Reader = {
  domain: 'DS',
  columns: [
    { column: 'DSSEQ', meaning: 'number of the row within its participant', required: true, or: 'DSSPID' },
    { column: 'DSDECOD', meaning: 'what happened, by the map of dispositions', required: true },
    { column: 'DSSTDTC', meaning: 'when', required: true },
    { column: 'DSTERM', meaning: 'the same as the site wrote it; added to the reason of a withdrawal' },
    { column: 'DSCAT', meaning: 'DISPOSITION EVENT: one that no map names is a withdrawal with that reason' },
    { column: 'DSSCAT', meaning: 'STUDY TREATMENT: the end of treatment, not of participation' },
  ],
  read: perRow((line, context) => {
    const at = dueWhen(line, 'DSSTDTC')
    const code = dueText(line, 'DSDECOD')
    if (at === undefined || code === undefined) return isDeathOfNoDay(line, context) ? statedOrLost(line, []) : []
    return stating(line, at, code, context)
  }),
}

function isDeathOfNoDay(line: Line, context: Context): boolean {
  return dispositionOf(line, context) === 'died' && !context.demographics(line.participant)?.cells.DTHDTC
}

function stating(line: Line, at: string, code: string, context: Context): Stated {
  const about = { participant: line.participant, at, id: line.key }
  switch (dispositionOf(line, context)) {
    case 'consented':
      return [{ type: 'assessed', ...about, instrument: 'informed consent', value: true }]
    case 'enrolled':
      return enrolled(context.demographics(line.participant) ?? line, at, line.key, context)
    case 'completed':
      return [{ type: 'completed', ...about }]
    case 'died':
      return died(line, at, context)
    case 'followedUp':
      return [{ type: 'followedUp', ...about, visit: text(line, 'DSTERM') ?? code }]
    case 'withdrew':
      return [stated({ type: 'withdrew', ...about, reason: reasonOf(line, code) })]
    case 'treatmentEnded':
      return [{ type: 'assessed', ...about, instrument: 'end of treatment', value: reasonOf(line, code) }]
    default:
      unknownCode(line, 'DSDECOD', 'its rows state nothing')
      return []
  }
}

function reasonOf(line: Line, code: string): string {
  const term = text(line, 'DSTERM')
  return term === undefined || term.toUpperCase() === code.toUpperCase() ? code : `${code}: ${term}`
}

function died(line: Line, at: string, context: Context): Stated {
  const demographics = context.demographics(line.participant)
  const known = demographics && text(demographics, 'DTHDTC')
  if (known !== undefined && !known.startsWith(at) && !at.startsWith(known)) {
    contradiction(line, 'DSSTDTC', `DSSTDTC of the death is ${at}, yet DTHDTC of the demographics is ${known}`)
  }
  return [death(line, at, demographics && text(demographics, 'DTHCAUS'), context)]
}
