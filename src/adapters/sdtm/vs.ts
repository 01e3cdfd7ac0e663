import { dueText, dueWhen, flag, lookUp } from './cells.ts'
import { perRow, type Reader, stated } from './domain.ts'
import { resultSet } from './result-set.ts'

/** Vital signs (VS). */
export const vs: Reader = {
  domain: 'VS',
  columns: [
    { column: 'VSSEQ', meaning: 'number of the row within its participant', required: true, or: 'VSSPID' },
    { column: 'VSTESTCD', meaning: 'TEMP, SYSBP, DIABP, PULSE, RESP, OXYSAT, WEIGHT, HEIGHT', required: true },
    { column: 'VSDTC', meaning: 'when it was measured', required: true },
    { column: 'VSORRES', meaning: 'result as reported', required: true, or: 'VSSTRESC' },
    { column: 'VSORRESU', meaning: 'unit as reported' },
    { column: 'VSSTRESC', meaning: 'standardised result; used with its unit where no reported result is' },
    { column: 'VSSTRESU', meaning: 'unit of the standardised result' },
    { column: 'VSSTAT', meaning: 'NOT DONE: taken as without a result' },
    { column: 'VSLOBXFL', meaning: 'Y: baseline' },
    { column: 'VSBLFL', meaning: 'Y: baseline (older name)' },
  ],
  read: perRow((line, { map }) => {
    const code = dueText(line, 'VSTESTCD')
    const at = dueWhen(line, 'VSDTC')
    const sign = code === undefined ? undefined : lookUp(map.vitalSigns, code)
    if (code !== undefined && sign === undefined) {
      const message = `VSTESTCD "${code}" is in no map; its rows state nothing`
      line.remarks.push({ code: 'unknownTest', severity: 'query', field: 'VSTESTCD', message, tally: code })
    }
    if (sign === undefined || at === undefined) return []
    const { value, unit } = resultSet(line, 'VS', map)
    const baseline = flag(line, 'VSLOBXFL') || flag(line, 'VSBLFL') || undefined
    return [stated({ type: 'vitalSign', participant: line.participant, at, id: line.key, sign, value, unit, baseline })]
  }),
}
