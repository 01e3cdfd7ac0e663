import type { Fact, FactOf } from '../core/fact.schema.ts'
import { hoursBetween, spanOf } from '../core/time.ts'
import { decimal } from './bound.ts'
import { coagulopathy, organs, reported } from './crsManifestations.ts'
import { asCrs, crsEvents, statedOfCrs } from './crsReported.ts'
import { deathDueTo } from './deathDueTo.ts'
import { agreed, inUse, type Moment, standing } from './moments.ts'
import { oxygenInUse } from './oxygenInUse.ts'
import { pressorsInUse } from './pressorsInUse.ts'
import { sameItem } from './sameItem.ts'
import { numbers } from './written.ts'

type Intervention = FactOf<'intervention'>
type Assessed = FactOf<'assessed'>

export type FindingOptions = {
  /** Systolic pressure below which a protocol calls it hypotension, in mmHg. The CRS scales set none. */
  readonly hypotensionBelow?: number
  /** For how many hours a measurement or finding stands until the next one. */
  readonly stands: number
  /** What an intervention that is not recorded means: it was not given, or nobody knows. */
  readonly unrecorded: 'absent' | 'unknown'
  /** What a hospitalisation means that is recorded nowhere; nobody knows unless told, as few exports hold admissions. */
  readonly unrecordedHospitalisation?: 'absent' | 'unknown'
}

/**
 * The input of the CRS scales at one moment, read from everything recorded up to it. What is not recorded is `null`, or left out where
 * each scale declares, and tells, what it then takes.
 */
export function crsFindings(facts: readonly Fact[], moment: Moment, options: FindingOptions): Record<string, unknown> {
  const interventions = facts.filter((fact) => fact.type === 'intervention')
  const at = (item: string) => finding(facts, item, moment, options.stands)
  const excuse = (item: string) => agreed(findingsOf(facts, item, moment, options.stands))
  const vasopressors = pressorsInUse(facts, interventions, moment, at, options)
  return {
    temperatureC: temperature(facts, moment, options.stands),
    feverOtherCause: excuse('fever other cause'),
    hypotension: hypotension(facts, moment, at('hypotension'), options),
    hypotensionOtherCause: excuse('hypotension other cause'),
    vasopressors: vasopressors?.names ?? null,
    vasopressorDose: vasopressors?.doses ?? null,
    vasopressorHours: vasopressors?.hours ?? null,
    fluidBoluses: boluses(interventions, moment, options),
    hypoxia: at('hypoxia') ?? undefined,
    hypoxiaOtherCause: excuse('hypoxia other cause'),
    oxygen: oxygenInUse(interventions, moment, at, options),
    organToxicity: organs(facts, moment, options),
    febrileNeutropenia: reported(facts, /febrile neutropenia/i, moment, options),
    coagulopathyNeedingFFP: coagulopathy(interventions, moment, options),
    ...hospitalisation(facts, interventions, moment, options),
    lifeThreatening: statedOfCrs(facts, 'lifeThreatening', moment),
    deathDueToCrs: deathDueTo(asCrs(facts), facts, moment),
  }
}

const standingIn = (facts: readonly Fact[], moment: Moment, hours: number, wanted: (fact: Assessed) => boolean) =>
  standing(
    facts.filter((fact): fact is Assessed => fact.type === 'assessed' && wanted(fact)),
    moment,
    hours,
  )

/** A finding of the CRS assessment that stands; where two of one time differ, the worse. */
function finding(facts: readonly Fact[], item: string, moment: Moment, hours: number): Assessed['value'] | null {
  const values = findingsOf(facts, item, moment, hours)
  return values.find((value) => value === true) ?? values.at(-1) ?? null
}

const findingsOf = (facts: readonly Fact[], item: string, moment: Moment, hours: number) =>
  standingIn(facts, moment, hours, (fact) => isFinding(fact, item)).map((fact) => fact.value ?? null)

const coldest = 25
const hottest = 45
const feverFrom = 38

