import { type Answer, type Criterion, evaluate, met, notMet, unknown } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import type { EventSummary } from './event.ts'
import { sameName } from './same-name.ts'
import { stoppingEventRules } from './stopping.ts'

/** What can be said of a rule before any event is looked at closely. */
type Reach = {
  /** An event that cannot have been this bad cannot meet the rule. 0 where the rule could be met without a grade. */
  readonly lowest: number
  /** By SOC and term: whether the rule could concern such an event at all. */
  readonly terms: Map<string | undefined, Map<string, boolean>>
}

/**
 * Whether a rule could be met by this event, from its term and its worst possible grade alone. What it refuses, the rule would
 * answer "not met"; most events are settled so, and need no closer look.
 */
export function mayConcern(rule: DltRule, event: EventSummary): boolean {
  const reach = reachOf(rule)
  if (reach.lowest > 0 && event.otherScales === undefined && highest(event) < reach.lowest) return false
  return concernsTerm(rule, reach, event.term, event.soc)
}

/** Whether no event can meet a rule without a grade. */
export const needsGrade = (rule: DltRule): boolean => reachOf(rule).lowest > 0

/** Whether any rule counts a recovery only without support. */
export const asksSupport: (protocol: Protocol) => boolean = remembering((protocol) =>
  allRules(protocol).some(({ when }) => anyClause(when, isUnsupported)),
)

const isUnsupported = (clause: EventClause) => 'grade' in clause && clause.unsupported !== undefined

/** The lowest grade of a term that any rule of a protocol asks for; below it an event need not be followed day by day. */
export function lowestGradeAsked(protocol: Protocol, term: string, soc: string): number {
  const concerning = allRules(protocol).filter((rule) => concernsTerm(rule, reachOf(rule), term, soc))
  return Math.min(6, ...concerning.map((rule) => reachOf(rule).lowest))
}

/** Whether any rule of a protocol could be met by an event of this one's term, as these events stand. */
export function concernsRules(
  protocol: Protocol,
  term: string,
  events: readonly (EventSummary | undefined)[],
): boolean {
  const named = term.toLowerCase()
  const ofTerm = events.filter((event) => event !== undefined && event.term.toLowerCase() === named) as EventSummary[]
  return allRules(protocol).some((rule) => ofTerm.some((event) => mayConcern(rule, event)))
}

/** Every rule that an adverse event may meet: DLTs, the trigger, and what stopping rules ask. */
const allRules = remembering((protocol: Protocol): readonly DltRule[] => [
  ...protocol.dltRules,
  ...(protocol.titrationTrigger ? [protocol.titrationTrigger] : []),
  ...stoppingEventRules(protocol),
])

const reachOf = remembering(({ when }: DltRule): Reach => {
  const withoutGrade = evaluate(when, (clause) => ('grade' in clause ? notMet('', '') : unknown('', '')))
  return { lowest: withoutGrade.is === 'not met' ? Math.min(...gradesIn(when)) : 0, terms: new Map() }
})

function concernsTerm(rule: DltRule, { terms }: Reach, term: string, soc: string | undefined): boolean {
  const ofSoc = terms.get(soc) ?? new Map<string, boolean>()
  terms.set(soc, ofSoc)
  const known = ofSoc.get(term)
  if (known !== undefined) return known
  const concerns = evaluate(rule.when, (clause) => askTermAlone(clause, term, soc)).is !== 'not met'
  ofSoc.set(term, concerns)
  return concerns
}

function askTermAlone(clause: EventClause, term: string, soc: string | undefined): Answer {
  const said = (is: boolean) => (is ? met('', '') : notMet('', ''))
  if ('term' in clause) return said(sameName(clause.term, term))
  if ('soc' in clause && soc !== undefined) return said(sameName(clause.soc, soc))
  return unknown('', '')
}

function gradesIn(criterion: Criterion<EventClause>): readonly number[] {
  if ('all' in criterion) return criterion.all.flatMap(gradesIn)
  if ('any' in criterion) return criterion.any.flatMap(gradesIn)
  if ('not' in criterion) return gradesIn(criterion.not)
  return 'grade' in criterion ? [criterion.grade.atLeast] : []
}

/** Whether any clause of a criterion is so. */
export function anyClause(criterion: Criterion<EventClause>, is: (clause: EventClause) => boolean): boolean {
  if ('all' in criterion) return criterion.all.some((part) => anyClause(part, is))
  if ('any' in criterion) return criterion.any.some((part) => anyClause(part, is))
  if ('not' in criterion) return anyClause(criterion.not, is)
  return is(criterion)
}

/** The worst grade an event can have had, with no peak taken into account. */
function highest({ course, ended }: EventSummary): number {
  let worst = ended?.outcome === 'fatal' ? 5 : 0
  for (const seen of course) if (seen.atMost > worst) worst = seen.atMost
  return worst
}
