import { dayOf, isoOf, spanOf } from '../../core/time.ts'
import type { ReportedParticipant } from '../report.ts'

const DAY = 86_400_000

/** What a timeline shows: its first and last moment, the day counted as 0, and where a moment falls across the drawing. */
export type Axis = {
  readonly from: number
  readonly to: number
  readonly origin: number
  readonly left: number
  readonly right: number
  readonly x: (moment: number) => number
}

/** How long before the origin, and after the last thing that happened, a timeline still shows. */
const BEFORE = 21 * DAY
const AFTER = 7 * DAY

/** The axis of one participant; `undefined` where nothing dated is known. */
export function axisFor(participant: ReportedParticipant, asOf: string, left: number, right: number): Axis | undefined {
  const moments = momentsOf(participant)
  const now = spanOf(asOf)
  if (moments.length === 0 || !now) return undefined
  const origin = originOf(participant, Math.min(...moments))
  const end = spanOf(participant.window?.closes ?? '')?.to ?? origin
  const from = Math.max(Math.min(...moments, origin), origin - BEFORE) - DAY / 2
  const to = Math.max(end, Math.min(now.to, Math.max(...moments, end) + AFTER)) + DAY
  return axisOf(from, to, origin, left, right)
}

function axisOf(from: number, to: number, origin: number, left: number, right: number): Axis {
  const scale = (right - left) / (to - from)
  const x = (moment: number) => Math.round((left + (Math.min(Math.max(moment, from), to) - from) * scale) * 10) / 10
  return { from, to, origin, left, right, x }
}

/** Day 0: the day the window opened; without one, the first dose, else the first thing dated. */
function originOf({ window, doses }: ReportedParticipant, first: number): number {
  const start = spanOf(window?.opens ?? doses[0]?.at ?? '')?.from ?? first
  return dayOf(start) * DAY
}

function momentsOf({ doses, events, window, contact }: ReportedParticipant): readonly number[] {
  const dates = [
    ...doses.map(({ at }) => at),
    ...events.flatMap(({ onset, ended, course }) => [onset, ...(ended ? [ended] : []), ...course.map(({ at }) => at)]),
    ...(window ? [window.opens] : []),
    ...(contact ? [contact] : []),
  ]
  return dates.flatMap((when) => spanOf(when) ?? []).map(({ from }) => from)
}

/** The days of an axis that get a tick: at most a dozen, a round number apart, day 0 among them. */
export function ticksOf({ from, to, origin }: Axis): readonly number[] {
  const step = [1, 2, 7, 14, 28, 56, 112, 364].find((days) => (to - from) / DAY / days <= 14) ?? 728
  const first = Math.ceil((from - origin) / DAY / step)
  const last = Math.floor((to - origin) / DAY / step)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step)
}

/** The moment a day of an axis begins. */
export const momentOf = ({ origin }: Axis, day: number): number => origin + day * DAY

/** The date called day 0. */
export const dayZero = ({ origin }: Axis): string => isoOf(origin)
