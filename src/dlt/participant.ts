import type { Need } from '../core/criterion.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { isoOf, spanAt } from '../core/time.ts'
import type { Adjudication } from './adjudication.ts'
import { answerRules } from './ask-rules.ts'
import { levelOf, statusIn, statusOutside } from './evaluable.ts'
import type { EventSummary } from './event.ts'
import { expansionCohortOf } from './expansion.ts'
import { type Dose, dosesOf } from './exposure.ts'
import { askingIn, type OutsideAnswer, outsideWindows } from './outside.ts'
import type { RuleAnswer } from './rule.ts'
import { type Safety, safetyOf } from './stopping.ts'
import type { Supported } from './support.ts'
import { lastEnd, windowsOf } from './windows.ts'

/** What the rules need to know of one participant, advanced fact by fact. */
export type ParticipantSummary = {
  readonly participant: string
  readonly age?: number
  readonly sex?: 'F' | 'M'
  readonly cohort?: string
  readonly phase?: string
  /** The dose level assigned at enrolment. */
  readonly assigned?: string
  readonly replaces?: string
  readonly enrolledAt?: string
  readonly doses: readonly Dose[]
  readonly events: Readonly<Record<string, EventSummary>>
  /** The latest contact on record. */
  readonly contact?: string
  readonly withdrew?: { readonly at: string; readonly reason?: string }
  readonly died?: { readonly at: string; readonly cause?: string; readonly event?: string }
  readonly completedAt?: string
  readonly adjudications: readonly Adjudication[]
  /** Blood products and growth factors given, in order; absent while there are none. */
  readonly supports?: readonly Supported[]
  /** What was assessed about an event, by event and fact. */
  readonly findings?: Readonly<Record<string, Readonly<Record<string, boolean>>>>
  /** Grades that somebody stated for the time before the first dose, by term. */
  readonly baselineGrades?: Readonly<Record<string, number>>
  /** The days on which an assessment was made, by its name. */
  readonly assessments?: Readonly<Record<string, readonly string[]>>
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
  readonly outside: readonly OutsideAnswer[]
  /** The same where it is not yet known whether a rule would be met; absent where there is none. */
  readonly outsideOpen?: readonly OutsideAnswer[]
  /** The first dose that opens the window, as it was written. */
  readonly dosedAt?: string
  /** The expansion cohort, where the participant is of the expansion; `null`: which one is not known. */
  readonly expansion?: string | null
  /** What the stopping rules count; absent where the protocol has none. */
  readonly safety?: Safety
}

/** Judges a participant against a protocol. Total: any summary gives a judgement. */
export function judge(protocol: Protocol, summary: ParticipantSummary): Judgement {
  const now = spanAt(summary.now)
  const windows = windowsOf(protocol, summary.doses)
  const asking = askingIn(protocol, windows, now)
  const rules = asking ? answerRules(protocol, protocol.dltRules, summary, asking) : []
  const level = levelOf(protocol, summary)
  const end = lastEnd(protocol, windows)
  const dosedAt = dosesOf(summary.doses, protocol.window.opens.agent, protocol.window.opens.cycle)[0]?.at
  const expansion = expansionCohortOf(protocol, summary)
  const safety = safetyOf(protocol, summary, rules, (asked, within) => answerRules(protocol, asked, summary, within))
  const status = asking ? statusIn(protocol, summary, windows, rules, now) : statusOutside(protocol, summary)
  const said = { status } as { -readonly [Part in keyof Judgement]: Judgement[Part] }
  if (level !== undefined) said.level = level
  if (windows[0])
    said.window = { opens: isoOf(windows[0].opens.from), ...(end === undefined ? {} : { closes: isoOf(end) }) }
  said.rules = rules
  if (asking && protocol.titrationTrigger && isTitrationLevel(protocol, level))
    said.trigger = answerRules(protocol, [protocol.titrationTrigger], summary, asking)[0]!
  const { outside, outsideOpen } = outsideWindows(protocol, summary, windows, now)
  said.outside = outside
  if (outsideOpen) said.outsideOpen = outsideOpen
  if (dosedAt !== undefined) said.dosedAt = dosedAt
  if (expansion !== undefined) said.expansion = expansion
  if (safety) said.safety = safety
  return said
}

/** Whether a trigger at this level can still end a titration: it asks nothing of the levels above. */
function isTitrationLevel({ levels, design }: Protocol, level: string | undefined): boolean {
  const index = levels.findIndex(({ label }) => label === level)
  return index < Number(design.options.cap ?? 1)
}