/** The highest temperature that stands in °C, or the range that a later bare finding of fever, or of none, leaves. */
function temperature(facts: readonly Fact[], moment: Moment, hours: number): unknown {
  const fevers = facts.filter((fact): fact is Assessed => isFinding(fact, 'fever'))
  const last = standing<Fact>([...signs(facts, 'temperature'), ...fevers], moment, hours)
  const known = last
    .flatMap((fact) => (fact.type === 'vitalSign' ? [celsius(fact)] : []))
    .filter((value) => value !== null)
  const said = last.flatMap((fact) => (fact.type === 'assessed' ? [fact.value] : []))
  const highest = known.every((value) => typeof value === 'number') ? Math.max(...known) : known.at(-1)
  if (said.includes(true)) return typeof highest === 'number' && highest >= feverFrom ? highest : [feverFrom, hottest]
  if (known.length > 0) return highest
  return said.includes(false) ? [coldest, decimal(feverFrom - 0.001)] : null
}

const isFinding = (fact: Fact, item: string): fact is Assessed =>
  fact.type === 'assessed' && fact.instrument === 'CRS' && sameItem(fact.item, item)

const signs = (facts: readonly Fact[], sign: FactOf<'vitalSign'>['sign']) =>
  facts.filter((fact): fact is FactOf<'vitalSign'> => fact.type === 'vitalSign' && fact.sign === sign)

function celsius({ value, unit = 'C' }: FactOf<'vitalSign'>): number | readonly [number, number] | null {
  const read = value === undefined ? undefined : numbers(value)
  if (!read) return null
  const fahrenheit = /^°?\s*F|fahrenheit/i.test(unit.trim())
  if (!fahrenheit && !/^°?\s*C|celsius/i.test(unit.trim())) return null
  const [low, high] = read.map((end) => (fahrenheit ? decimal(((end - 32) * 5) / 9) : end)) as [number, number]
  if (low === high) return low >= coldest && low <= hottest ? low : null
  return [Math.max(low, coldest), Math.min(high, hottest)]
}

function hypotension(facts: readonly Fact[], moment: Moment, said: unknown, options: FindingOptions): boolean | null {
  if (typeof said === 'boolean') return said
  const below = options.hypotensionBelow
  if (below === undefined) return null
  const pressures = standing(signs(facts, 'systolic'), moment, options.stands).flatMap(({ value }) => {
    const read = value === undefined ? undefined : numbers(value)
    return read ? [read] : []
  })
  if (pressures.some(([, high]) => high < below)) return true
  return pressures.length > 0 && pressures.every(([low]) => low >= below) ? false : null
}

function boluses(interventions: readonly Intervention[], moment: Moment, { stands, unrecorded }: FindingOptions) {
  const given = interventions.filter((fact) => {
    const span = spanOf(fact.at)
    const since = span ? hoursBetween(span, moment.span) : undefined
    return fact.kind === 'fluids' && since && since.most >= 0 && since.least <= stands
  })
  if (given.length === 0) return unrecorded === 'absent' ? 'none' : null
  return given.length === 1 ? 'single' : 'multiple'
}

/**
 * Hospitalisation for CRS: an admission on record, or what the CRS event states. Whether one was for sequelae nobody records; without
 * one it was not.
 */
function hospitalisation(
  facts: readonly Fact[],
  all: readonly Intervention[],
  moment: Moment,
  options: FindingOptions,
) {
  const admissions = all.filter(({ kind }) => kind === 'hospitalization').map((fact) => inUse(fact, moment))
  const stated = statedOfCrs(facts, 'hospitalised', moment)
  if (stated === true || admissions.includes('yes')) return admitted(true)
  if (stated === null || admissions.includes('maybe')) return admitted(null)
  if (stated === false || options.unrecordedHospitalisation === 'absent') return admitted(false)
  return { hospitalisedForCrs: null }
}

const admitted = (is: boolean | null) => ({
  hospitalisedForCrs: is,
  hospitalisationForSequelae: is === false ? false : null,
})

/** What the site says by ending a CRS event as recovered: no fever, hypotension or hypoxia of it any more. */
export const endings = (facts: readonly Fact[]): readonly Fact[] =>
  facts.flatMap((fact) =>
    fact.type === 'adverseEventEnded' && fact.outcome !== 'fatal' && crsEvents(facts).includes(fact.event)
      ? ['fever', 'hypotension', 'hypoxia'].map((item) => ({
          type: 'assessed' as const,
          participant: fact.participant,
          at: fact.at,
          instrument: 'CRS',
          item,
          value: false,
          event: fact.event,
        }))
      : [],
  )
