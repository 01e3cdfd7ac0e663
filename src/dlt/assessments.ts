import type { Need } from '../core/criterion.ts'
import type { Protocol, RequiredAssessment } from '../core/protocol.schema.ts'
import { dayOf, isoOf, type Span, spanAt } from '../core/time.ts'
import type { Window } from '../core/window.ts'
import type { ParticipantSummary } from './participant.ts'
import { sameName } from './same-name.ts'

/** A required assessment that is not on record: missed for good, or what is waited for. */
export type Missed = { readonly saw: string } | { readonly need: Need }

/** Of the assessments the protocol demands the first that keeps "no DLT" from settling; one missed for good comes first. */
export function missedAssessment(
  { evaluability }: Protocol,
  summary: ParticipantSummary,
  { opens }: Window,
  now: Span,
): Missed | undefined {
  const missed = (evaluability.assessments ?? []).flatMap((one) => askAssessment(one, summary, opens, now) ?? [])
  return missed.find((one) => 'saw' in one) ?? missed[0]
}

const DAY = 86_400_000

function askAssessment(
  { name, from, to, missed }: RequiredAssessment,
  summary: ParticipantSummary,
  opens: Span,
  now: Span,
): Missed | undefined {
  const days = namedOn(summary, name).map((when) => daysSince(opens, spanAt(when)))
  if (days.some(({ least, most }) => least >= from && most <= to)) return undefined
  if (days.some(({ least, most }) => most >= from && least <= to)) return { need: { fact: `the date of ${name}` } }
  const last = (dayOf(opens.to) + to) * DAY
  const range = `${name} from day ${from} to day ${to}`
  if (dayOf(now.from) <= dayOf(last) && !hasLeft(summary)) return { need: { fact: range, until: isoOf(last) } }
  if (missed === 'committee') return { need: { fact: `the committee’s decision on evaluability: ${range} was missed` } }
  return { saw: `${range} was missed` }
}

const hasLeft = ({ died, withdrew, completedAt }: ParticipantSummary) =>
  died !== undefined || withdrew !== undefined || completedAt !== undefined

function namedOn({ assessments = {} }: ParticipantSummary, asked: string): readonly string[] {
  return Object.entries(assessments).flatMap(([name, days]) => (sameName([asked], name) ? days : []))
}

const daysSince = (opens: Span, moment: Span) => ({
  least: dayOf(moment.from) - dayOf(opens.to),
  most: dayOf(moment.to) - dayOf(opens.from),
})
