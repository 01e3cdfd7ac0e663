import { compareExact, type Exact, over, plus, ratio, times, toText } from '../core/exact.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import { amountIn, isSameUnit, plannedOfInfusion, readAmount } from './dose-units.ts'

/** One administration, as far as dosing rules need it. */
export type Dose = {
  readonly at: string
  readonly agent: string
  readonly cycle: number
  readonly amount?: string | number
  readonly unit?: string
  readonly planned?: string | number
  readonly product?: string
  readonly level?: string
  readonly infusion?: number
  readonly per?: 'flat' | 'kg'
  readonly weight?: { readonly kg: string | number; readonly at: string }
  readonly carPositiveViable?: string | number
  readonly outOfSpecification?: boolean
  readonly interrupted?: boolean
}

/** The administrations of an agent in a cycle, earliest first. */
export function dosesOf(doses: readonly Dose[], agent: string, cycle: number): readonly Dose[] {
  const chosen = chosenFrom(doses)
  const key = `${cycle} ${agent}`
  const known = chosen.get(key)
  if (known) return known
  const own = doses.filter((dose) => dose.agent === agent && dose.cycle === cycle)
  const made = own.sort((a, b) => (a.at < b.at ? -1 : 1))
  chosen.set(key, made)
  return made
}

const chosenFrom = remembering((_: readonly Dose[]) => new Map<string, readonly Dose[]>())

/** Doses of one cycle by infusion, in order: parts that carry one infusion's number are one infusion. */
export function infusionsOf(doses: readonly Dose[]): readonly (readonly Dose[])[] {
  if (doses.some(({ infusion }) => infusion === undefined)) return doses.map((dose) => [dose])
  const numbers = [...new Set(doses.map(({ infusion }) => infusion!))].sort((a, b) => a - b)
  return numbers.map((number) => doses.filter(({ infusion }) => infusion === number))
}

/** The one level whose amount a dose had, in its unit; none where no level or several have it. */
export function levelByAmount({ levels }: Protocol, dose: Dose | undefined): string | undefined {
  const amount = readAmount(dose?.amount)
  if (!amount || dose?.unit === undefined) return undefined
  const { unit } = dose
  const same = levels.filter((step) => isSameUnit(step.unit, unit) && equals(amount, readAmount(step.amount)))
  return same.length === 1 ? same[0]!.label : undefined
}

const equals = (a: Exact, b: Exact | undefined) => b !== undefined && compareExact(a, b) === 0

/** Received over planned, for the given infusions: in per cent for people, and against the protocol's minimum. */
export type Share =
  | { readonly is: 'enough'; readonly percent?: string }
  | { readonly is: 'short'; readonly percent: string }
  | { readonly is: 'unknown'; readonly want: string }

/**
 * The share of the planned dose received in `infusions` administrations.
 * What was planned is the source's own plan, else the level's amount where the units agree. Where the protocol asks no share, the
 * administrations are enough by themselves.
 */
export function shareReceived(protocol: Protocol, level: string | undefined, given: readonly Dose[]): Share {
  const known = shares.get(given)
  if (known?.protocol === protocol && known.level === level) return known.share
  const share = reckonedShare(protocol, level, given)
  shares.set(given, { protocol, level, share })
  return share
}

type Reckoned = { readonly protocol: Protocol; readonly level: string | undefined; readonly share: Share }
const shares = new WeakMap<readonly Dose[], Reckoned>()

function reckonedShare(protocol: Protocol, level: string | undefined, given: readonly Dose[]): Share {
  const { infusions, minimumDosePercent } = protocol.evaluability
  const { agent, cycle } = protocol.window.opens
  const groups = infusionsOf(given)
  if (minimumDosePercent === 0 && groups.length >= infusions) return { is: 'enough' }
  let received: Exact = zero
  let planned: Exact = zero
  for (let i = 0; i < infusions; i++) {
    const parts = groups[i] ?? []
    const plan = plannedOfInfusion(protocol, level, parts.length > 0 ? parts : [given[0] ?? { agent, cycle }], i + 1)
    if (!plan) return { is: 'unknown', want: `the planned amount of infusion ${i + 1}` }
    planned = plus(planned, plan.amount)
    for (const dose of parts) {
      const amount = amountIn(dose, plan.unit)
      if (!amount) return { is: 'unknown', want: `the amount given at ${dose.at}, in ${plan.unit}` }
      received = plus(received, amount)
    }
  }
  const percent = times(over(received, planned), ratio(100n, 1n))
  const least = readAmount(minimumDosePercent)!
  return { is: compareExact(percent, least) < 0 ? 'short' : 'enough', percent: toText(percent, 3) }
}

const zero = ratio(0n, 1n)
