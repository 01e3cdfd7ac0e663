import { remembering } from '../core/remembering.ts'
import type { Judgement } from '../dlt/participant.ts'
import type { RuleAnswer } from '../dlt/rule.ts'
import type { Safety } from '../dlt/stopping.ts'
import type { ParticipantEmitted } from './emitted.ts'

/** What to tell after a participant's judgement moved from one to another: the news, then the judgement itself. */
export function newsOf(
  participant: string,
  at: string,
  cause: string,
  before: Judgement | null,
  after: Judgement,
): readonly ParticipantEmitted[] {
  const about = { participant, at }
  const flagged = newlyMet(before?.rules, after.rules).map((answer) => ({
    type: 'dltFlagged' as const,
    ...about,
    answer,
    ...(after.level === undefined ? {} : { level: after.level }),
  }))
  const cleared = noLongerMet(before?.rules, after.rules).map((rule) => ({
    type: 'dltCleared' as const,
    ...about,
    rule,
    by: cause,
  }))
  const outside = newlyMet(before?.outside, after.outside).map((answer) => {
    const { position } = after.outside.find((one) => one.rule === answer.rule)!
    return { type: 'dltOutsideWindow' as const, ...about, answer, position }
  })
  const triggered =
    after.trigger?.is === 'met' && before?.trigger?.is !== 'met'
      ? [{ type: 'titrationTriggered' as const, ...about, answer: after.trigger }]
      : []
  const news = [...flagged, ...cleared, ...outside, ...triggered, ...statusNews(about, before, after)]
  const moved = !before || !same(standingOf(before), standingOf(after))
  return moved ? [...news, { type: 'participantJudged', ...about, judgement: after }] : news
}

/** What a cohort keeps of a participant's judgement: the rest is told as news, or read from the participant. */
export type Standing = {
  readonly level?: string
  /** When the agent whose dose is escalated was first given, if it was. */
  readonly dosed?: string
  readonly is: Judgement['status']['is']
  readonly trigger: 'met' | 'not met' | 'open'
  /** Not evaluable, and another takes the place. */
  readonly replaced?: boolean
  /** The expansion cohort; `null`: of the expansion, and which cohort is not known. */
  readonly expansion?: string | null
  /** When cells were first given, and what the stopping rules count, by rule. */
  readonly treated?: string
  readonly counted?: Safety['counted']
}

export const standingOf: (judgement: Judgement) => Standing = remembering(standingFrom)

function standingFrom({ status, trigger, window, level, dosedAt, expansion, safety }: Judgement): Standing {
  const answered = trigger?.is === 'met' || trigger?.is === 'not met' ? trigger.is : 'open'
  return {
    ...(level === undefined ? {} : { level }),
    ...(window ? { dosed: dosedAt ?? window.opens } : {}),
    is: status.is,
    trigger: trigger ? answered : 'not met',
    ...(status.is === 'notEvaluable' && status.replaced ? { replaced: true } : {}),
    ...(expansion === undefined ? {} : { expansion }),
    ...(safety?.treated === undefined ? {} : { treated: safety.treated }),
    ...(safety && Object.keys(safety.counted).length > 0 ? { counted: safety.counted } : {}),
  }
}

function statusNews(about: { participant: string; at: string }, before: Judgement | null, after: Judgement) {
  const { status } = after
  if (same(before?.status, status)) return []
  switch (status.is) {
    case 'watching': {
      const needs = status.needs.map((need) => need.fact)
      return [{ type: 'dltPending' as const, ...about, ...(status.until ? { until: status.until } : {}), needs }]
    }
    case 'clear':
      return [{ type: 'participantCleared' as const, ...about }]
    case 'notEvaluable':
      return [{ type: 'participantNotEvaluable' as const, ...about, why: status.why, replaced: status.replaced }]
    default:
      return []
  }
}

type Answers = readonly RuleAnswer[] | undefined
const isMet = (answers: Answers, rule: string) => answers?.some((one) => one.rule === rule && one.is === 'met') ?? false
const newlyMet = (before: Answers, after: readonly RuleAnswer[]) =>
  after.filter((answer) => answer.is === 'met' && !isMet(before, answer.rule))
const noLongerMet = (before: Answers, after: readonly RuleAnswer[]) =>
  (before ?? []).filter((answer) => answer.is === 'met' && !isMet(after, answer.rule)).map((answer) => answer.rule)
const same = (a: unknown, b: unknown) => isAlike(a, b) || JSON.stringify(a) === JSON.stringify(b)

/** Whether two plain values are surely alike: the same parts under the same names in the same order. Most are, and need no text. */
function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [names, others] = [Object.keys(a), Object.keys(b)]
  return (
    names.length === others.length &&
    names.every(
      (name, i) =>
        name === others[i] && isAlike((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
    )
  )
}
