import type { Need } from '../core/criterion.ts'
import type { Issue } from '../core/issue.ts'
import { isMissingInResult, specified } from './missing-in-results.ts'
import type { ReportedEvent, ReportedParticipant, ReportedRule } from './report.ts'

/** A stopping rule that does not know whether it counts somebody. */
export type OpenCount = { readonly rule: string; readonly needs: readonly Need[] }

/**
 * What the sites have to answer, each once: facts that rules wait for and nothing due will settle, attributions, grades on which the
 * site and the laboratory differ, and doses that are not as planned. `openCounts`: what the stopping rules wait for.
 */
export function queriesOf(
  participants: readonly ReportedParticipant[],
  openCounts: (participant: string) => readonly OpenCount[] = () => [],
): readonly Issue[] {
  return participants.flatMap((one) => {
    const asked = asksOf(one, openCounts(one.participant)).map((ask) => needed(one, ask))
    const reconciling = asked.filter(({ code }) => code === 'needsReconciliation').map(({ where }) => where.record)
    return [
      ...asked,
      ...one.events
        .filter((event) => disagrees(event) && !reconciling.includes(event.event))
        .map((event) => gradeDisagrees(one.participant, event)),
      ...aboutDoses(one),
    ]
  })
}

/** A fact that is asked for, of which event, and the rules that wait for it. */
type Ask = { readonly fact: string; readonly event: string | undefined; readonly rules: readonly string[] }

function asksOf(one: ReportedParticipant, openCounts: readonly OpenCount[]): readonly Ask[] {
  const own = [...one.rules, ...(one.trigger ? [one.trigger] : [])].flatMap(openOf)
  const outside = (one.outsideOpen ?? []).flatMap(openOf).filter(({ fact }) => isForSite(fact))
  const counted = openCounts.flatMap(({ rule, needs }) =>
    specified(one.events)(needs)
      .filter(({ fact }) => isForSite(fact))
      .map(({ fact }) => ({ fact, event: undefined, rule })),
  )
  const asks = new Map<string, Ask>()
  for (const { fact, event = eventNamedIn(fact, one.events), rule } of [...own, ...outside, ...counted]) {
    const key = JSON.stringify([fact, isForSite(fact) ? eventNamedIn(fact, one.events) : event])
    const known = asks.get(key) ?? { fact, event, rules: [] }
    asks.set(key, { ...known, rules: [...new Set([...known.rules, rule])] })
  }
  return [...asks.values()]
}

/** What a rule waits for that the site can answer now: everything where nothing due will settle it. */
const openOf = ({ is, rule, event, needs }: ReportedRule) =>
  is === 'undeterminable' || is === 'pending'
    ? needs.filter(({ fact }) => is === 'undeterminable' || isForSite(fact)).map(({ fact }) => ({ fact, event, rule }))
    : []

const isAttribution = (fact: string) => fact.startsWith('the attribution of ')
const isReconciliation = (fact: string) => fact.startsWith('reconciliation')
const isForSite = (fact: string) =>
  isAttribution(fact) || isReconciliation(fact) || isMissingInResult(fact) || fact.startsWith('the seriousness of ')

/** The one event whose term a question names; none where it names several, or none. */
function eventNamedIn(fact: string, events: readonly ReportedEvent[]): string | undefined {
  const named = events.filter(({ term }) => fact.includes(` of ${term} to `) || fact.endsWith(` of ${term}`))
  const reported = named.filter(({ source }) => source === 'reported')
  const [only, another] = reported.length > 0 ? reported : named
  return another ? undefined : only?.event
}

function needed({ participant, events }: ReportedParticipant, { fact, event, rules }: Ask): Issue {
  const record = event === undefined ? {} : { record: event }
  const graded = events.find((one) => one.event === event)
  const grades = isReconciliation(fact) && graded?.computed ? `: ${gradesOf(graded)}` : ''
  const field = fieldOf(fact)
  return {
    code: isReconciliation(fact) ? 'needsReconciliation' : field ? 'missingField' : 'undeterminable',
    severity: 'query',
    where: { participant, ...record, ...(field ? { field } : {}) },
    message: `${rules.join(', ')} cannot be answered for want of ${fact}${grades}`,
  }
}

/** The part of a record that is missing, where it is one. */
const fieldOf = (fact: string): string | undefined =>
  isAttribution(fact) ? 'attribution' : isMissingInResult(fact) ? 'laboratory result' : undefined

/** Two ranges of grades that have no grade in common. */
const disagrees = ({ worst, computed }: ReportedEvent): boolean =>
  computed !== undefined && (computed.atLeast > worst.atMost || computed.atMost < worst.atLeast)

const gradeDisagrees = (participant: string, event: ReportedEvent): Issue => ({
  code: 'gradeDisagrees',
  severity: 'query',
  where: { participant, record: event.event },
  message: `${event.term}: ${gradesOf(event)}`,
})

const gradesOf = ({ worst, computed }: ReportedEvent): string =>
  `worst grade by the investigator ${range(worst)}, by the laboratory while it lasted ${range(computed!)}`

const range = ({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }) =>
  atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`

const aboutDoses = ({ participant, received }: ReportedParticipant): readonly Issue[] =>
  (received?.doses ?? []).flatMap(({ agent, cycle, number, at, queries }) =>
    queries.map((asked) => ({
      code: 'doseNotAsPlanned' as const,
      severity: 'query' as const,
      where: { participant, record: `${agent}, cycle ${cycle}, infusion ${number}` },
      message: `${agent} on ${at}: ${asked}`,
    })),
  )
