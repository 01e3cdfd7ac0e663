import type { Issue } from '../core/issue.ts'
import { expansionPhase } from '../dlt/expansion.ts'
import { answerStopping } from '../dosing/stopping.ts'
import { dosingIssues } from './dosing-issues.ts'
import type { ParticipantEmitted } from './emitted.ts'
import { standingOf } from './participant-news.ts'
import { replacementIssues } from './replacement-issues.ts'
import { basisFrom, type Member, memberOf, stillReviewed, type TrialContext, withMember } from './trial-context.ts'
import { heldFor, heldNews, raised, sameBasis, stoppingNews } from './trial-news.ts'
import type { Change, TrialJudges } from './trial-steps.ts'
import { isUnplaced } from './unplaced.ts'

type Enrolled = Extract<ParticipantEmitted, { type: 'participantEnrolled' }>
type Judged = Extract<ParticipantEmitted, { type: 'participantJudged' }>

/** Somebody was enrolled: in whose place, and in which phase. */
export function joined({ protocol }: TrialJudges, context: TrialContext, event: Enrolled): Change {
  const { participant, at, level, replaces, phase, expansion } = event
  const before = memberOf(context, participant) ?? { participant, is: 'notDosed' as const, trigger: 'not met' as const }
  const member: Member = {
    ...before,
    ...(level === undefined ? {} : { level }),
    ...(expansion === undefined ? {} : { expansion }),
    ...(replaces === undefined ? {} : { replaces }),
  }
  const next = { ...context, members: withMember(context.members, member) }
  const issues = [
    ...(replaces === undefined ? [] : replacementIssues(protocol, next, { participant, at, replaces })),
    ...phaseIssues(phase, [protocol.phase, ...(protocol.expansion ? [expansionPhase(protocol)] : [])], participant),
  ]
  return [{ members: next.members }, issues.map((issue) => raised(at, issue))]
}

function phaseIssues(phase: string | undefined, known: readonly string[], participant: string): readonly Issue[] {
  if (phase === undefined || known.some((one) => one.toLowerCase() === phase.toLowerCase())) return []
  const message = `enrolled in phase "${phase}"; the protocol has ${known.join(' and ')}, and counts the participant in dose finding`
  return [{ code: 'outOfPlace', severity: 'query', where: { participant }, message }]
}

/** A participant now stands otherwise: whom the stopping rules count, and a first dose that should not have been. */
export function judgedNext(judges: TrialJudges, context: TrialContext, event: Judged): Change {
  const { protocol, design, rules } = judges
  const before = memberOf(context, event.participant)
  const member = memberNow(before, event)
  const members = withMember(context.members, member)
  const issues = isFirstDose(before, member) ? dosingIssues(protocol, context, member) : []
  const queries = issues.map((issue) => raised(event.at, issue))
  const isPlacedAnew = isUnplaced(protocol, before) !== isUnplaced(protocol, member)
  const basis = isPlacedAnew ? basisFrom(protocol, design, { ...context, members }, context.current) : context.basis
  const asksRules = rules.length > 0 && !isSameForRules(before, member)
  if (!asksRules && !isPlacedAnew) return [{ members }, queries]
  const stopping = asksRules ? answerStopping(rules, members) : context.stopping
  const held = heldFor(protocol, { ...context, stopping, basis }, event.at)
  return [
    { members, stopping, held, basis, reviewed: stillReviewed(context.reviewed, stopping) },
    [
      ...queries,
      ...stoppingNews(event.at, context.stopping, stopping),
      ...(sameBasis(context.basis, basis) ? [] : [{ type: 'doseRecommended' as const, at: event.at, basis }]),
      ...heldNews(event.at, context.held, held),
    ],
  ]
}

/** A first dose given while the trial is suspended or over. */
export function holdIssues(context: TrialContext, event: Judged, phase: string): readonly Issue[] {
  const before = memberOf(context, event.participant)
  const member = memberNow(before, event)
  if (!isFirstDose(before, member)) return []
  const { participant, dosed } = member
  const message = `urgent: dosed on ${dosed} while the trial is ${phase}`
  return [{ code: 'dosedOnHold', severity: 'error', where: { participant }, message }]
}

function memberNow(before: Member | undefined, { participant, judgement }: Judged): Member {
  const replaces = before?.replaces
  return { ...standingOf(judgement), participant, ...(replaces === undefined ? {} : { replaces }) }
}

const isFirstDose = (before: Member | undefined, now: Member): boolean =>
  before?.dosed === undefined && now.dosed !== undefined

const isSameForRules = (a: Member | undefined, b: Member): boolean =>
  a !== undefined &&
  a.is === b.is &&
  a.treated === b.treated &&
  a.level === b.level &&
  a.expansion === b.expansion &&
  JSON.stringify(a.counted) === JSON.stringify(b.counted)
