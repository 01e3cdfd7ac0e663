import type { Truth } from '../core/criterion.ts'
import { compareExact, type Exact, times } from '../core/exact.ts'
import type { FactOf } from '../core/fact.schema.ts'
import { readMeasured, readNumber } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { daysBetween, spanAt } from '../core/time.ts'
import { isAbove, limitOf, type Signal, type SignalFact } from './signals.ts'

type HysLaw = NonNullable<NonNullable<Protocol['hepaticSignal']>['hysLaw']>
type Result = FactOf<'labResult'>

/**
 * The laboratory signal of Hy's law: an aminotransferase and bilirubin raised within so many days, and no cholestasis shown by then.
 * With a raised baseline the protocol's multiple of the baseline counts instead of that of the limit. FDA, Drug-Induced Liver
 * Injury (2009). Software can give no more than a signal: other causes are for a physician.
 */
export function hysLawSignals(rule: HysLaw | undefined, facts: readonly SignalFact[]): readonly Signal[] {
  if (!rule) return []
  const participants = [...new Set(facts.map(({ participant }) => participant))]
  return participants.flatMap((participant) =>
    signalsOf(
      rule,
      facts.filter((fact) => fact.participant === participant),
    ),
  )
}

function signalsOf(rule: HysLaw, facts: readonly SignalFact[]): readonly Signal[] {
  const results = facts.filter((fact) => fact.type === 'labResult')
  const from = firstDose(facts)
  const raised = (analytes: readonly string[], multiple: string, ofBaseline: string | undefined, orEqual: boolean) =>
    results
      .filter((one) => analytes.includes(one.analyte) && !isBefore(one, from))
      .map((one) => ({ one, is: isRaised(one, multiple, ofBaseline, baselineOf(results, one.analyte, from), orEqual) }))
      .filter(({ is }) => is !== 'not met')
  const { aminotransferase, bilirubin, raisedBaseline, within } = rule
  const enzymes = raised(['ALT', 'AST'], aminotransferase, raisedBaseline?.aminotransferase, true)
  return raised(['bilirubin'], bilirubin, raisedBaseline?.bilirubin, false).flatMap(({ one, is }) => {
    const near = enzymes.filter((enzyme) => isNear(enzyme.one, one, within.days))
    const beside = near.find((enzyme) => enzyme.is === 'met') ?? near[0]
    if (!beside) return []
    const alp = results
      .filter((other) => other.analyte === 'ALP' && isNear(other, one, within.days))
      .map((other) => ({ one: other, is: isRaised(other, rule.alp, undefined, undefined, true) }))
    if (alp.some((other) => other.is === 'met')) return []
    const shown = alp.some((other) => other.is === 'unknown')
      ? 'ALP may be raised'
      : alp.some((other) => isKnown(other.one))
        ? 'ALP below its limit'
        : 'ALP not known'
    const isSure = is === 'met' && beside.is === 'met'
    return [{ participant: one.participant, at: later(beside.one, one), says: inWords(beside.one, one, shown, isSure) }]
  })
}

const inWords = (enzyme: Result, bilirubin: Result, shown: string, isSure: boolean) =>
  `Hy's law, ${isSure ? 'laboratory signal' : 'may be a laboratory signal'}: ${named(enzyme)} and ${named(bilirubin)}, ${shown}; other causes are for a physician`
const named = ({ analyte, value, unit = '', at, uln }: Result) => `${analyte} ${value} ${unit} on ${at} (ULN ${uln})`
const later = (a: Result, b: Result) => (spanAt(a.at).from > spanAt(b.at).from ? a.at : b.at)

function isNear(a: Result, b: Result, days: number): boolean {
  const { least, most } = daysBetween(spanAt(a.at), spanAt(b.at))
  return least <= days && most >= -days
}

/** At or above a multiple, or above it alone, or maybe: of the limit, or of a baseline that was above the limit itself. */
function isRaised(
  { value, uln }: Result,
  multiple: string,
  ofBaseline: string | undefined,
  baseline: Exact | undefined,
  orEqual: boolean,
): Truth {
  const limit = limitOf(uln)
  if (!limit || value === undefined) return 'not met'
  const isRaisedBefore = baseline !== undefined && ofBaseline !== undefined && compareExact(baseline, limit) > 0
  const cut = isRaisedBefore ? times(readNumber(ofBaseline)!, baseline) : times(readNumber(multiple)!, limit)
  return isAbove(value, cut, orEqual)
}

/** Whether a result that is not raised says so: a number, or a bound such as "<90", against a limit. */
const isKnown = ({ value, uln }: Result): boolean =>
  limitOf(uln) !== undefined && value !== undefined && ['exact', 'interval'].includes(readMeasured(value).kind)

function firstDose(facts: readonly SignalFact[]): number | undefined {
  const doses = facts.filter(({ type }) => type === 'dosed').map(({ at }) => spanAt(at).from)
  return doses.length === 0 ? undefined : Math.min(...doses)
}

const isBefore = ({ at, baseline }: Result, from: number | undefined) =>
  baseline === true || (from !== undefined && spanAt(at).to < from)

/** The baseline the source flags, else the last result before the first dose. */
function baselineOf(results: readonly Result[], analyte: string, from: number | undefined): Exact | undefined {
  const own = results.filter((one) => one.analyte === analyte && isBefore(one, from))
  const flagged = own.filter(({ baseline }) => baseline === true)
  const chosen = [...(flagged.length > 0 ? flagged : own)].sort((a, b) => spanAt(a.at).from - spanAt(b.at).from).at(-1)
  const read = chosen?.value === undefined ? undefined : readMeasured(chosen.value)
  return read?.kind === 'exact' ? read.value : undefined
}
