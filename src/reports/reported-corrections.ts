/** One field before and after; what is absent was not stated. */
export type FieldChange = { readonly field: string; readonly before?: string; readonly after?: string }

/** What became of one fact that a record states. */
export type FactChange = {
  /** Which fact, in words. */
  readonly fact: string
  readonly is: 'changed' | 'taken back' | 'added'
  readonly fields: readonly FieldChange[]
}

/** A DLT that somebody has, or no longer has, since the corrections recorded at one moment. */
export type DltChange = {
  readonly participant: string
  readonly rule: string
  readonly is: 'met' | 'no longer met'
  /** How many records were corrected at that moment with this effect; which of them alone would have it was not asked. */
  readonly together: number
}

/** A correction: a record whose source changed what it had stated, or took it back. */
export type ReportedCorrection = {
  /** The record's own key. */
  readonly record: string
  /** The record in words: its domain, number and participant. */
  readonly place: string
  /** Whom it is or was about; nobody where it is about the trial. */
  readonly participants: readonly string[]
  /** When it was recorded, on the site's clock where the protocol tells it. */
  readonly at: string
  readonly by: string
  readonly reason?: string
  readonly changes: readonly FactChange[]
  readonly dlts: readonly DltChange[]
  /** Dose decisions taken while the record stated the old; not sure where a day without a time leaves it open. */
  readonly decidedBefore: readonly { readonly decision: string; readonly isSure: boolean }[]
}

/** Every correction that is known, in the order recorded. */
export type ReportedCorrections = {
  readonly all: readonly ReportedCorrection[]
  /** Records that stated more later, such as the end of an event, and changed nothing they had stated. */
  readonly completed: number
  /** Records that were recorded again and state the same. */
  readonly repeated: number
  /** Whether the source tells when things were recorded; without it what was corrected before is not known. */
  readonly timesKnown: boolean
}
