import { dueWhen, firstText, flag, text } from './cells.ts'
import { perRow, type Reader, stated } from './domain.ts'

/** Subject visits (SV): contacts, with the assessments made at them. */
export const sv: Reader = {
  domain: 'SV',
  columns: [
    { column: 'VISITNUM', meaning: 'number of the visit', required: true, or: 'VISIT' },
    { column: 'VISIT', meaning: 'name of the visit' },
    { column: 'SVSTDTC', meaning: 'when it was', required: true },
    { column: 'SVOCCUR', meaning: 'N: the visit did not take place' },
    { column: 'SVASSESS', meaning: 'assessments made, parted by ";"; also a QNAM of SUPPSV' },
  ],
  key: (cells) => cells.SVSEQ || cells.VISITNUM || cells.VISIT || undefined,
  read: perRow((line) => {
    const at = dueWhen(line, 'SVSTDTC')
    if (at === undefined) return []
    const visit = firstText(line, 'VISIT', 'VISITNUM')
    const about = { participant: line.participant, at, id: line.key }
    if (flag(line, 'SVOCCUR') === false) {
      return [stated({ type: 'assessed', ...about, instrument: 'visit made', item: visit, value: false })]
    }
    const made = text(line, 'SVASSESS')
      ?.split(';')
      .map((name) => name.trim())
    return [stated({ type: 'followedUp', ...about, visit, assessments: made?.filter((name) => name !== '') })]
  }),
}
