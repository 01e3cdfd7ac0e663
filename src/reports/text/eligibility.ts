import { standingOf } from '../../eligibility/criterion-words.ts'
import { type Asked, eligibilityInBrief, firstFew, gatesInBrief, reasonsOf, wantsOf } from '../eligibility-in-brief.ts'
import { withoutT } from '../html/days.ts'
import { notCountedInWords } from '../not-counted-words.ts'
import type { Report, ReportedParticipant } from '../report.ts'

/** Who was eligible in a few lines: who is not and why, what is open for whom, and the gates that did not say go. */
export function eligibility({ participants }: Report): readonly string[] {
  const { asked, unanswered, criteria } = eligibilityInBrief(participants)
  if (asked.length === 0) return []
  const of = (is: string) => asked.filter((one) => one.eligibility.is === is)
  const [eligible, open] = [of('eligible'), of('not yet known')]
  const alike = open.filter((one) => one.open.length === 0)
  const lines = [
    'ELIGIBILITY, BY WHAT IS KNOWN NOW',
    ...(eligible.length > 0 ? [`  Eligible: ${namesOf(eligible)}.`] : []),
    ...of('not eligible').map(
      ({ participant, eligibility: one }) =>
        `  ${participant}: NOT ELIGIBLE. ${one.against.map((of) => `${of.id} ${standingOf(of)}: ${of.says} (seen: ${of.saw})`).join('; ')}.`,
    ),
    ...(unanswered.length > 0
      ? [
          `  Not recorded in this export for anybody: ${unanswered.length} of ${criteria} criteria (${unanswered.map(({ id }) => id).join(', ')}).`,
        ]
      : []),
    ...(alike.length > 0 ? [`  Not yet known, for want of those alone: ${namesOf(alike)}.`] : []),
    ...open
      .filter((one) => one.open.length > 0)
      .map((one) => `  ${one.participant}: not yet known, for want of ${criteriaOf(one)}.`),
    ...gatesGiven(participants),
    ...participants.flatMap(nextGate),
  ]
  return lines.map(withoutT)
}

const namesOf = (all: readonly Asked[]): string => all.map(({ participant }) => participant).join(', ')

const FEW = 4

const criteriaOf = ({ open }: Asked): string =>
  open.length > FEW
    ? `${open.length} criteria (${open.map(({ id }) => id).join(', ')})`
    : open.map(({ id, says, needs }) => `${id}, ${says} (${firstFew(needs.map(({ fact }) => fact))})`).join('; ')

/** The gates of the infusions given: how many said go, and each that did not. */
function gatesGiven(participants: readonly ReportedParticipant[]): readonly string[] {
  const all = participants.flatMap(({ participant, gates }) => (gates ? [{ participant, ...gatesInBrief(gates) }] : []))
  const [given, go] = [sum(all.map((one) => one.given)), sum(all.map((one) => one.go))]
  if (given === 0) return []
  const open = all.flatMap(({ open: groups }) => groups)
  const unknown = sum(open.map(({ gates }) => gates.length))
  if (unknown === given)
    return [
      `  Gates of the ${given} infusions given: not yet known, for want of ${firstFew([...new Set(open.flatMap(({ wants }) => wants))])}.`,
      ...besideGiven(participants),
      ...unordered(participants),
    ]
  return [
    `  Gates of the ${given} infusions given: ${go === given ? 'all go' : `${go} go`}.`,
    ...besideGiven(participants),
    ...unordered(participants),
    ...all.flatMap(({ participant, against }) =>
      against.map(
        (gate) =>
          `  ${participant}, ${gate.opens} given ${gate.at} although ${gate.is.toUpperCase()}: ${reasonsOf(gate).join('; ')}.`,
      ),
    ),
    ...all.flatMap(({ participant, open: groups }) =>
      groups.map(
        ({ gates, wants }) =>
          `  ${participant}, ${gates.map(({ opens }) => opens).join(', ')}: not yet known, for want of ${firstFew(wants)}.`,
      ),
    ),
  ]
}

/** What gates of infusions given were answered on though the order within a day is not known. */
const unordered = (participants: readonly ReportedParticipant[]): readonly string[] =>
  participants.flatMap(({ participant, gates = [] }) =>
    gates
      .filter(({ dose }) => dose === 'given')
      .flatMap(({ opens, notes = [] }) => notes.map((note) => `  ${participant}, ${opens} given: ${note}.`)),
  )

/** How many gates of infusions given had laboratory grades beside them that they do not read. */
function besideGiven(participants: readonly ReportedParticipant[]): readonly string[] {
  const beside = participants.flatMap(({ participant, gates = [] }) =>
    gates.flatMap((gate) => (gate.dose === 'given' && gate.notCounted ? [participant] : [])),
  )
  if (beside.length === 0) return []
  return [
    `  Not counted at ${beside.length} of them (${[...new Set(beside)].join(', ')}): laboratory results of a grade the gate asks about, not reported as an adverse event of that grade; each is in the full report.`,
  ]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** What the gate of the next infusion answers; one for want of many facts is in the full report. */
function nextGate({ participant, gates = [] }: ReportedParticipant): readonly string[] {
  const { next } = gatesInBrief(gates)
  if (!next) return []
  const beside = notCountedInWords(next)
  if (next.isUnknown && wantsOf(next).length > 1)
    return beside === undefined ? [] : [`  ${participant}, ${next.opens} next: ${beside}.`]
  const until = next.until === undefined ? '' : ` until ${next.until}`
  const why = next.isUnknown ? `not yet known, for want of ${firstFew(wantsOf(next))}` : reasonsOf(next)[0]
  return [
    `  ${participant}, ${next.opens} next: ${[`${next.is.toUpperCase()}${until}`, why, ...(next.notes ?? []), beside].filter((part) => part !== undefined).join('; ')}.`,
  ]
}
