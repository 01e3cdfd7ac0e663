import type { EndpointResult, EndpointsResult } from '../../endpoints/index.ts'
import { estimateInWords, medianInWords, rateInWords, withinInWords } from '../endpoints-words.ts'

/** Every endpoint in a line or a few. */
export function endpoints(found: EndpointsResult | undefined): readonly string[] {
  if (!found || found.endpoints.length === 0) return []
  return [
    `ENDPOINTS (${found.participants.length} participants; * in part assumed)`,
    ...found.endpoints.flatMap((one) => [
      `  ${one.says}${one.assumed ? ' *' : ''}`,
      ...linesOf(one).map((line) => `    ${line}`),
    ]),
    ...found.subgroups.map(
      ({ says, strata }) =>
        `  ${says} *: ${strata.map(({ label, participants }) => `${label} ${participants.length}`).join('; ') || 'nobody'}`,
    ),
  ]
}

function linesOf(one: EndpointResult): readonly string[] {
  switch (one.kind) {
    case 'threshold':
    case 'received':
    case 'response': {
      const { met, notMet, open, notEvaluable } = one.counts
      return [
        `met ${met}, not met ${notMet}, not yet known ${open}, not evaluable ${notEvaluable}: ${rateInWords(one.rate)}`,
        ...one.participants
          .filter(({ is }) => is === 'open')
          .map(({ participant, needs }) => `? ${participant}: ${needs.map(needInWords).join('; ')}`),
      ]
    }
    case 'schedule':
      return one.visits.map(
        ({ visit, measured, due, missed, notKnown, median }) =>
          `${visit}: ${measured} measured, ${due} due, ${missed} missed, ${notKnown} not known${median === undefined ? '' : `; median ${median} ${one.unit}`}`,
      )
    case 'survival': {
      const events = one.observations.filter(({ event }) => event === true).length
      return [
        one.notComputed ?? `${events} events among ${one.observations.length}; median ${medianInWords(one.median)}`,
        ...one.estimates.map(estimateInWords),
        ...one.unplaced.map(({ participant, missing }) => `? ${participant}: not counted, for want of ${missing}`),
        ...one.observations
          .filter(({ event }) => event === 'notKnown')
          .map(({ participant, needs }) => `? ${participant}: ${needs.join('; ')}`),
      ]
    }
    case 'series':
      return one.rows
        .filter(({ samples }) => samples.length > 0)
        .map(
          ({ participant, analyte, unit, samples, peak, area }) =>
            `${participant}, ${analyte}: ${samples.length} samples, peak ${withinInWords(peak)} ${unit}, area ${withinInWords(area)} ${unit}·${one.time}`,
        )
  }
}

const needInWords = ({ fact, until }: { readonly fact: string; readonly until?: string }): string =>
  until === undefined ? fact : `${fact} (until ${until})`
