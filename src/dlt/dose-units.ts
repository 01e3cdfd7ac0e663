import { type Exact, over, ratio, times } from '../core/exact.ts'
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

/** What was planned for an infusion: the source's own plan, else the agent's, else the dose level's amount. */
export function plannedOf(
  { agents, escalated, levels }: Protocol,
  level: string | undefined,
  { agent, cycle, planned, unit }: Pick<Dose, 'agent' | 'cycle' | 'planned' | 'unit'>,
  number: number,
): { readonly amount: Exact; readonly unit: string } | undefined {
  const own = readAmount(planned)
  if (planned !== undefined) return own && own.num > 0n ? { amount: own, unit: unit ?? '' } : undefined
  const plan = agents.find(({ name }) => name === agent)?.planned
  const entry = plan?.find((one) => one.cycle === cycle && one.infusion === number)
  if (plan && !entry) return undefined
  if (entry?.amount !== undefined) return plan && entry.unit ? positive(entry.amount, entry.unit) : undefined
  const step = agent === escalated ? levels.find(({ label }) => label === level) : undefined
  return step && positive(step.amount, step.unit)
}

function positive(
  written: string | number | undefined,
  unit: string,
): { readonly amount: Exact; readonly unit: string } | undefined {
  const amount = readAmount(written)
  return amount && amount.num > 0n ? { amount, unit } : undefined
}
