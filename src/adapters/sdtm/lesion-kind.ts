import type { FactOf } from '../../core/fact.schema.ts'
import { lookUp, text } from './cells.ts'
import type { Context } from './context.ts'
import type { Line } from './domain.ts'

type Kind = FactOf<'lesionMeasured'>['kind']

const kinds: Readonly<Record<string, Kind>> = {
  TARGET: 'target',
  'TARGET LESION': 'target',
  'NON-TARGET': 'nonTarget',
  'NON-TARGET LESION': 'nonTarget',
  NONTARGET: 'nonTarget',
  NEW: 'new',
  'NEW LESION': 'new',
}

/** The kind that a group or an identification names. */
export const kindOf = (written: string | undefined): Kind | undefined =>
  written === undefined ? undefined : lookUp(kinds, written)

/** The row of tumour identification (TU) that a lesion's link names. */
export const identified = (line: Line, lesion: string, context: Context): Line | undefined =>
  context.linesOf('TU', line.participant).find((one) => text(one, 'TULNKID') === lesion)

const organ =
  /^(liver|lung|brain|bone|kidney|adrenal gland|pancreas|spleen|stomach|colon|rectum|breast|ovary|uterus|bladder|skin|pleura|peritoneum)s?(, *(left|right).*)?$/i

/** Lymph nodes are measured by their short axis, organs are not; of another place nobody can tell. */
export function isNode(location: string | undefined): boolean | undefined {
  if (location === undefined) return undefined
  if (/\bLYMPH\b|\bNODES?\b|\bNODAL\b/i.test(location)) return true
  return organ.test(location) ? false : undefined
}
