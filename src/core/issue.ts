/** Where a remark belongs: the file, row and field it came from, or the participant and record it is about. */
export type Where = {
  readonly file?: string
  /** Counted from 1, the header being row 1 of a CSV file. */
  readonly row?: number
  readonly field?: string
  readonly participant?: string
  /** Identifier of the fact, event or entry concerned. */
  readonly record?: string
}

export type IssueCode =
  | 'unreadable' // a cell or line that does not parse
  | 'missingField' // a field that must be there is empty or absent
  | 'unknownTerm' // no grading table has this term
  | 'unknownTest' // a laboratory or vital-sign test no map names
  | 'unknownUnit' // a unit that cannot be read for its test
  | 'unknownCode' // a coded value no map names
  | 'unknownParticipant' // a record about nobody in the demographics
  | 'unknownEvent' // a record about an adverse event that was not reported
  | 'duplicate' // the same record twice
  | 'contradiction' // two records that cannot both be true
  | 'partialDate' // a date known only in part, which widens what is possible
  | 'baselineDisagrees' // the file's baseline flag and the rule name different records
  | 'unitMovesGrade' // a grade that moved only because the reported unit did
  | 'gradeDisagrees' // the investigator's and the computed grade differ
  | 'needsReconciliation' // they differ across a rule's threshold
  | 'undeterminable' // nothing that is due would settle a question
  | 'outOfPlace' // a fact or decision its state has no place for
  | 'overExcludedLevel' // a participant at a level that is excluded
  | 'doseNotAsPlanned' // a dose at another level, out of specification, interrupted, or reckoned with no fresh weight
  | 'levelNotOpen' // a participant dosed at another level than the one that is open
  | 'dosedEarly' // a participant dosed before the stagger allowed it, or possibly before
  | 'dosedOnHold' // a participant dosed while enrollment was suspended, held, full or over
  | 'gateClosed' // a participant of an expansion cohort dosed before its gates were open
  | 'replacement' // a replacement that the protocol does not allow
  | 'gateNotOpen' // a dose given although its infusion gate did not say go
  | 'decisionRefused' // a decision that the rules do not allow
  | 'safetySignal' // a signal reported beside the grade
  | 'assumption' // something the registry leaves open and the protocol assumed

/** A remark about imperfect facts, beside the result: it never stops the run. A `query` goes back to the site. */
export type Issue = {
  readonly code: IssueCode
  readonly severity: 'error' | 'query' | 'note'
  readonly where: Where
  /** One sentence: what was expected and what came. */
  readonly message: string
}
