import type { Report } from './report.ts'
import type {
  DltChange,
  FactChange,
  FieldChange,
  ReportedCorrection,
  ReportedCorrections,
} from './reported-corrections.ts'

const notStated = 'not stated'

/** "ULN: 50 → 40". */
export const fieldChangeInWords = ({ field, before = notStated, after = notStated }: FieldChange): string =>
  `${field}: ${before} → ${after}`

/** "taken back: value: 27; unit: U/L", or each field of a change. */
export function factChangeInWords({ is, fields }: FactChange): string {
  if (fields.length === 0) return is === 'changed' ? 'the same, written otherwise' : is
  if (is === 'changed') return fields.map(fieldChangeInWords).join('; ')
  return `${is}: ${fields.map(({ field, before, after }) => `${field}: ${before ?? after ?? notStated}`).join('; ')}`
}

/** "after it 005 has a DLT by DLT-1"; of several corrections at one moment none is singled out. */
export function dltChangeInWords({ participant, rule, is, together }: DltChange): string {
  const after = together === 1 ? 'after it' : `after the ${together} corrections recorded then`
  return `${after} ${participant} ${is === 'met' ? 'has a DLT' : 'no longer has a DLT'} by ${rule}`
}

/** What a correction did to a DLT, and which dose decisions it came after. */
export const consequencesOf = ({ dlts, decidedBefore }: ReportedCorrection): readonly string[] => [
  ...dlts.map(dltChangeInWords),
  ...decidedBefore.map(({ decision, isSure }) =>
    isSure
      ? `it came after the decision "${decision}"`
      : `whether it came after the decision "${decision}" is not known: the day or its time is not recorded`,
  ),
]

export const reasonInWords = ({ reason }: Pick<ReportedCorrection, 'reason'>): string => reason ?? 'no reason given'

/** The records that came again and corrected nothing. */
export const besideInWords = ({ completed, repeated }: ReportedCorrections): string =>
  `Besides, ${records(completed)} later stated more, such as the end of an event, and changed nothing stated before; ${records(repeated)} recorded again, stating the same.`

const records = (n: number): string => `${n} record${n === 1 ? '' : 's'}`

/** Each DLT of today that came with corrections: "The DLT of 005 by DLT-1 came with a correction on …". */
export function dltsByCorrection({ corrections, participants }: Report): readonly string[] {
  const met = new Set(
    participants.flatMap((one) =>
      one.rules.filter(({ is }) => is === 'met').map(({ rule }) => `${one.participant} ${rule}`),
    ),
  )
  const by = new Map<string, ReportedCorrection[]>()
  for (const one of corrections?.all ?? [])
    for (const { participant, rule, is } of one.dlts) {
      const key = `${participant} ${rule}`
      if (is !== 'met' || !met.has(key)) continue
      const held = by.get(key)
      if (held?.[0]?.at === one.at) held.push(one)
      else by.set(key, [one])
    }
  return [...by].map(([key, all]) => broughtInWords(key, all))
}

function broughtInWords(key: string, all: readonly ReportedCorrection[]): string {
  const [participant, rule] = [key.slice(0, key.lastIndexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)]
  const why = [...new Set(all.map((one) => `by ${one.by}: ${reasonInWords(one)}`))].join('; ')
  const what = all.length === 1 ? `a correction (${all[0]!.place})` : `${all.length} corrections`
  return `The DLT of ${participant} by ${rule} came with ${what} on ${all[0]!.at.slice(0, 10)}, ${why}.`
}
