import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { EventSummary } from '../dlt/event.ts'
import { standingOf } from '../eligibility/criterion-words.ts'
import {
  type CriterionAnswer,
  eligibilityIn,
  type GateAnswer,
  type GatedDose,
  gatedDoses,
  gateIn,
  gateIssues,
  type TrialFacts,
  trialFacts,
} from '../eligibility/index.ts'
import type { Posted } from '../machines/router.ts'
import { notCountedAt } from './not-counted.ts'
import { optional } from './optional.ts'
import type { ReportedCriterion, ReportedEligibility, ReportedGate } from './reported-eligibility.ts'

const notFacts: readonly string[] = ['timePassed', 'adjudicated']

/** The facts among what was posted, those of donors among them. */
export const factsIn = (posted: readonly Posted[]): readonly Fact[] =>
  posted.filter((one): one is Fact => 'participant' in one && !notFacts.includes(one.type))

/** Whether a participant was eligible when enrolled, by what is known now; nothing where the protocol has no criteria. */
export function reportedEligibility(
  protocol: Protocol,
  trial: TrialFacts,
  participant: string,
  asOf: string,
): ReportedEligibility | undefined {
  if (!protocol.eligibility) return undefined
  const { at, asked } = whenAsked(trial, participant, asOf)
  const { is, against, needs, criteria, donors } = eligibilityIn(protocol, trial, at, participant)
  return {
    at,
    asked,
    is,
    against: against.map(reportedCriterion),
    needs,
    criteria: criteria.map(reportedCriterion),
    donors: donors.map(({ donor = '', is: one, against: because }) => ({
      donor,
      is: one,
      because: because.map((one) => `${one.id} ${standingOf(one)}: ${one.says}`),
    })),
  }
}

function whenAsked(trial: TrialFacts, participant: string, asOf: string): Pick<ReportedEligibility, 'at' | 'asked'> {
  const own = (trial.by.get(participant) ?? []).filter(({ fact }) => fact.donor === undefined)
  const first = (type: Fact['type']) =>
    own.filter(({ fact }) => fact.type === type).toSorted((a, b) => a.span.from - b.span.from)[0]?.fact.at
  const [enrolled, dosed] = [first('enrolled'), first('dosed')]
  if (enrolled !== undefined) return { at: enrolled, asked: 'at enrolment' }
  return dosed === undefined ? { at: asOf, asked: 'as of the review' } : { at: dosed, asked: 'at the first dose' }
}

const reportedCriterion = ({
  id,
  kind,
  section,
  says,
  priority,
  holds,
  grounds,
  needs,
}: CriterionAnswer): ReportedCriterion => ({
  id,
  kind,
  section,
  says,
  priority,
  holds,
  saw: grounds.map(({ saw }) => saw).join('; '),
  needs,
})

/** Everybody's eligibility and gates, and the queries for doses that were given without an open gate. */
export function reportedScreening(protocol: Protocol, posted: readonly Posted[], asOf: string) {
  const trial = trialFacts(factsIn(posted), protocol.siteOffset)
  const doses = new Map([...trial.by.keys()].sort().map((id) => [id, gatedDoses(protocol, trial, id)] as const))
  return {
    of: (participant: string, events: readonly EventSummary[]) =>
      optional({
        eligibility: reportedEligibility(protocol, trial, participant, asOf),
        gates: reportedGates(protocol, trial, participant, asOf, events, doses.get(participant)),
      }),
    issues: [...doses].flatMap(([participant, given]) => gateIssues(participant, given)),
  }
}

/** The gates of the administrations given, and of the next one that has a gate; `events`: what each is held against beside it. */
export function reportedGates(
  protocol: Protocol,
  trial: TrialFacts,
  participant: string,
  asOf: string,
  events: readonly EventSummary[] = [],
  doses: readonly GatedDose[] = gatedDoses(protocol, trial, participant),
): readonly ReportedGate[] | undefined {
  if (!protocol.infusionGates) return undefined
  const given = new Set(doses.map(({ answer }) => answer.gate))
  const lastGiven = protocol.infusionGates.findLastIndex(({ id }) => given.has(id))
  const next = isOff(trial, participant) ? undefined : protocol.infusionGates[lastGiven + 1]
  return [
    ...doses.map(({ at, answer }) => reportedGate(answer, at, 'given')),
    ...(next ? [reportedGate(gateIn(protocol, next, trial, asOf, participant), asOf, 'next')] : []),
  ].map((gate) => {
    const notCounted = notCountedAt(protocol, gate.gate, events, gate.at)
    return notCounted.length > 0 ? { ...gate, notCounted } : gate
  })
}

const isOff = (trial: TrialFacts, participant: string): boolean =>
  (trial.by.get(participant) ?? []).some(
    ({ fact }) =>
      fact.donor === undefined &&
      (['withdrew', 'died', 'completed'].includes(fact.type) ||
        (fact.type === 'assessed' && fact.instrument === 'end of treatment')),
  )

const reportedGate = (answer: GateAnswer, at: string, dose: ReportedGate['dose']): ReportedGate => {
  const { gate, opens, is, isUnknown, until, latest, because, notes, needs } = answer
  return {
    gate,
    opens,
    at,
    dose,
    is,
    isUnknown,
    ...(until === undefined ? {} : { until }),
    ...(latest === undefined ? {} : { latest }),
    because,
    ...(notes === undefined ? {} : { notes }),
    needs,
  }
}
