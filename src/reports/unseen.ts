import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { spanAt } from '../core/time.ts'
import { judge, type ParticipantSummary } from '../dlt/participant.ts'
import type { RuleAnswer } from '../dlt/rule.ts'
import { optional } from './optional.ts'
import type { ReportedParticipant, ReportedRule } from './report.ts'

/** What is taken for granted between records, in plain words. */
export const gradesHold =
  'a grade that a site recorded holds until it records a change, also after the participant’s last contact'

/**
 * A participant with what rests on time nobody saw: answers that are settled now, and by the last contact or result on record were
 * not yet.
 */
export function withUnseen(
  protocol: Protocol,
  one: ReportedParticipant,
  summary: ParticipantSummary,
  facts: readonly Fact[],
): ReportedParticipant {
  const seen = lastSeen(facts)
  if (seen === undefined || spanAt(seen).to >= spanAt(summary.now).from) return one
  const then = judge(protocol, { ...summary, now: seen })
  const marked = (rules: readonly ReportedRule[], before: readonly RuleAnswer[]) =>
    rules.map((rule) => (hasSettled(rule, before) ? { ...rule, unseenSince: seen } : rule))
  const rules = marked(one.rules, then.rules)
  const met = rules.filter(({ is }) => is === 'met')
  const [trigger] = one.trigger ? marked([one.trigger], then.trigger ? [then.trigger] : []) : []
  const rests =
    one.status === 'dlt'
      ? met.every(({ unseenSince }) => unseenSince !== undefined)
      : one.status === 'clear' && then.status.is !== 'clear'
  return { ...one, rules, ...optional({ trigger, unseenSince: rests ? seen : undefined }) }
}

/** The last moment at which anything was seen of a participant: a test that was not done shows nothing. */
function lastSeen(facts: readonly Fact[]): string | undefined {
  const moments = facts.flatMap((fact) => {
    if (fact.type === 'labResult' && fact.notDone) return []
    return fact.type === 'intervention' && fact.until !== undefined ? [fact.at, fact.until] : [fact.at]
  })
  return moments.reduce<string | undefined>(
    (last, at) => (last === undefined || spanAt(at).from > spanAt(last).from ? at : last),
    undefined,
  )
}

const isSettled = ({ is }: Pick<ReportedRule, 'is'>): boolean => is === 'met' || is === 'not met'

const hasSettled = (rule: ReportedRule, before: readonly RuleAnswer[]): boolean =>
  isSettled(rule) && before.some((one) => one.rule === rule.rule && one.is !== rule.is)

/** "rests on no change since the last contact on 2026-11-12": of an answer that nobody saw come true. */
export const restsInWords = (since: string): string => `rests on no change since the last contact on ${since}`
