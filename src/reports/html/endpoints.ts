import type { EndpointAnswer, EndpointResult, SubgroupResult } from '../../endpoints/index.ts'
import {
  estimateInWords,
  medianInWords,
  methods,
  rateInWords,
  standingInWords,
  withinInWords,
} from '../endpoints-words.ts'
import type { Report } from '../report.ts'
import { html, type Markup, nothing } from './markup.ts'
import { survivalFigure } from './survival-figure.ts'
import { list, section, table } from './table.ts'
import { unknown } from './unknown.ts'

/** What the trial measures its success by, so far. */
export function endpoints({ endpoints: found }: Report): Markup {
  if (!found) return nothing
  return section(
    'endpoints',
    'Endpoints',
    html`<p>${found.participants.length} participants enrolled or dosed, as of ${found.asOf}. ${methods}</p>
`,
    html`${found.endpoints.map(endpoint)}`,
    html`${found.subgroups.map((one) => subgroup(one, found.endpoints))}`,
    html`${
      found.issues.length > 0
        ? list(
            found.issues.map(({ where, message }) => `${where.participant ?? ''}: ${message}`),
            '',
          )
        : nothing
    }`,
  )
}

const endpoint = (one: EndpointResult): Markup =>
  html`<h3>${one.says}</h3>
<p class="small">${one.role}; ${one.section}${one.assumed ? '; in part assumed' : ''}${one.note === undefined ? '' : `: ${one.note}`}</p>
${bodyOf(one)}`

function bodyOf(one: EndpointResult): Markup {
  switch (one.kind) {
    case 'threshold':
    case 'received':
      return html`<p><strong>${rateInWords(one.rate)}</strong></p>
${table(
  'Each participant',
  ['Participant', 'Answer', 'What was seen', 'What is missing'],
  one.participants.map((each) => rowOf(each)),
)}`
    case 'response':
      if (one.participants.every(({ responses }) => responses.length === 0))
        return html`<p><strong>${rateInWords(one.rate)}</strong></p>
<p>No response on record: ${wanting(one.participants)}.</p>
`
      return html`<p><strong>${rateInWords(one.rate)}</strong></p>
${table(
  'Response of each participant',
  ['Participant', 'Answer', 'What was seen', 'What is missing', 'Best response', 'Every assessment'],
  one.participants.map((each) => [
    ...rowOf(each),
    `${each.best.response}${each.best.at === undefined ? '' : `, ${each.best.at}`}`,
    list(
      each.responses.map(
        ({ at, response, possible, immune, sum }) =>
          html`${at}: ${response === null ? unknown(possible.join(' or ')) : (immune ?? response)}, sum ${sum}`,
      ),
      'none',
    ),
  ]),
)}`
    case 'schedule':
      return schedule(one)
    case 'survival':
      return survival(one)
    case 'series':
      return series(one)
  }
}

/** Those whose answer is open by what they want, each want once. */
function wanting(all: readonly EndpointAnswer[]): string {
  const by = new Map<string, string[]>()
  for (const { participant, is, needs } of all) {
    const want = is === 'open' ? `for want of ${needs.map(({ fact }) => fact).join(', ')}` : standingInWords[is]
    by.set(want, [...(by.get(want) ?? []), participant])
  }
  return [...by].map(([want, who]) => `${who.join(', ')} ${want}`).join('; ') || 'nobody is enrolled'
}

function rowOf({ participant, is, grounds, needs, provisional }: EndpointAnswer): readonly (Markup | string)[] {
  const words = standingInWords[is]
  return [
    participant,
    is === 'open' ? unknown(words) : html`<span class="badge${badges[is]}">${words}</span>`,
    html`${grounds.map(({ saw }) => saw).join('; ')}${provisional === undefined ? nothing : html`<span class="small">Provisional: ${provisional}.</span>`}`,
    needs.map(({ fact, until }) => (until === undefined ? fact : `${fact} (until ${until})`)).join('; '),
  ]
}

