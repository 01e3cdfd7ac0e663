import { spanOf } from '../../core/time.ts'
import type { ReportedEvent } from '../report.ts'
import { isRange, knownAs, rangeIn, rangeInWords } from './grades.ts'

/** A stretch of an event's bar: what it is filled with, its label, and the sentence read out for it. */
export type Segment = {
  readonly from: number
  readonly to: number
  /** A known grade is solid, a range hatched; a stretch nobody recorded is only outlined. */
  readonly fill: 'solid' | 'hatched' | 'outlined'
  readonly grade: number
  readonly label: string
  readonly says: string
  /** A measurement holds only at its moment. */
  readonly point: boolean
}

/** An event as stretches in time, up to its end or, while none is recorded, to `now`; what was measured reaches to its last measurement. */
export function segmentsOf(event: ReportedEvent, now: number): readonly Segment[] {
  const course = event.course.flatMap((seen) => {
    const span = spanOf(seen.at)
    return span ? [{ ...seen, span }] : []
  })
  const last = event.source === 'laboratory' ? course.at(-1)?.span.from : undefined
  const end = spanOf(event.ended ?? '')?.to ?? last ?? now
  const onset = spanOf(event.onset)?.from ?? course[0]?.span.from ?? now
  const drawn = course.map(({ grade, as, at, span }, i): Segment => {
    const next = course[i + 1]
    const until = next && next.as !== 'peak' ? next.span.from : end
    const range = rangeIn(grade)
    const sure = as !== 'peak' && !isRange(range)
    return {
      from: as === 'peak' ? onset : span.from,
      to: Math.max(as === 'peak' ? span.from : until, span.from),
      fill: sure ? 'solid' : 'hatched',
      grade: range.atMost,
      label: as === 'peak' ? `≤${grade}` : grade,
      says: `${at}: ${rangeInWords(range)}, ${knownAs(as)}`,
      point: as === 'measured',
    }
  })
  const extent: Segment = {
    from: onset,
    to: Math.max(end, onset),
    fill: 'outlined',
    grade: 0,
    label: course.length === 0 ? '?' : '',
    says: `from ${event.onset} to ${event.ended ?? 'no end recorded'}`,
    point: false,
  }
  return [extent, ...withoutUnknown(drawn)]
}

/** Where nobody recorded a grade but its maximum, the hatched maximum says it all. */
const withoutUnknown = (all: readonly Segment[]): readonly Segment[] =>
  all.some(({ label }) => label.startsWith('≤')) ? all.filter(({ label }) => label !== '1–5') : all
