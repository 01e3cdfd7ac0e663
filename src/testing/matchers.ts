import type { IssueCode } from '../core/issue.ts'
import type { RuleIs } from '../dlt/rule.ts'
import type { Emitted } from '../machines/emitted.ts'
import type { ReportedParticipant } from '../reports/report.ts'
import { type ExpectedRecommendation, readRecommendation, recommendationInWords } from './expected-recommendation.ts'
import type { Outcome } from './given.ts'
import { statusInWords } from './reasons-in-words.ts'
import { storyOf } from './story.ts'

/** What a matcher hands back: vitest's own form, so that `expect.extend(matchers)` takes them as they are. */
export type Matched = { readonly pass: boolean; readonly message: () => string }
type Negatable = { readonly isNot?: boolean }

/** What a specification claims of somebody who is pending. */
export type ExpectedPending = {
  /** ISO date or date-time by which time alone settles it. */
  readonly until?: string
  /** Text that one of the facts awaited contains. */
  readonly needs?: string
  /** A rule that is open, pending or undeterminable. */
  readonly rule?: string
}

/** What a specification claims of an issue that was raised. */
export type ExpectedIssue = {
  readonly code?: IssueCode
  readonly participant?: string
  readonly message?: string | RegExp
}

/**
 * The matchers of a trial's specification, over what `given(…).onReview(day)` returns. Each failure tells the timeline and the
 * reasons. What is not yet known fails with and without `.not`: an unknown is never read as "no".
 */
export const matchers = {
  /** The recommendation: `toRecommend('stay at 2, 3 more')`, or its parts as an object. */
  toRecommend(outcome: Outcome, expected: string | ExpectedRecommendation): Matched {
    const labels = outcome.story.protocol.levels.map(({ label }) => label)
    const claimed = typeof expected === 'string' ? readRecommendation(expected, labels) : expected
    const got = comparable(outcome, claimed)
    const wanted = recommendationInWords(claimed)
    return matched(recommends(claimed, outcome), outcome, wanted, recommendationInWords(got))
  },

  /** A participant has a DLT, by a rule where one is named. */
  toHaveDlt(this: Negatable, outcome: Outcome, participant: string, rule?: string): Matched {
    const one = participantIn(outcome, participant)
    const is = rule === undefined ? dltStatus(one) : ruleIn(one, rule).is
    return known(this, is === 'met', is === 'pending' || is === 'undeterminable', outcome, participant, {
      wanted: `${participant} has a DLT${rule === undefined ? '' : ` by ${rule}`}`,
      got: rule === undefined ? statusInWords[one.status] : `${rule} ${is}`,
    })
  },

  /** A participant is pending: neither safe nor a DLT yet. */
  toBePending(outcome: Outcome, participant: string, expected: ExpectedPending = {}): Matched {
    const one = participantIn(outcome, participant)
    const { until, needs, rule } = expected
    const isOpen = rule === undefined || ['pending', 'undeterminable'].includes(ruleIn(one, rule).is)
    const pass =
      one.status === 'watching' &&
      (until === undefined || one.until === until) &&
      (needs === undefined || one.needs.some(({ fact }) => fact.includes(needs))) &&
      isOpen
    const claims = [until && `until ${until}`, needs && `for want of ${needs}`, rule && `by ${rule}`].filter(Boolean)
    const stands = `${statusInWords[one.status]}${one.until === undefined ? '' : ` until ${one.until}`}`
    return matched(pass, outcome, [`${participant} pending`, ...claims].join(' '), stands, participant)
  },

  /** A participant is known to be evaluable: a DLT, or a closed window without one. */
  toBeEvaluable(this: Negatable, outcome: Outcome, participant: string): Matched {
    const one = participantIn(outcome, participant)
    const isOpen = one.status === 'watching'
    const [wanted, got] = [`${participant} evaluable`, statusInWords[one.status]]
    return known(this, one.status === 'dlt' || one.status === 'clear', isOpen, outcome, participant, { wanted, got })
  },

  /** The answer of one rule for one participant: met, not met, pending or undeterminable. */
  toAnswer(outcome: Outcome, participant: string, rule: string, expected: RuleIs): Matched {
    const { is } = ruleIn(participantIn(outcome, participant), rule)
    return matched(is === expected, outcome, `${rule} ${expected} for ${participant}`, `${rule} ${is}`, participant)
  },

  /** An issue was raised, by its code or its parts. */
  toHaveIssue(outcome: Outcome, expected: IssueCode | ExpectedIssue): Matched {
    const claimed = typeof expected === 'string' ? { code: expected } : expected
    const raised = outcome.emitted.flatMap((one) => (one.type === 'issueRaised' ? [one.issue] : []))
    const pass = raised.some(
      ({ code, where, message }) =>
        (claimed.code === undefined || code === claimed.code) &&
        (claimed.participant === undefined || where.participant === claimed.participant) &&
        (claimed.message === undefined || says(message, claimed.message)),
    )
    const got = raised.map(({ code, message }) => `${code}: ${message}`).join('\n          ')
    const wanted = Object.values(claimed).map(String).join(', ')
    return matched(pass, outcome, `an issue: ${wanted}`, got === '' ? 'no issue' : got, claimed.participant)
  },

  /** The machines emitted an event of this type, with these fields where some are given. */
  toEmit(outcome: Outcome, type: Emitted['type'], fields: Readonly<Record<string, unknown>> = {}): Matched {
    const ofType = outcome.emitted.filter((one) => one.type === type)
    const pass = ofType.some((one) => hasFields(one, fields))
    const got = ofType.length === 0 ? `no ${type}` : ofType.map((one) => JSON.stringify(one)).join('\n          ')
    return matched(pass, outcome, `${type} ${JSON.stringify(fields)}`, got)
  },
} as const

