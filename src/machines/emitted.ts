import type { Need } from '../core/criterion.ts'
import type { Issue } from '../core/issue.ts'
import type { CrsChange, CrsEpisode } from '../dlt/crs-episode.ts'
import type { EventSummary } from '../dlt/event.ts'
import type { Judgement } from '../dlt/participant.ts'
import type { RuleAnswer } from '../dlt/rule.ts'
import type { Recommendation, Tally } from '../dosing/design.ts'
import type { StoppingAnswer } from '../dosing/stopping.ts'

type About = { readonly participant: string; readonly at: string }
type OfEvent = About & { readonly summary: EventSummary }

/** What an adverse event's machine tells: the event as it now stands. */
export type EventEmitted =
  | ({ readonly type: 'graded' } & OfEvent)
  | ({ readonly type: 'gradeChanged' } & OfEvent)
  | ({ readonly type: 'eventChanged' } & OfEvent)
  | ({ readonly type: 'eventEnded' } & OfEvent)

/** What a participant's machine tells. `participantJudged` carries the whole judgement to the cohort; the others are news. */
export type ParticipantEmitted =
  | ({ readonly type: 'dltPending'; readonly until?: string; readonly needs: readonly string[] } & About)
  | ({ readonly type: 'dltFlagged'; readonly answer: RuleAnswer; readonly level?: string } & About)
  | ({ readonly type: 'dltCleared'; readonly rule: string; readonly by: string } & About)
  | ({ readonly type: 'dltOutsideWindow'; readonly answer: RuleAnswer; readonly position: 'before' | 'after' } & About)
  | ({ readonly type: 'titrationTriggered'; readonly answer: RuleAnswer } & About)
  | ({ readonly type: CrsChange['type']; readonly episode: CrsEpisode } & About)
  | ({ readonly type: 'participantCleared' } & About)
  | ({ readonly type: 'participantNotEvaluable'; readonly why: string; readonly replaced: boolean } & About)
  | ({
      readonly type: 'participantEnrolled'
      readonly level?: string
      readonly phase?: string
      /** The expansion cohort; `null`: of the expansion, and which cohort is not known. */
      readonly expansion?: string | null
      readonly replaces?: string
    } & About)
  | ({ readonly type: 'participantJudged'; readonly judgement: Judgement } & About)

/** What a cohort's machine tells. */
export type CohortEmitted =
  | { readonly type: 'cohortChanged'; readonly at: string; readonly level: string; readonly counts: CohortCounts }
  | {
      readonly type: 'cohortReadyForReview'
      readonly at: string
      readonly level: string
      readonly counts: CohortCounts
    }

/** Where a cohort's participants stand. `dosed` never shrinks: the safety set. */
export type CohortCounts = {
  readonly dosed: number
  readonly settled: number
  readonly dlt: number
  readonly pending: number
  readonly notEvaluable: number
  readonly triggers: number
  /** Settled without DLT whose titration trigger is not yet known. */
  readonly triggerOpen: number
  /** First dose of the escalated agent of the first and of the latest participant. */
  readonly firstDose?: string
  readonly lastDose?: string
}

/** What a decision stood on: the tally and the recommendation as they were known then. */
export type Basis = { readonly tally: Tally; readonly current: number; readonly recommendation: Recommendation }

/** Why nobody is to be dosed now: the rule, until when where a date ends it, and what would settle it. */
export type Held = {
  readonly by: string
  readonly why: string
  readonly until?: string
  readonly needs: readonly Need[]
  /** Absent: the whole trial, or its dose finding. */
  readonly cohort?: string
}

/** What the trial's machine tells. */
export type TrialEmitted =
  | { readonly type: 'doseRecommended'; readonly at: string; readonly basis: Basis }
  | {
      readonly type: 'decisionTaken'
      readonly at: string
      readonly decision: string
      readonly level: string | null
      readonly differs: boolean
      /** What it stood on when it was taken. */
      readonly basis: Basis
    }
  | {
      readonly type: 'decisionBasisChanged'
      readonly at: string
      readonly decision: string
      readonly before: Basis
      readonly after: Basis
    }
  | ({ readonly type: 'enrollmentHeld'; readonly at: string } & Held)
  | { readonly type: 'stoppingRuleMet'; readonly at: string; readonly answer: StoppingAnswer }
  /** What met a stopping rule no longer does; a suspension stays until somebody resumes. */
  | { readonly type: 'stoppingRuleCleared'; readonly at: string; readonly rule: string; readonly why: string }
  | { readonly type: 'trialSuspended'; readonly at: string; readonly why: string; readonly rules: readonly string[] }
  | {
      readonly type: 'enrollmentResumed'
      readonly at: string
      readonly by: string
      readonly reason: string
      readonly cohort?: string
    }
  | { readonly type: 'gateOpened'; readonly at: string; readonly gate: string }
  | {
      readonly type: 'rp2dDeclared'
      readonly at: string
      readonly level: string
      /** Against the MTD as the rule names it now; "without": none is declared. */
      readonly mtd: 'below' | 'at' | 'above' | 'without'
    }
  | { readonly type: 'expansionOpened'; readonly at: string }
  | ExpansionEmitted
  | { readonly type: 'trialCompleted'; readonly at: string; readonly why: string }

/** What an expansion cohort's machine tells. */
export type ExpansionEmitted =
  | { readonly type: 'expansionChanged'; readonly at: string; readonly cohort: string; readonly counts: CohortCounts }
  | { readonly type: 'expansionFull'; readonly at: string; readonly cohort: string; readonly counts: CohortCounts }
  | { readonly type: 'expansionCompleted'; readonly at: string; readonly cohort: string; readonly counts: CohortCounts }

/** A fact or decision that a machine's state has no place for: recorded all the same, and reported. */
export type IssueEmitted = { readonly type: 'issueRaised'; readonly at: string; readonly issue: Issue }

/** Everything the machines emit; an embedding system subscribes to these. */
export type Emitted = EventEmitted | ParticipantEmitted | CohortEmitted | TrialEmitted | IssueEmitted
