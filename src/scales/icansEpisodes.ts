import type { Fact, FactOf } from '../core/fact.schema.ts'
import { spanOf } from '../core/time.ts'
import { deathDueTo, fatalEnds, type Toxicity } from './deathDueTo.ts'
import {
  type Assessment,
  type Course,
  type Episode,
  type GradeRange,
  type Open,
  peakOf,
  quietSince,
  reachedIn,
  walk,
} from './episode.ts'
import { readGiven } from './given.ts'
import { iceScore } from './iceScore.ts'
import { agreed, type Moment, moments, standing } from './moments.ts'
import type { GradeOptions, Scale } from './result.ts'
import { sameItem } from './sameItem.ts'

/** The scale that grades ICANS from ICE scores. */
export const icansScale = 'astct-icans-2019-adult'

export type IcansOptions = GradeOptions & {
  /** The scale: `astct-icans-2019-adult`. */
  readonly scale: Scale
  /** For how many hours a finding stands; 24 unless told. */
  readonly stands?: number
  /** Hours without any finding after which a new one makes a new episode; 24 unless told. */
  readonly joins?: number
}

type Assessed = FactOf<'assessed'>
const usualHours = 24
const treating: readonly string[] = ['corticosteroid', 'anakinra', 'siltuximab', 'ventilation']
const isAssessed = (fact: Fact): fact is Assessed => fact.type === 'assessed'
const isIce = (fact: Fact): fact is Assessed =>
  isAssessed(fact) && (fact.instrument === 'ICE' || (fact.instrument === 'ICANS' && sameItem(fact.item, 'ice')))
const relevant = (fact: Fact): boolean => isAssessed(fact) && (fact.instrument === 'ICE' || fact.instrument === 'ICANS')

/** ICANS from one participant's facts after the first dose: ICE, by items or total, and the findings beside it. */
export function icansEpisodes(facts: readonly Fact[], options: IcansOptions): Course {
  const { moments: all, unplaced } = moments([...facts.filter(relevant), ...deathsOfIcans(facts)])
  const infusions = facts
    .flatMap((fact) => (fact.type === 'dosed' ? [spanOf(fact.at)] : []))
    .filter((span) => span !== undefined)
    .sort((a, b) => a.from - b.from)
  const assumes = [`a finding stands until the next, for at most ${options.stands ?? usualHours} h`]
  const [first] = infusions
  if (!first) return { episodes: [], undetermined: [], assumes, unplaced }
  const joins = options.joins ?? usualHours
  const after = all.filter((moment) => moment.span.to >= first.from)
  const { runs, undetermined } = walk(after, joins, (moment) => assess(facts, moment, options))
  const last = Math.max(...after.map((moment) => moment.span.from))
  const episodes = runs.map((run) => {
    const infusion = infusions.findLast((span) => span.from <= run.onset.to)
    return { ...episodeOf(run, facts, options.scale, last, joins), reached: reachedIn(run.assessments, infusion) }
  })
  return { episodes, undetermined, assumes, unplaced }
}

function assess(facts: readonly Fact[], moment: Moment, options: IcansOptions): Assessment {
  const hours = options.stands ?? usualHours
  const found = (...items: readonly string[]) =>
    standing(
      facts.filter(
        (fact): fact is Assessed =>
          isAssessed(fact) && fact.instrument === 'ICANS' && items.some((item) => sameItem(fact.item, item)),
      ),
      moment,
      hours,
    ).flatMap(({ value }) => (value === undefined ? [] : [value]))
  const worst = (name: string, ...items: readonly string[]) => worstOf(options.scale, name, found(name, ...items))
  const raw = {
    ...ice(facts, moment, hours),
    consciousness: words(worst('consciousness')),
    ...listed('seizure', worst('seizure')),
    ...listed('motor', worst('motor')),
    ...listed('edema', worst('edema', 'cerebral edema', 'raised intracranial pressure')),
    ...excuse('sedated', found('sedated')),
    ...excuse('otherCause', found('other cause')),
    ...longest('seizureMinutes', found('seizure minutes')),
    ...excuse('intracranialHemorrhage', found('intracranial hemorrhage')),
    deathDueToIcans: deathDueTo(asIcans(facts), facts, moment),
  }
  const given = known(options.scale, raw)
  return { at: moment.at, span: moment.span, given, result: options.scale.grade(given, options) }
}

/** Every ICE score since the first dose, as the least and most that the items done leave. */
export function iceScores(facts: readonly Fact[]): readonly (GradeRange & { readonly at: string })[] {
  const first = Math.min(...facts.flatMap((fact) => (fact.type === 'dosed' ? [spanOf(fact.at)?.from ?? Infinity] : [])))
  return moments(facts.filter(isIce))
    .moments.filter(({ span }) => span.to >= first)
    .map((moment) => ({ at: moment.at, ...scoreRange(ice(moment.facts, moment, 0)) }))
}

/** A score that ICE does not have says nothing. */
function scoreRange({ ice: score, iceRange }: Record<string, unknown>): GradeRange {
  const [atLeast, atMost] = Array.isArray(iceRange)
    ? (iceRange as [number, number])
    : [Number(score ?? -1), Number(score)]
  return Number.isInteger(atLeast) && atLeast >= 0 && atMost <= 10 ? { atLeast, atMost } : { atLeast: 0, atMost: 10 }
}

/** Whether an event was reported as ICANS. */
export const isIcansTerm = (term: string): boolean => /effector cell-associated neurotox|\bICANS\b/i.test(term)

