import {
  type Answer,
  type Criterion,
  evaluate,
  every,
  type Ground,
  met,
  type Need,
  some,
  unknown,
} from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { Attribution } from '../core/fact.schema.ts'
import type { DltRule } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import { spanAt } from '../core/time.ts'
import { type Adjudication, type Answered, aboutRule, covering } from './adjudication.ts'
import { waysToMeet } from './by-grade.ts'
import { type Asking, askEvent, strength, timelessAsking } from './clause.ts'
import { askOnset } from './clause-grade.ts'
import type { EventSummary } from './event.ts'
import { mayConcern, needsGrade } from './relevance.ts'

export type RuleIs = 'met' | 'not met' | 'pending' | 'undeterminable'

/** What one rule answers for one participant, why, and what would settle it. */
export type RuleAnswer = {
  readonly rule: string
  readonly section: string
  readonly is: RuleIs
  /** While pending: the ISO moment by which time alone settles it. */
  readonly until?: string
  /** The event that decided or is still open. */
  readonly event?: string
  readonly grounds: readonly Ground[]
  readonly needs: readonly Need[]
  /** Set where a person decided; `computed` is what the facts alone say. */
  readonly adjudicated?: Answered & { readonly computed: RuleIs }
}

/** Answers a rule over all of a participant's events. */
export function answerRule(
  rule: DltRule,
  events: readonly EventSummary[],
  asking: Asking,
  adjudications: readonly Adjudication[] = [],
): RuleAnswer {
  const computed = computedAnswer(rule, events, asking)
  const decisions = aboutRule(rule.id, adjudications)
  return decisions.length === 0 ? computed : decidedAnswer(rule, events, asking, decisions, computed)
}

/** The decisions where they cover an event; the facts for events that came, or grew worse, after them. */
function decidedAnswer(
  rule: DltRule,
  events: readonly EventSummary[],
  asking: Asking,
  decisions: readonly Answered[],
  computed: RuleAnswer,
): RuleAnswer {
  const covered = new Map(events.map((event) => [event, covering(decisions, event, events)]))
  const meeting = events.find((event) => covered.get(event)?.is === 'met' && covered.get(event)?.event !== undefined)
  const blanket = decisions.findLast((one) => one.event === undefined)
  const { until: _, ...kept } = computed
  const decided = (by: Answered, event = computed.event): RuleAnswer => ({
    ...kept,
    ...(event === undefined ? {} : { event }),
    is: by.is,
    needs: [],
    adjudicated: { ...by, computed: computed.is },
  })
  if (meeting) return decided(covered.get(meeting)!, meeting.event)
  if (blanket?.is === 'met') return decided(blanket)
  const fresh = computedAnswer(
    rule,
    events.filter((event) => !covered.get(event)),
    asking,
  )
  return fresh.is === 'not met'
    ? decided(decisions.at(-1)!)
    : { ...fresh, grounds: [...fresh.grounds, passedBy(decisions.at(-1)!)] }
}

/** An adjudication that does not cover what is open or met now. */
const passedBy = ({ is, by, at, reason }: Answered): Ground => ({
  clause: `adjudicated ${is} by ${by} on ${at}`,
  is,
  saw: `${reason}; not about this event as it is now`,
})

function computedAnswer(rule: DltRule, events: readonly EventSummary[], asking: Asking): RuleAnswer {
  const groups = groupsNear(rule, events)
  if (groups.length === 0) return answerOfNone(rule)
  const asked = { asking, timeless: timelessAsking(asking) }
  return answerOfGroups(
    rule,
    groups.map((group) => askGroup(rule, group, asked)),
  )
}

/** An asking, and the one that stands for all that differ from it in the time of asking at most. */
type Asked = { readonly asking: Asking; readonly timeless: Asking | undefined }

