/** What can be wrong with a protocol as data, or worth knowing of it. */
export type FindingCode =
  | 'neverMet' // a criterion, or a branch of one, that nothing can meet
  | 'unknownTerm' // a term, SOC or category that the grading table does not have
  | 'unknownAgent' // an agent that the protocol does not name
  | 'unknownName' // a table, design, reading or analyte that Gradus does not have
  | 'levels' // dose levels out of order, twice, or in different units
  | 'duplicate' // two elements by one name
  | 'window' // a DLT window that is never open, or closes before it opens
  | 'participants' // numbers of participants that do not fit together
  | 'gates' // gates that nothing waits for, or waits for nothing
  | 'unexplained' // an assumption without a note
  | 'eligibility' // criteria that exclude everybody, or nobody
  | 'pastWindow' // a qualifier that can settle after the window has closed
  | 'attribution' // a rule that waits for somebody's judgement
  | 'stagger' // times between participants that do not fit the window
  | 'assumption' // something the source leaves open

/** One thing found in a protocol: where, in its own names and section, and what. */
export type Finding = { readonly code: FindingCode; readonly where: string; readonly says: string }

/** What a check found: what cannot be as written, and what a reader should know. */
export type Checked = { readonly contradictions: readonly Finding[]; readonly notices: readonly Finding[] }

export const finding = (code: FindingCode, where: string, says: string): Finding => ({ code, where, says })

/** An element by its name and section: "DLT-3 (5.2.3)". */
export const named = (name: string, { section }: { readonly section: string }): string => `${name} (${section})`

/** Names that occur more than once, each once. */
export const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
]
