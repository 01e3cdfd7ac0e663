import type { Need } from '../core/criterion.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import { dayOf, spanAt } from '../core/time.ts'
import { doseReceived } from '../dlt/dose-received.ts'
import { drugOf } from '../dlt/drug.ts'
import { currentGrade, type EventSummary, worstGrade } from '../dlt/event.ts'
import type { Dose } from '../dlt/exposure.ts'
import type { Judgement, ParticipantSummary } from '../dlt/participant.ts'
import type { RuleAnswer } from '../dlt/rule.ts'
import type { Lane } from '../machines/lane.ts'
import { type ResultsByTerm, resultsBehind } from './graded-results.ts'
import { specified } from './missing-in-results.ts'
import { optional } from './optional.ts'
import type { ReportedEvent, ReportedObservation, ReportedParticipant, ReportedRule } from './report.ts'

/** One participant as the report shows them; `results`: what stands behind the grades that the laboratory gave. */
export function reportedParticipant(
  protocol: Protocol,
  lane: Lane,
  results: ResultsByTerm = new Map(),
): ReportedParticipant {
  const { summary, judgement: judged } = lane.participant.context
  const events = reportedEvents(lane, results)
  const judgement = withNeeds(judged, specified(events))
  const { status } = judgement
  const value = lane.participant.value as { journey: string }
  const rules = judgement.rules.map((answer) => reportedRule(protocol.dltRules, answer, summary))
  return {
    participant: summary.participant,
    ...optional({ level: judgement.level, assigned: summary.assigned, replaces: summary.replaces }),
    ...optional({ age: summary.age, sex: summary.sex, cohort: summary.cohort, expansion: judgement.expansion }),
    journey: value.journey,
    status: status.is,
    why: whyInWords(judgement, summary),
    ...optional({ until: status.is === 'watching' ? status.until : undefined }),
    needs: status.is === 'watching' ? status.needs : [],
    ...optional({ window: judgement.window }),
    doses: summary.doses.map((dose) => reportedDose(protocol, dose)),
    rules,
    ...(judgement.trigger && protocol.titrationTrigger
      ? { trigger: reportedRule([protocol.titrationTrigger], judgement.trigger, summary) }
      : {}),
    outside: judgement.outside.map((answer) => ({
      ...reportedRule(protocol.dltRules, answer, summary),
      position: answer.position,
    })),
    ...(judgement.outsideOpen
      ? {
          outsideOpen: judgement.outsideOpen.map((answer) => ({
            ...reportedRule(protocol.dltRules, answer, summary),
            position: answer.position,
          })),
        }
      : {}),
    ...(summary.doses.length > 0 ? { received: doseReceived(protocol, summary) } : {}),
    inSafetySet: wasGivenCells(protocol, summary),
    events,
    ...optional({ contact: summary.contact, off: offStudy(summary) }),
  }
}

/** A judgement with what it waits for in other words. */
function withNeeds(judged: Judgement, named: (needs: readonly Need[]) => readonly Need[]): Judgement {
  const renamed = <Answer extends { readonly needs: readonly Need[] }>(one: Answer): Answer => ({
    ...one,
    needs: named(one.needs),
  })
  const { status, rules, trigger, outsideOpen } = judged
  return {
    ...judged,
    status: status.is === 'watching' ? renamed(status) : status,
    rules: rules.map(renamed),
    ...(trigger ? { trigger: renamed(trigger) } : {}),
    ...(outsideOpen ? { outsideOpen: outsideOpen.map(renamed) } : {}),
  }
}

function reportedDose(protocol: Protocol, dose: Dose): ReportedParticipant['doses'][number] {
  const { at, agent, cycle, amount, unit, level } = dose
  const written = amount === undefined ? undefined : String(amount)
  return { at, agent, cycle, ...optional({ drug: drugOf(protocol, dose), amount: written, unit, level }) }
}

const wasGivenCells = ({ agents }: Protocol, { doses }: ParticipantSummary): boolean =>
  doses.some(({ agent }) => agents.some(({ name, kind }) => kind === 'cells' && name === agent))

function reportedRule(rules: readonly DltRule[], answer: RuleAnswer, { events }: ParticipantSummary): ReportedRule {
  const { adjudicated, rule, section, is, until, event, grounds, needs } = answer
  return {
    rule,
    section,
    says: rules.find((one) => one.id === rule)?.says ?? '',
    is,
    ...optional({ until, event, term: event === undefined ? undefined : events[event]?.term }),
    grounds,
    needs,
    ...(adjudicated
      ? {
          adjudicated: {
            by: adjudicated.by,
            at: adjudicated.at,
            reason: adjudicated.reason,
            computed: adjudicated.computed,
          },
        }
      : {}),
  }
}

