import { compareExact, type Exact, over, plus, ratio, times } from '../core/exact.ts'
import { readMeasured } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import type { Dose } from './exposure.ts'

/** A unit as a power of ten and what is counted: "10^6 cells/kg" is a million "cells/kg". */
type Unit = { readonly factor: Exact; readonly of: string; readonly perKg: boolean }

const PREFIX = /^(?:[x×*]?\s*10\^|1e)(\d{1,3})\s*/i

function unitOf(written: string): Unit {
  const power = PREFIX.exec(written)?.[1] ?? '0'
  const named = written.replace(PREFIX, '').replace(/\s/g, '').toLowerCase()
  return { factor: ratio(10n ** BigInt(power), 1n), of: named.replace(/\/kg$/, ''), perKg: named.endsWith('/kg') }
}

/** An amount, exactly; none where it is missing, censored, unreadable or negative. Nothing at all is an amount. */
export function readAmount(written: string | number | undefined): Exact | undefined {
  if (written === undefined) return undefined
  const read = readMeasured(written)
  return read.kind === 'exact' && read.value.num >= 0n ? read.value : undefined
}

/** Whether two units are one, however they are spaced. */
export const isSameUnit = (a: string, b: string): boolean =>
  a.replace(/\s/g, '').toLowerCase() === b.replace(/\s/g, '').toLowerCase()

/** The amount of a dose in a unit, one that nobody wrote being of no unit: by the weight it was reckoned with, where one is per kg and the other is not. */
export function amountIn({ amount, unit, weight }: Omit<Dose, 'at'>, wanted: string): Exact | undefined {
  const read = readAmount(amount)
  if (!read) return undefined
  const [from, to] = [unitOf(unit ?? ''), unitOf(wanted)]
  if (from.of !== to.of) return undefined
  const scaled = over(times(read, from.factor), to.factor)
  if (from.perKg === to.perKg) return scaled
  const kg = readAmount(weight?.kg)
  if (!kg || kg.num === 0n) return undefined
  return from.perKg ? times(scaled, kg) : over(scaled, kg)
}

type Plan = { readonly amount: Exact; readonly unit: string }
type Part = Pick<Dose, 'agent' | 'cycle' | 'planned' | 'unit'>

/**
 * What was planned for an infusion given in these parts: the plan of the whole where the protocol has it, the sum where the source
 * plans every part by itself. Parts that state one and the same plan leave open whether it is each part's or the whole infusion's.
 */
export function plannedOfInfusion(
  protocol: Protocol,
  level: string | undefined,
  parts: readonly Part[],
  number: number,
): Plan | undefined {
  const [first, ...others] = parts.map((part) => plannedOf(protocol, level, part, number))
  const stated = parts.filter(({ planned }) => planned !== undefined).length
  if (!first || stated === 0) return first
  if (stated < parts.length) return undefined
  if (!others.every((plan) => plan !== undefined && isSameUnit(plan.unit, first.unit))) return undefined
  if (others.length > 0 && others.every((plan) => compareExact(plan!.amount, first.amount) === 0)) return undefined
  return { amount: others.reduce((sum, plan) => plus(sum, plan!.amount), first.amount), unit: first.unit }
}

/** What was planned for an infusion: the source's own plan, else the agent's, else the dose level's amount. */
export function plannedOf(
  { agents, escalated, levels }: Protocol,
  level: string | undefined,
  { agent, cycle, planned, unit }: Part,
  number: number,
): Plan | undefined {
  const own = readAmount(planned)
  if (planned !== undefined) return own && own.num > 0n ? { amount: own, unit: unit ?? '' } : undefined
  const plan = agents.find(({ name }) => name === agent)?.planned
  const entry = plan?.find((one) => one.cycle === cycle && one.infusion === number)
  if (plan && !entry) return undefined
  if (entry?.amount !== undefined) return plan && entry.unit ? positive(entry.amount, entry.unit) : undefined
  const step = agent === escalated ? levels.find(({ label }) => label === level) : undefined
  return step && positive(step.amount, step.unit)
}

function positive(written: string | number | undefined, unit: string): Plan | undefined {
  const amount = readAmount(written)
  return amount && amount.num > 0n ? { amount, unit } : undefined
}
