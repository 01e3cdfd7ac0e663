import type { EventClause } from '../core/event-clause.schema.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import { spanAt } from '../core/time.ts'
import { type Adjudication, withDecidedGrade } from './adjudication.ts'
import { categoryOf } from './categories.ts'
import type { Asking, GradeRange } from './clause.ts'
import type { EventSummary } from './event.ts'
import type { ParticipantSummary } from './participant.ts'
import { anyClause } from './relevance.ts'
import { answerRule, type RuleAnswer } from './rule.ts'
import { sameName } from './same-name.ts'

/** Answers rules over all that is on record of a participant. */
export function answerRules(
  protocol: Protocol,
  rules: readonly DltRule[],
  summary: ParticipantSummary,
  asking: Asking,
  adjudications: readonly Adjudication[] = summary.adjudications,
): readonly RuleAnswer[] {
  const { supports } = summary
  const { events, own } = preparedEvents(summary, adjudications)
  const whole: { -readonly [Part in keyof Asking]: Asking[Part] } = { ...asking, category: categoriesOf(protocol) }
  if (supports) whole.supports = supports
  if (asksBaseline(protocol)) whole.baseline = (event) => baselineOf(event, events, summary, asking)
  return rules.map((rule) => {
    const counted = asksForManifestations(rule) ? events : own
    return answerRule(rule, counted, whole, adjudications)
  })
}

/** What rules read, and what it was made of: all events, and those that count by themselves. */
type Prepared = Pick<ParticipantSummary, 'findings' | 'adjudications'> & {
  readonly events: readonly EventSummary[]
  readonly own: readonly EventSummary[]
}
const prepared = new WeakMap<ParticipantSummary['events'], readonly Prepared[]>()

/** The events as rules read them: by their parents, with what was found of them, and with the grades that persons decided. */
function preparedEvents({ events, findings }: ParticipantSummary, decisions: readonly Adjudication[]): Prepared {
  const adjudications = decisions.length === 0 ? noDecisions : decisions
  const held = prepared.get(events) ?? []
  const known = held.find((one) => one.findings === findings && one.adjudications === adjudications)
  if (known) return known
  const all = Object.values(events).map((event) => preparedEvent(event, events, findings?.[event.event], adjudications))
  const made = {
    findings,
    adjudications,
    events: all,
    own: all.every(countsByItself) ? all : all.filter(countsByItself),
  } as Prepared
  prepared.set(events, [made, ...held.slice(0, 1)])
  return made
}

const noDecisions: readonly Adjudication[] = []

type Findings = Readonly<Record<string, boolean>> | undefined
type PreparedEvent = {
  readonly found: Findings
  readonly adjudications: readonly Adjudication[]
  readonly parent: string | undefined
  readonly missing: string | undefined
  readonly event: EventSummary
}
const preparedOnes = new WeakMap<EventSummary, readonly PreparedEvent[]>()

/** One event so read. The same object as long as it reads the same: what rules answered for it is kept by it. */
function preparedEvent(
  event: EventSummary,
  events: ParticipantSummary['events'],
  found: Findings,
  adjudications: readonly Adjudication[],
): EventSummary {
  const read = withParentTerm(event, events)
  if (read === event && !found && adjudications.length === 0) return event
  const { manifestationOf: parent, parentMissing: missing } = read
  const held = preparedOnes.get(event) ?? []
  const known = held.find(
    (one) =>
      one.found === found && one.adjudications === adjudications && one.parent === parent && one.missing === missing,
  )
  if (known) return known.event
  const made = withDecidedGrade(withFindings(read, found), adjudications)
  preparedOnes.set(event, [{ found, adjudications, parent, missing, event: made }, ...held.slice(0, 1)])
  return made
}

const countsByItself = ({ manifestationOf, parentMissing }: EventSummary) =>
  manifestationOf === undefined || parentMissing !== undefined

/** Manifestations are recorded by their parent's identifier; rules name the parent's term. One without end or start hides nothing. */
function withParentTerm(event: EventSummary, events: ParticipantSummary['events']): EventSummary {
  const { manifestationOf } = event
  if (manifestationOf === undefined) return event
  const term = parentOf(event, events)?.term ?? manifestationOf
  return hasRoot(event, events)
    ? { ...event, manifestationOf: term }
    : { ...event, manifestationOf: term, parentMissing: manifestationOf }
}

/** Whether a chain of manifestations leads to an event that is none; it may lead nowhere, or back to itself. */
function hasRoot(event: EventSummary, events: ParticipantSummary['events']): boolean {
  const seen = new Set<string>()
  let here: EventSummary | undefined = event
  while (here?.manifestationOf !== undefined && !seen.has(here.event)) {
    seen.add(here.event)
    here = parentOf(here, events)
  }
  return here !== undefined && here.manifestationOf === undefined
}

/** The event that another is a manifestation of: named by its identifier, or else by its term. */
function parentOf({ manifestationOf }: EventSummary, events: ParticipantSummary['events']): EventSummary | undefined {
  if (manifestationOf === undefined) return undefined
  return events[manifestationOf] ?? Object.values(events).find(({ term }) => sameName([manifestationOf], term))
}

/** What was assessed about an event, beside what its report said; the later word counts. */
function withFindings(event: EventSummary, findings: Readonly<Record<string, boolean>> | undefined): EventSummary {
  return findings ? { ...event, facts: { ...event.facts, ...findings } } : event
}

/** The grade of an event's term when the first window opened: as stated, else the last that any event of that term had before. */
function baselineOf(
  event: EventSummary,
  events: readonly EventSummary[],
  { baselineGrades = {} }: ParticipantSummary,
  { window }: Asking,
): GradeRange | undefined {
  const stated = Object.entries(baselineGrades).find(([term]) => sameName([term], event.term))?.[1]
  if (stated !== undefined) return { atLeast: stated, atMost: stated }
  if (event.baseline) return event.baseline
  const before = events
    .filter((one) => sameName([one.term], event.term))
    .flatMap((one) => gradesIn(one))
    .filter(({ at }) => spanAt(at).to < window.opens.from)
    .sort((a, b) => spanAt(a.at).from - spanAt(b.at).from)
  return before.at(-1)
}

const gradesIn = ({ course, ended }: EventSummary): readonly (GradeRange & { readonly at: string })[] =>
  ended?.outcome === 'recovered' ? [...course, { at: ended.at, atLeast: 0, atMost: 0 }] : course

const asksForManifestations = remembering(({ when }: DltRule) =>
  anyClause(when, (clause) => 'manifestationOf' in clause),
)

const asksBaseline = remembering(({ dltRules, titrationTrigger }: Protocol) => {
  const rules = [...dltRules, ...(titrationTrigger ? [titrationTrigger] : [])]
  const asks = (clause: EventClause) => 'grade' in clause && clause.grade.aboveBaseline !== undefined
  return rules.some(({ when }) => anyClause(when, asks))
})

const categoriesOf = remembering((protocol: Protocol) => (name: string) => categoryOf(protocol, name))
