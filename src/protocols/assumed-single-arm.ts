import type { EventClause } from '../core/event-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'

const section = 'registry'

type Arm = {
  /** The agent whose toxicity limits. */
  readonly agent: string
  /** What the registry calls the participants' one arm. */
  readonly arm: string
  /** What the registry says instead of a definition of dose-limiting toxicity. */
  readonly instead: string
}

type Assumed = Pick<Protocol, 'grading' | 'design' | 'window' | 'dltRules' | 'evaluability' | 'gates' | 'stopping'>

/**
 * What a registry leaves open of one arm of cells without escalation, assumed alike wherever it does: grading, a monitored rate of
 * dose-limiting toxicity, its definition and its window, who is evaluable, and the death that suspends. Every part is marked `assumed`.
 */
export function assumedSingleArm({ agent, arm, instead }: Arm): Assumed {
  const related = { attributedTo: [agent], atLeast: 'possible' } satisfies EventClause
  const first = { agent, cycle: 1, infusion: 'first' } as const
  const ours = { assumed: true, note: `${instead}; this one is ours.` } as const
  return {
    grading: {
      section,
      table: 'ctcae-5.0',
      unreported: 'absent',
      assumed: true,
      note: 'The registry names no grading version.',
    },
    design: {
      name: 'toxicityMonitor',
      options: { limit: 0.3, threshold: 0.9, prior: [1, 1], minimum: 3 },
      section,
      assumed: true,
      note: `A single ${arm} without escalation. Ours: enrollment is suspended where the rate of dose-limiting toxicity exceeds 30 % with more than 90 % posterior probability (Beta(1, 1)), from the third participant on.`,
    },
    window: {
      opens: first,
      closes: { after: first, length: { days: 28 }, endInclusive: true },
      section,
      assumed: true,
      note: 'No window is stated: 28 days from the first infusion.',
    },
    dltRules: [
      {
        id: 'DLT-1',
        section: 'assumed 5.1',
        says: 'An adverse event of grade 4, or of grade 3 not resolved to grade 2 or less within 7 days, at least possibly related to the cells',
        ...ours,
        when: {
          all: [
            { any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }] },
            related,
          ],
        },
      },
      {
        id: 'DLT-2',
        section: 'assumed 5.2',
        says: 'Death at least possibly related to the cells',
        ...ours,
        when: { all: [{ grade: { atLeast: 5 } }, related] },
      },
    ],
    evaluability: {
      section,
      assumed: true,
      note: 'No dose is stated, so no share of it is asked: evaluable after one infusion, with a contact at or after the window’s end.',
      minimumDosePercent: 0,
      infusions: 1,
      contactAfterWindow: true,
    },
    gates: [],
    stopping: [
      {
        id: 'STOP-1',
        section,
        says: 'any death at least possibly related to the cells',
        assumed: true,
        note: 'The registry states no stopping rule. A death whose attribution nobody gave holds enrollment until somebody gives it.',
        counts: { died: { attributedTo: { agents: [agent], atLeast: 'possible' } } },
        over: 'trial',
        bound: { atLeast: 1 },
      },
    ],
  }
}
