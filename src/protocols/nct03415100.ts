import type { EventClause } from '../core/event-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { nct03415100Eligibility } from './nct03415100-eligibility.ts'
import { nct03415100Endpoints } from './nct03415100-endpoints.ts'

const registry = 'registry'
const cells = { attributedTo: ['CAR-NK'], atLeast: 'possible' } satisfies EventClause
const noDefinition =
  'The registry asks for safety and feasibility and defines no toxicity that would limit; this one is ours.'

/** NCT03415100 (NRC-NK-01): pilot of NKG2D-ligand CAR-NK, autologous or of a parent or child, in metastatic solid tumors. */
export const nct03415100: Protocol = {
  id: 'NCT03415100',
  title: 'Pilot of NKG2D-ligand targeted CAR-NK cells in metastatic solid tumors',
  phase: 'I',
  version: 'registry record, copied 2026',
  source: 'ClinicalTrials.gov NCT03415100 (NRC-NK-01)',
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
      name: 'CAR-NK',
      alsoCalled: ['NKG2D CAR-NK', 'CAR-NK cells targeting NKG2D ligands'],
      kind: 'cells',
      plan: 'cells made by mRNA electroporation from the participant or a parent or child; number, dose and schedule of infusions are not stated',
      section: registry,
    },
  ],
  escalated: 'CAR-NK',
  levels: [{ label: '1', unit: 'cells' }],
  design: {
    name: 'toxicityMonitor',
    options: { limit: 0.3, threshold: 0.9, prior: [1, 1], minimum: 3 },
    section: registry,
    assumed: true,
    note: 'A single arm without escalation. Ours: enrollment is suspended where the rate of dose-limiting toxicity exceeds 30 % with more than 90 % posterior probability (Beta(1, 1)), from the third participant on.',
  },
  maximum: { participants: 30, section: registry },
  window: {
    opens: { agent: 'CAR-NK', cycle: 1, infusion: 'first' },
    closes: { after: { agent: 'CAR-NK', cycle: 1, infusion: 'first' }, length: { days: 28 }, endInclusive: true },
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
    note: 'Nobody is replaced: the registry plans thirty.',
    replaced: [],
  },
  stagger: {
    section: registry,
    assumed: true,
    note: 'The first participant is observed 14 days before the second is infused, as trials of this kind do; none is stated.',
    sentinel: { days: 14 },
    between: { days: 0 },
  },
  eligibility: nct03415100Eligibility,
  endpoints: nct03415100Endpoints,
  gates: [],
  stopping: [
    {
      id: 'STOP-1',
      section: registry,
      says: 'any death at least possibly related to the cells',
      assumed: true,
      note: 'The registry states no stopping rule. A death whose attribution nobody gave holds enrollment until somebody gives it.',
      counts: { died: { attributedTo: { agents: ['CAR-NK'], atLeast: 'possible' } } },
      over: 'trial',
      bound: { atLeast: 1 },
    },
  ],
  openPoints: [
    {
      id: 'dose',
      says: 'Dose and schedule are not in the registry: what was given is reported as given, and compared with nothing.',
      section: registry,
      assumed: true,
      note: 'A source that says what was planned is compared with that.',
    },
    {
      id: 'donors',
      says: 'A parent or child who gives blood is not a participant: facts about a donor are kept apart and never graded as the participant’s.',
      section: registry,
    },
  ],
}
