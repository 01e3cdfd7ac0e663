import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { spanOf } from '../core/time.ts'
import type { EventSummary } from '../dlt/event.ts'
import { crsEvents } from '../scales/crsReported.ts'
import { type Assessment, type Episode, rangeOf } from '../scales/episode.ts'
import { crsEpisodes, type Scale } from '../scales/index.ts'
import { crsEvent, reportedBy } from './crs-events.ts'
import { crsGrades, ofProtocol, scaleName } from './crs-grades.ts'
import { optional } from './optional.ts'
import type { ReportedCrs, ReportedCrsEpisode, ReportedCrsMoment } from './reported-crs.ts'

type Events = Readonly<Record<string, EventSummary>>

/** CRS of one participant from the facts, by every scale side by side; the first scale finds the episodes. */
export function reportedCrs(
  protocol: Protocol,
  scales: readonly [Scale, ...Scale[]],
  facts: readonly Fact[],
  events: Events,
): ReportedCrs {
  const [scale] = scales
  const agents = cellsOf(protocol)
  const { episodes, undetermined, assumes, unplaced } = crsEpisodes(facts, { scale, agents })
  const claimed = episodes.flatMap((episode) => episode.events)
  return {
    ...optional({ since: firstDose(facts, agents) }),
    agents,
    foundBy: scaleName(scale),
    episodes: episodes.map((episode) => reportedEpisode(protocol, scales, episode, events)),
    undetermined: undetermined.map(moment),
    unmatched: crsEvents(facts)
      .filter((event) => !claimed.includes(event))
      .flatMap((event) => crsEvent(events[event])),
    assumes,
    unplaced: inTime(unplaced).map((fact) => ({ at: fact.at, what: whatIs(fact) })),
  }
}

const cellsOf = ({ agents }: Protocol): readonly string[] =>
  agents.filter(({ kind }) => kind === 'cells').map(({ name }) => name)

function firstDose(facts: readonly Fact[], agents: readonly string[]): string | undefined {
  const doses = facts.filter((fact) => fact.type === 'dosed' && agents.includes(fact.agent)).map(({ at }) => at)
  return doses.sort((a, b) => startOf(a) - startOf(b))[0]
}

function reportedEpisode(
  protocol: Protocol,
  scales: readonly Scale[],
  episode: Episode,
  events: Events,
): ReportedCrsEpisode {
  const grades = crsGrades(scales, episode, ofProtocol(protocol, scales))
  const reported = episode.events.flatMap((event) => crsEvent(events[event]))
  return {
    onset: episode.onset,
    ...optional({ resolved: episode.resolution, resolutionConfirmed: episode.resolutionConfirmed }),
    grades,
    course: episode.assessments.filter(isChange).map(moment),
    treatments: inTime(episode.treatments).map(({ at, until, kind, name, amount, unit }) => ({
      at,
      kind,
      ...optional({ until, name, amount: amount === undefined ? undefined : String(amount), unit }),
    })),
    manifestations: inTime(episode.manifestations).map(({ event, term, at }) => ({ event, term, onset: at })),
    reported,
    gradesDiffer: grades.some((grade) =>
      reportedBy(reported, grade, protocol).some((worst) => apart(worst, grade.peak)),
    ),
  }
}

/** In order of when they began; of those that began together, in a fixed one. */
const inTime = <T extends Fact>(facts: readonly T[]): readonly T[] =>
  facts.toSorted((a, b) => startOf(a.at) - startOf(b.at) || (whatIs(a) < whatIs(b) ? -1 : 1))

const startOf = (at: string): number => spanOf(at)?.from ?? Number.POSITIVE_INFINITY

type Range = { readonly atLeast: number; readonly atMost: number }
const apart = (a: Range, b: Range): boolean => a.atLeast > b.atMost || b.atLeast > a.atMost

const moment = ({ at, result }: Assessment): ReportedCrsMoment => ({
  at,
  ...rangeOf(result),
  needs: result.needs ?? [],
})

/** Whether the grade at a moment is not the one before. */
function isChange({ result }: Assessment, i: number, all: readonly Assessment[]): boolean {
  const before = all[i - 1]
  if (!before) return true
  const [was, is] = [rangeOf(before.result), rangeOf(result)]
  return was.atLeast !== is.atLeast || was.atMost !== is.atMost
}

/** A fact in a few words. */
function whatIs(fact: Fact): string {
  switch (fact.type) {
    case 'vitalSign':
      return fact.sign
    case 'assessed':
      return [fact.instrument, fact.item].filter(Boolean).join(' ')
    case 'intervention':
      return fact.name ?? fact.kind
    case 'adverseEventReported':
      return fact.term
    default:
      return fact.type
  }
}
