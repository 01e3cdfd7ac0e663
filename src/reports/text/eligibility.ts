import type { Report, ReportedParticipant } from '../report.ts'

/** Who was eligible in a few lines: who is not and why; who is not yet known, counted. */
export function eligibility({ participants }: Report): readonly string[] {
  const told = participants.filter((one) => one.eligibility !== undefined)
  if (told.length === 0) return []
  const of = (is: string) => told.filter((one) => one.eligibility?.is === is)
  const [eligible, open] = [of('eligible'), of('not yet known')]
  return [
    'ELIGIBILITY, BY WHAT IS KNOWN NOW',
    ...(eligible.length > 0 ? [`  Eligible: ${eligible.map(({ participant }) => participant).join(', ')}.`] : []),
    ...of('not eligible').map(
      ({ participant, eligibility: one }) =>
        `  ${participant}: NOT ELIGIBLE. ${one?.against.map(({ id, says, saw }) => `${id}, ${says} (seen: ${saw})`).join('; ')}.`,
    ),
    ...(open.length > 0
      ? [`  Not yet known: ${open.map((one) => `${one.participant} (${openOf(one)} criteria)`).join(', ')}.`]
      : []),
    ...nextGates(told),
  ]
}

const openOf = ({ eligibility: one }: ReportedParticipant): number =>
  one?.criteria.filter(({ holds }) => holds === 'unknown').length ?? 0

/** The gates that hold or stop for a reason, or go; those for want of facts alone are in the full report. */
const nextGates = (all: readonly ReportedParticipant[]): readonly string[] =>
  all.flatMap(({ participant, gates = [] }) =>
    gates
      .filter(({ dose, isUnknown }) => dose === 'next' && !isUnknown)
      .map(
        ({ opens, is, until, because }) =>
          `  ${participant}, ${opens} next: ${is.toUpperCase()}${until === undefined ? '' : ` until ${until}`}${because[0] === undefined ? '' : `; ${because[0]}`}.`,
      ),
  )
