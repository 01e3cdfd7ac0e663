import type { Issue } from '../core/issue.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { memberOf, type TrialContext } from './trial-context.ts'

type Replacement = { readonly participant: string; readonly at: string; readonly replaces: string }

/** What is wrong with a participant enrolled in the place of another, as things stood at that enrolment. */
export function replacementIssues(
  { replacement }: Protocol,
  context: TrialContext,
  { participant, at, replaces }: Replacement,
): readonly Issue[] {
  const issue = (message: string, severity: Issue['severity'] = 'error'): Issue => ({
    code: 'replacement',
    severity,
    where: { participant },
    message,
  })
  const placeTakenBy = context.members.find((one) => one.replaces === replaces && one.participant !== participant)
  return [
    ...(replaces === participant
      ? [issue('replaces themselves')]
      : lacking(context, replaces, at).map((m) => issue(m, 'query'))),
    ...(placeTakenBy ? [issue(`replaces ${replaces}, whom ${placeTakenBy.participant} replaces already`)] : []),
    ...tooMany(replacement, context, participant).map((message) => issue(message)),
  ]
}

function lacking(context: TrialContext, replaces: string, at: string): readonly string[] {
  const replaced = memberOf(context, replaces)
  if (!replaced) return [`replaces ${replaces}, who is not a participant on record on ${at}`]
  if (replaced.is !== 'notEvaluable')
    return [`replaces ${replaces}, who on ${at} was ${inWords[replaced.is]} and not "not evaluable"`]
  return replaced.replaced ? [] : [`replaces ${replaces}, who by the protocol is not replaced`]
}

const inWords = {
  notDosed: 'not dosed',
  watching: 'in the window',
  dlt: 'counted with a DLT',
  clear: 'evaluable',
} as const

function tooMany(
  { maximum, maximumEach }: Protocol['replacement'],
  { members }: TrialContext,
  participant: string,
): readonly string[] {
  const replacing = members.filter(({ replaces }) => replaces !== undefined)
  const own = members.find((one) => one.participant === participant)
  const here = replacing.filter((one) => own && placeOf(one) === placeOf(own))
  return [
    ...(maximum !== undefined && replacing.length > maximum
      ? [`replacement ${replacing.length} in the trial, of at most ${maximum}`]
      : []),
    ...(maximumEach !== undefined && here.length > maximumEach
      ? [`replacement ${here.length} at ${own ? placeOf(own) : ''}, of at most ${maximumEach}`]
      : []),
  ]
}

const placeOf = ({ level, expansion }: { readonly level?: string; readonly expansion?: string | null }): string =>
  expansion === undefined ? `level ${level ?? 'not known'}` : `cohort ${expansion ?? 'not known'}`

/** How many replacements there have been, in all and by place, beside what the protocol allows. */
export const replacementsOf = ({
  members,
}: TrialContext): readonly { readonly replaced: string; readonly by: string }[] =>
  members.flatMap(({ participant, replaces }) =>
    replaces === undefined ? [] : [{ replaced: replaces, by: participant }],
  )
