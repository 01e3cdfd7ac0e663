/** A grade, or the least and most it can be where what was recorded leaves several. */
export type CrsGrade = { readonly atLeast: number; readonly atMost: number }

/** One scale's peak of an episode. */
export type ReportedCrsGrade = {
  readonly scale: string
  /** What people call it: "Lee 2014", "CTCAE v5.0". */
  readonly name: string
  readonly version: string
  /** The scale by which the protocol grades CRS. */
  readonly ofProtocol: boolean
  readonly peak: CrsGrade
  /** When the grade that is certain was first reached. */
  readonly at: string
  readonly because: string
  /** What would narrow a range. */
  readonly needs: readonly string[]
  /** Why its peak is not that of the scale the episode was found by. */
  readonly differs?: string
  readonly readings: readonly string[]
  readonly flags: readonly string[]
  /** What nobody recorded, in words: taken as the scale declares, and it would have mattered. */
  readonly assumed: readonly string[]
}

/** An adverse event as which the investigator reported it, with the investigator's own grade. */
export type ReportedCrsEvent = {
  readonly event: string
  readonly term: string
  readonly scale: string
  readonly onset: string
  readonly ended?: string
  /** Absent: the investigator gave no grade. */
  readonly worst?: CrsGrade
  /** The investigator's worst grade by another scale, where one was given. */
  readonly byOtherScales: readonly { readonly scale: string; readonly worst: CrsGrade }[]
}

export type ReportedCrsTreatment = {
  readonly at: string
  readonly until?: string
  readonly kind: string
  readonly name?: string
  readonly amount?: string
  readonly unit?: string
}

/** The grade by the finding scale at a moment at which it changed, or may have. */
export type ReportedCrsMoment = CrsGrade & { readonly at: string; readonly needs: readonly string[] }

/** One episode of CRS, found in what was recorded, by every scale. */
export type ReportedCrsEpisode = {
  readonly onset: string
  /** Absent: not resolved in what was recorded. */
  readonly resolved?: string
  /** Whether enough time has passed since for a further sign to be a new episode. */
  readonly resolutionConfirmed?: boolean
  readonly grades: readonly ReportedCrsGrade[]
  readonly course: readonly ReportedCrsMoment[]
  readonly treatments: readonly ReportedCrsTreatment[]
  /** Events recorded as manifestations: listed under it. */
  readonly manifestations: readonly { readonly event: string; readonly term: string; readonly onset: string }[]
  /** As which the investigator reported it; none: not reported as CRS. */
  readonly reported: readonly ReportedCrsEvent[]
  /** The investigator's worst grade by some scale and the one computed by it have no grade in common. */
  readonly gradesDiffer: boolean
}

/** CRS of one participant, computed from what was recorded and set beside what the investigator reported. */
export type ReportedCrs = {
  /** First dose of a cells agent; absent: none was given, and CRS was not looked for. */
  readonly since?: string
  readonly agents: readonly string[]
  /** The scale by which episodes are found, the reference of the others. */
  readonly foundBy: string
  readonly episodes: readonly ReportedCrsEpisode[]
  /** Moments outside any episode at which CRS is neither shown nor excluded. */
  readonly undetermined: readonly ReportedCrsMoment[]
  /** Reported as CRS by the investigator with no episode in what was recorded. */
  readonly unmatched: readonly ReportedCrsEvent[]
  readonly assumes: readonly string[]
  /** What bears on CRS and has a date too partial to be placed. */
  readonly unplaced: readonly { readonly at: string; readonly what: string }[]
}
