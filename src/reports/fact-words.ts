import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'

type Stated = Fact | Decision

/** What each kind of fact or decision is called in a report. */
const kinds: Readonly<Record<Stated['type'], string>> = {
  screened: 'screening',
  enrolled: 'enrollment',
  dosed: 'dose of',
  labResult: 'laboratory result',
  vitalSign: 'vital sign',
  adverseEventReported: 'adverse event',
  adverseEventRegraded: 'grade of',
  adverseEventPeaked: 'highest grade of',
  adverseEventAttributed: 'attribution of',
  adverseEventEnded: 'end of',
  intervention: 'intervention',
  assessed: 'assessment',
  lesionMeasured: 'lesion',
  progressed: 'progression',
  followedUp: 'follow-up',
  withdrew: 'withdrawal',
  completed: 'completion',
  died: 'death',
  doseDecided: 'dose decision',
  adjudicated: 'adjudication of',
  rp2dDeclared: 'declaration of the RP2D',
  gateOpened: 'opening of the gate',
  enrollmentSuspended: 'suspension of enrollment',
  enrollmentResumed: 'resumption of enrollment',
  cohortClosed: 'closing of the cohort',
}

/** The fields that name a fact among others of its kind. */
const naming = ['analyte', 'sign', 'agent', 'instrument', 'item', 'lesion', 'rule', 'event', 'gate'] as const

/** Fields whose name in a report is not the words it is written with. */
const fieldNames: Readonly<Record<string, string>> = {
  at: 'date',
  lln: 'LLN',
  uln: 'ULN',
  indicator: 'range indicator',
  until: 'end',
  per: 'dosed per',
  manifestationOf: 'manifestation of',
  is: 'answer',
  by: 'decided by',
}

/** The name of a field in words: "carPositiveViable" is "car positive viable". */
export const fieldInWords = (field: string): string =>
  fieldNames[field] ?? field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Fields that the words for a fact, and for whom it is about, say already. */
export const saidOfFact: readonly string[] = ['participant', ...['at', ...naming].map(fieldInWords)]

/** What tells a fact from others of its kind; an event by its term where `termOf` knows it. */
export function namesOf(fact: Stated, termOf: (event: string) => string | undefined = () => undefined) {
  const held: Readonly<Record<string, unknown>> = fact
  return naming.flatMap((field) => {
    const name = held[field]
    if (name === undefined) return []
    return [field === 'event' ? (termOf(String(name)) ?? String(name)) : String(name)]
  })
}

/** "laboratory result ALT, 2026-05-28": which fact is meant. */
export const factInWords = (fact: Stated, termOf?: (event: string) => string | undefined): string =>
  `${[kinds[fact.type], ...namesOf(fact, termOf)].join(' ')}, ${fact.at}`
