import type { InfusionGate } from '../core/eligibility.schema.ts'
import type { Issue } from '../core/issue.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { type Dosed, numbered } from './ask-given.ts'
import { type GateAnswer, gateIn } from './gate.ts'
import type { TrialFacts } from './record.ts'

/** An administration on record, with what its gate answered at that moment by what is known now. */
export type GatedDose = { readonly at: string; readonly record?: string; readonly answer: GateAnswer }

/** Each administration of a participant that has a gate, with the gate's answer: nothing given at that moment or later counts. */
export function gatedDoses(protocol: Protocol, trial: TrialFacts, participant: string): readonly GatedDose[] {
  const own = trial.by.get(participant) ?? []
  const doses = own.filter((one): one is Dosed => one.fact.type === 'dosed' && one.fact.donor === undefined)
  const seen = new Set<string>()
  return numbered(doses).flatMap((dose) => {
    const gate = protocol.infusionGates?.find(({ opens }) => isOpenedBy(opens, dose))
    if (!gate || seen.has(gate.id)) return []
    seen.add(gate.id)
    const earlier = own.filter((one) => one.fact.type !== 'dosed' || one.span.to < dose.span.from)
    const before = { ...trial, by: new Map([[participant, earlier]]) }
    const answer = gateIn(protocol, gate, before, dose.fact.at, participant)
    return [{ at: dose.fact.at, ...(dose.fact.id === undefined ? {} : { record: dose.fact.id }), answer }]
  })
}

const isOpenedBy = (
  { agent, cycle = 1, infusion = 1 }: InfusionGate['opens'],
  dose: ReturnType<typeof numbered>[number],
): boolean => dose.fact.agent.toLowerCase() === agent.toLowerCase() && dose.cycle === cycle && dose.number === infusion

/** A dose that was given although its gate did not say go: a query each where something spoke against it, one for all not known. */
export function gateIssues(participant: string, doses: readonly GatedDose[]): readonly Issue[] {
  const against = doses.filter(({ answer }) => answer.is !== 'go' && !answer.isUnknown)
  const open = doses.filter(({ answer }) => answer.isUnknown)
  return [
    ...against.map(
      ({ at, record, answer }): Issue => ({
        code: 'gateNotOpen',
        severity: 'query',
        where: { participant, ...(record === undefined ? {} : { record }) },
        message: `${answer.opens} given ${at} although ${answer.gate} said ${answer.is}: ${answer.because.filter((one) => !one.includes(' not yet known: ')).join('; ')}`,
      }),
    ),
    ...(open.length === 0 ? [] : [unknownGates(participant, open)]),
  ]
}

const unknownGates = (participant: string, open: readonly GatedDose[]): Issue => {
  const needs = [...new Set(open.flatMap(({ answer }) => answer.needs.map(({ fact }) => fact)))]
  const more = needs.length > 3 ? `; and ${needs.length - 3} more` : ''
  return {
    code: 'gateNotOpen',
    severity: 'query',
    where: { participant },
    message: `given before the record shows go: ${open[0]!.answer.opens}${open.length > 1 ? ` and ${open.length - 1} more` : ''}; for want of ${needs.slice(0, 3).join('; ')}${more}`,
  }
}
