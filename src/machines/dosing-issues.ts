import type { Issue, IssueCode } from '../core/issue.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { staggerBreaches } from '../dosing/stagger.ts'
import type { Member, TrialContext } from './trial-context.ts'

/** What is wrong with a participant's first dose, as the trial stands: the fact stands, and somebody has to look at it. */
export function dosingIssues(protocol: Protocol, context: TrialContext, member: Member): readonly Issue[] {
  const issue = (code: IssueCode, message: string, severity: Issue['severity'] = 'error'): Issue => ({
    code,
    severity,
    where: { participant: member.participant },
    message,
  })
  const dose = `dosed on ${member.dosed}`
  if (member.expansion !== undefined) return expansionIssues(protocol, context, member, issue)
  const early = staggerBreaches(protocol, member.level, member.dosed!, doseFinding(context, member)).map(
    ({ certain, says }) => issue('dosedEarly', `${dose}, ${says}`, certain ? 'error' : 'query'),
  )
  return [...levelIssues(protocol, context, member, issue), ...early]
}

type Raise = (code: IssueCode, message: string, severity?: Issue['severity']) => Issue

const doseFinding = ({ members }: TrialContext, member: Member): readonly Member[] =>
  members.filter(({ participant, expansion }) => expansion === undefined && participant !== member.participant)

function levelIssues(protocol: Protocol, context: TrialContext, member: Member, issue: Raise): readonly Issue[] {
  const labels = protocol.levels.map(({ label }) => label)
  const { level, dosed } = member
  if (level === undefined) return [issue('levelNotOpen', `dosed on ${dosed} at a level that is not known`, 'query')]
  if (!labels.includes(level))
    return [issue('levelNotOpen', `urgent: dosed on ${dosed} at level ${level}, which the protocol does not have`)]
  const open = labels[context.current - 1]
  if (context.decisions.length > 0)
    return level === open
      ? []
      : [issue('levelNotOpen', `urgent: dosed on ${dosed} at level ${level} while level ${open} is the one open`)]
  const elsewhere = doseFinding(context, member).find((one) => one.is === 'watching' && one.level !== level)
  if (!elsewhere) return []
  const message = `urgent: dosed on ${dosed} at level ${level} while ${elsewhere.participant} is in the window at level ${elsewhere.level}`
  return [issue('levelNotOpen', `${message}: two levels are open`)]
}

function expansionIssues(
  protocol: Protocol,
  { rp2d, gates }: TrialContext,
  { level, dosed, expansion }: Member,
  issue: Raise,
): readonly Issue[] {
  const closed = protocol.gates.filter(({ id }) => !gates.includes(id)).map(({ id }) => id)
  const missing = [...(rp2d === null ? ['RP2D not declared'] : []), ...closed.map((id) => `gate ${id} not open`)]
  return [
    ...(missing.length > 0
      ? [issue('gateClosed', `urgent: dosed on ${dosed} in an expansion cohort: ${missing.join(', ')}`)]
      : []),
    ...(expansion === null
      ? [issue('gateClosed', `dosed on ${dosed} in the expansion; which cohort is not known`, 'query')]
      : []),
    ...(rp2d !== null && level !== undefined && level !== rp2d
      ? [issue('levelNotOpen', `dosed on ${dosed} at level ${level} in the expansion; the RP2D is level ${rp2d}`)]
      : []),
  ]
}
