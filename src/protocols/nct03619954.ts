import type { EventClause } from '../core/event-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { nct03619954Eligibility } from './nct03619954-eligibility.ts'
import { nct03619954Endpoints } from './nct03619954-endpoints.ts'

const registry = 'registry'
const cells = { attributedTo: ['NK'], atLeast: 'possible' } satisfies EventClause
const noDefinition = 'The registry explores safety without defining a toxicity that would limit; this one is ours.'

/** NCT03619954: NK cell infusion in advanced malignancies, for expansion of the cells and response. */
export const nct03619954: Protocol = {
  id: 'NCT03619954',
  title: 'NK cells infusion for advanced malignancies',
  phase: 'I',
  version: 'registry record, copied 2025',
  source: 'ClinicalTrials.gov NCT03619954',
  siteOffset: '+08:00',
  grading: {
    section: registry,
    table: 'ctcae-5.0',
    unreported: 'absent',
    assumed: true,
    note: 'The registry names no grading version.',
  },
  agents: [
    {
      name: 'NK',
      alsoCalled: ['NK cells'],
      kind: 'cells',
      plan: 'infusions of NK cells; number, dose and schedule are not stated',
      section: registry,
    },
  ],
  escalated: 'NK',
  levels: [{ label: '1', unit: 'cells' }],
  design: {
    name: 'toxicityMonitor',
    options: { limit: 0.3, threshold: 0.9, prior: [1, 1], minimum: 3 },
    section: registry,
    assumed: true,
    note: 'A single group without escalation. Ours: enrollment is suspended where the rate of dose-limiting toxicity exceeds 30 % with more than 90 % posterior probability (Beta(1, 1)), from the third participant on.',
  },
  maximum: { participants: 50, section: registry },
  window: {
    opens: { agent: 'NK', cycle: 1, infusion: 'first' },
    closes: { after: { agent: 'NK', cycle: 1, infusion: 'first' }, length: { days: 28 }, endInclusive: true },
    section: registry,
    assumed: true,
    note: 'No window is stated: 28 days from the first infusion.',
  },
  dltRules: [
    {
      id: 'DLT-1',
      section: 'assumed 5.1',
      says: 'An adverse event of grade 4, or of grade 3 not resolved to grade 2 or less within 7 days, at least possibly related to the cells',
      assumed: true,
      note: noDefinition,
      when: {
        all: [
          { any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }] },
          cells,
        ],
      },
    },
    {
      id: 'DLT-2',
      section: 'assumed 5.2',
      says: 'Death at least possibly related to the cells',
      assumed: true,
      note: noDefinition,
      when: { all: [{ grade: { atLeast: 5 } }, cells] },
    },
  ],
  evaluability: {
    section: registry,
    assumed: true,
    note: 'No dose is stated, so no share of it is asked: evaluable after one infusion, with a contact at or after the window’s end.',
    minimumDosePercent: 0,
    infusions: 1,
    contactAfterWindow: true,
  },
  replacement: {
    section: registry,
    assumed: true,
    note: 'Nobody is replaced: the registry plans fifty.',
    replaced: [],
  },
  stagger: {
    section: registry,
    assumed: true,
    note: 'None is stated and unmodified NK cells are given in many trials: participants may follow one another at once.',
    sentinel: { days: 0 },
    between: { days: 0 },
  },
  eligibility: nct03619954Eligibility,
  endpoints: nct03619954Endpoints,
  gates: [],
  stopping: [
    {
      id: 'STOP-1',
      section: registry,
      says: 'any death at least possibly related to the cells',
      assumed: true,
      note: 'The registry states no stopping rule. A death whose attribution nobody gave holds enrollment until somebody gives it.',
      counts: { died: { attributedTo: { agents: ['NK'], atLeast: 'possible' } } },
      over: 'trial',
      bound: { atLeast: 1 },
    },
  ],
  openPoints: [
    {
      id: 'dose',
      says: 'Dose, schedule and source of the cells are not in the registry: what was given is reported as given, and compared with nothing.',
      section: registry,
      assumed: true,
      note: 'A source that says what was planned is compared with that.',
    },
  ],
}
