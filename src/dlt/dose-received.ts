import { type Exact, over, plus, ratio, times, toText } from '../core/exact.ts'
import { readNumber } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { elapsed, lengthInWords, spanAt } from '../core/time.ts'
import { amountIn, plannedOf, plannedOfInfusion } from './dose-units.ts'
import { drugOf, mayBeSeveral } from './drug.ts'
import { type Dose, dosesOf, infusionsOf, levelByAmount } from './exposure.ts'
import type { ParticipantSummary } from './participant.ts'

/** One administration as it was received, against what was planned. What is not recorded is left out, never taken for nothing. */
export type ReceivedDose = Dose & {
  /** The drug, where its agent is a regimen that may have several. */
  readonly drug?: string
  /** Its place in the cycle, counted from 1. */
  readonly number: number
  readonly plannedAmount?: string
  readonly plannedUnit?: string
  /** Received over planned, exactly, in per cent to three figures. */
  readonly percent?: string
  /** Cells in all, where the amount is per kg and the weight is known. */
  readonly total?: string
  /** What the site is asked about it. */
  readonly queries: readonly string[]
}

/** What a cycle came to, drug by drug; no per cent while any planned amount or any amount given is unknown. */
export type ReceivedCycle = {
  readonly agent: string
  readonly drug?: string
  readonly cycle: number
  readonly given: number
  readonly planned?: number
  readonly percent?: string
  /** What the per cent waits for. */
  readonly want?: string
}

/** Everything a participant received, by infusion and by cycle. */
export type DoseReceived = { readonly doses: readonly ReceivedDose[]; readonly cycles: readonly ReceivedCycle[] }

/** The dose received against the plan of the assigned level. Total: unreadable amounts are unknown. */
export function doseReceived(protocol: Protocol, summary: ParticipantSummary): DoseReceived {
  const received = courses(protocol, summary.doses).map((course) => {
    const infusions = infusionsOf(course.doses)
    const doses = infusions.flatMap((parts, i) => parts.map((dose) => receivedDose(protocol, summary, dose, i + 1)))
    return { doses, cycle: receivedCycle(protocol, summary, course, infusions) }
  })
  return { doses: received.flatMap(({ doses }) => doses), cycles: received.map(({ cycle }) => cycle) }
}

/** What is compared with its plan together: one agent, or one drug of it, in one cycle. */
type Course = Pick<ReceivedCycle, 'agent' | 'drug' | 'cycle'> & { readonly doses: readonly Dose[] }

function courses(protocol: Protocol, doses: readonly Dose[]): readonly Course[] {
  const byAgent = new Map(doses.map(({ agent, cycle }) => [`${agent}|${cycle}`, { agent, cycle }]))
  return [...byAgent.values()].flatMap(({ agent, cycle }) => {
    const all = dosesOf(doses, agent, cycle)
    return [...new Set(all.map((dose) => drugOf(protocol, dose)))].map((drug) => ({
      agent,
      ...(drug === undefined ? {} : { drug }),
      cycle,
      doses: all.filter((dose) => drugOf(protocol, dose) === drug),
    }))
  })
}

function receivedDose(protocol: Protocol, summary: ParticipantSummary, dose: Dose, number: number): ReceivedDose {
  const plan = plannedOf(protocol, summary.assigned, dose, number)
  const amount = plan && amountIn(dose, plan.unit)
  const total = dose.unit === undefined || !/\/\s*kg$/i.test(dose.unit) ? undefined : amountIn(dose, perBody(dose.unit))
  const drug = drugOf(protocol, dose)
  return {
    ...dose,
    ...(drug === undefined ? {} : { drug }),
    number,
    ...(plan ? { plannedAmount: toText(plan.amount, 6), plannedUnit: plan.unit } : {}),
    ...(plan && amount ? { percent: percentOf(amount, plan.amount) } : {}),
    ...(total ? { total: toText(total, 6) } : {}),
    queries: queriesAbout(protocol, summary, dose),
  }
}

const perBody = (unit: string) => unit.replace(/\/\s*kg$/i, '')
const percentOf = (received: Exact, planned: Exact) => toText(times(over(received, planned), ratio(100n, 1n)), 3)

function receivedCycle(
  protocol: Protocol,
  { assigned }: ParticipantSummary,
  { doses: _, ...course }: Course,
  infusions: readonly (readonly Dose[])[],
): ReceivedCycle {
  const { agent, cycle } = course
  const planned = protocol.agents.find(({ name }) => name === agent)?.planned?.filter((one) => one.cycle === cycle)
  const count = planned?.length ?? infusions.length
  const base = { ...course, given: infusions.length, ...(planned ? { planned: count } : {}) }
  if (!planned && course.drug === undefined && mayBeSeveral(protocol, agent))
    return { ...base, want: 'the drug of each dose' }
  const share = shareOf(protocol, assigned, infusions, count)
  return { ...base, ...(share.is === 'known' ? { percent: share.percent } : { want: share.want }) }
}

type CycleShare = { readonly is: 'known'; readonly percent: string } | { readonly is: 'unknown'; readonly want: string }

/** Received over planned for the first `count` infusions; one more than planned counts only as received. */
function shareOf(
  protocol: Protocol,
  assigned: string | undefined,
  infusions: readonly (readonly Dose[])[],
  count: number,
): CycleShare {
  let [sum, whole] = [nothing, nothing]
  for (let i = 0; i < Math.max(count, infusions.length); i++) {
    const parts = infusions[i] ?? []
    const plan = plannedOfInfusion(protocol, assigned, parts.length > 0 ? parts : infusions[0]!, i + 1)
    if (!plan) return { is: 'unknown', want: `the planned amount of infusion ${i + 1}` }
    if (i < count) whole = plus(whole, plan.amount)
    for (const dose of parts) {
      const amount = amountIn(dose, plan.unit)
      if (!amount) return { is: 'unknown', want: `the amount given at ${dose.at}, in ${plan.unit}` }
      sum = plus(sum, amount)
    }
  }
  return { is: 'known', percent: percentOf(sum, whole) }
}

const nothing: Exact = ratio(0n, 1n)

function queriesAbout(protocol: Protocol, { assigned }: ParticipantSummary, dose: Dose): readonly string[] {
  const isEscalated = dose.agent === protocol.escalated
  const level = isEscalated ? (dose.level ?? levelByAmount(protocol, dose)) : undefined
  const stated = dose.level === undefined ? 'the amount is that of level' : 'dosed at level'
  return [
    ...(level !== undefined && assigned !== undefined && level !== assigned
      ? [`${stated} ${level}, assigned to ${assigned}`]
      : []),
    ...(dose.outOfSpecification ? ['the product was out of specification'] : []),
    ...(dose.interrupted ? ['the infusion was interrupted'] : []),
    ...weightQuery(protocol, dose),
  ]
}

function weightQuery({ agents }: Protocol, { agent, at, per, unit, weight }: Dose): readonly string[] {
  const within = agents.find(({ name }) => name === agent)?.weightWithin
  const isPerKg = per === 'kg' || (per === undefined && /\/\s*kg$/i.test(unit ?? ''))
  if (!within || !isPerKg) return []
  if (!weight || !readNumber(weight.kg)) return ['the weight that the dose was reckoned with is not recorded']
  const { least, most, limit } = elapsed(spanAt(weight.at), spanAt(at), within)
  const said = `the weight is of ${weight.at}, the dose of ${at}: `
  if (least < 0) return [`${said}the weight may be later than the dose`]
  if (most <= limit) return []
  return [`${said}${least > limit ? 'older' : 'maybe older'} than ${lengthInWords(within)}`]
}
