import { ctcae50 } from '../../grading-tables/index.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { judgesFor } from '../../src/machines/judges.ts'
import { machinesFor } from '../../src/machines/rules.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { enrolled, followedUp, type Happening, infused } from '../../src/testing/index.ts'

/** The machines of NCT07021534 under CTCAE v5.0. */
export const machines = machinesFor(judgesFor(nct07021534, ctcae50))

/** The machines of a protocol that differs from NCT07021534 in some parts. */
export const machinesWith = (changes: Partial<Protocol>) =>
  machinesFor(judgesFor({ ...nct07021534, ...changes }, ctcae50))

const amounts: Record<string, string> = { '1': '1.5e7', '2': '3e7', '3': '5e7', '4': '7e7' }

/** Enrolled at a level and given CAR-T on two days from `day`. */
export const treated =
  (level: string, day = 0): Happening =>
  (participant) =>
    [
      enrolled(day - 20, level),
      infused('CAR-NK', day - 12, { amount: '1e9', unit: 'cells' }),
      infused('CAR-NK', day - 11, { amount: '2e9', unit: 'cells' }),
      infused('CAR-T', day, { amount: amounts[level]!, unit: 'cells/kg', infusion: 1, cycle: 1 }),
      infused('CAR-T', day + 1, { amount: amounts[level]!, unit: 'cells/kg', infusion: 2, cycle: 1 }),
    ].flatMap((happens) => happens(participant))

/** Treated at a level and seen at the end of the window, day 15, with nothing wrong. */
export const clean =
  (level: string, day = 0): Happening =>
  (participant) => [...treated(level, day)(participant), ...followedUp(day + 15)(participant)]

/** Related to the CAR-T cells, and not to the CAR-NK cells. */
export const toCarT = { attribution: { 'CAR-T': 'probable', 'CAR-NK': 'unrelated' } } as const
export const unrelated = { attribution: { 'CAR-T': 'unrelated', 'CAR-NK': 'unrelated' } } as const