/** What a rule answered for the events of a term, as long as no answer about one of them looked at the time of asking. */
type KeptGroup = { readonly events: readonly EventSummary[]; readonly timeless: Asking; readonly answer: TermAnswer }
const groups = new WeakMap<EventSummary, Map<DltRule, KeptGroup[]>>()
const KEPT = 32

function askGroup(rule: DltRule, events: readonly EventSummary[], asked: Asked): TermAnswer {
  const { timeless } = asked
  if (!timeless) return askTerm(rule, events, asked)
  const kept = rulesOf(groups, events[0]!)
  const known = kept.get(rule)?.find((one) => one.timeless === timeless && isSameList(one.events, events))
  if (known) return known.answer
  const answer = askTerm(rule, events, asked)
  const { source } = events[0]!
  if (events.every((event) => event.source === source && keptAnswer(rule, event, timeless)))
    kept.set(rule, [{ events, timeless, answer }, ...(kept.get(rule) ?? []).slice(0, KEPT - 1)])
  return answer
}

function rulesOf<T>(kept: WeakMap<EventSummary, Map<DltRule, T>>, event: EventSummary): Map<DltRule, T> {
  const known = kept.get(event)
  if (known) return known
  const made = new Map<DltRule, T>()
  kept.set(event, made)
  return made
}

const isSameList = (a: readonly object[], b: readonly object[]) =>
  a.length === b.length && a.every((one, i) => one === b[i])

/** What a rule answers where no event is near it. */
const answerOfNone = remembering((rule: DltRule) => answerFrom(rule, []))

/** What a rule answers for a participant, by what it answered for the events of each term. */
const ofGroups = new WeakMap<
  TermAnswer,
  readonly { readonly rule: DltRule; readonly perTerm: readonly TermAnswer[]; readonly answer: RuleAnswer }[]
>()

function answerOfGroups(rule: DltRule, perTerm: readonly TermAnswer[]): RuleAnswer {
  const place = perTerm[0]!
  const held = ofGroups.get(place) ?? []
  const known = held.find((one) => one.rule === rule && isSameList(one.perTerm, perTerm))
  if (known) return known.answer
  const answer = answerFrom(rule, perTerm)
  ofGroups.set(place, [{ rule, perTerm, answer }, ...held.slice(0, KEPT - 1)])
  return answer
}

function answerFrom(rule: DltRule, perTerm: readonly TermAnswer[]): RuleAnswer {
  const deciding =
    perTerm.find(({ answer }) => answer.is === 'met') ?? perTerm.find(({ answer }) => answer.is === 'unknown')
  const answer = some(perTerm.map((one) => one.answer))
  const until = latest(answer.needs)
  return {
    rule: rule.id,
    section: rule.section,
    is: answer.is === 'unknown' ? (until ? 'pending' : 'undeterminable') : answer.is,
    ...(until ? { until } : {}),
    ...(deciding ? { event: deciding.event } : {}),
    grounds: deciding
      ? deciding.answer.grounds.filter((ground) => ground.is === deciding.answer.is)
      : refusals(perTerm),
    needs: answer.needs,
  }
}

/** Of a rule no event meets: what refused each event that reached its grade. The others were never near it. */
const refusals = (answers: readonly TermAnswer[]): readonly Ground[] =>
  answers.flatMap(({ answer }) => answer.grounds.filter((ground) => !isFarOff(ground)))

const isFarOff = ({ clause, saw }: Ground) =>
  /^(term|SOC|category) is |^(reported|laboratory) event$/.test(clause) || / below grade \d$/.test(saw)

type TermAnswer = { readonly event: string; readonly answer: Answer }

/**
 * The investigator's events of a term decide; a laboratory-derived event of the same term decides where nobody reported one.
 * Where the two settle on different sides of the rule, the answer waits for reconciliation.
 */
