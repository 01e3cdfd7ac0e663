import { dueText, dueWhen, firstText, lookUp, text } from './cells.ts'
import type { Context } from './context.ts'
import { type Line, perRow, type Reader, type Stated } from './domain.ts'
import { eventOf } from './events.ts'
import { found } from './finding.ts'

/** A reader of scores: the instrument by category, the item by test code, the standardised result before the reported. */
export const scoreReader = (domain: 'QS' | 'RS'): Reader => ({
  domain,
  columns: [
    {
      column: `${domain}SEQ`,
      meaning: 'number of the row within its participant',
      required: true,
      or: `${domain}SPID`,
    },
    { column: `${domain}CAT`, meaning: 'instrument: ECOG, ICE, a response criterion …', required: true },
    {
      column: `${domain}TESTCD`,
      meaning: 'item: ECOG101; ICEORI, ICENAM, ICECMD, ICEWRI, ICEATT, ICETOT; OVRLRESP …',
      required: true,
    },
    { column: `${domain}DTC`, meaning: 'when it was assessed', required: true },
    { column: `${domain}ORRES`, meaning: 'result', required: true, or: `${domain}STRESC` },
    { column: `${domain}STRESN`, meaning: 'result as a number; before the others' },
    { column: `${domain}STRESC`, meaning: 'standardised result' },
    { column: `${domain}ORRESU`, meaning: 'unit of the result' },
    { column: `${domain}STRESU`, meaning: 'unit of the standardised result' },
    { column: `${domain}STAT`, meaning: 'NOT DONE: assessed without a result' },
    { column: `${domain}LNKID`, meaning: 'the adverse event it is about' },
  ],
  read: perRow((line, context) => scored(line, domain, context)),
})

function scored(line: Line, domain: 'QS' | 'RS', context: Context): Stated {
  const at = dueWhen(line, `${domain}DTC`)
  const category = dueText(line, `${domain}CAT`)
  const code = dueText(line, `${domain}TESTCD`)
  if (at === undefined || category === undefined || code === undefined) return []
  const instrument = lookUp(context.map.instruments, category) ?? category
  const item = lookUp(context.map.items, code)
  const done = text(line, `${domain}STAT`)?.toUpperCase() !== 'NOT DONE'
  const value = done ? firstText(line, `${domain}STRESN`, `${domain}STRESC`, `${domain}ORRES`) : undefined
  const standardised = firstText(line, `${domain}STRESN`, `${domain}STRESC`) !== undefined
  const unit = value === undefined ? undefined : text(line, standardised ? `${domain}STRESU` : `${domain}ORRESU`)
  const event = eventOf(line, domain, context.events)
  return [found(line, at, { instrument, item: item === null ? undefined : (item ?? code), value, unit, event })]
}
