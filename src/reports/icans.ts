import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { spanOf } from '../core/time.ts'
import type { EventSummary } from '../dlt/event.ts'
import { iceScores, isIcansTerm } from '../scales/icansEpisodes.ts'
import { icansEpisodes, type Scale } from '../scales/index.ts'
import { crsEvent } from './crs-events.ts'
import { scaleName } from './crs-grades.ts'
import { optional } from './optional.ts'
import type { ReportedCrsEvent } from './reported-crs.ts'

type Range = { readonly atLeast: number; readonly atMost: number }

/** One episode of ICANS, found in what was recorded. */
export type ReportedIcansEpisode = {
  readonly onset: string
  /** Absent: not resolved in what was recorded. */
  readonly resolved?: string
  readonly peak: Range
  /** What would narrow a range. */
  readonly needs: readonly string[]
}

/** Moments at which ICANS is neither shown nor excluded. */
export type IcansInDoubt = { readonly moments: number; readonly needs: readonly string[] }

/** ICANS of one participant from ICE scores and the findings beside them, since the first dose of cells. */
export type ReportedIcans = {
  /** First dose of a cells agent; absent: none was given, and ICANS was not looked for. */
  readonly since?: string
  readonly agents: readonly string[]
  readonly gradedBy: string
  /** The ICE scores, the lowest as a range where items were not done; absent: none is recorded. */
  readonly ice?: { readonly scores: number; readonly from: string; readonly to: string; readonly lowest: Range }
  readonly episodes: readonly ReportedIcansEpisode[]
  /** In doubt though the ICE score was 10, only for want of the level of consciousness. */
  readonly byIceAlone?: IcansInDoubt
  readonly undetermined?: IcansInDoubt
  /** As which the investigator reported it. */
  readonly reported: readonly ReportedCrsEvent[]
  /** Records of it with a date too partial to be placed. */
  readonly unplaced: number
  /** Below the age from which ICE is used: nothing is graded. */
  readonly tooYoung?: true
}

/** Below this age, in years, CAPD takes the place of ICE (Lee 2019). */
const youngest = 12

/** ICANS of one participant from the facts by a scale. */
export function reportedIcans(
  protocol: Protocol,
  scale: Scale,
  recorded: readonly Fact[],
  events: Readonly<Record<string, EventSummary>>,
  age: number | undefined,
): ReportedIcans {
  const agents = protocol.agents.filter(({ kind }) => kind === 'cells').map(({ name }) => name)
  const facts = recorded.filter((fact) => fact.type !== 'dosed' || agents.includes(fact.agent))
  const reported = Object.values(events)
    .filter((event) => isOfIcans(event, scale))
    .flatMap(crsEvent)
  const about = { agents, gradedBy: scaleName(scale), reported, ...optional({ since: firstDose(facts) }) }
  if (age !== undefined && age < youngest) return { ...about, episodes: [], unplaced: 0, tooYoung: true }
  const { episodes, undetermined, unplaced } = icansEpisodes(facts, { scale })
  const alone = undetermined.filter(({ given, result }) => given.ice === 10 && isOnlyConsciousness(scale, result.needs))
  return {
    ...about,
    ...optional({ ice: iceOf(facts) }),
    episodes: episodes.map(({ onset, resolution, peak, assessments }) => ({
      onset,
      ...optional({ resolved: resolution }),
      peak: { atLeast: peak.atLeast, atMost: peak.atMost },
      needs: peak.atLeast === peak.atMost ? [] : needsOf(assessments),
    })),
    ...optional({
      byIceAlone: inDoubt(alone),
      undetermined: inDoubt(undetermined.filter((one) => !alone.includes(one))),
    }),
    unplaced: unplaced.length,
  }
}

const isOfIcans = ({ term, scale, otherScales = {} }: EventSummary, { id }: Scale): boolean =>
  isIcansTerm(term) || scale === id || id in otherScales

function firstDose(facts: readonly Fact[]): string | undefined {
  const start = (at: string) => spanOf(at)?.from ?? Number.POSITIVE_INFINITY
  const doses = facts.flatMap((fact) => (fact.type === 'dosed' ? [fact.at] : []))
  return doses.sort((a, b) => start(a) - start(b))[0]
}

function iceOf(facts: readonly Fact[]): ReportedIcans['ice'] {
  const scores = iceScores(facts)
  const [first, last] = [scores[0], scores.at(-1)]
  if (!first || !last) return undefined
  const lowest = {
    atLeast: Math.min(...scores.map(({ atLeast }) => atLeast)),
    atMost: Math.min(...scores.map(({ atMost }) => atMost)),
  }
  return { scores: scores.length, from: first.at, to: last.at, lowest }
}

const isOnlyConsciousness = ({ inputs }: Scale, needs: readonly string[] = []): boolean =>
  needs.length > 0 && needs.every((need) => need === inputs.consciousness?.says)

type Assessments = readonly { readonly result: { readonly needs?: readonly string[] } }[]

const needsOf = (all: Assessments): readonly string[] => [...new Set(all.flatMap(({ result }) => result.needs ?? []))]

const inDoubt = (all: Assessments): IcansInDoubt | undefined =>
  all.length === 0 ? undefined : { moments: all.length, needs: needsOf(all) }

/** Whether ICANS was found, was not, or cannot be known from what was recorded. */
export function icansIs({ since, ice, episodes, undetermined, tooYoung }: ReportedIcans): IcansIs {
  if (since === undefined) return 'not looked for'
  if (episodes.length > 0) return 'found'
  if (tooYoung || undetermined !== undefined || ice === undefined) return 'not known'
  return 'not found'
}

export type IcansIs = 'found' | 'not found' | 'not known' | 'not looked for'

/** The ICE scores in words. */
export function iceInWords({ since, agents, ice, tooYoung }: ReportedIcans): string {
  if (since === undefined) return `not looked for: no dose of ${agents.join(' or ')} is recorded`
  if (tooYoung) return `not graded: below ${youngest} years CAPD takes the place of ICE`
  if (ice === undefined) return 'no ICE assessment recorded'
  const { scores, from, to, lowest } = ice
  const [first, last] = [from, to].map((at) => at.slice(0, 10))
  const when = first === last ? `on ${first}` : `from ${first} to ${last}`
  const many = scores === 1 ? '1 ICE assessment' : `${scores} ICE assessments`
  if (lowest.atLeast === 10) return `${many} ${when}, ${scores === 1 ? 'of' : 'all'} 10`
  const least = lowest.atLeast === lowest.atMost ? lowest.atLeast : `${lowest.atLeast} to ${lowest.atMost}`
  return `${many} ${when}, the lowest ${least}`
}

/** What leaves the answer open, a phrase each. */
export const doubtsInWords = ({ byIceAlone, undetermined, unplaced }: ReportedIcans): readonly string[] => [
  ...(undetermined === undefined
    ? []
    : [
        `neither shown nor excluded at ${moments(undetermined)}, for want of ${undetermined.needs.join('; ') || 'something not named'}`,
      ]),
  ...(byIceAlone === undefined
    ? []
    : [`${byIceAlone.needs.join('; ')} not recorded at ${moments(byIceAlone)} of ICE 10`]),
  ...(unplaced === 0 ? [] : [`${unplaced} records with a date too partial to be placed`]),
]

const moments = ({ moments: n }: IcansInDoubt): string => (n === 1 ? '1 moment' : `${n} moments`)