function askTerm(rule: DltRule, group: readonly EventSummary[], asked: Asked): TermAnswer {
  const ask = (event: EventSummary) => ({
    event: event.event,
    answer: askOne(rule, event, asked),
  })
  const reported = group.filter((event) => event.source === 'reported')
  const measured = group.filter((event) => event.source === 'laboratory')
  if (asksLaboratory(rule.when)) return first(group.map(ask))
  if (reported.length === 0) return first(measured.map(ask))
  const said = first(reported.map(ask))
  if (measured.length === 0 || reported.some(({ adjudicated }) => adjudicated)) return said
  const taken = measured.map((event) => attributedAs(event, reported))
  const computed = first(taken.map(ask))
  const mayDisagree = said.answer.is === 'not met' && computed.answer.is === 'unknown'
  const isOnlyUnsaid = mayDisagree && taken.some((event) => meetsOnceSaid(rule, event, asked.asking))
  if (!isOnlyUnsaid && !disagree(said.answer, computed.answer)) return said
  const term = reported[0]!.term
  return {
    event: said.event,
    answer: unknown(
      `${term}: investigator's and computed grade`,
      `by the investigator ${said.answer.is}, by the laboratory ${computed.answer.is}`,
      { fact: `reconciliation of the investigator's and the computed grade of ${term}` },
      ...computed.answer.needs,
    ),
  }
}

/** Whether all that keeps an event from meeting a rule is what nobody said of it: its relation to an agent, or a clinical fact. */
function meetsOnceSaid(rule: DltRule, event: EventSummary, asking: Asking): boolean {
  return (['met', 'not met'] as const).some((said) => {
    const answer = evaluate(rule.when, (clause) => {
      const known = askEvent(clause, event, asking)
      const isUnsaid = known.is === 'unknown' && ('attributedTo' in clause || 'fact' in clause || 'serious' in clause)
      return isUnsaid ? { ...known, is: said } : known
    })
    return answer.is === 'met'
  })
}

/** What a rule answered for one event, and the asking it answered. */
type Kept = { readonly timeless: Asking; readonly answer: Answer }
const answers = new WeakMap<EventSummary, Map<DltRule, Kept[]>>()

/** What a rule answers for one event. An answer that did not look at the time of asking, or no longer depends on it, is kept. */
function askOne(rule: DltRule, event: EventSummary, { asking, timeless }: Asked): Answer {
  if (!timeless) return withParent(event, answerOf(rule, event, asking))
  const kept = keptAnswer(rule, event, timeless)
  if (kept) return kept.answer
  let looked = false
  const watched: Asking = {
    ...asking,
    get now() {
      looked = true
      return asking.now
    },
  }
  const answer = withParent(event, answerOf(rule, event, watched))
  if (!looked) keep(rule, event, { timeless, answer })
  return answer
}

const keptAnswer = (rule: DltRule, event: EventSummary, timeless: Asking): Kept | undefined =>
  answers
    .get(event)
    ?.get(rule)
    ?.find((one) => one.timeless === timeless)

/** What an event meets by a grade is met when it reached that grade; what it meets without any, by its own onset in the window. */
function answerOf(rule: DltRule, event: EventSummary, asking: Asking): Answer {
  const ask = (clause: EventClause) => askEvent(clause, event, asking)
  const whole = evaluate(rule.when, ask)
  if (whole.is === 'not met' || needsGrade(rule)) return whole
  const { byGrade, otherwise } = waysToMeet(rule.when, ask)
  if (byGrade.is === 'met' || otherwise.is === 'not met') return whole
  const byOnset = every([askOnset(event, spanAt(event.onset), asking), whole])
  return byGrade.is === 'not met' ? byOnset : some([byGrade, byOnset])
}

/** Whether an event counts by itself that is a manifestation of one not on record, nobody can say yet. */
function withParent({ parentMissing, term }: EventSummary, answer: Answer): Answer {
  if (parentMissing === undefined || answer.is === 'not met') return answer
  const saw = `${term} is a manifestation of event ${parentMissing}, which is not on record`
  return every([
    answer.is === 'met' ? met('', '') : answer,
    unknown('counts by itself', saw, { fact: `event ${parentMissing}, of which ${term} is a manifestation` }),
  ])
}

