import type { Fact, FactOf } from '../core/fact.schema.ts'
import { atSite, type Span, spanOf } from '../core/time.ts'

/** A fact with the moments at which it can have happened. */
export type Dated<F extends Fact = Fact> = { readonly fact: F; readonly span: Span }

/** What is known of one person, a participant or a donor of one, as of a moment: nothing that came certainly later. */
export type PersonRecord = {
  readonly participant: string
  readonly donor: string | undefined
  /** The moment of asking. */
  readonly at: Span
  readonly asked: string
  readonly facts: readonly Dated[]
  /** The highest grades recorded of adverse events, whenever recorded: each bounds the whole course from the onset on. */
  readonly maxima: readonly Dated<FactOf<'adverseEventPeaked'>>[]
  /** Results, signs and assessments by their name in lower case. */
  readonly named: ReadonlyMap<string, readonly Dated[]>
  /** The other participants' screenings and withdrawals, by which a person is known again. */
  readonly others: () => readonly Dated[]
}

/** A moment nobody can tell: any from the year 1 to 9999. */
const anyTime: Span = { from: -62_135_596_800_000, to: 253_402_300_799_999 }

export const spanOrAny = (when: string): Span => spanOf(when) ?? anyTime

/** Facts of a whole trial, dated and by participant, so that many can be asked about. */
export type TrialFacts = {
  readonly siteOffset: string | undefined
  readonly by: ReadonlyMap<string, readonly Dated[]>
  readonly comings: readonly Dated[]
}

/** Dates and groups the facts of a trial. A date that does not exist may be any. */
export function trialFacts(facts: readonly Fact[], siteOffset?: string): TrialFacts {
  const by = new Map<string, Dated[]>()
  const comings: Dated[] = []
  for (const recorded of facts) {
    const fact = onSiteClock(recorded, siteOffset)
    const dated = { fact, span: spanOrAny(fact.at) }
    const own = by.get(fact.participant)
    if (own) own.push(dated)
    else by.set(fact.participant, [dated])
    if ((fact.type === 'screened' || fact.type === 'withdrew') && fact.donor === undefined) comings.push(dated)
  }
  return { siteOffset, by, comings }
}

/** The fact with its dates as the site's wall clock reads them. */
function onSiteClock(fact: Fact, siteOffset: string | undefined): Fact {
  if (siteOffset === undefined) return fact
  const at = atSite(fact.at, siteOffset)
  if (fact.type !== 'intervention' || fact.until === undefined) return at === fact.at ? fact : { ...fact, at }
  return { ...fact, at, until: atSite(fact.until, siteOffset) }
}

/** The record of a participant, or of the donor named, as of a moment. */
export function recordOf(trial: TrialFacts, participant: string, asked: string, donor?: string): PersonRecord {
  const at = spanOrAny(atSite(asked, trial.siteOffset))
  const own = trial.by.get(participant) ?? []
  const theirs = own.filter(({ fact }) => fact.donor === donor)
  const facts = theirs.filter(({ span }) => span.from <= at.to)
  const maxima = theirs.filter(
    (dated): dated is Dated<FactOf<'adverseEventPeaked'>> => dated.fact.type === 'adverseEventPeaked',
  )
  const others = () => trial.comings.filter(({ fact, span }) => fact.participant !== participant && span.from <= at.to)
  return { participant, donor, at, asked, facts, maxima, named: byName(facts), others }
}

/** The donors of a participant, by name, of whom anything is on record by then. */
export const donorsOf = (trial: TrialFacts, participant: string): readonly string[] =>
  [
    ...new Set((trial.by.get(participant) ?? []).flatMap(({ fact }) => (fact.donor === undefined ? [] : [fact.donor]))),
  ].sort()

const signs: Readonly<Record<FactOf<'vitalSign'>['sign'], string>> = {
  temperature: 'temperature',
  systolic: 'systolic blood pressure',
  diastolic: 'diastolic blood pressure',
  pulse: 'pulse',
  respiratoryRate: 'respiratory rate',
  oxygenSaturation: 'oxygen saturation',
  weight: 'weight',
  height: 'height',
}

function byName(facts: readonly Dated[]): ReadonlyMap<string, readonly Dated[]> {
  const named = new Map<string, Dated[]>()
  for (const dated of facts) {
    const name = nameOf(dated.fact)?.toLowerCase()
    if (name === undefined) continue
    const held = named.get(name)
    if (held) held.push(dated)
    else named.set(name, [dated])
  }
  return named
}

/** What a result, sign or assessment is of; a test that was not done is of nothing. */
function nameOf(fact: Fact): string | undefined {
  if (fact.type === 'labResult') return fact.notDone ? undefined : fact.analyte
  if (fact.type === 'vitalSign') return signs[fact.sign]
  if (fact.type !== 'assessed') return undefined
  const whole = fact.item === undefined || fact.item.toLowerCase() === fact.instrument.toLowerCase()
  return whole ? fact.instrument : `${fact.instrument}: ${fact.item}`
}

/** Everything recorded under any of these names. */
export const recordedAs = (record: PersonRecord, names: readonly string[]): readonly Dated[] =>
  names.flatMap((name) => record.named.get(name.toLowerCase()) ?? [])

/** The facts of one type. */
export const factsOf = <T extends Fact['type']>(record: PersonRecord, type: T): readonly Dated<FactOf<T>>[] =>
  record.facts.filter((dated): dated is Dated<FactOf<T>> => dated.fact.type === type)