function whyInWords({ status, rules, window }: Judgement, { events }: ParticipantSummary): string {
  switch (status.is) {
    case 'notDosed':
      return 'the escalated agent has not been given'
    case 'dlt':
      return rules
        .filter((rule) => rule.is === 'met')
        .map(({ rule, event, adjudicated, grounds }) => {
          const term = event === undefined ? '' : ` by ${events[event]?.term ?? event}`
          const by = adjudicated
            ? `, adjudicated by ${adjudicated.by}: ${adjudicated.reason}`
            : `: ${(grounds.find((ground) => ground.clause.startsWith('grade')) ?? grounds.at(-1))?.saw ?? ''}`
          return `${rule} met${term}${by}`
        })
        .join('; ')
    case 'clear':
      return `no rule met in the window ${window?.opens} to ${window?.closes}, nothing open, seen at its end`
    case 'notEvaluable':
      return `${status.saw}${status.replaced ? '; to be replaced' : '; not replaced'}`
    case 'watching':
      return `waiting for ${[...new Set(status.needs.map((need) => need.fact + (need.until ? ` (by ${need.until})` : '')))].join('; ')}`
  }
}

/** Every event as the participant holds it, or else, where no rule could be met by it, as its own machine does. */
export function eventsIn({ events, participant }: Lane): readonly EventSummary[] {
  const { events: held } = participant.context.summary
  const own = Object.values(events).flatMap(({ context }) => (context.summary ? [context.summary] : []))
  const besides = Object.values(held).filter(({ event }) => !(event in events))
  return [...own.map((one) => held[one.event] ?? one), ...besides]
}

function reportedEvents(lane: Lane, results: ResultsByTerm): readonly ReportedEvent[] {
  const all = eventsIn(lane)
  const measured = new Map(all.filter((one) => one.source === 'laboratory').map((one) => [one.term.toLowerCase(), one]))
  return all.map((one) => {
    const laboratory = one.source === 'reported' ? measured.get(one.term.toLowerCase()) : undefined
    return { ...reportedEvent(one, results), ...(laboratory ? besideIt(laboratory, one, results) : {}) }
  })
}

const reportedEvent = (event: EventSummary, results: ResultsByTerm): ReportedEvent => ({
  event: event.event,
  term: event.term,
  ...optional({ soc: event.soc, manifestationOf: event.manifestationOf }),
  source: event.source,
  scale: event.scale,
  onset: event.onset,
  ...optional({ ended: event.ended?.at, outcome: event.ended?.outcome }),
  worst: worstGrade(event),
  now: rangeOf(currentGrade(event)),
  course: courseOf(event, results),
  attribution: event.attribution,
  ...optional({ serious: event.serious }),
  ...factsOf(event),
})

function factsOf({ facts = {} }: EventSummary): Pick<ReportedEvent, 'facts'> {
  const present = Object.keys(facts).filter((fact) => facts[fact])
  return present.length === 0 ? {} : { facts: present.sort() }
}

/** The observations of an event in order, those that were measured with the results that gave them. */
const courseOf = (event: EventSummary, results: ResultsByTerm): readonly ReportedObservation[] =>
  event.course.map((seen) => {
    const behind = event.source === 'laboratory' ? resultsBehind(event, seen, results) : []
    const { at, as } = seen
    return { at, grade: gradeInWords(seen), as, ...(behind.length > 0 ? { results: behind } : {}) }
  })

/** What the laboratory gave while the event lasted: from the day of its onset to that of its end. */
function besideIt(
  laboratory: EventSummary,
  { onset, ended }: EventSummary,
  results: ResultsByTerm,
): Pick<ReportedEvent, 'computed' | 'measured'> {
  const first = dayOf(spanAt(onset).from)
  const last = ended ? dayOf(spanAt(ended.at).to) : Number.POSITIVE_INFINITY
  const inside = ({ at }: { readonly at: string }) => dayOf(spanAt(at).to) >= first && dayOf(spanAt(at).from) <= last
  const course = laboratory.course.filter(inside)
  const measured = courseOf(laboratory, results)
    .filter(inside)
    .map((seen) => ({ ...seen, ...(seen.results ? { results: seen.results.filter(inside) } : {}) }))
  return { computed: worstGrade({ ...laboratory, course }), measured }
}

const rangeOf = ({ atLeast, atMost }: { atLeast: number; atMost: number }) => ({ atLeast, atMost })

/** A grade, or the range it lies in. */
export const gradeInWords = ({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }): string =>
  atLeast === atMost ? String(atLeast) : `${atLeast}–${atMost}`

const offStudy = ({ died, withdrew, completedAt }: ParticipantSummary): string | undefined =>
  (died && `died ${died.at}`) ?? (withdrew && `withdrew ${withdrew.at}`) ?? (completedAt && `completed ${completedAt}`)
