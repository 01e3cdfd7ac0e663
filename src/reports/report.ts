import type { Ground, Need } from '../core/criterion.ts'
import type { Issue } from '../core/issue.ts'
import type { DoseReceived } from '../dlt/dose-received.ts'
import type { RuleIs } from '../dlt/rule.ts'
import type { Action, Rule } from '../dosing/design.ts'
import type { EndpointsResult } from '../endpoints/index.ts'
import type { ReportedIcans } from './icans.ts'
import type { ReportedConduct } from './reported-conduct.ts'
import type { ReportedCorrections } from './reported-corrections.ts'
import type { ReportedCrs } from './reported-crs.ts'
import type { ReportedDecisionTable, ReportedPathways } from './reported-dosing.ts'
import type { ReportedEligibility, ReportedGate } from './reported-eligibility.ts'
import type { ReportedOnTheWay } from './reported-on-the-way.ts'

/** What one rule answers for one participant, in the report's words. */
export type ReportedRule = {
  readonly rule: string
  readonly section: string
  readonly says: string
  readonly is: RuleIs
  /** While pending: by when time alone settles it. */
  readonly until?: string
  readonly event?: string
  readonly term?: string
  readonly grounds: readonly Ground[]
  readonly needs: readonly Need[]
  readonly adjudicated?: {
    readonly by: string
    readonly at: string
    readonly reason: string
    readonly computed: RuleIs
  }
  /** The last contact or result on record, where the answer rests on no change after it. */
  readonly unseenSince?: string
}

/** A laboratory result behind a grade: what was measured, what it was compared with, and what decided. */
export type ReportedResult = {
  readonly at: string
  readonly analyte: string
  /** As written; absent where there is no value. */
  readonly value?: string
  readonly unit?: string
  readonly lln?: string
  readonly uln?: string
  /** The participant's baseline, with its unit; absent where none is known, and of a baseline record itself. */
  readonly baseline?: string
  readonly isBaseline: boolean
  /** The grade it gave, as a range where facts are missing. */
  readonly grade: { readonly atLeast: number; readonly atMost: number }
  /** The table's clauses that decided; none where it meets no criterion or the grade is not known. */
  readonly criteria: readonly string[]
  /** What is missing for one grade, the one that settles most first. */
  readonly missing: readonly string[]
  /** Why it cannot be graded at all. */
  readonly ungradable?: string
  /** Set where an abnormal baseline decided otherwise: the grade had the baseline been normal. */
  readonly hadBaselineBeenNormal?: { readonly atLeast: number; readonly atMost: number }
}

/** A grade of an event at a moment, and how it is known. */
export type ReportedObservation = {
  readonly at: string
  readonly grade: string
  readonly as: string
  /** Of a measured grade: every result that gave it, from this moment until the next observation. */
  readonly results?: readonly ReportedResult[]
}

/** One adverse event: the investigator's record, and what the laboratory gave for the same term. */
export type ReportedEvent = {
  readonly event: string
  readonly term: string
  readonly soc?: string
  readonly source: 'reported' | 'laboratory'
  readonly scale: string
  readonly onset: string
  readonly ended?: string
  readonly outcome?: string
  /** Worst grade, as a range where it is not known. */
  readonly worst: { readonly atLeast: number; readonly atMost: number }
  readonly now: { readonly atLeast: number; readonly atMost: number }
  readonly course: readonly ReportedObservation[]
  readonly attribution: Readonly<Record<string, string>>
  /** The site's judgement; absent where nobody recorded one. */
  readonly serious?: boolean
  /** Clinical facts recorded of the event as true, such as "hospitalization indicated". */
  readonly facts?: readonly string[]
  readonly manifestationOf?: string
  /** Worst grade the laboratory gave for the same term, where both exist. */
  readonly computed?: { readonly atLeast: number; readonly atMost: number }
  /** The laboratory's grades of the same term while a reported event lasted, where both exist. */
  readonly measured?: readonly ReportedObservation[]
}

export type StatusIs = 'notDosed' | 'watching' | 'dlt' | 'clear' | 'notEvaluable'

