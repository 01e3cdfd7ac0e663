import type { ReportedEvent, ReportedParticipant } from '../report.ts'
import { type GradeRange, gradesDiffer, isRange, outcomeInWords, rangeInWords } from './grades.ts'
import { html, type Markup, nothing } from './markup.ts'
import { baselineLines, observations, resultLines, resultsOfWorst } from './result-lines.ts'
import { list, table } from './table.ts'
import { unknown } from './unknown.ts'
import { dayOn } from './when.ts'

/** All adverse events of one participant, the investigator's beside the laboratory's. */
export function eventTable(participant: ReportedParticipant): Markup {
  const { events } = participant
  if (events.length === 0) return html`<p class="none">No adverse event is recorded.</p>`
  return table(
    html`Adverse events of ${participant.participant}, numbered as in the timeline`,
    ['Event', 'Source', 'Serious', 'Onset', 'Course', 'Worst grade', 'Attribution', 'Outcome'],
    events.map((event, i) => [
      eventName(event, i, events),
      html`${event.source === 'reported' ? 'investigator' : 'laboratory'}<span class="small">${event.scale}</span>`,
      seriousness(event, events),
      dayOn(participant, event.onset),
      course(event, participant),
      worst(event, events),
      attribution(event, participant),
      outcome(event, participant),
    ]),
    { kind: 'events' },
  )
}

function eventName(
  { term, soc, event, source, manifestationOf }: ReportedEvent,
  i: number,
  all: readonly ReportedEvent[],
): Markup {
  const parent = all.find((one) => one.event === manifestationOf)?.term
  return html`E${i + 1} ${term}<span class="small">${soc ?? unknown('SOC not known')}</span>${source === 'laboratory' ? nothing : html`<span class="small">record ${event}</span>`}${manifestationOf === undefined ? nothing : html`<span class="small">manifestation of ${parent ?? manifestationOf}</span>`}`
}

/** The observations of an event's grade in order, each with how it is known and what stands behind it. */
export const course = ({ course: all }: ReportedEvent, participant: ReportedParticipant): Markup =>
  observations(all, participant)

const graded = (range: GradeRange): Markup =>
  isRange(range) ? unknown(rangeInWords(range)) : html`<strong>${rangeInWords(range)}</strong>`

function worst(event: ReportedEvent, all: readonly ReportedEvent[]): Markup {
  const own = event.course.length === 0 ? unknown('no grade recorded') : graded(event.worst)
  if (event.source === 'laboratory')
    return html`<span class="small">laboratory</span> ${own}${baselineLines(resultsOfWorst(event.course))}${investigators(event, all)}`
  const laboratory = event.computed ? graded(event.computed) : html`<span class="none">none for this term</span>`
  return html`<span class="small">investigator</span> ${own}<span class="small">laboratory</span> ${laboratory}${resultLines(resultsOfWorst(event.measured ?? []))}${gradesDiffer(event) ? html`<strong class="small loud">THEY DIFFER</strong>` : nothing}`
}

const investigators = ({ term }: ReportedEvent, all: readonly ReportedEvent[]): Markup =>
  html`<span class="small">${isReported(term, all) ? 'investigator: see the reported event' : 'not reported by the investigator'}</span>`

/** Whether the site judged the event serious, with the facts recorded of it that bear on that. */
export function seriousness(
  { serious, facts = [], source, term }: ReportedEvent,
  all: readonly ReportedEvent[],
): Markup {
  const recorded = facts.map((fact) => html`<span class="small">${fact}</span>`)
  if (serious !== undefined) return html`${serious ? html`<strong>serious</strong>` : 'not serious'}${recorded}`
  if (source === 'laboratory' && isReported(term, all)) return html`see the reported event`
  return html`${unknown('seriousness not recorded')}${recorded}`
}

/** The investigator's attribution to every agent given; one that nobody made is not known. */
export function attribution({ attribution: given, source, term }: ReportedEvent, one: ReportedParticipant): Markup {
  if (source === 'laboratory' && Object.keys(given).length === 0)
    return isReported(term, one.events) ? html`see the reported event` : unknown('attributed by nobody')
  const agents = [...new Set([...one.doses.map(({ agent }) => agent), ...Object.keys(given)])]
  return list(
    agents.map((agent) => html`${agent}: ${given[agent] ?? unknown('not recorded')}`),
    unknown('not recorded'),
  )
}

const isReported = (term: string, events: readonly ReportedEvent[]): boolean =>
  events.some((one) => one.source === 'reported' && one.term.toLowerCase() === term.toLowerCase())

/** How an event ended; without an end on record it is ongoing as far as is known. */
export function outcome({ ended, outcome: how, now, source }: ReportedEvent, participant: ReportedParticipant): Markup {
  if (ended === undefined)
    return source === 'laboratory'
      ? html`last measured ${graded(now)}`
      : html`<strong>no end recorded</strong><span class="small">last known: ${graded(now)}</span>`
  return html`${how === undefined ? unknown('outcome not recorded') : outcomeInWords(how)}<span class="small">${dayOn(participant, ended)}</span>`
}