function asksLaboratory(criterion: Criterion<EventClause>): boolean {
  if ('all' in criterion) return criterion.all.some(asksLaboratory)
  if ('any' in criterion) return criterion.any.some(asksLaboratory)
  if ('not' in criterion) return false
  return 'source' in criterion && criterion.source === 'laboratory'
}

function keep(rule: DltRule, event: EventSummary, one: Kept): void {
  const rules = rulesOf(answers, event)
  rules.set(rule, [one, ...(rules.get(rule) ?? []).slice(0, KEPT - 1)])
}

const disagree = (a: Answer, b: Answer) => a.is !== b.is && a.is !== 'unknown' && b.is !== 'unknown'

/** A laboratory event has no attribution of its own; it takes what was recorded for the reported event of the same term. */
function attributedAs(event: EventSummary, reported: readonly EventSummary[]): EventSummary {
  const attribution: Record<string, Attribution> = {}
  for (const one of reported)
    for (const [agent, given] of Object.entries(one.attribution))
      attribution[agent] = stronger(attribution[agent], given)
  return { ...event, source: 'reported', attribution, facts: factsOf([event, ...reported]), ...seriousOf(reported) }
}

/** What is stated of any of the events: a yes of one stands against a no of another. */
function factsOf(events: readonly EventSummary[]): Readonly<Record<string, boolean>> {
  const facts: Record<string, boolean> = {}
  for (const one of events)
    for (const [fact, is] of Object.entries(one.facts ?? {})) facts[fact] = is || facts[fact] === true
  return facts
}

/** Of two attributions to an agent the stronger. */
const stronger = (a: Attribution | undefined, b: Attribution): Attribution =>
  a !== undefined && strength.indexOf(a) > strength.indexOf(b) ? a : b

function seriousOf(reported: readonly EventSummary[]): { readonly serious?: boolean } {
  const said = reported.flatMap(({ serious }) => (serious === undefined ? [] : [serious]))
  return said.length === 0 ? {} : { serious: said.includes(true) }
}

function first(answers: readonly TermAnswer[]): TermAnswer {
  const decided =
    answers.find(({ answer }) => answer.is === 'met') ?? answers.find(({ answer }) => answer.is === 'unknown')
  return { event: (decided ?? answers[0])?.event ?? '', answer: some(answers.map((one) => one.answer)) }
}

type Groups = readonly (readonly EventSummary[])[]
const near = new WeakMap<readonly EventSummary[], Map<DltRule, Groups>>()

/** The events of each term of which one could meet the rule, however far off the others are: they may contradict it. */
function groupsNear(rule: DltRule, events: readonly EventSummary[]): Groups {
  const rules = near.get(events) ?? new Map<DltRule, Groups>()
  near.set(events, rules)
  const known = rules.get(rule)
  if (known) return known
  const groups = byTerm(events)
  const found = new Set<readonly EventSummary[]>()
  for (const event of events) if (mayConcern(rule, event)) found.add(groups.get(event.term.toLowerCase())!)
  const made = [...found]
  rules.set(rule, made)
  return made
}

const byTerm = remembering((events: readonly EventSummary[]): ReadonlyMap<string, readonly EventSummary[]> => {
  const groups = new Map<string, EventSummary[]>()
  for (const event of events) {
    const term = event.term.toLowerCase()
    const group = groups.get(term)
    if (group) group.push(event)
    else groups.set(term, [event])
  }
  return groups
})

function latest(needs: readonly Need[]): string | undefined {
  return needs.reduce<string | undefined>(
    (last, { until }) => (until !== undefined && (last === undefined || until > last) ? until : last),
    undefined,
  )
}

export type { Adjudication } from './adjudication.ts'
