import type { EndpointAnswer, EndpointResult, EndpointsResult } from '../../endpoints/index.ts'
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
        ...openOf(one.participants),
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
      return seriesOf(one)
  }
}

const needInWords = ({ fact, until }: { readonly fact: string; readonly until?: string }): string =>
  until === undefined ? fact : `${fact} (until ${until})`

/** Those whose answer is open, together where they want the same. */
function openOf(all: readonly EndpointAnswer[]): readonly string[] {
  const by = new Map<string, string[]>()
  for (const { participant, needs } of all.filter(({ is }) => is === 'open')) {
    const want = needs.map(needInWords).join('; ')
    by.set(want, [...(by.get(want) ?? []), participant])
  }
  return [...by].map(([want, who]) => `? ${who.join(', ')}: ${want}`)
}

/** Each analyte in a line: who was sampled, and the peaks from lowest to highest; every sample is in the full report. */
function seriesOf({ rows }: Extract<EndpointResult, { kind: 'series' }>): readonly string[] {
  return [...new Set(rows.map(({ analyte }) => analyte))].map((analyte) => {
    const sampled = rows.filter((row) => row.analyte === analyte && row.samples.length > 0)
    if (sampled.length === 0) return `${analyte}: no sample on record`
    const peaks = sampled.flatMap(({ peak }) => (peak ? [peak] : []))
    const sorted = peaks.toSorted((a, b) => (a.atLeast ?? 0) - (b.atLeast ?? 0))
    const [lowest, highest] = [sorted[0], sorted.at(-1)]
    const range = lowest === highest ? withinInWords(lowest) : `${withinInWords(lowest)} to ${withinInWords(highest)}`
    return `${analyte}: ${sampled.length} participants sampled; peak ${range} ${sampled[0]!.unit}`
  })
}
