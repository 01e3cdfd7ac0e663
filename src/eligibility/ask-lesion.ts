import { type Answer, met, notMet, type Truth, unknown } from '../core/criterion.ts'
import { exact } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured, readNumber } from '../core/measured.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import { possiblyLatest } from './latest.ts'
import { isWithin, lookbackInWords } from './lookback.ts'
import { isBeside, rangeOf, type Side } from './range.ts'
import { type Dated, factsOf, type PersonRecord } from './record.ts'

export type LesionClause = Extract<ParticipantClause, { measurableLesion: unknown }>
type Lesion = Dated<FactOf<'lesionMeasured'>>

/** Whether at least one target lesion is measurable: long enough, a node by its short axis, in slices that are thin enough. */
export function askMeasurableLesion(clause: LesionClause, record: PersonRecord): Answer {
  const words = lesionInWords(clause)
  const targets = factsOf(record, 'lesionMeasured').filter(({ fact }) => fact.kind === 'target')
  const due = clause.within ? ` within ${lookbackInWords(clause.within)} before ${record.asked}` : ''
  const want = { fact: `measurements of a target lesion${due}` }
  if (targets.length === 0) return unknown(words, 'no target lesion on record', want)
  const latest = [...new Set(targets.map(({ fact }) => fact.lesion))].flatMap((lesion) =>
    possiblyLatest(
      record,
      targets.filter(({ fact }) => fact.lesion === lesion),
    ),
  )
  const answers = latest.map((lesion) => ({ lesion, is: isMeasurable(clause, record, lesion) }))
  const found = answers.find(({ is }) => is === 'met') ?? answers.find(({ is }) => is === 'unknown')
  if (!found) return notMet(words, answers.map(({ lesion }) => lesionInFigures(lesion)).join('; '))
  const saw = lesionInFigures(found.lesion)
  return found.is === 'met' ? met(words, saw) : unknown(words, saw, want)
}

function isMeasurable({ measurableLesion: cut, within }: LesionClause, record: PersonRecord, lesion: Lesion): Truth {
  const { node, longestDiameter, shortAxis, sliceThickness, status } = lesion.fact
  if (lesion.span.to > record.at.to || (within && isWithin(lesion.span, record.at, within) !== 'met')) return 'unknown'
  if (status !== undefined && status !== 'present') return status === 'notEvaluable' ? 'unknown' : 'not met'
  const long = beside(longestDiameter, 'atLeast', cut.longestDiameter)
  const short = beside(shortAxis, 'atLeast', cut.nodeShortAxis)
  const size = node === undefined ? (long === short ? long : 'unknown') : node ? short : long
  return both(size, beside(sliceThickness, 'atMost', cut.sliceThickness))
}

const both = (a: Truth, b: Truth): Truth =>
  a === 'not met' || b === 'not met' ? 'not met' : a === 'met' && b === 'met' ? 'met' : 'unknown'

function beside(written: string | number | undefined, side: Side, cut: string | number): Truth {
  const read = written === undefined ? undefined : readMeasured(written)
  if (!read || read.kind === 'unreadable') return 'unknown'
  return isBeside(rangeOf(read), side, readNumber(cut) ?? exact('0'))
}

const lesionInFigures = ({ fact }: Lesion): string => {
  const { lesion, node, longestDiameter, shortAxis, sliceThickness, at } = fact
  const size = node
    ? `short axis ${shortAxis ?? 'not recorded'}`
    : `longest diameter ${longestDiameter ?? 'not recorded'}`
  return `${lesion}${node ? ' (node)' : ''}: ${size} mm, slices ${sliceThickness ?? 'not recorded'} mm, on ${at}`
}

export const lesionInWords = ({
  measurableLesion: { longestDiameter, nodeShortAxis, sliceThickness },
}: LesionClause): string =>
  `a target lesion ≥ ${longestDiameter} mm (node ≥ ${nodeShortAxis} mm) in slices ≤ ${sliceThickness} mm`
