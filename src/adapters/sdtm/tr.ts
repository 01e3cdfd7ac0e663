import { exact, times, toText } from '../../core/exact.ts'
import type { FactOf } from '../../core/fact.schema.ts'
import { readNumber } from '../../core/measured.ts'
import { dueText, dueWhen, firstText, lookUp, text, unknownCode } from './cells.ts'
import type { Context } from './context.ts'
import { type Line, perRow, type Reader, type Stated, stated } from './domain.ts'
import { identified, isNode, kindOf } from './lesion-kind.ts'

type Lesion = FactOf<'lesionMeasured'>

const states: Readonly<Record<string, NonNullable<Lesion['status']>>> = {
  PRESENT: 'present',
  ABSENT: 'absent',
  'UNEQUIVOCAL PROGRESSION': 'unequivocalProgression',
  'UNEQUIVOCAL INCREASE': 'unequivocalProgression',
  UNEQUIVOCAL: 'present',
  EQUIVOCAL: 'equivocal',
  'TOO SMALL TO MEASURE': 'tooSmallToMeasure',
  'NOT EVALUABLE': 'notEvaluable',
  'NOT DONE': 'notEvaluable',
}
const tests = { LDIAM: 'longestDiameter', SAXIS: 'shortAxis', TUMSTATE: 'status' } as const

/** Tumour results (TR): diameters in millimetres and the state of each lesion; its kind and place come from TU. */
export const tr: Reader = {
  domain: 'TR',
  columns: [
    { column: 'TRSEQ', meaning: 'number of the row within its participant', required: true, or: 'TRSPID' },
    { column: 'TRLNKID', meaning: 'the lesion, as TU names it', required: true },
    { column: 'TRGRPID', meaning: 'TARGET, NON-TARGET or NEW, where TU does not say' },
    { column: 'TRTESTCD', meaning: 'LDIAM, SAXIS or TUMSTATE', required: true },
    { column: 'TRORRES', meaning: 'result as reported', required: true, or: 'TRSTRESC' },
    { column: 'TRORRESU', meaning: 'mm or cm' },
    { column: 'TRSTRESC', meaning: 'standardised result, where no reported one is' },
    { column: 'TRSTRESU', meaning: 'unit of the standardised result' },
    { column: 'TRSLTHK', meaning: 'slice thickness of the image in mm; also a QNAM of SUPPTR' },
    { column: 'TRSTAT', meaning: 'NOT DONE: the lesion could not be evaluated' },
    { column: 'TREVALID', meaning: 'who read it, where several did' },
    { column: 'TREVAL', meaning: 'the role of who read it' },
    { column: 'TRDTC', meaning: 'when the image was made', required: true },
    { column: 'VISIT', meaning: 'name of the visit' },
  ],
  read: perRow(measured),
}

function measured(line: Line, context: Context): Stated {
  const [lesion, at, code] = [dueText(line, 'TRLNKID'), dueWhen(line, 'TRDTC'), dueText(line, 'TRTESTCD')]
  if (lesion === undefined || at === undefined || code === undefined) return []
  const test = lookUp(tests as Readonly<Record<string, (typeof tests)['LDIAM' | 'SAXIS' | 'TUMSTATE']>>, code)
  const known = identified(line, lesion, context)
  const kind = (known && kindOf(firstText(known, 'TUSTRESC', 'TUORRES'))) ?? kindOf(text(line, 'TRGRPID'))
  if (test === undefined) unknownCode(line, 'TRTESTCD', 'expected LDIAM, SAXIS or TUMSTATE')
  if (kind === undefined) {
    const message = `lesion "${lesion}" is in no row of TU, and TRGRPID does not say whether it is target, non-target or new`
    line.remarks.push({ code: 'missingField', severity: 'query', field: 'TRLNKID', message })
  }
  if (test === undefined || kind === undefined) return []
  const location = known && text(known, 'TULOC')?.toLowerCase()
  const found =
    text(line, 'TRSTAT')?.toUpperCase() === 'NOT DONE' ? { status: 'notEvaluable' as const } : resultOf(line, test)
  if (!found) return []
  return [
    stated({
      type: 'lesionMeasured',
      participant: line.participant,
      at,
      id: line.key,
      lesion,
      kind,
      node: test === 'shortAxis' ? true : isNode(location),
      location,
      visit: text(line, 'VISIT'),
      sliceThickness: text(line, 'TRSLTHK'),
      reader: firstText(line, 'TREVALID', 'TREVAL'),
      ...found,
    }),
  ]
}

/** The result in the fact's words; a row without one still states that the lesion was looked at. */
function resultOf(line: Line, test: (typeof tests)['LDIAM' | 'SAXIS' | 'TUMSTATE']): Partial<Lesion> | undefined {
  const reported = text(line, 'TRORRES') !== undefined
  const written = firstText(line, 'TRORRES', 'TRSTRESC')
  if (written === undefined) {
    dueText(line, 'TRORRES')
    return {}
  }
  const state = lookUp(states, written)
  if (state !== undefined) return { status: state }
  if (test === 'status') {
    unknownCode(line, 'TRORRES', `expected one of ${Object.keys(states).join(', ')}`)
    return undefined
  }
  const unit = text(line, reported ? 'TRORRESU' : 'TRSTRESU')
  const value = inMillimetres(written, unit)
  if (value !== undefined) return { [test]: value }
  const message = `${written} ${unit ?? 'without a unit'} cannot be read as a length in mm or cm`
  line.remarks.push({ code: 'unknownUnit', severity: 'query', field: 'TRORRESU', message, tally: unit ?? '' })
  return {}
}

/** The text as written where it is in millimetres; centimetres ten times, exactly. */
function inMillimetres(written: string, unit: string | undefined): string | undefined {
  if (/^mm$/i.test(unit ?? '')) return written
  const [, sign = '', digits = ''] = /^([<>≤≥]?=?)\s*(.*)$/.exec(written) ?? []
  const value = readNumber(digits)
  return /^cm$/i.test(unit ?? '') && value ? `${sign}${toText(times(value, exact('10')), 12)}` : undefined
}