function matched(pass: boolean, outcome: Outcome, wanted: string, got: string, about?: string): Matched {
  return {
    pass,
    message: () =>
      `${pass ? 'did not expect' : '     expected'}: ${wanted}\n          got: ${got}\n\n${storyOf(outcome, about)}`,
  }
}

/** As `matched`, but what is open fails whichever way it is asked. */
function known(
  asked: Negatable,
  pass: boolean,
  isOpen: boolean,
  outcome: Outcome,
  about: string,
  { wanted, got }: { readonly wanted: string; readonly got: string },
): Matched {
  if (!isOpen) return matched(pass, outcome, wanted, got, about)
  const isNot = asked.isNot ?? false
  const told = matched(false, outcome, `${isNot ? 'not: ' : ''}${wanted}`, `not yet known: ${got}`, about)
  return { pass: isNot, message: told.message }
}

function participantIn({ story }: Outcome, participant: string): ReportedParticipant {
  const found = story.participants.find((one) => one.participant === participant)
  if (found) return found
  const names = story.participants.map((one) => one.participant).join(', ')
  throw new RangeError(`expected a participant of the timeline (${names || 'nobody'}); got "${participant}"`)
}

function ruleIn({ participant, rules, trigger, window }: ReportedParticipant, rule: string) {
  const all = [...rules, ...(trigger ? [trigger] : [])]
  const found = all.find((one) => one.rule === rule)
  if (found) return found
  const names = all.map((one) => one.rule).join(', ')
  throw new RangeError(
    window
      ? `expected a rule of the protocol (${names}); got "${rule}"`
      : `${rule}: ${participant} has no DLT window yet, so no rule has an answer`,
  )
}

const dltStatus = ({ status }: ReportedParticipant): RuleIs =>
  status === 'dlt' ? 'met' : status === 'watching' ? 'pending' : 'not met'

/** What was recommended, in the parts that are claimed and always with action and level. */
function comparable({ recommendation }: Outcome, claimed: ExpectedRecommendation): ExpectedRecommendation {
  const { action, level, more, because, excluded, until, mtd } = recommendation
  return {
    action,
    level,
    ...(more === undefined ? {} : { more }),
    ...('because' in claimed ? { because } : {}),
    ...('excluded' in claimed ? { excluded } : {}),
    ...('until' in claimed && until !== undefined ? { until } : {}),
    ...('mtd' in claimed && mtd !== undefined ? { mtd } : {}),
  }
}

function recommends({ because, excluded, ...claimed }: ExpectedRecommendation, { recommendation }: Outcome): boolean {
  if (because !== undefined && !says(recommendation.because, because)) return false
  if (excluded !== undefined && JSON.stringify(excluded) !== JSON.stringify(recommendation.excluded)) return false
  return hasFields(recommendation, claimed)
}

const says = (text: string, claimed: string | RegExp): boolean =>
  typeof claimed === 'string' ? text.includes(claimed) : claimed.test(text)

/** Whether a value has every field that is claimed, and so on inwards; lists are compared whole. */
function hasFields(value: unknown, claimed: unknown): boolean {
  if (typeof claimed !== 'object' || claimed === null) return Object.is(value, claimed)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(claimed)) return JSON.stringify(value) === JSON.stringify(claimed)
  return Object.entries(claimed).every(([name, inner]) => hasFields((value as Record<string, unknown>)[name], inner))
}
