import { dueText, dueWhen, firstText, text, unknownCode } from './cells.ts'
import { perRow, type Reader, stated } from './domain.ts'
import { isNode, kindOf } from './lesion-kind.ts'

/** Tumour identification (TU): which lesions there are, and where. */
export const tu: Reader = {
  domain: 'TU',
  columns: [
    { column: 'TUSEQ', meaning: 'number of the row within its participant', required: true, or: 'TUSPID' },
    { column: 'TULNKID', meaning: 'the lesion; TR links to it', required: true },
    { column: 'TUORRES', meaning: 'TARGET, NON-TARGET or NEW', required: true, or: 'TUSTRESC' },
    { column: 'TULOC', meaning: 'where it is; a lymph node is measured by its short axis' },
    { column: 'TUMETHOD', meaning: 'how it was seen' },
    { column: 'TUEVALID', meaning: 'who read it, where several did' },
    { column: 'TUEVAL', meaning: 'the role of who read it' },
    { column: 'TUDTC', meaning: 'when it was identified', required: true },
    { column: 'VISIT', meaning: 'name of the visit' },
  ],
  read: perRow((line) => {
    const lesion = dueText(line, 'TULNKID')
    const at = dueWhen(line, 'TUDTC')
    const written = firstText(line, 'TUSTRESC', 'TUORRES')
    const kind = kindOf(written)
    if (written === undefined) dueText(line, 'TUORRES')
    else if (kind === undefined) unknownCode(line, 'TUORRES', 'expected TARGET, NON-TARGET or NEW')
    if (lesion === undefined || at === undefined || kind === undefined) return []
    const location = text(line, 'TULOC')?.toLowerCase()
    return [
      stated({
        type: 'lesionMeasured',
        participant: line.participant,
        at,
        id: line.key,
        lesion,
        kind,
        node: isNode(location),
        location,
        method: text(line, 'TUMETHOD'),
        visit: text(line, 'VISIT'),
        reader: firstText(line, 'TUEVALID', 'TUEVAL'),
      }),
    ]
  }),
}
