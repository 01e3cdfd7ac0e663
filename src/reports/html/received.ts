import type { ReceivedCycle, ReceivedDose } from '../../dlt/dose-received.ts'
import type { ReportedParticipant } from '../report.ts'
import { agentInWords } from './agent.ts'
import { amountInShort } from './amount.ts'
import { html, type Markup, nothing } from './markup.ts'
import { table } from './table.ts'
import { orUnknown, unknown } from './unknown.ts'
import { dayOn } from './when.ts'

/** Every dose of a participant against its plan, and what each cycle came to. */
export function doseReceivedTable(one: ReportedParticipant): Markup {
  const { received } = one
  if (!received) return nothing
  return html`${table(
    html`Dose received by ${one.participant}, against the plan of level ${orUnknown(one.assigned)}`,
    ['Given', 'Agent', 'Infusion', 'Received ÷ planned', 'Weight', 'To be asked'],
    received.doses.map((dose) => [
      dayOn(one, dose.at),
      agentInWords(dose),
      `cycle ${dose.cycle}, ${dose.number}`,
      share(dose),
      dose.weight ? `${dose.weight.kg} kg on ${dose.weight.at}` : html`<span class="none">not stated</span>`,
      dose.queries.length === 0 ? 'nothing' : html`<strong>${dose.queries.join('; ')}</strong>`,
    ]),
  )}<ul>${received.cycles.map((cycle) => html`<li>${cycleInWords(cycle)}</li>`)}</ul>`
}

function share({ amount, unit, plannedAmount, plannedUnit, percent, carPositiveViable }: ReceivedDose): Markup {
  const given = amount === undefined ? unknown('amount not recorded') : `${amountInShort(String(amount))} ${unit ?? ''}`
  const planned =
    plannedAmount === undefined ? unknown('plan not known') : `${amountInShort(plannedAmount)} ${plannedUnit}`
  const viable = carPositiveViable === undefined ? nothing : html`, CAR+ viable ${carPositiveViable}`
  return html`${given} ÷ ${planned} = ${percent === undefined ? unknown() : `${percent} %`}${viable}`
}

function cycleInWords(course: ReceivedCycle): Markup {
  const { cycle, given, planned, percent, want } = course
  const of =
    planned === undefined ? `${given} ${given === 1 ? 'infusion' : 'infusions'}` : `${given} of ${planned} infusions`
  const share =
    percent === undefined ? unknown(`share not known, for want of ${want}`) : `${percent} % of the planned dose`
  return html`${agentInWords(course)}, cycle ${cycle}: ${of}, ${share}`
}
