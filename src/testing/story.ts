import type { Protocol } from '../core/protocol.schema.ts'
import type { Posted } from '../machines/router.ts'
import type { ReportedParticipant, ReportedRecommendation } from '../reports/report.ts'
import { dayInWords } from './day-in-words.ts'
import { participantReasons, recommendationReasons } from './reasons-in-words.ts'
import { timelineInWords } from './timeline-in-words.ts'

/** What a review stood on, kept so that an expectation that fails can tell it. */
export type Story = {
  readonly protocol: Protocol
  /** What had happened by the day of the review. */
  readonly posted: readonly Posted[]
  /** The day of the review as an ISO date or date-time; absent: after everything that happened. */
  readonly on?: string
  readonly participants: readonly ReportedParticipant[]
}

type Told = { readonly story: Story; readonly recommendation: ReportedRecommendation }

/**
 * The review of a timeline told so that a physician can read it: what happened day by day and to whom, then how each participant
 * stands and by which rule, then the recommendation with its reasons. With `about`, one participant only.
 */
export function storyOf({ story, recommendation }: Told, about?: string): string {
  const { protocol, posted, on, participants } = story
  const concerned = participants.filter(({ participant }) => about === undefined || participant === about)
  return [
    `What happened (${protocol.id}):`,
    ...indented(timelineInWords(posted, about)),
    `Reviewed ${on === undefined ? 'after all of it' : `on ${dayInWords(on)}`}:`,
    ...indented(concerned.flatMap(participantReasons)),
    ...(about === undefined ? ['Recommendation:', ...indented(recommendationReasons(recommendation))] : []),
  ].join('\n')
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)
