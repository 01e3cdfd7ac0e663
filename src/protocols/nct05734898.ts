import type { EventClause } from '../core/event-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { nct05734898Eligibility } from './nct05734898-eligibility.ts'
import { nct05734898Endpoints } from './nct05734898-endpoints.ts'
import { nct05734898Gates } from './nct05734898-gates.ts'

const registry = 'registry'
const related = 'NCT05247957, a related and terminated trial of another sponsor'
const crs = { term: ['Cytokine release syndrome'] as [string] }
const neurotoxicity = { term: ['Encephalopathy', 'Seizure', 'Edema cerebral'] as [string, ...string[]] }
const cytopenias = {
  term: [
    'Lymphocyte count decreased',
    'White blood cell decreased',
    'Neutrophil count decreased',
    'Platelet count decreased',
    'Anemia',
  ] as [string, ...string[]],
}
const cells = { attributedTo: ['CAR-NK'], atLeast: 'possible' } satisfies EventClause
const noDefinition = 'The registry names the MTD and no dose-limiting toxicity.'

/**
 * NCT05734898: NKG2D CAR-NK in relapsed or refractory AML, participants of 3 to 75 years.
 * The copy of the registry at hand names neither its number nor its sponsor, and its list of exclusions is empty.
 */
export const nct05734898: Protocol = {
  id: 'NCT05734898',
  title: 'NKG2D CAR-NK in relapsed or refractory acute myeloid leukemia',
  phase: 'I',
  version: 'registry record, copied without a date',
  source: 'ClinicalTrials.gov NCT05734898',
  siteOffset: '+08:00',
  grading: {
    section: registry,
    table: 'ctcae-5.0',
    unreported: 'absent',
    assumed: true,
    note: 'The registry names no grading version. Children are graded by the paediatric criteria of v5.0 where it has them, by the age at screening.',
  },
  agents: [
    {
      name: 'CAR-NK',
      alsoCalled: ['NKG2D CAR-NK'],
      kind: 'cells',
      plan: 'two intravenous infusions of the level’s dose, on Day 0 and Day 7',
      planned: [
        { cycle: 1, infusion: 1 },
        { cycle: 1, infusion: 2 },
      ],
      weightWithin: { days: 7 },
      section: related,
      assumed: true,
      note: 'The registry states neither schedule nor dose. A child’s weight changes: one older than a week raises a query.',
    },
  ],
  escalated: 'CAR-NK',
  levels: [
    { label: '1', amount: '2e6', unit: 'cells/kg' },
    { label: '2', amount: '6e6', unit: 'cells/kg' },
    { label: '3', amount: '1.8e7', unit: 'cells/kg' },
  ],
  design: {
    name: '3+3',
    options: { family: 'sixAtMtd' },
    section: registry,
    assumed: true,
    note: 'The registry says "dose-escalation" and MTD, and neither levels nor rule. Levels are those of NCT05247957; 3+3 with six treated at the MTD is assumed.',
  },
  maximum: { participants: 30, section: registry },
  window: {
    opens: { agent: 'CAR-NK', cycle: 1, infusion: 'first' },
    closes: { after: { agent: 'CAR-NK', cycle: 1, infusion: 'first' }, length: { days: 28 }, endInclusive: true },
    section: registry,
    assumed: true,
    note: 'No window is stated: 28 days from the first infusion, both infusions within it.',
  },
  dltRules: [
    {
      id: 'DLT-1',
      section: 'assumed 5.2.1',
      says: 'CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h',
      assumed: true,
      note: noDefinition,
      when: {
        all: [
          crs,
          { any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { hours: 72 } } }] },
        ],
      },
    },
    {
      id: 'DLT-2',
      section: 'assumed 5.2.2',
      says: 'Neurotoxicity grade 3 or higher at least possibly related to the cells; in children ICANS is graded with CAPD and a site that grades by ASTCT is read so',
      assumed: true,
      note: `${noDefinition} CTCAE v5.0 has no ICANS term; encephalopathy, seizure and edema cerebral are taken, by CTCAE or by the grade the site gave by ASTCT.`,
      when: {
        all: [neurotoxicity, cells, { any: [{ grade: { atLeast: 3 } }, { grade: { atLeast: 3, scale: 'ASTCT' } }] }],
      },
    },
    {
      id: 'DLT-3',
      section: 'assumed 5.2.3',
      says: 'Acute graft-versus-host disease of MAGIC grade 3 or 4 at least possibly related to the cells',
      assumed: true,
      note: `${noDefinition} Participants may have relapsed after a transplant: whether the disease is of the earlier graft or of these cells is the investigator's to say, and unknown until said.`,
      when: { all: [{ grade: { atLeast: 3, scale: 'MAGIC' } }, cells] },
    },
    {
      id: 'DLT-4',
      section: 'assumed 5.2.4',
      says: 'Any other non-haematologic grade 4, or grade 3 not resolved to grade 2 or less within 7 days, at least possibly related to the cells',
      assumed: true,
      note: noDefinition,
      when: {
        all: [
          { not: { any: [crs, neurotoxicity, cytopenias] } },
          { any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }] },
          cells,
        ],
      },
    },
    {
      id: 'DLT-5',
      section: 'assumed 5.2.5',
      says: 'Neutropenia or thrombocytopenia grade 4 for longer than 42 days, recovery without support, and not for persisting leukemia',
      assumed: true,
      note: `${noDefinition} The disease itself causes cytopenia: whether leukemia persists in the marrow is a fact somebody must state. Platelets and growth factor must have been absent for 7 days for a recovery to count.`,
      when: {
        all: [
          { term: ['Neutrophil count decreased', 'Platelet count decreased'] },
          {
            grade: { atLeast: 4 },
            longerThan: { days: 42 },
            unsupported: { by: ['platelets', 'growthFactor'], for: { days: 7 } },
          },
          { fact: 'persistentLeukemia', is: false, says: 'no persisting leukemia in the marrow' },
        ],
      },
    },
    {
      id: 'DLT-6',
      section: 'assumed 5.2.6',
      says: 'Death at least possibly related to the cells',
      assumed: true,
      note: 'A death of leukemia is the investigator’s to attribute; attribution nobody gave is not known.',
      when: { all: [{ grade: { atLeast: 5 } }, cells] },
    },
  ],
  evaluability: {
    section: registry,
    assumed: true,
    note: 'Evaluable without a DLT: both infusions with at least 80 % of the planned dose, and a contact at or after the window’s end.',
    minimumDosePercent: 80,
    infusions: 2,
    contactAfterWindow: true,
  },
  replacement: {
    section: registry,
    assumed: true,
    note: 'A participant who is not evaluable is replaced at the same level and stays in the safety set.',
    replaced: ['withdrew', 'died', 'underdosed', 'notDosed', 'assessmentMissing', 'adjudicated'],
  },
  stagger: {
    section: registry,
    assumed: true,
    note: 'The first participant of a level is observed 14 days before the next is dosed, later ones 7 days, as trials of this kind do.',
    sentinel: { days: 14 },
    between: { days: 7 },
    betweenLevels: { days: 28 },
  },
  eligibility: nct05734898Eligibility,
  infusionGates: nct05734898Gates,
  endpoints: nct05734898Endpoints,
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
    {
      id: 'STOP-2',
      section: registry,
      says: 'acute graft-versus-host disease of MAGIC grade 3 or 4, at least possibly related to the cells, in two participants',
      assumed: true,
      note: 'The registry states no stopping rule; donor cells after a transplant make this the toxicity to watch across levels.',
      counts: { event: { all: [{ grade: { atLeast: 3, scale: 'MAGIC' } }, cells] } },
      over: 'trial',
      bound: { atLeast: 2 },
    },
  ],
  openPoints: [
    {
      id: 'children',
      says: 'Participants from 3 years on are of the same levels, per kg; none of the registry’s text gives children levels or a later start.',
      section: registry,
      assumed: true,
      note: 'A committee may want adults treated at a level first; the registry does not say so.',
    },
    {
      id: 'exclusions',
      says: 'The list of exclusions is empty in the registry copy at hand.',
      section: registry,
      assumed: true,
      note: 'Only what the inclusions demand is asked.',
    },
    {
      id: 'identity',
      says: 'Number and sponsor are taken from other copies of the registry record.',
      section: registry,
      assumed: true,
      note: 'The copy at hand names neither.',
    },
    {
      id: 'lymphodepletion',
      says: 'The registry names no lymphodepletion.',
      section: registry,
      assumed: true,
      note: 'None is expected; one that was given is recorded as an intervention.',
    },
  ],
}
