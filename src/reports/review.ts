import type { Decision } from '../core/decision.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Issue } from '../core/issue.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { atSite, spanAt } from '../core/time.ts'
import { hepaticSignals } from '../dlt/signals.ts'
import { looksAt } from '../dosing/stopping.ts'
import { current, knownOn, recordedBy } from '../ledger/known-on.ts'
import type { Entry } from '../ledger/ledger.ts'
import type { Basis } from '../machines/emitted.ts'
import { basisOf } from '../machines/hall.ts'
import { type Replay, replay } from '../machines/replay.ts'
import type { Posted } from '../machines/router.ts'
import type { Machines } from '../machines/rules.ts'
import type { Scale } from '../scales/index.ts'
import { assumptionsOf } from './assumptions.ts'
import { reportedConduct } from './conduct.ts'
import { reportedCorrections } from './corrections.ts'
import { reportedCrs } from './crs.ts'
import { factsByParticipant } from './crs-facts.ts'
import { reportedDecisionTable } from './decision-table.ts'
import { reportedDecisions } from './decisions.ts'
import { reportedScreening } from './eligibility.ts'
import { reportedEndpoints } from './endpoints.ts'
import { gradedResults } from './graded-results.ts'
import { reportedIcans } from './icans.ts'
import { reportedLevels } from './levels.ts'
import { onTheWay } from './on-the-way.ts'
import { eventsIn, reportedParticipant } from './participants.ts'
import { reportedPathways } from './pathways.ts'
import { postedAt } from './posted.ts'
import { presentDesign } from './present-design.ts'
import { type OpenCount, queriesOf } from './queries.ts'
import { reportedRecommendation } from './recommendation.ts'
import type { Report, ReportedParticipant, ReportedWithdrawal } from './report.ts'
import { withUnseen } from './unseen.ts'
import { suspensionsIn, withdrawnIn, withoutThese } from './withdrawn.ts'

/** What to review: as of when (what had happened), and optionally known on when (what had been recorded). */
export type ReviewOf = {
  readonly asOf: string
  readonly knownOn?: string
  readonly software: string
  /** The scales that grade CRS side by side; the first finds the episodes. Without one, CRS is not graded. */
  readonly crsScales?: readonly Scale[]
  /** The scale that grades ICANS from ICE scores; without it, or in a protocol without cells, ICANS is not graded. */
  readonly icansScale?: Scale
}

/** Reviews a ledger against a protocol: the report a safety review committee reads. Same entries, same report, byte for byte. */
export function review(
  machines: Machines,
  ledger: readonly Entry[],
  of: ReviewOf,
  issues: readonly Issue[] = [],
): Report {
  const { protocol } = machines.judges
  const known = of.knownOn === undefined ? ledger : recordedBy(ledger, of.knownOn)
  const posted = postedFrom(machines, known, of.asOf)
  const { state, withdrawn, turned } = replayed(machines, known, posted)
  const basis = basisOf(state.trial.hall)
  const screening = reportedScreening(protocol, posted, of.asOf)
  const participants = participantsOf(machines, state, posted, of).map((one) => ({
    ...one,
    ...screening.of(one.participant, eventsIn(state.lanes.get(one.participant)!.lane)),
  }))
  const conduct = reportedConduct(protocol, state.trial.hall)
  const present = presentDesign(protocol, state.trial.hall)
  const decisions = reportedDecisions(protocol, posted, state.emitted)
  const recommendation = reportedRecommendation(protocol, basis, present.design, participants, of.asOf)
  return {
    protocol: {
      id: protocol.id,
      title: protocol.title,
      phase: protocol.phase,
      version: protocol.version,
      source: protocol.source,
    },
    asOf: of.asOf,
    ...(of.knownOn === undefined ? {} : { knownOn: of.knownOn }),
    basis: {
      entries: known.length,
      head: known.at(-1)?.hash ?? '',
      table: protocol.grading.table,
      software: of.software,
    },
    recommendation,
    decisionTable: reportedDecisionTable(protocol, present),
    pathways: reportedPathways(present),
    phase: String(state.trial.hall.trial.value),
    conduct,
    levels: reportedLevels(protocol, state.trial.hall, basis, participants),
    participants,
    onTheWay: onTheWay(participants, { recommendation, conduct, asOf: of.asOf }),
    decisions,
    signals: signalsIn(protocol, posted),
    ...(withdrawn.length > 0 ? { withdrawn } : {}),
    corrections: reportedCorrections(known, {
      asOf: of.asOf,
      decisions,
      turned,
      timesKnown: recordsTimes(known),
      siteOffset: protocol.siteOffset,
    }),
    ...reportedEndpoints(protocol, posted, of.asOf),
    rules: protocol.dltRules.map(({ id, section, says, assumed = false }) => ({ id, section, says, assumed })),
    issues: [
      ...issues.filter(isAbout(known, of.asOf)),
      ...raised(state),
      ...queriesOf(participants, openCountsIn(protocol, state)),
      ...screening.issues,
    ].map(withoutRow),
    assumptions: assumptionsOf(protocol),
  }
}

/** The trial by what is known now, suspended where it was by what was known then; and the DLTs that have been withdrawn. */
function replayed(machines: Machines, known: readonly Entry[], posted: readonly Posted[]) {
  const plain = replay(machines, posted)
  const { suspensions, dlts, turned } = recordsTimes(known)
    ? withdrawnIn(machines, known, plain)
    : { suspensions: [], dlts: [], turned: [] }
  const lost = withoutThese(suspensions, suspensionsIn(plain))
  const state = lost.length === 0 ? plain : replay(machines, [...posted, ...lost])
  return { state, turned, withdrawn: [...dlts, ...clearedIn(machines, plain)].filter(isWithdrawnNow(plain)) }
}

