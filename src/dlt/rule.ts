import { type Answer, evaluate, type Ground, type Need, some, unknown } from '../core/criterion.ts'
import type { DltRule } from '../core/protocol.schema.ts'
import { type Asking, askEvent, asksTheSame } from './clause.ts'
import type { EventSummary } from './event.ts'
import { mayConcern } from './relevance.ts'

export type RuleIs = 'met' | 'not met' | 'pending' | 'undeterminable'

/** A named person's answer to a rule, kept beside the software's. */
export type Adjudication = {
  readonly rule: string
  readonly is: 'met' | 'not met'
  readonly by: string
  readonly at: string
  readonly reason: string
}

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
  readonly adjudicated?: Adjudication & { readonly computed: RuleIs }
}

/** Answers a rule over all of a participant's events. */
export function answerRule(
  rule: DltRule,
  events: readonly EventSummary[],
  asking: Asking,
  adjudications: readonly Adjudication[] = [],
): RuleAnswer {
  const computed = computedAnswer(rule, events, asking)
  const decided = adjudications.findLast((one) => one.rule === rule.id)
  if (!decided) return computed
  const { until: _, ...kept } = computed
  return { ...kept, is: decided.is, needs: [], adjudicated: { ...decided, computed: computed.is } }
}

function computedAnswer(rule: DltRule, events: readonly EventSummary[], asking: Asking): RuleAnswer {
  const near = events.filter((event) => mayConcern(rule, event))
  const perTerm = groupByTerm(near, events).map((group) => askTerm(rule, group, asking))
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
  /^(term|SOC) is |^(reported|laboratory) event$/.test(clause) || / below grade \d$/.test(saw)

type TermAnswer = { readonly event: string; readonly answer: Answer }

/**
 * The investigator's events of a term decide; a laboratory-derived event of the same term decides where nobody reported one.
 * Where the two settle on different sides of the rule, the answer waits for reconciliation.
 */
function askTerm(rule: DltRule, group: readonly EventSummary[], asking: Asking): TermAnswer {
  const ask = (event: EventSummary) => ({
    event: event.event,
    answer: askOne(rule, event, asking),
  })
  const reported = group.filter((event) => event.source === 'reported')
  const measured = group.filter((event) => event.source === 'laboratory')
  if (reported.length === 0) return first(measured.map(ask))
  const said = first(reported.map(ask))
  if (measured.length === 0) return said
  const computed = first(measured.map((event) => ask(attributedAs(event, reported))))
  if (!disagree(said.answer, computed.answer)) return said
  const term = reported[0]!.term
  return {
    event: said.event,
    answer: unknown(
      `${term}: investigator's and computed grade`,
      `by the investigator ${said.answer.is}, by the laboratory ${computed.answer.is}`,
      { fact: `reconciliation of the investigator's and the computed grade of ${term}` },
    ),
  }
}

/** What a rule answered for one event, and the asking it answered. */
type Kept = { readonly asking: Asking; readonly answer: Answer }
const timeless = new WeakMap<EventSummary, Map<DltRule, Kept[]>>()

/** What a rule answers for one event. An answer that did not look at the time of asking, or no longer depends on it, is kept. */
function askOne(rule: DltRule, event: EventSummary, asking: Asking): Answer {
  const known = timeless.get(event)?.get(rule)
  const kept = known?.find((one) => asksTheSame(one.asking, asking))
  if (kept) return kept.answer
  let looked = false
  const watched: Asking = {
    ...asking,
    get now() {
      looked = true
      return asking.now
    },
  }
  const answer = evaluate(rule.when, (clause) => askEvent(clause, event, watched))
  if (!looked || event.ended?.outcome === 'recovered') keep(rule, event, { asking, answer })
  return answer
}

function keep(rule: DltRule, event: EventSummary, one: Kept): void {
  const rules = timeless.get(event) ?? new Map<DltRule, Kept[]>()
  timeless.set(event, rules)
  rules.set(rule, [...(rules.get(rule) ?? []), one])
}

const disagree = (a: Answer, b: Answer) => a.is !== b.is && a.is !== 'unknown' && b.is !== 'unknown'

/** A laboratory event has no attribution of its own; it takes what was recorded for the reported event of the same term. */
function attributedAs(event: EventSummary, reported: readonly EventSummary[]): EventSummary {
  const attribution = Object.assign({}, ...reported.map((one) => one.attribution)) as EventSummary['attribution']
  return { ...event, source: 'reported', attribution }
}

function first(answers: readonly TermAnswer[]): TermAnswer {
  const decided =
    answers.find(({ answer }) => answer.is === 'met') ?? answers.find(({ answer }) => answer.is === 'unknown')
  return { event: (decided ?? answers[0])?.event ?? '', answer: some(answers.map((one) => one.answer)) }
}

/** The events of each term that one of `near` carries, however far off the others are: they may contradict it. */
function groupByTerm(
  near: readonly EventSummary[],
  events: readonly EventSummary[],
): readonly (readonly EventSummary[])[] {
  const terms = new Set(near.map((event) => event.term.toLowerCase()))
  return [...terms].map((term) => events.filter((event) => event.term.toLowerCase() === term))
}

function latest(needs: readonly Need[]): string | undefined {
  return needs.reduce<string | undefined>(
    (last, { until }) => (until !== undefined && (last === undefined || until > last) ? until : last),
    undefined,
  )
}
