import type { NotCounted, ReportedGate } from './reported-eligibility.ts'

/** What the gates do not read, told once where they are listed. */
export const readsReportedOnly =
  'A gate reads reported adverse events only. “Not counted” names what by the last laboratory results before it was of a grade as high as the gate asks about, and of which no adverse event of that grade is on record.'

/** "Lymphocyte count decreased grade 4 since 2026-01-20"; a grade that is not known is said to be possible. */
const inWords = ({ term, grade: { atLeast, atMost }, since, isReported }: NotCounted): string =>
  `${term} ${atLeast === atMost ? `grade ${atMost}` : `perhaps grade ${atMost} (not known, ${atLeast} to ${atMost})`} since ${since}${isReported ? ' (reported with a lower grade)' : ''}`

/** "not counted: Lymphocyte count decreased grade 4 since 2026-01-20": nothing where a gate read all there is. */
const notCounted = ({ notCounted: all = [] }: Pick<ReportedGate, 'notCounted'>): string | undefined =>
  all.length === 0 ? undefined : `not counted: ${all.map(inWords).join('; ')}`

/** What one gate did not count, and why. */
export function notCountedInWords(gate: Pick<ReportedGate, 'notCounted'>): string | undefined {
  const words = notCounted(gate)
  return words && `${words}, from laboratory results, not reported as an adverse event of that grade`
}

/** What stands beside the answers of several gates, once where it is the same. */
export function besideTheAnswers(gates: readonly ReportedGate[]): readonly string[] {
  const by = new Map<string, string[]>()
  for (const gate of gates)
    for (const words of [...(gate.notes ?? []), notCounted(gate)])
      if (words !== undefined) by.set(words, [...(by.get(words) ?? []), gate.opens])
  return [...by].map(([words, opens]) => `${opens.join(', ')}, ${words}`)
}
