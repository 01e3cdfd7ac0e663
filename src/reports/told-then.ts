import type { Protocol } from '../core/protocol.schema.ts'
import type { Judgement } from '../dlt/participant.ts'
import { current } from '../ledger/known-on.ts'
import type { Entry } from '../ledger/ledger.ts'
import type { Emitted } from '../machines/emitted.ts'
import type { LaneEmitted } from '../machines/lane.ts'
import { append, startHistory } from '../machines/lane-history.ts'
import { inOrder } from '../machines/order.ts'
import { standingOf } from '../machines/participant-news.ts'
import { isOfDonor } from '../machines/router.ts'
import type { Machines } from '../machines/rules.ts'
import { postedAt } from './posted.ts'

/** How one participant was judged by what was known, and how they came to stand so: all that the trial hears of them. */
export type ToldThen = {
  readonly judgement: Judgement | null
  readonly heard: string
  /** A stopping rule ever counted them. */
  readonly isCounted: boolean
}

/** How a participant stood at a moment, by entries that are the whole of what was known of them. */
export function toldThen(machines: Machines, known: readonly Entry[], participant: string, moment: string): ToldThen {
  const own = current(known).filter((one) => 'participant' in one && one.participant === participant)
  const history = startHistory(machines, participant)
  const heard: LaneEmitted[] = []
  for (const when of inOrder(postedAt(machines.judges.protocol, own, moment).filter((one) => !isOfDonor(one))))
    for (const one of append(machines, history, when)) if (concernsTrial(one)) heard.push(one)
  return {
    judgement: history.participant.snapshot.context.judgement,
    heard: JSON.stringify(heard.map(heardOf)),
    isCounted: heard.some((one) => isCounted(machines.judges.protocol, one)),
  }
}

const concernsTrial = ({ type }: LaneEmitted) => type === 'participantEnrolled' || type === 'participantJudged'

/** A judgement as the trial hears it; when it came does not matter, unless the same came otherwise. */
const heardOf = (one: LaneEmitted) => (one.type === 'participantJudged' ? standingOf(one.judgement) : one)

/** Whether this tells that a stopping rule of the trial counts somebody: without anybody counted none ever suspended it. */
export function isCounted({ stopping = [] }: Protocol, one: Emitted): boolean {
  if (one.type !== 'participantJudged') return false
  const { counted = {} } = one.judgement.safety ?? {}
  return stopping.some(({ id, over }) => over !== 'expansionCohort' && counted[id]?.is === 'met')
}
