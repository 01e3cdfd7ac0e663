import type { Fact, FactOf } from '../core/fact.schema.ts'
import { hoursBetween, type Span, spanOf } from '../core/time.ts'
import { crsFindings, endings, type FindingOptions } from './crsFindings.ts'
import { asCrs, assumedOfReports, crsEvents, tellingReports } from './crsReported.ts'
import { fatalEnds } from './deathDueTo.ts'
import {
  type Assessment,
  type Course,
  type Episode,
  type Open,
  peakOf,
  quietSince,
  reachedIn,
  walk,
} from './episode.ts'
import { type Moment, moments } from './moments.ts'
import type { GradeOptions, Scale } from './result.ts'

export type CrsOptions = GradeOptions &
  Partial<FindingOptions> & {
    /** The scale that opens, grades and closes episodes: `astct-crs-2019`. */
    readonly scale: Scale
    /** The agents whose first dose opens the time in which CRS can be; all unless told. */
    readonly agents?: readonly string[]
    /** Hours without any criterion after which a new one makes a new episode; 24 unless told. */
    readonly joins?: number
  }

const usualHours = 24
const waiving: readonly string[] = ['antipyretic', 'tocilizumab', 'siltuximab', 'anakinra', 'corticosteroid']
const treating: readonly string[] = [...waiving, 'vasopressor', 'fluids', 'oxygen', 'ventilation']
const relevantSigns: readonly string[] = ['temperature', 'systolic']

/**
 * CRS from one participant's facts: episodes after the first dose, graded at every moment something relevant was recorded.
 * Fever opens an episode; once it is open, treatment waives fever (ASTCT 2019). What is not known leaves a range.
 */
export function crsEpisodes(recorded: readonly Fact[], options: CrsOptions): Course {
  const facts = [...recorded, ...endings(recorded)]
  const telling = [...tellingReports(facts), ...fatalEnds(asCrs(facts).events, facts)]
  const { moments: all, unplaced } = moments(facts.filter((fact) => relevant(fact) || telling.includes(fact)))
  const infusions = dosesOf(facts, options.agents)
  const assumes = [...assumedBy(options), ...assumedOfReports(facts)]
  const [first] = infusions
  if (!first) return { episodes: [], undetermined: [], assumes, unplaced }
  const joins = options.joins ?? usualHours
  const after = all.filter((moment) => moment.span.to >= first.from)
  const { runs, undetermined } = walk(after, joins, (moment, open) => assess(facts, moment, open, options))
  const last = Math.max(...after.map((moment) => moment.span.from))
  const episodes = runs.map((run) => episodeOf(run, facts, options, infusions, joins, last))
  return { episodes, undetermined, assumes, unplaced }
}

const assumedBy = ({
  stands = usualHours,
  unrecorded = 'absent',
  unrecordedHospitalisation,
}: CrsOptions): readonly string[] => [
  ...(unrecorded === 'absent' ? ['an intervention that is not recorded was not given'] : []),
  ...(unrecordedHospitalisation === 'absent' ? ['a hospitalisation that is not recorded was not needed'] : []),
  `a measurement or finding stands until the next, for at most ${stands} h`,
]

const relevant = (fact: Fact): boolean =>
  (fact.type === 'vitalSign' && relevantSigns.includes(fact.sign)) ||
  (fact.type === 'assessed' && fact.instrument === 'CRS') ||
  (fact.type === 'intervention' && treating.includes(fact.kind)) ||
  (fact.type === 'adverseEventReported' && fact.manifestationOf !== undefined) ||
  fact.type === 'died'

const dosesOf = (facts: readonly Fact[], agents: readonly string[] | undefined): readonly Span[] =>
  facts
    .filter((fact) => fact.type === 'dosed' && (agents?.includes(fact.agent) ?? true))
    .map((fact) => spanOf(fact.at))
    .filter((span) => span !== undefined)
    .sort((a, b) => a.from - b.from)

function assess(facts: readonly Fact[], moment: Moment, open: Open | undefined, options: CrsOptions): Assessment {
  const { stands = usualHours, unrecorded = 'absent' } = options
  const findings = crsFindings(facts, moment, { ...options, stands, unrecorded })
  const given = {
    ...findings,
    crsEstablished: open !== undefined,
    antipyreticOrAnticytokine: treated(facts, moment, open?.onset),
  }
  return { at: moment.at, span: moment.span, given, result: options.scale.grade(given, options) }
}

/** Whether a treatment that waives fever was given by a moment; in an open episode only since its onset. */
function treated(facts: readonly Fact[], moment: Moment, since: Span | undefined): boolean | null {
  const given = facts.flatMap((fact) => {
    const span = spanOf(fact.at)
    return fact.type === 'intervention' && waiving.includes(fact.kind) && span && span.from <= moment.span.to
      ? [span]
      : []
  })
  const from = since?.from ?? Number.NEGATIVE_INFINITY
  if (given.some((span) => span.from >= from)) return true
  return given.some((span) => span.to >= from) ? null : false
}

function episodeOf(
  run: Open,
  facts: readonly Fact[],
  { scale }: CrsOptions,
  infusions: readonly Span[],
  joins: number,
  last: number,
): Episode {
  const quiet = quietSince(run.assessments)
  const until = quiet?.span.to ?? Number.POSITIVE_INFINITY
  const assessments = quiet ? run.assessments.slice(0, run.assessments.indexOf(quiet) + 1) : run.assessments
  const within = (at: string) => overlaps(spanOf(at), run.onset, until)
  const events = reportedAs(facts, run.onset, until)
  return {
    scale: scale.id,
    version: scale.version,
    onset: run.assessments[0]?.at ?? '',
    assessments,
    peak: peakOf(assessments),
    reached: reachedIn(
      assessments,
      infusions.findLast((span) => span.from <= run.onset.to),
    ),
    ...(quiet ? { resolution: quiet.at, resolutionConfirmed: (last - quiet.span.to) / 3_600_000 >= joins } : {}),
    treatments: facts.filter(
      (fact): fact is FactOf<'intervention'> =>
        fact.type === 'intervention' && treating.includes(fact.kind) && within(fact.at),
    ),
    manifestations: facts.filter(
      (fact): fact is FactOf<'adverseEventReported'> =>
        fact.type === 'adverseEventReported' &&
        fact.manifestationOf !== undefined &&
        events.includes(fact.manifestationOf),
    ),
    events,
  }
}

const overlaps = (span: Span | undefined, onset: Span, until: number): boolean =>
  span !== undefined && span.to >= onset.from && span.from <= until

/** The reported CRS events whose onset lies in the episode or at most a day before it. */
function reportedAs(facts: readonly Fact[], onset: Span, until: number): readonly string[] {
  const crs = crsEvents(facts)
  return facts.flatMap((fact) => {
    const span = spanOf(fact.at)
    if (fact.type !== 'adverseEventReported' || !crs.includes(fact.event) || !span || span.from > until) return []
    return hoursBetween(span, onset).least <= usualHours ? [fact.event] : []
  })
}
