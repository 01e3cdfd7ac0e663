import { ctcae50 } from '../../grading-tables/index.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { judgesFor } from '../../src/machines/judges.ts'
import { machinesFor } from '../../src/machines/rules.ts'
import { adverseEvent, died, each, followedUp, type Happening, infused } from '../../src/testing/index.ts'

/** The machines of a trial of one dose, and what happens to its participants. */
export function singleArm(protocol: Protocol) {
  const agent = protocol.escalated
  const infusedOn =
    (day: number): Happening =>
    (participant) => [
      { type: 'enrolled', participant, at: '2026-02-20' },
      ...infused(agent, day, { infusion: 1, cycle: 1 })(participant),
    ]
  return {
    machines: machinesFor(judgesFor(protocol, ctcae50)),
    infusedOn,
    /** Infused, and seen with nothing wrong on the day after the window. */
    clean: (day: number): Happening[] => [infusedOn(day), followedUp(day + 29)],
    related: { attribution: { [agent]: 'possible' } },
    unrelated: { attribution: { [agent]: 'unrelated' } },
    /** An event of grade 4 on the second day. */
    toxic: (day: number): Happening[] => [
      infusedOn(day),
      adverseEvent('Nausea', day + 1, 4, { attribution: { [agent]: 'possible' } }),
    ],
    deadOn: (day: number, known: Parameters<typeof adverseEvent>[3] = {}): Happening[] => [
      adverseEvent('Sepsis', day, 5, known),
      died(day, 'Sepsis'),
    ],
    each,
  }
}
