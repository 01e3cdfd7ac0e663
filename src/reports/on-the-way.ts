import { spanAt } from '../core/time.ts'
import { treats } from '../dosing/acts.ts'
import { optional } from './optional.ts'
import type { ReportedParticipant, ReportedRecommendation } from './report.ts'
import type { ReportedConduct } from './reported-conduct.ts'
import type { ReportedOnTheWay } from './reported-on-the-way.ts'

/** How the trial stands towards those who are not dosed yet. */
type Stands = {
  readonly recommendation: ReportedRecommendation
  readonly conduct: ReportedConduct
  readonly asOf: string
}

/** Everybody on the way to a first dose of the escalated agent, with what holds it where the level takes nobody. */
export const onTheWay = (participants: readonly ReportedParticipant[], stands: Stands): readonly ReportedOnTheWay[] =>
  participants
    .filter(({ journey, status, off }) => status === 'notDosed' && off === undefined && journey !== 'screening')
    .map((one) => reported(one, stands))

function reported(one: ReportedParticipant, stands: Stands): ReportedOnTheWay {
  const { participant, assigned, level = assigned, expansion, doses, gates } = one
  const next = gates?.find(({ dose }) => dose === 'next')
  return {
    participant,
    ...optional({ level, expansion }),
    given: [...new Set(doses.map(({ agent }) => agent))],
    ...optional({ lastGiven: doses.toSorted((a, b) => spanAt(a.at).to - spanAt(b.at).to).at(-1)?.at }),
    ...(next
      ? {
          next: {
            opens: next.opens,
            ...optional({ latest: next.latest }),
            isPast: next.latest !== undefined && spanAt(next.latest).to < spanAt(stands.asOf).from,
          },
        }
      : {}),
    held: expansion === undefined ? heldAtLevel(level, stands) : heldInCohort(expansion, stands),
  }
}

type Holds = ReportedOnTheWay['held']

/** What keeps a dose level from taking somebody: a suspension, what holds enrollment, or a recommendation for no or another level. */
function heldAtLevel(level: string | undefined, { recommendation, conduct, asOf }: Stands): Holds {
  const { level: next, headline, until } = recommendation
  const told = { why: headline.replace(/\.$/, ''), ...optional({ until }) }
  if (!treats(recommendation)) return [...suspension(conduct), told]
  const elsewhere = next === level ? [] : [{ why: told.why }]
  const held = conduct.held.filter((one) => one.cohort === undefined && !isOver(one.until, asOf))
  const later = conduct.earliestNext
  const stagger =
    later && later.level === level && !isOver(later.date, asOf) && !held.some((one) => one.by === later.rule)
      ? [{ why: later.says, until: later.date }]
      : []
  return [
    ...suspension(conduct),
    ...elsewhere,
    ...held.map(({ why, until: by }) => ({ why, ...optional({ until: by }) })),
    ...stagger,
  ]
}

const heldInCohort = (cohort: string | null, { conduct, asOf }: Stands): Holds => [
  ...suspension(conduct),
  ...conduct.held
    .filter((one) => one.cohort !== undefined && one.cohort === cohort && !isOver(one.until, asOf))
    .map(({ why, until }) => ({ why, ...optional({ until }) })),
]

const suspension = ({ suspension: one }: ReportedConduct): Holds =>
  one ? [{ why: `the trial is suspended: ${one.why}` }] : []

const isOver = (until: string | undefined, asOf: string): boolean =>
  until !== undefined && spanAt(until).from <= spanAt(asOf).from
