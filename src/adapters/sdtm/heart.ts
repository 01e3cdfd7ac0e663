import { dueText, dueWhen, lookUp } from './cells.ts'
import type { Context } from './context.ts'
import { type Line, perRow, type Reader, type Stated } from './domain.ts'
import { found } from './finding.ts'
import { resultSet } from './result-set.ts'

/** A reader of measurements of the heart: the name by test code, with the unit it was reported in. */
const heartReader = (domain: 'EG' | 'CV', codes: string): Reader => ({
  domain,
  columns: [
    {
      column: `${domain}SEQ`,
      meaning: 'number of the row within its participant',
      required: true,
      or: `${domain}SPID`,
    },
    { column: `${domain}TESTCD`, meaning: codes, required: true },
    { column: `${domain}DTC`, meaning: 'when it was measured', required: true },
    { column: `${domain}ORRES`, meaning: 'result as reported', required: true, or: `${domain}STRESC` },
    { column: `${domain}ORRESU`, meaning: 'unit as reported' },
    { column: `${domain}STRESC`, meaning: 'standardised result; used with its unit where no reported result is' },
    { column: `${domain}STRESU`, meaning: 'unit of the standardised result' },
    { column: `${domain}STAT`, meaning: 'NOT DONE: taken as without a result' },
  ],
  read: perRow((line, context) => measured(line, domain, context)),
})

function measured(line: Line, domain: 'EG' | 'CV', { map }: Context): Stated {
  const field = `${domain}TESTCD`
  const code = dueText(line, field)
  const at = dueWhen(line, `${domain}DTC`)
  const instrument = code === undefined ? undefined : lookUp(map.heartTests, code)
  if (code !== undefined && instrument === undefined) {
    const message = `${field} "${code}" is in no map; its rows state nothing`
    line.remarks.push({ code: 'unknownTest', severity: 'query', field, message, tally: code })
  }
  if (instrument === undefined || at === undefined) return []
  const { value, unit } = resultSet(line, domain, map)
  return [found(line, at, { instrument, value, unit })]
}

/** Electrocardiograms (EG): QTc, by whichever correction was reported, and PR. */
export const eg = heartReader('EG', 'QTCFAG, QTCBAG, QTCAG, PRAG')

/** Cardiovascular findings (CV): the left ventricular ejection fraction. */
export const cv = heartReader('CV', 'LVEF')
