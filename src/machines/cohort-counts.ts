import { remembering } from '../core/remembering.ts'
import { spanAt } from '../core/time.ts'
import type { CohortCounts } from './emitted.ts'
import type { Standing } from './participant-news.ts'

type Participants = Readonly<Record<string, Standing>>

/** Where the participants of a cohort stand, counted. */
export const countsFrom: (participants: Participants) => CohortCounts = remembering((participants) =>
  counted(Object.values(participants)),
)

function counted(standings: readonly Standing[]): CohortCounts {
  const count = { dosed: 0, settled: 0, dlt: 0, pending: 0, notEvaluable: 0, triggers: 0, triggerOpen: 0 }
  let [firstDose, lastDose]: (string | undefined)[] = []
  for (const { dosed, is, trigger } of standings) {
    if (dosed !== undefined) {
      count.dosed++
      if (firstDose === undefined || spanAt(dosed).from < spanAt(firstDose).from) firstDose = dosed
      if (lastDose === undefined || spanAt(dosed).to > spanAt(lastDose).to) lastDose = dosed
    }
    if (is === 'dlt' || is === 'clear') count.settled++
    if (is === 'dlt') count.dlt++
    if (is === 'watching') count.pending++
    if (is === 'notEvaluable') count.notEvaluable++
    if (trigger === 'met' && (is === 'clear' || is === 'watching')) count.triggers++
    if (trigger === 'open' && is === 'clear') count.triggerOpen++
  }
  return { ...(firstDose === undefined || lastDose === undefined ? {} : { firstDose, lastDose }), ...count }
}
