import type { EventClause } from '../core/event-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { nct07021534Eligibility } from './nct07021534-eligibility.ts'
import { nct07021534Endpoints } from './nct07021534-endpoints.ts'
import { nct07021534Gates } from './nct07021534-gates.ts'
import { stopping } from './nct07021534-stopping.ts'

/** Haematologic terms that lymphodepletion is expected to cause. */
const cytopenias = [
  'Lymphocyte count decreased',
  'White blood cell decreased',
  'Neutrophil count decreased',
  'Platelet count decreased',
  'Anemia',
  'CD4 lymphocytes decreased',
]

const registry = 'registry'
const crs = { term: ['Cytokine release syndrome'] }
const neurotoxicity = { term: ['Encephalopathy', 'Seizure', 'Edema cerebral'] }
const cells = { attributedTo: ['CAR-NK', 'CAR-T'], atLeast: 'possible' } satisfies EventClause

/**
 * NCT07021534: NKG2D CAR-NK by hepatic artery, then intravenous NKG2D CAR-T, in solid tumours with liver metastases.
 * What the registry states is built as stated; what it leaves open is marked `assumed`, with what was assumed and why.
 */
export const nct07021534: Protocol = {
  id: 'NCT07021534',
  title:
    'NKG2D CAR-NK by hepatic artery, then intravenous NKG2D CAR-T, in advanced solid tumours with liver metastases',
  phase: 'IA',
  version: 'registry record of 2025-10-15',
  source: 'ClinicalTrials.gov NCT07021534',
  siteOffset: '+08:00',
  grading: {
    section: registry,
    table: 'ctcae-5.0',
    unreported: 'absent',
    assumed: true,
    note: 'The registry names CTCAE v5.0. That a laboratory value alone is graded with unreported clinical facts absent is assumed.',
  },
  agents: [
    {
      name: 'lymphodepletion',
      alsoCalled: ['fludarabine', 'cyclophosphamide'],
      kind: 'lymphodepletion',
      section: registry,
      assumed: true,
      note: 'Exclusion 11 names conditioning before the cells; the regimen is not stated.',
    },
    {
      name: 'CAR-NK',
      alsoCalled: ['NKG2D CAR-NK'],
      kind: 'cells',
      plan: '1×10^9 cells on Day 0 and 2×10^9 cells on Day 1, hepatic artery; from umbilical cord blood, or the participant’s own blood where results fall short',
      planned: [
        { cycle: 1, infusion: 1, amount: '1e9', unit: 'cells' },
        { cycle: 1, infusion: 2, amount: '2e9', unit: 'cells' },
      ],
      section: registry,
    },
    {
      name: 'CAR-T',
      alsoCalled: ['NKG2D CAR-T'],
      kind: 'cells',
      plan: 'two intravenous infusions of the participant’s own cells on consecutive days, 1 to 2 weeks after CAR-NK; a second such cycle of the same dose about two weeks later',
      planned: [1, 2].flatMap((cycle) => [1, 2].map((infusion) => ({ cycle, infusion }))),
      section: registry,
    },
  ],
  escalated: 'CAR-T',
  levels: [
    { label: '1', amount: '1.5e7', unit: 'cells/kg' },
    { label: '2', amount: '3e7', unit: 'cells/kg' },
    { label: '3', amount: '5e7', unit: 'cells/kg' },
    { label: '4', amount: '7e7', unit: 'cells/kg' },
  ],
  design: {
    name: 'rapidTitration',
    options: { cap: 1, cohort: 1, countTrigger: true, lateTrigger: 'reopen', then: { family: 'sixAtMtd' } },
    section: registry,
    assumed: true,
    note: 'Titration with one participant at level 1, then 3+3. Assumed: the triggering participant is the first of three; a late trigger sends the trial back to fill level 1; an MTD, the top level included, needs six treated.',
  },
  maximum: { participants: 18, section: registry },
  window: {
    opens: { agent: 'CAR-T', cycle: 1, infusion: 'first' },
    closes: { after: { agent: 'CAR-T', cycle: 1, infusion: 'last' }, length: { days: 14 }, endInclusive: true },
    boundary: 'earlier',
    late: 'report',
    section: registry,
    assumed: true,
    note: 'The registry ends the window about two weeks after a cycle’s second CAR-T infusion. Assumed: it opens with the first CAR-T infusion of cycle 1, ends with day 14 after the second, an event of that day is of cycle 1 though cycle 2 has begun, and what comes later, cycle 2 included, is reported and does not count.',
  },
  dltRules: [
    {
      id: 'DLT-1',
      section: 'assumed 5.2.1',
      says: 'CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h',
      assumed: true,
      note: 'The registry gives no DLT definition beyond CTCAE v5.0.',
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
      says: 'Neurotoxicity grade 4, or grade 3 not resolved to grade 2 or less within 72 h, at least possibly related to the cells',
      assumed: true,
      note: 'CTCAE v5.0 has no ICANS term; encephalopathy, seizure and edema cerebral are taken.',
      when: {
        all: [
          neurotoxicity,
          cells,
          { any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { hours: 72 } } }] },
        ],
      },
    },
    {
      id: 'DLT-3',
      section: 'assumed 5.2.3',
      says: 'Any other non-haematologic grade 4, or grade 3 not resolved to grade 2 or less within 7 days, at least possibly related to the cells; the v5.0 branch for an abnormal liver baseline counts as printed',
      assumed: true,
      note: 'Expected cytopenias of lymphodepletion are excluded here.',
      when: {
        all: [
          { not: { any: [crs, neurotoxicity, { term: cytopenias }] } },
          { any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }] },
          cells,
        ],
      },
    },
    {
      id: 'DLT-4',
      section: 'assumed 5.2.4',
      says: 'Neutropenia grade 4 lasting longer than 28 days',
      assumed: true,
      note: 'Expected cytopenias count only when prolonged.',
      when: {
        all: [{ term: ['Neutrophil count decreased'] }, { grade: { atLeast: 4 }, longerThan: { days: 28 } }],
      },
    },
    {
      id: 'DLT-5',
      section: 'assumed 5.2.5',
      says: 'Death at least possibly related to the cells',
      assumed: true,
      note: 'Attribution of a death that nobody gave is not known; it is never read as unrelated.',
      when: { all: [{ grade: { atLeast: 5 } }, cells] },
    },
  ],
  titrationTrigger: {
    id: 'TRIGGER',
    section: registry,
    says: 'CRS grade 2 or higher, or another adverse event grade 2 or higher at least possibly related to the cells',
    assumed: true,
    note: 'Read so from "grade ≥2 CRS or related AEs"; an adverse event is one the investigator reported; the CRS scale is CTCAE v5.0; expected lymphodepletion cytopenias are excluded.',
    when: {
      all: [{ source: 'reported' }, { not: { term: cytopenias } }, { grade: { atLeast: 2 } }, { any: [crs, cells] }],
    },
  },
  evaluability: {
    section: registry,
    assumed: true,
    note: 'Evaluable without a DLT: both CAR-T infusions of cycle 1 with at least 80 % of the planned dose, and a contact at or after the window’s end.',
    minimumDosePercent: 80,
    infusions: 2,
    contactAfterWindow: true,
    analysedAt: 'received',
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
  },
  hepaticSignal: {
    section: registry,
    assumed: true,
    note: 'All participants have liver metastases: ALT or AST above 10×ULN is reported whatever the grade, and is no DLT by itself.',
    analytes: ['ALT', 'AST'],
    aboveUln: '10',
    hysLaw: {
      section: registry,
      assumed: true,
      note: 'Reported and no DLT by itself: ALT or AST at least 3×ULN and bilirubin above 2×ULN within 30 days, ALP below 2×ULN; with a baseline above ULN the same multiples of the baseline.',
      aminotransferase: '3',
      bilirubin: '2',
      alp: '2',
      within: { days: 30 },
      raisedBaseline: { aminotransferase: '3', bilirubin: '2' },
    },
  },
  expansion: {
    section: registry,
    cohorts: ['colorectal', 'gastric', 'esophageal', 'other'],
    minimum: 9,
    maximum: 18,
  },
  eligibility: nct07021534Eligibility,
  infusionGates: nct07021534Gates,
  endpoints: nct07021534Endpoints,
  gates: [
    { id: 'interim-analysis', says: 'interim analysis of phase IA completed', section: registry },
    { id: 'ethics-amendment', says: 'ethics amendment approved', section: registry },
  ],
  stopping,
  openPoints: [
    {
      id: 'car-nk-only',
      says: 'A participant given CAR-NK alone is in the safety set, not evaluable for the CAR-T level, and replaced; a toxicity before CAR-T that would be a DLT is shown to the committee.',
      section: registry,
      assumed: true,
      note: 'The registry leaves the start of CAR-T to the investigator.',
    },
    {
      id: 'rp2d-without-mtd',
      says: 'RP2D may be declared at, below or without an MTD: phase IA ends with a confirmed RP2D, or with a favourable therapeutic index that the investigator verified at any level.',
      section: registry,
    },
    {
      id: 'nine',
      says: 'The dose-finding phase is planned for 9 to 18 participants; fewer than nine keep nobody from declaring an RP2D.',
      section: registry,
      assumed: true,
      note: 'The registry ends the phase by its result, at any level; nine is taken for the plan, not for a condition.',
    },
    {
      id: 'cap',
      says: 'At the 18th participant without an RP2D the recommendation is to stop: cap reached. Whoever was assigned to a level counts, replaced or not.',
      section: registry,
      assumed: true,
      note: 'The registry gives the number alone.',
    },
    {
      id: 'committee',
      says: 'The dose moves by the committee’s decision alone; what the rule comes to is a recommendation.',
      section: registry,
      assumed: true,
      note: 'The registry does not say who decides on the dose.',
    },
    {
      id: 'cycle-2',
      says: 'Toxicity of cycle 2 and of continued reinfusion is reported and does not count as DLT.',
      section: registry,
      assumed: true,
      note: 'The registry ties the window to one cycle of reinfusion.',
    },
  ],
}
