import type { Need } from '../core/criterion.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { dayOf, isoOf, type Span, spanAt } from '../core/time.ts'
import type { Window } from '../core/window.ts'
import { aboutRule } from './adjudication.ts'
import { missedAssessment } from './assessments.ts'
import { dosesOf, levelByAmount, shareReceived } from './exposure.ts'
import type { DltStatus, NotEvaluableWhy, ParticipantSummary } from './participant.ts'
import type { RuleAnswer } from './rule.ts'
import { endAsGiven, lastEnd } from './windows.ts'

/**
 * The level at which a participant is analysed: the one received, where the source states it, unless the protocol says as
 * assigned. An amount alone tells the level only of a participant assigned to none: half of one level may be all of another. Of a
 * trial of one level there is nothing to tell.
 */
export function levelOf(protocol: Protocol, { doses, assigned }: ParticipantSummary): string | undefined {
  const { agent, cycle } = protocol.window.opens
  const given = dosesOf(doses, agent, cycle)
  const stated = given[0]?.level
  const chosen = protocol.evaluability.analysedAt === 'assigned' ? (assigned ?? stated) : (stated ?? assigned)
  if (chosen !== undefined) return chosen
  return protocol.levels.length === 1 ? protocol.levels[0]!.label : levelByAmount(protocol, given[0])
}

/** Where a participant stands who was not given the agent that opens the window. Who was never enrolled takes nobody's place. */
export function statusOutside(protocol: Protocol, summary: ParticipantSummary): DltStatus {
  const { withdrew, died, completedAt, enrolledAt, doses } = summary
  const left = withdrew?.at ?? died?.at ?? completedAt
  const isScreenFailure = enrolledAt === undefined && doses.length === 0
  return left === undefined || isScreenFailure
    ? { is: 'notDosed' }
    : notEvaluable(protocol, 'notDosed', `left on ${left} without ${protocol.window.opens.agent}`)
}

/** Where a participant stands whose window has opened. */
export function statusIn(
  protocol: Protocol,
  summary: ParticipantSummary,
  windows: readonly Window[],
  rules: readonly RuleAnswer[],
  now: Span,
): DltStatus {
  const met = rules.filter((rule) => rule.is === 'met')
  if (met.length > 0) return { is: 'dlt', rules: met.map((rule) => rule.rule) }
  const open = rules.filter((rule) => rule.is === 'pending' || rule.is === 'undeterminable')
  const planned = lastEnd(protocol, windows)
  const left = leftInside(summary, planned)
  if (left && 'need' in left) return watching(open, left.need)
  if (left) return open.length > 0 ? watching(open) : notEvaluable(protocol, left.why, left.saw)
  const inHours = 'hours' in windows[0]!.length
  if (planned !== undefined && !hasClosed(inHours, planned, now)) return watching(open, windowNeed(protocol, planned))
  const decided = aboutRule('evaluability', summary.adjudications).at(-1)
  if (decided?.is === 'not met' && open.length === 0)
    return notEvaluable(protocol, 'adjudicated', `adjudicated by ${decided.by}: ${decided.reason}`)
  const end = planned ?? (decided?.is === 'met' ? endAsGiven(protocol, windows, summary.doses) : undefined)
  if (end === undefined || !hasClosed(inHours, end, now)) return watching(open, windowNeed(protocol, end))
  if (open.length > 0) return watching(open)
  if (protocol.evaluability.contactAfterWindow && !seenAfter(summary, inHours, end))
    return watching(open, { fact: `a contact on or after ${isoOf(end)}` })
  return decided?.is === 'met' ? { is: 'clear' } : settled(protocol, summary, windows[0]!, now)
}

/** With no DLT and nothing open: evaluable by what was received and assessed. */
function settled(protocol: Protocol, summary: ParticipantSummary, window: Window, now: Span): DltStatus {
  const { agent, cycle } = protocol.window.opens
  const share = shareReceived(protocol, levelOf(protocol, summary), dosesOf(summary.doses, agent, cycle))
  if (share.is === 'unknown') return watching([], { fact: share.want })
  if (share.is === 'short')
    return notEvaluable(protocol, 'underdosed', `received ${share.percent} % of the planned dose`)
  const missed = missedAssessment(protocol, summary, window, now)
  if (!missed) return { is: 'clear' }
  return 'need' in missed ? watching([], missed.need) : notEvaluable(protocol, 'assessmentMissing', missed.saw)
}

function windowNeed(protocol: Protocol, end: number | undefined): Need {
  const { agent, cycle } = protocol.window.closes.after
  if (end === undefined)
    return { fact: `the last planned infusion of ${agent}, cycle ${cycle}, or a decision on evaluability without it` }
  return { fact: 'the end of the DLT window', until: isoOf(end) }
}

function watching(open: readonly RuleAnswer[], ...more: readonly Need[]): DltStatus {
  const needs = [...more, ...open.flatMap((rule) => rule.needs)]
  const dates = needs.flatMap(({ until }) => (until === undefined ? [] : [until]))
  const until = dates.sort().at(-1)
  return { is: 'watching', ...(until === undefined ? {} : { until }), needs }
}

const notEvaluable = (protocol: Protocol, why: NotEvaluableWhy, saw: string): DltStatus => ({
  is: 'notEvaluable',
  why,
  replaced: protocol.replacement.replaced.includes(why),
  saw,
})

type Left = { readonly why: 'withdrew' | 'died'; readonly saw: string } | { readonly need: Need }

/** Whether the participant died or withdrew inside the window; a partial date on its edge leaves that open. */
function leftInside({ withdrew, died }: ParticipantSummary, end: number | undefined): Left | undefined {
  const inside = (when: string) => {
    const { from, to } = spanAt(when)
    if (end === undefined || dayOf(to) < dayOf(end)) return 'yes'
    return dayOf(from) < dayOf(end) ? 'maybe' : 'no'
  }
  if (died && inside(died.at) === 'yes') return { why: 'died', saw: `died on ${died.at} inside the window` }
  if (withdrew && inside(withdrew.at) === 'yes') {
    const reason = withdrew.reason ? `: ${withdrew.reason}` : ''
    return { why: 'withdrew', saw: `withdrew on ${withdrew.at} inside the window${reason}` }
  }
  if (died && inside(died.at) === 'maybe') return { need: { fact: 'the date of death' } }
  return withdrew && inside(withdrew.at) === 'maybe' ? { need: { fact: 'the date of withdrawal' } } : undefined
}

const hasClosed = (inHours: boolean, end: number, now: Span): boolean =>
  inHours ? now.from >= end : dayOf(now.from) >= dayOf(end)

function seenAfter(
  { contact, completedAt, withdrew, died }: ParticipantSummary,
  inHours: boolean,
  end: number,
): boolean {
  return [contact, completedAt, withdrew?.at, died?.at].some(
    (when) => when !== undefined && hasClosed(inHours, end, spanAt(when)),
  )
}
