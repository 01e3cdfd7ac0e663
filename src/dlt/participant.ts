import type { Criterion, Need } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import { dayOf, isoOf, type Span, spanAt } from '../core/time.ts'
import { type Window, windowEnd } from '../core/window.ts'
import type { Asking } from './clause.ts'
import type { EventSummary } from './event.ts'
import { type Dose, dosesOf, shareReceived } from './exposure.ts'
import { type Adjudication, answerRule, type RuleAnswer } from './rule.ts'

/** What the rules need to know of one participant, advanced fact by fact. */
export type ParticipantSummary = {
  readonly participant: string
  readonly age?: number
  readonly sex?: 'F' | 'M'
  readonly cohort?: string
  /** The dose level assigned at enrolment. */
  readonly assigned?: string
  readonly replaces?: string
  readonly enrolledAt?: string
  readonly doses: readonly Dose[]
  readonly events: Readonly<Record<string, EventSummary>>
  /** The latest contact on record. */
  readonly contact?: string
  readonly withdrew?: { readonly at: string; readonly reason?: string }
  readonly died?: { readonly at: string; readonly cause?: string }
  readonly completedAt?: string
  readonly adjudications: readonly Adjudication[]
  /** The latest moment this participant's record reaches. */
  readonly now: string
}

export type NotEvaluableWhy = Protocol['replacement']['replaced'][number]

/** Where a participant stands towards the dose decision. */
export type DltStatus =
  | { readonly is: 'notDosed' }
  | { readonly is: 'watching'; readonly until?: string; readonly needs: readonly Need[] }
  | { readonly is: 'dlt'; readonly rules: readonly string[] }
  | { readonly is: 'clear' }
  | { readonly is: 'notEvaluable'; readonly why: NotEvaluableWhy; readonly replaced: boolean; readonly saw: string }

/** Everything a protocol says of one participant as of `summary.now`, each part with its reasons. */
export type Judgement = {
  readonly status: DltStatus
  /** The level analysed: as dosed where the source says, else as assigned. */
  readonly level?: string
  readonly window?: { readonly opens: string; readonly closes?: string }
  readonly rules: readonly RuleAnswer[]
  readonly trigger?: RuleAnswer
  /** Rules an event outside the window would meet: shown, and counted only where the protocol says. */
  readonly outside: readonly (RuleAnswer & { readonly position: 'before' | 'after' })[]
}

/** Judges a participant against a protocol. Total: any summary gives a judgement. */
export function judge(protocol: Protocol, summary: ParticipantSummary): Judgement {
  const now = spanAt(summary.now)
  const window = windowOf(protocol, summary)
  const rules = window ? answerRules(protocol.dltRules, summary, { window, now, onset: 'in' }) : []
  const level = levelOf(protocol, summary)
  const end = window && windowEnd(window)
  return {
    status: window ? statusIn(protocol, summary, window, rules, now) : statusOutside(protocol, summary),
    ...(level === undefined ? {} : { level }),
    ...(window
      ? { window: { opens: isoOf(window.opens.from), ...(end === undefined ? {} : { closes: isoOf(end) }) } }
      : {}),
    rules,
    ...(window && protocol.titrationTrigger && isTitrationLevel(protocol, level)
      ? { trigger: answerRules([protocol.titrationTrigger], summary, { window, now, onset: 'in' })[0]! }
      : {}),
    outside: outsideWindow(protocol, summary, window, now),
  }
}

/** Whether a trigger at this level can still end a titration: it asks nothing of the levels above. */
function isTitrationLevel({ levels, design }: Protocol, level: string | undefined): boolean {
  const index = levels.findIndex(({ label }) => label === level)
  return index < Number(design.options.cap ?? 1)
}

function answerRules(rules: readonly DltRule[], summary: ParticipantSummary, asking: Asking): readonly RuleAnswer[] {
  const events = Object.values(summary.events).map((event) => withParentTerm(event, summary.events))
  return rules.map((rule) => {
    const counted = events.filter((event) => event.manifestationOf === undefined || asksForManifestations(rule.when))
    return answerRule(rule, counted, asking, summary.adjudications)
  })
}

/** Manifestations are recorded by their parent's identifier; rules name the parent's term. */
function withParentTerm(event: EventSummary, events: ParticipantSummary['events']): EventSummary {
  if (event.manifestationOf === undefined) return event
  return { ...event, manifestationOf: events[event.manifestationOf]?.term ?? event.manifestationOf }
}

function asksForManifestations(criterion: Criterion<EventClause>): boolean {
  if ('all' in criterion) return criterion.all.some(asksForManifestations)
  if ('any' in criterion) return criterion.any.some(asksForManifestations)
  if ('not' in criterion) return asksForManifestations(criterion.not)
  return 'manifestationOf' in criterion
}