export type ReportedParticipant = {
  readonly participant: string
  readonly level?: string
  readonly assigned?: string
  readonly replaces?: string
  readonly age?: number
  readonly sex?: string
  readonly cohort?: string
  /** The expansion cohort, where the participant is of the expansion; `null`: which one is not known. */
  readonly expansion?: string | null
  readonly journey: string
  readonly status: StatusIs
  /** One sentence: why the participant stands so. */
  readonly why: string
  /** The last contact or result on record, where the status rests on no change after it. */
  readonly unseenSince?: string
  readonly until?: string
  readonly needs: readonly Need[]
  readonly window?: { readonly opens: string; readonly closes?: string }
  readonly doses: readonly {
    readonly at: string
    readonly agent: string
    /** The drug, where the agent is a regimen of several. */
    readonly drug?: string
    readonly cycle: number
    readonly amount?: string
    readonly unit?: string
    readonly level?: string
  }[]
  readonly rules: readonly ReportedRule[]
  readonly trigger?: ReportedRule
  /** Events outside the window that would meet a rule: shown, not counted. */
  readonly outside: readonly (ReportedRule & { readonly position: 'before' | 'after' })[]
  readonly events: readonly ReportedEvent[]
  /** Events outside the window of which it is not yet known whether a rule would be met. */
  readonly outsideOpen?: readonly (ReportedRule & { readonly position: 'before' | 'after' })[]
  /** Every dose against the plan, and what each cycle came to; absent where nothing was given. */
  readonly received?: DoseReceived
  /** Given any cells: in the safety set, evaluable or not. */
  readonly inSafetySet?: boolean
  /** CRS from the facts, by every scale; absent where no scale was handed in. */
  readonly crs?: ReportedCrs
  /** ICANS from the facts; absent where no scale was handed in, or the protocol gives no cells. */
  readonly icans?: ReportedIcans
  /** Absent where the protocol has no eligibility criteria. */
  readonly eligibility?: ReportedEligibility
  /** Absent where the protocol has no infusion gates. */
  readonly gates?: readonly ReportedGate[]
  readonly contact?: string
  readonly off?: string
}

export type ReportedLevel = {
  readonly label: string
  readonly amount: string
  readonly unit: string
  readonly current: boolean
  readonly excluded: boolean
  readonly dosed: number
  readonly evaluable: number
  readonly dlt: number
  readonly pending: number
  readonly notEvaluable: number
  readonly participants: readonly string[]
}

export type ReportedRecommendation = {
  readonly action: Action
  readonly level: string | null
  readonly more?: number
  readonly headline: string
  readonly because: string
  readonly rule: Rule
  readonly saw: { readonly level: string; readonly n: number; readonly dlt: number; readonly pending: number }
  readonly considered: readonly Rule[]
  readonly excluded: readonly string[]
  readonly awaits: readonly {
    readonly participant: string
    readonly until?: string
    readonly needs: readonly Need[]
  }[]
  /** The latest of the dates awaited, where time settles all. */
  readonly until?: string
  /** What one more outcome would make of it. */
  readonly wouldChange: readonly { readonly if: string; readonly then: string }[]
  readonly mtd?: string | null
}

export type ReportedDecision = {
  readonly at: string
  readonly decision: string
  readonly by: string
  readonly reason?: string
  /** What the rule recommended when the decision was taken. */
  readonly recommended: string
  readonly differs: boolean
  /** Set where what it stood on has changed since. */
  readonly basisChanged?: { readonly before: string; readonly after: string }
}

/** A DLT that was flagged and no longer is: what withdrew it, and when. */
export type ReportedWithdrawal = {
  readonly participant: string
  readonly rule: string
  readonly section: string
  readonly event?: string
  readonly at: string
  /** The record that withdrew it, by whom and why; or the kind of fact that did. */
  readonly by: string
}

/** A safety signal beside the grades. */
export type ReportedSignal = {
  readonly participant: string
  readonly at: string
  readonly says: string
  readonly section: string
}

export type ReportedAssumption = { readonly section: string; readonly about: string; readonly note: string }

/** What a safety review committee reads: a plain object, from which every rendering is made. */
export type Report = {
  readonly protocol: {
    readonly id: string
    readonly title: string
    readonly phase: string
    readonly version: string
    readonly source: string
  }
  /** What had happened by then. */
  readonly asOf: string
  /** What had been recorded by then; absent: everything recorded. */
  readonly knownOn?: string
  readonly basis: { readonly entries: number; readonly head: string; readonly table: string; readonly software: string }
  readonly recommendation: ReportedRecommendation
  readonly decisionTable: ReportedDecisionTable
  readonly pathways: ReportedPathways
  readonly phase: string
  /** What suspends or holds enrollment, stopping rules, gates, expansion cohorts, replacements. */
  readonly conduct?: ReportedConduct
  readonly levels: readonly ReportedLevel[]
  readonly participants: readonly ReportedParticipant[]
  /** Who is enrolled and not yet dosed: in no count of the recommendation. */
  readonly onTheWay?: readonly ReportedOnTheWay[]
  readonly decisions: readonly ReportedDecision[]
  readonly signals: readonly ReportedSignal[]
  /** DLTs that were flagged and no longer are; absent where there is none. */
  readonly withdrawn?: readonly ReportedWithdrawal[]
  /** What was corrected of what had been recorded. */
  readonly corrections?: ReportedCorrections
  readonly rules: readonly {
    readonly id: string
    readonly section: string
    readonly says: string
    readonly assumed: boolean
  }[]
  /** The endpoints, where the protocol names some. */
  readonly endpoints?: EndpointsResult
  readonly issues: readonly Issue[]
  readonly assumptions: readonly ReportedAssumption[]
}
