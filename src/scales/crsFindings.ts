import { toDouble } from '../core/exact.ts'
import type { Fact, FactOf } from '../core/fact.schema.ts'
import { readMeasured } from '../core/measured.ts'
import { hoursBetween, spanOf } from '../core/time.ts'
import { decimal } from './bound.ts'
import { inUse, type Moment, standing } from './moments.ts'

type Intervention = FactOf<'intervention'>
type Assessed = FactOf<'assessed'>

export type FindingOptions = {
  /** Systolic pressure below which a protocol calls it hypotension, in mmHg. The CRS scales set none. */
  readonly hypotensionBelow?: number
  /** For how many hours a measurement or finding stands until the next one. */
  readonly stands: number
  /** What an intervention that is not recorded means: it was not given, or nobody knows. */
  readonly unrecorded: 'absent' | 'unknown'
}

/** The input of the CRS scales at one moment, read from everything recorded up to it. What is not recorded is `null`. */
export function crsFindings(facts: readonly Fact[], moment: Moment, options: FindingOptions): Record<string, unknown> {
  const interventions = facts.filter((fact) => fact.type === 'intervention')
  const at = (item: string) => finding(facts, item, moment, options.stands)
  const vasopressors = pressors(facts, interventions, moment, at, options)
  return {
    temperatureC: temperature(facts, moment, options.stands),
    feverOtherCause: at('fever other cause') ?? false,
    hypotension: hypotension(facts, moment, at('hypotension'), options),
    hypotensionOtherCause: at('hypotension other cause') ?? false,
    vasopressors: vasopressors?.names ?? null,
    vasopressorDose: vasopressors?.doses ?? null,
    vasopressorHours: vasopressors?.hours ?? null,
    fluidBoluses: boluses(interventions, moment, options),
    hypoxia: at('hypoxia') ?? undefined,
    hypoxiaOtherCause: at('hypoxia other cause') ?? false,
    oxygen: oxygen(interventions, moment, at, options),
    organToxicity: organs(facts, moment, options),
    febrileNeutropenia: reported(facts, /febrile neutropenia/i, moment, options),
    coagulopathyNeedingFFP: coagulopathy(interventions, moment, options),
    hospitalisedForCrs: on(interventions, ['hospitalization'], moment, options),
    deathDueToCrs: deathDueToCrs(facts, moment),
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
  const values = standingIn(facts, moment, hours, (fact) => isFinding(fact, item)).map((fact) => fact.value ?? null)
  return values.find((value) => value === true) ?? values.at(-1) ?? null
}

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
  fact.type === 'assessed' && fact.instrument === 'CRS' && fact.item === item

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

/** The ends of a written value; a censored one is open on one side. */
function numbers(written: string | number): readonly [number, number] | undefined {
  const read = readMeasured(written)
  if (read.kind === 'unreadable') return undefined
  if (read.kind === 'exact') return [toDouble(read.value), toDouble(read.value)]
  const from = read.from ? toDouble(read.from.at) : Number.NEGATIVE_INFINITY
  return [from, read.to ? toDouble(read.to.at) : Number.POSITIVE_INFINITY]
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

type Pressors = { names: readonly string[]; doses: Record<string, number>; hours: number | null }

function pressors(
  facts: readonly Fact[],
  interventions: readonly Intervention[],
  moment: Moment,
  at: (item: string) => unknown,
  { unrecorded }: FindingOptions,
): Pressors | null {
  const all = interventions.filter((fact) => fact.kind === 'vasopressor')
  if (all.some((fact) => inUse(fact, moment) === 'maybe')) return null
  const used = all.filter((fact) => inUse(fact, moment) === 'yes')
  if (used.length > 0)
    return { names: namesOf(used), doses: dosesOf(used, weightOf(facts, moment)), hours: hoursOn(used, moment) }
  const said = at('vasopressors') ?? at('vasopressor')
  if (said === 0 || said === false) return { names: [], doses: {}, hours: null }
  if (said === 1) return { names: ['unnamed'], doses: {}, hours: null }
  if (said !== null) return null
  return unrecorded === 'absent' ? { names: [], doses: {}, hours: null } : null
}

const nameOf = (fact: Intervention): string =>
  (fact.name ?? 'unnamed')
    .trim()
    .toLowerCase()
    .replace('noradrenaline', 'norepinephrine')
    .replace(/^adrenaline/, 'epinephrine')
const namesOf = (used: readonly Intervention[]): readonly string[] => [...new Set(used.map(nameOf))]

/** Doses in the unit of the scales, µg/min and for dopamine µg/kg/min; brought there by the weight where it is known. */
function dosesOf(used: readonly Intervention[], weight: number | null): Record<string, number> {
  const doses: Record<string, number> = {}
  for (const fact of used) {
    const name = nameOf(fact)
    const dose = inUnitOf(name, fact, weight)
    if (dose !== null) doses[name] = Math.max(doses[name] ?? 0, dose)
  }
  return doses
}

function inUnitOf(name: string, { amount, unit = '' }: Intervention, weight: number | null): number | null {
  const read = amount === undefined ? undefined : numbers(amount)
  const found = /^(?:u|µ|μ|mc)g(\/kg)?\/min$/i.exec(unit.trim())
  if (!read || read[0] !== read[1] || !found) return null
  const [perKg, wanted] = [found[1] !== undefined, name === 'dopamine']
  if (perKg === wanted) return read[0]
  return weight === null || weight <= 0 ? null : decimal(perKg ? read[0] * weight : read[0] / weight)
}

/** The last weight in kg at a moment, however old. */
function weightOf(facts: readonly Fact[], moment: Moment): number | null {
  const [last] = standing(signs(facts, 'weight'), moment, Number.POSITIVE_INFINITY)
  const read = last?.value === undefined ? undefined : numbers(last.value)
  return read && read[0] === read[1] && /^kg$/i.test(last?.unit ?? 'kg') ? read[0] : null
}

/** Hours on vasopressors so far, where the times say. */
function hoursOn(used: readonly Intervention[], moment: Moment): number | null {
  const hours = used.map((fact) => {
    const start = spanOf(fact.at)
    return start ? hoursBetween(start, moment.span) : undefined
  })
  const exact = hours.filter((found) => found !== undefined && found.least === found.most)
  return exact.length === used.length ? Math.max(...exact.map((found) => found?.least ?? 0)) : null
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

function oxygen(
  interventions: readonly Intervention[],
  moment: Moment,
  at: (item: string) => unknown,
  { unrecorded }: FindingOptions,
): Record<string, unknown> {
  const all = interventions.filter((fact) => fact.kind === 'oxygen' || fact.kind === 'ventilation')
  if (all.some((fact) => inUse(fact, moment) === 'maybe')) return { device: null }
  const used = all.filter((fact) => inUse(fact, moment) === 'yes').map(supply)
  const said = at('oxygen device')
  if (used.length > 0) return used.reduce((a, b) => (weight(b) >= weight(a) ? b : a))
  if (said === false) return { device: 'none' }
  if (said !== null) {
    const flow = at('oxygen flow')
    return { device: deviceOf(String(said)), flowLpm: flow === null ? null : (numbers(flow as string)?.[0] ?? null) }
  }
  const hypoxia = at('hypoxia')
  if (hypoxia === false) return { device: 'none' }
  return { device: hypoxia === null && unrecorded === 'absent' ? 'none' : null }
}

function supply(fact: Intervention): Record<string, unknown> {
  const read = fact.amount === undefined ? undefined : numbers(fact.amount)
  const amount = read && read[0] === read[1] ? read[0] : null
  const unit = fact.unit?.trim() ?? ''
  const reason = reasonOf(fact.indication)
  return {
    device:
      fact.device === undefined ? (fact.kind === 'ventilation' ? deviceOf(fact.name) : null) : deviceOf(fact.device),
    flowLpm: /^l\s*\/\s*min$|^lpm$/i.test(unit) ? amount : null,
    fio2: amount === null ? null : unit === '%' ? decimal(amount / 100) : /fio2/i.test(unit) ? amount : null,
    ...(reason === undefined ? {} : { indication: reason }),
  }
}

const devices = [
  ['none', /^(none|room air|ra)$/],
  ['blow-by', /blow/],
  ['intubated', /intubat|mechanical vent|invasive vent|ventilator|endotracheal/],
  ['bipap', /bi-?pap|bpap|non-?invasive|niv/],
  ['cpap', /cpap/],
  ['nonrebreather', /non-?\s?rebreath|nrb/],
  ['venturi', /venturi/],
  ['high-flow-nasal-cannula', /hfnc|high.?flow/],
  ['nasal-cannula', /cannula|prongs|low.?flow/],
  ['facemask', /mask/],
] as const

/** The device by the words a site wrote; words that name none leave it unknown. */
function deviceOf(words: string | undefined): string | null {
  const text = (words ?? '').trim().toLowerCase()
  return devices.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

const weight = ({ device }: Record<string, unknown>): number =>
  [
    'none',
    'blow-by',
    'nasal-cannula',
    'high-flow-nasal-cannula',
    'facemask',
    'venturi',
    null,
    'nonrebreather',
    'cpap',
    'bipap',
    'intubated',
  ].indexOf(device as string)

function reasonOf(indication: string | undefined): string | undefined {
  const text = indication?.toLowerCase() ?? ''
  if (/airway/.test(text)) return 'airway-protection'
  if (/procedur|surg/.test(text)) return 'procedure'
  return /sleep.?apn|chronic|baseline/.test(text) ? 'chronic-baseline' : undefined
}

const listedApart = /pyrexia|fever|hypotension|hypoxi|cytokine release/i

/** CTCAE grades of events recorded as manifestations, other than fever, hypotension and hypoxia, by the latest regrading. */
function organs(
  facts: readonly Fact[],
  moment: Moment,
  { unrecorded }: FindingOptions,
): Record<string, number | null> | null {
  const found: Record<string, number | null> = {}
  const until = (fact: Fact) => (spanOf(fact.at)?.from ?? Number.POSITIVE_INFINITY) <= moment.span.to
  const reported = facts.filter(
    (fact): fact is FactOf<'adverseEventReported'> =>
      fact.type === 'adverseEventReported' &&
      fact.manifestationOf !== undefined &&
      !listedApart.test(fact.term) &&
      until(fact),
  )
  for (const { event, term, grade } of reported) {
    const later = facts.filter((fact) => 'event' in fact && fact.event === event && until(fact))
    if (later.some((fact) => fact.type === 'adverseEventEnded')) continue
    const regraded = later.filter((fact) => fact.type === 'adverseEventRegraded').at(-1)
    found[organOf(term)] = regraded?.grade ?? grade ?? null
  }
  return reported.length === 0 && unrecorded === 'unknown' ? null : found
}

const organOf = (term: string): string =>
  /aminotransferase/i.test(term) ? 'transaminases' : /creatinine/i.test(term) ? 'creatinine' : term.toLowerCase()

/** Whether an event of that name has been reported by a moment and not ended. */
function reported(
  facts: readonly Fact[],
  term: RegExp,
  moment: Moment,
  { unrecorded }: FindingOptions,
): boolean | null {
  const before = (fact: Fact) => (spanOf(fact.at)?.from ?? Number.POSITIVE_INFINITY) <= moment.span.to
  const ended = facts.flatMap((fact) => (fact.type === 'adverseEventEnded' && before(fact) ? [fact.event] : []))
  const open = facts.some(
    (fact) =>
      fact.type === 'adverseEventReported' && term.test(fact.term) && before(fact) && !ended.includes(fact.event),
  )
  return open || (unrecorded === 'absent' ? false : null)
}

/** Plasma, cryoprecipitate or fibrinogen given within the time a finding stands. */
function coagulopathy(all: readonly Intervention[], moment: Moment, { stands, unrecorded }: FindingOptions) {
  const given = all.some((fact) => {
    const span = spanOf(fact.at)
    const since = span ? hoursBetween(span, moment.span) : undefined
    return (
      /plasma|cryoprecipitate|fibrinogen/i.test(fact.name ?? '') && since && since.most >= 0 && since.least <= stands
    )
  })
  return given || (unrecorded === 'absent' ? false : null)
}

function on(all: readonly Intervention[], kinds: readonly string[], moment: Moment, { unrecorded }: FindingOptions) {
  const states = all.filter((fact) => kinds.includes(fact.kind)).map((fact) => inUse(fact, moment))
  if (states.includes('yes')) return true
  return states.includes('maybe') || unrecorded === 'unknown' ? null : false
}

/** Death by CRS, where the record of death names it or its event. */
function deathDueToCrs(facts: readonly Fact[], moment: Moment): boolean | null {
  const died = facts.find((fact) => fact.type === 'died' && (spanOf(fact.at)?.from ?? 0) <= moment.span.to)
  if (died?.type !== 'died') return false
  if (died.event !== undefined) return crsEvents(facts).includes(died.event)
  return died.cause === undefined ? null : /cytokine release|\bcrs\b/i.test(died.cause)
}

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

/** Identifiers of the events reported as CRS. */
export const crsEvents = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap((fact) =>
    fact.type === 'adverseEventReported' && /cytokine release/i.test(fact.term) ? [fact.event] : [],
  )
