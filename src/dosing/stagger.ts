import type { Protocol } from '../core/protocol.schema.ts'
import { elapsed, type Length, lengthInWords, notBefore, spanAt } from '../core/time.ts'

type Given = { readonly firstDose?: string; readonly lastDose?: string; readonly dosed: number }

export type StaggerRule = 'sentinel' | 'within-level' | 'between-levels'

/** The earliest next dose at a level: the date, the rule that decided it, and why. */
export type EarliestNext = { readonly date: string; readonly rule: StaggerRule; readonly says: string }

/**
 * The earliest next dose at a level (counted from 1), whatever a partial date was within its span; `undefined` where no rule asks
 * for a wait. Of several rules the one that holds longest decides.
 */
export function earliestNext(
  { stagger, levels }: Protocol,
  standings: readonly (Given | undefined)[],
  level: number,
): EarliestNext | undefined {
  const here = standings[level - 1]
  const label = levels[level - 1]?.label ?? String(level)
  const after = (rule: StaggerRule, dose: string | undefined, length: Length | undefined, whose: string) =>
    dose === undefined || length === undefined
      ? []
      : [{ date: notBefore(spanAt(dose), length), rule, says: `${lengthInWords(length)} after ${whose}, on ${dose}` }]
  const nobodyYet = (here?.dosed ?? 0) === 0
  const others = standings.flatMap((one, i) => (i !== level - 1 && one?.lastDose !== undefined ? [one.lastDose] : []))
  const found: readonly EarliestNext[] = [
    ...after('sentinel', here?.firstDose, stagger.sentinel, `the first participant of level ${label} was first dosed`),
    ...(here && here.dosed >= 2
      ? after(
          'within-level',
          here.lastDose,
          stagger.between,
          `the latest participant of level ${label} was first dosed`,
        )
      : []),
    ...(nobodyYet
      ? after('between-levels', latestOf(others), stagger.betweenLevels, 'the latest first dose at another level')
      : []),
  ]
  return found.reduce<EarliestNext | undefined>((last, one) => (last && last.date >= one.date ? last : one), undefined)
}

/** The date whose latest moment is last. */
export const latestOf = (dates: readonly string[]): string | undefined =>
  dates.reduce<string | undefined>(
    (last, date) => (last !== undefined && spanAt(last).to >= spanAt(date).to ? last : date),
    undefined,
  )

/** The date whose earliest moment is first. */
export const earliestOf = (dates: readonly string[]): string | undefined =>
  dates.reduce<string | undefined>(
    (first, date) => (first !== undefined && spanAt(first).from <= spanAt(date).from ? first : date),
    undefined,
  )

/** A first dose that a rule of the stagger did not allow, or, for want of a full date, may not have. */
export type StaggerBreach = { readonly rule: StaggerRule; readonly certain: boolean; readonly says: string }

/** Which rules of the stagger a participant's first dose at a level broke, against the first doses before it. */
export function staggerBreaches(
  { stagger }: Protocol,
  level: string | undefined,
  dose: string,
  earlier: readonly { readonly level?: string; readonly dosed?: string }[],
): readonly StaggerBreach[] {
  const dosesAt = (is: (other: string | undefined) => boolean) =>
    earlier.flatMap((one) => (one.dosed !== undefined && is(one.level) ? [one.dosed] : []))
  const here = dosesAt((other) => other === level)
  const elsewhere = dosesAt((other) => other !== level)
  return [
    ...breach('sentinel', earliestOf(here), stagger.sentinel, dose),
    ...(here.length >= 2 ? breach('within-level', latestOf(here), stagger.between, dose) : []),
    ...(here.length === 0 && stagger.betweenLevels
      ? breach('between-levels', latestOf(elsewhere), stagger.betweenLevels, dose)
      : []),
  ]
}

function breach(rule: StaggerRule, before: string | undefined, length: Length, dose: string): readonly StaggerBreach[] {
  if (before === undefined) return []
  const { least, most, limit } = elapsed(spanAt(before), spanAt(dose), length)
  if (least >= limit) return []
  const certain = most < limit
  const says = `${certain ? '' : 'possibly '}less than ${lengthInWords(length)} after ${before} (${rule})`
  return [{ rule, certain, says }]
}