/** What withdrew a DLT in the order of things: somebody's adjudication, or a fact that came after. */
const clearedIn = ({ judges: { protocol } }: Machines, { emitted }: Replay): readonly ReportedWithdrawal[] =>
  emitted.flatMap((one) => {
    if (one.type !== 'dltCleared') return []
    const section = protocol.dltRules.find(({ id }) => id === one.rule)?.section ?? ''
    return [{ participant: one.participant, rule: one.rule, section, at: one.at, by: one.by }]
  })

/** One withdrawal of each DLT that is not met by what is known now. */
const isWithdrawnNow =
  ({ lanes }: Replay) =>
  ({ participant, rule }: ReportedWithdrawal, i: number, all: readonly ReportedWithdrawal[]): boolean =>
    !lanes
      .get(participant)
      ?.participant.snapshot.context.judgement.rules.some((one) => one.rule === rule && one.is === 'met') &&
    all.findIndex((other) => other.participant === participant && other.rule === rule) === i

function participantsOf(
  machines: Machines,
  { lanes }: Replay,
  posted: readonly Posted[],
  { asOf, crsScales = [], icansScale }: ReviewOf,
): readonly ReportedParticipant[] {
  const { protocol } = machines.judges
  const [first, ...others] = crsScales
  const facts = factsByParticipant(posted, asOf)
  const ofCells = protocol.agents.some(({ kind }) => kind === 'cells')
  return [...lanes.keys()].sort().map((id) => {
    const history = lanes.get(id)!
    const { lane } = history
    const { summary } = lane.participant.context
    const { events } = summary
    const own = facts.get(id) ?? []
    const reported = reportedParticipant(protocol, lane, gradedResults(machines, history))
    const one = withUnseen(protocol, reported, summary, own)
    return {
      ...one,
      ...(first ? { crs: reportedCrs(protocol, [first, ...others], own, events) } : {}),
      ...(icansScale && ofCells ? { icans: reportedIcans(protocol, icansScale, own, events, one.age) } : {}),
    }
  })
}

function signalsIn(protocol: Protocol, posted: readonly Posted[]): Report['signals'] {
  const results = posted.filter((one) => one.type === 'labResult' || one.type === 'dosed')
  return hepaticSignals(protocol, results).map((signal) => ({
    ...signal,
    section: protocol.hepaticSignal?.section ?? '',
  }))
}

/** What had happened by `moment`, as the ledger knows it, the clock of every participant set to that moment. */
function postedFrom(machines: Machines, ledger: readonly Entry[], moment: string): readonly Posted[] {
  const stated = current(ledger).map((one) => (one.type === 'doseDecided' ? withBasis(machines, ledger, one) : one))
  return postedAt(machines.judges.protocol, stated, moment)
}

type DoseDecided = Extract<Decision, { type: 'doseDecided' }>

/** A dose decision with what it stood on: what had happened and had been recorded when it was taken. */
function withBasis(
  machines: Machines,
  ledger: readonly Entry[],
  decision: DoseDecided,
): DoseDecided & { readonly basis?: Basis } {
  if (!recordsTimes(ledger)) return decision
  const at = atSite(decision.at, machines.judges.protocol.siteOffset)
  const earlier = knownOn(ledger, at).filter((one) => one.type !== 'doseDecided' || one.at < decision.at)
  return { ...decision, basis: basisOf(replay(machines, postedAt(machines.judges.protocol, earlier, at)).trial.hall) }
}

/** Whether the ledger tells when things were recorded, rather than having been imported at one moment. */
export const recordsTimes = (ledger: readonly Entry[]): boolean =>
  ledger.some((entry) => entry.recordedAt !== ledger[0]?.recordedAt)

/** Whether an issue is about a record that was known and had happened, or that states nothing: one of another day is not this review's. */
function isAbout(known: readonly Entry[], moment: string): (issue: Issue) => boolean {
  const limit = spanAt(moment).to
  const happened = ({ states }: Entry) => states.length === 0 || states.some((one) => spanAt(one.at).from <= limit)
  const seen = new Map(known.map((entry) => [entry.record, happened(entry)]))
  return ({ where }) => where.record === undefined || seen.get(where.record) === true
}

/** A row number belongs to one file's order, and the report to none: the record's own key says which it is. */
const withoutRow = ({ where: { row: _, ...where }, ...issue }: Issue): Issue => ({ ...issue, where })

/** What the stopping rules that look at a participant do not know of them. */
const openCountsIn =
  ({ stopping = [] }: Protocol, { lanes }: Replay) =>
  (participant: string): readonly OpenCount[] => {
    const judgement = lanes.get(participant)?.participant.snapshot.context.judgement
    return stopping.flatMap((rule) => {
      const counted = looksAt(rule, judgement?.expansion) ? judgement?.safety?.counted[rule.id] : undefined
      return counted?.is === 'unknown' ? [{ rule: rule.id, needs: counted.needs }] : []
    })
  }

const raised = ({ emitted }: Replay): readonly Issue[] =>
  emitted.flatMap((one) => (one.type === 'issueRaised' ? [one.issue] : []))

/** The facts and decisions of a ledger, as it knows them now. */
export type Stated = Fact | Decision
