import type { Protocol } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import { type Span, spanAt } from '../core/time.ts'
import { type Window, windowEnd } from '../core/window.ts'
import { answerRules } from './ask-rules.ts'
import type { Asking } from './clause.ts'
import type { ParticipantSummary } from './participant.ts'
import type { RuleAnswer } from './rule.ts'

/** What a rule answers for events before the window, or after it. */
export type OutsideAnswer = RuleAnswer & { readonly position: 'before' | 'after' }

/** How the protocol's rules are asked within these windows; not at all while none has opened. Where late events count, none ends. */
export function askingIn({ window }: Protocol, windows: readonly Window[], now: Span): Asking | undefined {
  const [first, ...also] = window.late === 'count' ? windows.slice(0, 1).map(withoutEnd) : windows
  return first && { window: first, now, onset: 'in', also }
}

const withoutEnd = remembering((window: Window): Window => ({ ...window, closesAfter: undefined }))

const never = spanAt('9999-12-31')
const notOpened: Window = { opens: never, closesAfter: undefined, length: { days: 0 }, endInclusive: true }

const noAdjudications: ParticipantSummary['adjudications'] = []

type Outside = { readonly outside: readonly OutsideAnswer[]; readonly outsideOpen?: readonly OutsideAnswer[] }

/** What the rules would answer for events outside the windows: those that would be met, and those not yet known. */
export function outsideWindows(
  protocol: Protocol,
  summary: ParticipantSummary,
  windows: readonly Window[],
  now: Span,
): Outside {
  const [window = notOpened, ...also] = windows
  const answers = positionsToAsk(protocol, summary, windows, now).flatMap((position) =>
    answerRules(protocol, protocol.dltRules, summary, { window, now, onset: position, also }, noAdjudications).map(
      (rule): OutsideAnswer => ({ ...rule, position }),
    ),
  )
  const open = answers.filter(({ is }) => is === 'pending' || is === 'undeterminable')
  return { outside: answers.filter(({ is }) => is === 'met'), ...(open.length > 0 ? { outsideOpen: open } : {}) }
}

function positionsToAsk(
  { window }: Protocol,
  { events }: ParticipantSummary,
  windows: readonly Window[],
  now: Span,
): readonly OutsideAnswer['position'][] {
  const [first = notOpened] = windows
  const isEarly = Object.values(events).some(({ onset }) => spanAt(onset).from < first.opens.from)
  const end = windowEnd(first)
  const isLate = window.late !== 'count' && end !== undefined && now.to > end
  return [...(isEarly ? ['before' as const] : []), ...(isLate ? ['after' as const] : [])]
}