function windowOf(protocol: Protocol, { doses }: ParticipantSummary): Window | undefined {
  const { opens, closes } = protocol.window
  const at = (anchor: typeof opens) => {
    const given = dosesOf(doses, anchor.agent, anchor.cycle)
    const dose = anchor.infusion === 'first' ? given[0] : given[protocol.evaluability.infusions - 1]
    return dose && spanAt(dose.at)
  }
  const opened = at(opens)
  return (
    opened && { opens: opened, closesAfter: at(closes.after), length: closes.length, endInclusive: closes.endInclusive }
  )
}

function levelOf(protocol: Protocol, { doses, assigned }: ParticipantSummary): string | undefined {
  const { agent, cycle } = protocol.window.opens
  return dosesOf(doses, agent, cycle)[0]?.level ?? assigned
}

function statusOutside(protocol: Protocol, { withdrew, died, completedAt }: ParticipantSummary): DltStatus {
  const left = withdrew?.at ?? died?.at ?? completedAt
  return left === undefined
    ? { is: 'notDosed' }
    : notEvaluable(protocol, 'notDosed', `left on ${left} without ${protocol.window.opens.agent}`)
}

function statusIn(
  protocol: Protocol,
  summary: ParticipantSummary,
  window: Window,
  rules: readonly RuleAnswer[],
  now: Span,
): DltStatus {
  const met = rules.filter((rule) => rule.is === 'met')
  if (met.length > 0) return { is: 'dlt', rules: met.map((rule) => rule.rule) }
  const open = rules.filter((rule) => rule.is === 'pending' || rule.is === 'undeterminable')
  const end = windowEnd(window)
  const left = leftInside(summary, end)
  if (left) return open.length > 0 ? watching(open) : notEvaluable(protocol, left.why, left.saw)
  if (end === undefined || !hasClosed(window, end, now)) return watching(open, windowNeed(protocol, end))
  if (open.length > 0) return watching(open)
  if (protocol.evaluability.contactAfterWindow && !seenAfter(summary, window, end))
    return watching(open, { fact: `a contact on or after ${isoOf(end)}` })
  return settledByDose(protocol, summary)
}

function settledByDose(protocol: Protocol, summary: ParticipantSummary): DltStatus {
  const { agent, cycle } = protocol.window.opens
  const share = shareReceived(protocol, levelOf(protocol, summary), dosesOf(summary.doses, agent, cycle))
  if (share.is === 'unknown') return watching([], { fact: share.want })
  return share.is === 'enough'
    ? { is: 'clear' }
    : notEvaluable(protocol, 'underdosed', `received ${share.percent} % of the planned dose`)
}

function windowNeed(protocol: Protocol, end: number | undefined): Need {
  const { agent, cycle } = protocol.window.closes.after
  if (end === undefined) return { fact: `the last planned infusion of ${agent}, cycle ${cycle}` }
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

type Left = { readonly why: 'withdrew' | 'died'; readonly saw: string }

function leftInside(summary: ParticipantSummary, end: number | undefined): Left | undefined {
  const inside = (when: string) => end === undefined || dayOf(spanAt(when).from) < dayOf(end)
  const { withdrew, died } = summary
  if (died && inside(died.at)) return { why: 'died', saw: `died on ${died.at} inside the window` }
  if (withdrew && inside(withdrew.at))
    return {
      why: 'withdrew',
      saw: `withdrew on ${withdrew.at} inside the window${withdrew.reason ? `: ${withdrew.reason}` : ''}`,
    }
  return undefined
}

const hasClosed = (window: Window, end: number, now: Span): boolean =>
  'days' in window.length ? dayOf(now.from) >= dayOf(end) : now.from >= end

function seenAfter(summary: ParticipantSummary, window: Window, end: number): boolean {
  const { contact, completedAt, withdrew, died } = summary
  return [contact, completedAt, withdrew?.at, died?.at].some(
    (when) => when !== undefined && hasClosed(window, end, spanAt(when)),
  )
}

const never: Span = { from: Date.UTC(9999, 11, 31), to: Date.UTC(9999, 11, 31) }

function outsideWindow(
  protocol: Protocol,
  summary: ParticipantSummary,
  window: Window | undefined,
  now: Span,
): Judgement['outside'] {
  const opened: Window = window ?? { opens: never, closesAfter: undefined, length: { days: 0 }, endInclusive: true }
  const end = windowEnd(opened)
  const positions = [
    ...(Object.values(summary.events).some((event) => spanAt(event.onset).from < opened.opens.from)
      ? ['before' as const]
      : []),
    ...(end !== undefined && now.to > end ? ['after' as const] : []),
  ]
  return positions.flatMap((onset) =>
    answerRules(protocol.dltRules, { ...summary, adjudications: [] }, { window: opened, now, onset })
      .filter((rule) => rule.is === 'met')
      .map((rule) => ({ ...rule, position: onset })),
  )
}
