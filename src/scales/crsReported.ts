import type { Fact, FactOf } from '../core/fact.schema.ts'
import { hoursBetween, spanOf } from '../core/time.ts'
import type { Toxicity } from './deathDueTo.ts'
import { day, ended, type Moment } from './moments.ts'

type Reported = FactOf<'adverseEventReported'>

/** What the record of an adverse event may state of it, by the names grading asks for. */
const stated = { hospitalised: 'hospitalization indicated', lifeThreatening: 'life-threatening consequences' } as const

/** What the site states of its CRS. */
export type StatedOfCrs = keyof typeof stated

/** A report this many hours after a moment is still of the CRS of that moment. */
const reportedWithin = 24

/** Identifiers of the events reported as CRS. */
export const crsEvents = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap((fact) =>
    fact.type === 'adverseEventReported' && /cytokine release/i.test(fact.term) ? [fact.event] : [],
  )

/**
 * What the reports of CRS state at a moment. A yes, also of an event recorded as its manifestation, counts from the onset to the end
 * of that event; a no is said by the CRS alone. `undefined` where nothing is recorded, `null` where only the time of a yes is open.
 */
export function statedOfCrs(facts: readonly Fact[], what: StatedOfCrs, moment: Moment): boolean | null | undefined {
  const answers = reportsOfCrs(facts).flatMap((report) => {
    const answer = answerAt(report, endOf(facts, report), what, moment)
    return answer === undefined || (report.manifestationOf !== undefined && !isYes(answer)) ? [] : [answer]
  })
  if (answers.includes(true)) return true
  if (answers.includes('perhaps')) return null
  return answers.length > 0 && !answers.includes('unrecorded') ? false : undefined
}

type AnswerThen = boolean | 'perhaps' | 'unrecorded'
const isYes = (answer: AnswerThen): boolean => answer === true || answer === 'perhaps'

/** The reports of CRS, dated to the minute, that state one of these: each a moment of its course. */
export const tellingReports = (facts: readonly Fact[]): readonly Fact[] =>
  reportsOfCrs(facts).filter((report) => {
    const span = spanOf(report.at)
    return span !== undefined && span.from === span.to && statesAny(report)
  })

/** What is taken for granted where the reports of CRS are read so. */
export const assumedOfReports = (facts: readonly Fact[]): readonly string[] => {
  const reports = reportsOfCrs(facts)
  const notSerious = reports.some((report) => report.serious === false && !explicit(report))
  return [
    ...(reports.some(statesAny)
      ? ['a hospitalisation or threat to life recorded on the CRS event counts from its onset to its end']
      : []),
    ...(notSerious ? ['a CRS reported as not serious brought neither hospitalisation nor a threat to life'] : []),
  ]
}

/** CRS as a cause of death: its events and those recorded as its manifestations. */
export const asCrs = (facts: readonly Fact[]): Toxicity => ({
  events: reportsOfCrs(facts).map(({ event }) => event),
  cause: /cytokine release|\bcrs\b/i,
})

function reportsOfCrs(facts: readonly Fact[]): readonly Reported[] {
  const crs = crsEvents(facts)
  return facts.filter(
    (fact): fact is Reported =>
      fact.type === 'adverseEventReported' && (crs.includes(fact.event) || crs.includes(fact.manifestationOf ?? '')),
  )
}

const endOf = (facts: readonly Fact[], { event }: Reported): FactOf<'adverseEventEnded'> | undefined =>
  facts.findLast(
    (fact): fact is FactOf<'adverseEventEnded'> => fact.type === 'adverseEventEnded' && fact.event === event,
  )

/** What one report says at a moment; nothing where the event began too long after it to be of the same CRS. */
function answerAt(
  report: Reported,
  end: FactOf<'adverseEventEnded'> | undefined,
  what: StatedOfCrs,
  moment: Moment,
): AnswerThen | undefined {
  const is = states(report, what)
  const onset = spanOf(report.at)
  if (!onset) return is ? 'perhaps' : 'unrecorded'
  if (hoursBetween(moment.span, onset).least > reportedWithin) return undefined
  const over = end === undefined ? undefined : spanOf(end.at)
  if (over && ended(over, moment.span)) return false
  if (!is) return is ?? 'unrecorded'
  return onset.from <= moment.span.to && onset.to - onset.from < day ? true : 'perhaps'
}

/** Hospitalisation and a threat to life make an event serious: one that is not serious had neither. */
const states = (report: Reported, what: StatedOfCrs): boolean | undefined =>
  report.facts?.[stated[what]] ?? (report.serious === false ? false : undefined)

const statesAny = ({ facts = {} }: Reported): boolean => Object.values(stated).some((phrase) => facts[phrase] === true)

const explicit = ({ facts = {} }: Reported): boolean =>
  Object.values(stated).every((phrase) => facts[phrase] !== undefined)
