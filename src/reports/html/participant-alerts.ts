import { gatesInBrief, reasonsOf } from '../eligibility-in-brief.ts'
import type { Report, ReportedEvent, ReportedParticipant } from '../report.ts'
import { restsInWords } from '../unseen.ts'
import { withoutT } from './days.ts'
import { rangeInWords } from './grades.ts'

/** An event is severe from this grade on. */
const SEVERE = 3

/** Severe events that are not over at the review: those known to be, then those that may be. */
export function ongoingAlerts({ participants }: Report): readonly string[] {
  const may = participants.flatMap((one) =>
    openOf(one)
      .filter((event) => maybeSevere(event) && !isSevere(event))
      .map((event) => `${one.participant} ${event.term}, ${gradeNow(event)}`),
  )
  return [
    ...participants.flatMap((one) =>
      openOf(one)
        .filter(isReportedSevere)
        .map((event) => ongoing(one, event)),
    ),
    ...participants.flatMap(measured),
    ...(may.length > 0 ? [`Not over at the review, and perhaps of grade ${SEVERE} or more: ${may.join('; ')}.`] : []),
  ]
}

const openOf = ({ events }: ReportedParticipant) => events.filter(({ ended }) => ended === undefined)

const isSevere = ({ now, course }: ReportedEvent): boolean => course.length > 0 && now.atLeast >= SEVERE
const isReportedSevere = (event: ReportedEvent): boolean => event.source === 'reported' && isSevere(event)
/** An event without any grade on record may have any. */
const maybeSevere = ({ now, course }: ReportedEvent): boolean => course.length === 0 || now.atMost >= SEVERE

const gradeNow = ({ now, course }: ReportedEvent): string =>
  course.length === 0 ? 'no grade recorded' : rangeInWords(now)

const ongoing = ({ participant }: ReportedParticipant, event: ReportedEvent): string =>
  `${event.term} of ${participant} is not over at the review: ${gradeNow(event)}, last recorded on ${withoutT(event.course.at(-1)!.at)}.`

/** Results that were last of a severe grade, where no severe event of the term is reported. */
function measured(one: ReportedParticipant): readonly string[] {
  const reported = openOf(one)
    .filter(isReportedSevere)
    .map(({ term }) => term.toLowerCase())
  const all = openOf(one).filter(
    (event) => event.source === 'laboratory' && isSevere(event) && !reported.includes(event.term.toLowerCase()),
  )
  if (all.length === 0) return []
  const told = all.map((event) => `${event.term} ${gradeNow(event)} on ${lastMeasured(event).slice(0, 10)}`)
  return [`Last laboratory results of ${one.participant} of grade ${SEVERE} or more: ${told.join('; ')}.`]
}

/** When the last result came: one that repeats a grade stands with the observation it repeats. */
function lastMeasured({ course }: ReportedEvent): string {
  const { at, results = [] } = course.at(-1)!
  return results.at(-1)?.at ?? at
}

/** DLTs, titration triggers and ends of watching that nobody saw: they rest on no change since the last contact. */
export const unseenAlerts = ({ participants }: Report): readonly string[] =>
  participants.flatMap((one) => {
    const { participant, rules, trigger, status, unseenSince } = one
    const met = [
      ...rules.map((rule) => ({ what: 'DLT', rule })),
      ...(trigger ? [{ what: 'titration trigger', rule: trigger }] : []),
    ]
    return [
      ...met.flatMap(({ what, rule: { is, rule, term, unseenSince: since } }) =>
        is === 'met' && since !== undefined
          ? [
              `The ${what} of ${participant} by ${rule}${term === undefined ? '' : ` (${term})`} ${withoutT(restsInWords(since))}: nothing is on record after it.`,
            ]
          : [],
      ),
      ...(status === 'clear' && unseenSince !== undefined
        ? [
            `${participant} counts without a DLT, which ${withoutT(restsInWords(unseenSince))}: nothing is on record after it.`,
          ]
        : []),
    ]
  })

/** Whoever was given something though found not eligible, and whether they count. */
export const ineligibleAlerts = ({ participants }: Report): readonly string[] =>
  participants.flatMap((one) => {
    const { participant, eligibility, doses } = one
    if (eligibility?.is !== 'not eligible' || doses.length === 0) return []
    const against = eligibility.against.map(({ id, says, saw }) => `${id} (${says}; seen: ${withoutT(saw)})`)
    const why = against.length === 0 ? '' : `: ${against.join('; ')}`
    return [`${participant} was not eligible ${eligibility.asked}, ${standing[one.status]}${why}.`]
  })

const standing: Readonly<Record<ReportedParticipant['status'], string>> = {
  notDosed: 'and is being prepared for a dose',
  watching: 'was dosed and is pending',
  dlt: 'was dosed and counts with a DLT',
  clear: 'was dosed and counts without a DLT',
  notEvaluable: 'was dosed and is not evaluable',
}

/** Doses that were given although their gate said hold or stop, then those whose gate is not known to have been open. */
export function gateAlerts({ participants }: Report): readonly string[] {
  const told = participants.map((one) => ({ ...one, brief: gatesInBrief(one.gates ?? []) }))
  const open = told
    .map(({ participant, brief }) => ({ participant, n: brief.open.flatMap(({ gates }) => gates).length }))
    .filter(({ n }) => n > 0)
  return [
    ...told.flatMap(({ participant, brief }) =>
      brief.against.map(
        (gate) =>
          `${participant} was given ${gate.opens} on ${withoutT(gate.at)} although its gate said ${gate.is}: ${withoutT(reasonsOf(gate).join('; '))}.`,
      ),
    ),
    ...(open.length > 0
      ? [
          `Infusions given whose gates are not known to have been open: ${open.map(({ participant, n }) => `${participant} (${n})`).join(', ')}.`,
        ]
      : []),
  ]
}