/** The samples of each analyte; one that nobody has a sample of is named, without a table. */
function series(one: Extract<EndpointResult, { kind: 'series' }>): Markup {
  const sampled = one.rows.filter(({ samples }) => samples.length > 0)
  const all = [...new Set(one.rows.map(({ analyte }) => analyte))]
  const without = all.filter((analyte) => !sampled.some((row) => row.analyte === analyte))
  return html`${without.length === 0 ? nothing : html`<p>No sample on record: ${without.join(', ')}.</p>`}${
    sampled.length === 0
      ? nothing
      : table(
          `Peak, when it was, and area (${one.area})`,
          ['Participant', 'Analyte', 'Samples', 'Peak', `Peak at (${one.time})`, 'Area', 'Notes'],
          sampled.map(({ participant, analyte, unit, samples, peak, peakTimes, area, notes }) => [
            participant,
            `${analyte}, ${unit}`,
            samples.length,
            peak ? withinInWords(peak) : unknown('not known'),
            peakTimes ? peakTimes.join(' or ') : unknown('not known'),
            area ? withinInWords(area) : unknown('not known'),
            notes.join('; '),
          ]),
        )
  }`
}

/** "Met" is no toxicity here: it does not wear a DLT's colour. */
const badges = { met: '', notMet: ' is-notAsked', open: '', notEvaluable: ' is-notEvaluable' } as const

const schedule = ({ rows, visits, unit, says }: Extract<EndpointResult, { kind: 'schedule' }>): Markup =>
  html`${table(
    `${says}, ${unit}`,
    ['Participant', ...visits.map(({ visit }) => visit)],
    rows.map(({ participant, cells }) => [
      participant,
      ...cells.map(({ is, saw, until }) => {
        if (is === 'measured') return saw
        if (is === 'notKnown') return unknown(saw)
        return is === 'due' ? `due${until === undefined ? '' : ` until ${until}`}` : 'missed'
      }),
    ]),
    {
      foot: [
        'Median',
        ...visits.map(({ median, measured, censored }) =>
          median === undefined
            ? measured === 0
              ? '–'
              : `${measured} measured, ${censored} below or above a limit`
            : `${median} (${measured})`,
        ),
      ],
    },
  )}`

/** Whether anybody was followed for a day: without, there is no curve and nothing to estimate. */
const isFollowed = ({ observations }: Extract<EndpointResult, { kind: 'survival' }>): boolean =>
  observations.some(({ possible }) => possible.some(({ most }) => most > 0))

const survival = (one: Extract<EndpointResult, { kind: 'survival' }>): Markup =>
  isFollowed(one)
    ? followed(one)
    : html`<p>No curve: of ${one.observations.length + one.unplaced.length} participants none has follow-up on record that could show the event.</p>
`

const followed = (one: Extract<EndpointResult, { kind: 'survival' }>): Markup =>
  html`<p><strong>${one.notComputed ?? `Median ${medianInWords(one.median)}`}</strong></p>
${list(one.estimates.map(estimateInWords), 'no estimate')}
${survivalFigure(one)}${table(
  'Each participant, days from the start',
  ['Participant', 'Days', 'Event', 'Why', 'What is missing'],
  [
    ...one.observations.map(({ participant, possible, event, because, needs }) => [
      participant,
      possible.map(({ least, most }) => (least === most ? `${least}` : `${least} to ${most}`)).join(' or '),
      event === 'notKnown' ? unknown('not known') : event ? 'event' : 'censored',
      because,
      needs.join('; '),
    ]),
    ...one.unplaced.map(({ participant, missing }) => [participant, unknown('not placed'), '', '', missing]),
  ],
)}`

function subgroup({ says, section: from, note, strata }: SubgroupResult, all: readonly EndpointResult[]): Markup {
  const shown = all.filter((one) => 'counts' in one || one.kind === 'survival')
  return html`<h3>Subgroups: ${says}</h3>
<p class="small">${from}${note === undefined ? '' : `: ${note}`}</p>
${table(
  'Exploratory: nothing is tested',
  ['Stratum', 'Participants', ...shown.map((one) => one.says)],
  strata.map(({ label, participants, endpoints: results }) => [
    label,
    participants.length,
    ...shown.map(({ id }) => {
      const result = results.find((one) => one.endpoint === id)
      if (result?.rate) return rateInWords(result.rate)
      return result?.median ? `${result.events} events; median ${medianInWords(result.median)}` : '–'
    }),
  ]),
)}`
}