/** ICANS as a cause of death: its events and those recorded as its manifestations. */
function asIcans(facts: readonly Fact[]): Toxicity {
  const reports = facts.filter((fact) => fact.type === 'adverseEventReported')
  const own = reports.filter(({ term }) => isIcansTerm(term)).map(({ event }) => event)
  const events = reports.flatMap(({ event, manifestationOf = '' }) =>
    own.includes(event) || own.includes(manifestationOf) ? [event] : [],
  )
  return { events, cause: /neurotox|\bICANS\b/i }
}

function deathsOfIcans(facts: readonly Fact[]): readonly Fact[] {
  const { events, cause } = asIcans(facts)
  const named = facts.filter(
    (fact) =>
      fact.type === 'died' && (fact.event === undefined ? cause.test(fact.cause ?? '') : events.includes(fact.event)),
  )
  return [...fatalEnds(events, facts), ...named]
}

/** The ICE score that stands: its total, else its items, else what the items done leave possible; of several of one time the lowest. */
function ice(facts: readonly Fact[], moment: Moment, hours: number): Record<string, unknown> {
  const standingItems = standing(facts.filter(isIce), moment, hours)
  const totals = standingItems.flatMap(({ item, value }) =>
    (item === undefined || item === 'total' || item === 'ice') && typeof value === 'number' ? [value] : [],
  )
  if (totals.length > 0) return { ice: Math.min(...totals) }
  const items: Record<string, number | null> = {}
  for (const { item = '', value } of standingItems) {
    const name = item === 'command' ? 'commands' : item
    const points = typeof value === 'number' ? value : null
    const other = items[name]
    items[name] =
      other === undefined || other === null || points === null ? (points ?? other ?? null) : Math.min(other, points)
  }
  if (standingItems.length === 0) return { ice: null }
  const read = readGiven(iceScore, items)
  const score = iceScore.grade('invalid' in read ? {} : read)
  return typeof score.score === 'number' ? { ice: score.score } : { ice: null, iceRange: [score.atLeast, score.atMost] }
}

/** Of several findings of one time the worst by the scale; one it cannot read may be any but worse than its worst. */
function worstOf(scale: Scale, name: string, values: readonly Assessed['value'][]): Assessed['value'] {
  const input = scale.inputs[name]
  const order = input?.kind === 'choice' ? input.values : []
  const rank = (value: Assessed['value']): number => {
    const read = readGiven(scale, { [name]: value === false ? 'none' : value })
    const place = 'invalid' in read ? -1 : order.indexOf(String(read[name]))
    return place < 0 ? order.length - 1.5 : place
  }
  return values.reduce<Assessed['value']>(
    (worst, value) => (worst === undefined || rank(value) > rank(worst) ? value : worst),
    undefined,
  )
}

/** What leaves findings out counts where all of one time agree on it; where they differ it is unknown. */
const excuse = (name: string, values: readonly Assessed['value'][]): Record<string, unknown> => {
  const one = agreed(values)
  return one === undefined ? {} : { [name]: typeof one === 'boolean' ? one : null }
}

const longest = (name: string, values: readonly Assessed['value'][]): Record<string, unknown> =>
  values.length === 0
    ? {}
    : { [name]: values.every((value) => typeof value === 'number') ? Math.max(...(values as number[])) : values[0] }

const words = (value: Assessed['value']): string | null => (typeof value === 'string' ? value : null)

/** A finding by exception: none where it was denied, unknown where only its presence is recorded. */
const listed = (name: string, value: Assessed['value']): Record<string, unknown> =>
  value === undefined ? {} : { [name]: value === false ? 'none' : words(value) }

/** What the scale can read; a value it does not know is an unknown, not an absence. */
function known(scale: Scale, raw: Record<string, unknown>): Record<string, unknown> {
  const given: Record<string, unknown> = { ...raw }
  for (let tries = 0; tries < Object.keys(raw).length; tries += 1) {
    const read = readGiven(scale, given)
    if (!('invalid' in read)) return read
    given[String(read.item)] = null
  }
  return {}
}

function episodeOf(run: Open, facts: readonly Fact[], scale: Scale, last: number, joins: number): Episode {
  const quiet = quietSince(run.assessments)
  const until = quiet?.span.to ?? Number.POSITIVE_INFINITY
  const assessments = quiet ? run.assessments.slice(0, run.assessments.indexOf(quiet) + 1) : run.assessments
  const events = facts.flatMap((fact) =>
    fact.type === 'adverseEventReported' && isIcansTerm(fact.term) ? [fact.event] : [],
  )
  return {
    scale: scale.id,
    version: scale.version,
    onset: run.assessments[0]?.at ?? '',
    assessments,
    peak: peakOf(assessments),
    reached: [],
    ...(quiet ? { resolution: quiet.at, resolutionConfirmed: (last - quiet.span.to) / 3_600_000 >= joins } : {}),
    treatments: facts.filter((fact): fact is FactOf<'intervention'> => {
      const span = spanOf(fact.at)
      const inside = span !== undefined && span.to >= run.onset.from && span.from <= until
      return fact.type === 'intervention' && treating.includes(fact.kind) && inside
    }),
    manifestations: facts.filter(
      (fact): fact is FactOf<'adverseEventReported'> =>
        fact.type === 'adverseEventReported' && events.includes(fact.manifestationOf ?? ''),
    ),
    events,
  }
}
