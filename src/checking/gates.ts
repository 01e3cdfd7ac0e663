import { clausesOf } from '../core/criterion.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { type Finding, finding, named } from './finding.ts'
import { unknownAgent } from './rules.ts'

/** What infusion gates and eligibility criteria name that is not there: agents, and gates that nobody asks at. */
export function gateFaults(protocol: Protocol): readonly Finding[] {
  const { eligibility, infusionGates = [] } = protocol
  const criteria = eligibility?.criteria ?? []
  const asked = new Set(infusionGates.flatMap(({ eligibilityGate }) => eligibilityGate ?? []))
  const known = new Set(criteria.flatMap(({ gate }) => gate ?? []))
  return [
    ...criteria
      .filter(({ gate }) => gate !== undefined && !asked.has(gate))
      .map((one) =>
        finding('gates', named(one.id, one), `is asked at the gate "${one.gate}", which no infusion gate asks at`),
      ),
    ...infusionGates
      .filter(({ eligibilityGate }) => eligibilityGate !== undefined && !known.has(eligibilityGate))
      .map((one) =>
        finding('gates', named(one.id, one), `asks the criteria of "${one.eligibilityGate}", and none is of it`),
      ),
    ...agentFaults(protocol),
    ...intervalFaults(protocol),
  ]
}

function agentFaults(protocol: Protocol): readonly Finding[] {
  const { agents, eligibility, infusionGates = [] } = protocol
  const known = new Set(agents.map(({ name }) => name))
  const rows = [...(eligibility?.criteria ?? []), ...infusionGates.flatMap(({ requires }) => requires)]
  const used = [
    ...infusionGates.flatMap((gate) =>
      [gate.opens, ...gate.intervals.map(({ after }) => after)].map(
        ({ agent }) => [named(gate.id, gate), agent] as const,
      ),
    ),
    ...rows.flatMap((row) =>
      clausesOf(row.when).flatMap((clause) => {
        if ('given' in clause) return [[named(row.id, row), clause.given.agent] as const]
        const to = 'adverseEvent' in clause ? (clause.attributedTo ?? []) : []
        return to.map((agent) => [named(row.id, row), agent] as const)
      }),
    ),
  ]
  return used
    .filter(([, agent]) => !known.has(agent))
    .map(([where, agent]) => finding('unknownAgent', where, unknownAgent(protocol, agent)))
}

const hours = (time: object): number | undefined =>
  'days' in time
    ? 24 * (time as { days: number }).days
    : 'hours' in time
      ? (time as { hours: number }).hours
      : undefined

function intervalFaults({ infusionGates = [] }: Protocol): readonly Finding[] {
  return infusionGates.flatMap(({ intervals }) =>
    intervals.flatMap((one) => {
      const [earliest, latest] = [hours(one.earliest), one.latest && hours(one.latest)]
      if (earliest === undefined || latest === undefined || earliest <= latest) return []
      return [
        finding('window', named(one.id, one), 'is over before it begins: its latest time lies before its earliest'),
      ]
    }),
  )
}
