import type { Protocol } from '../core/protocol.schema.ts'
import { assumedSingleArm } from './assumed-single-arm.ts'
import { nct03415100Eligibility } from './nct03415100-eligibility.ts'
import { nct03415100Endpoints } from './nct03415100-endpoints.ts'

const registry = 'registry'

/** NCT03415100 (NRC-NK-01): pilot of NKG2D-ligand CAR-NK, autologous or of a parent or child, in metastatic solid tumors. */
export const nct03415100: Protocol = {
  id: 'NCT03415100',
  title: 'Pilot of NKG2D-ligand targeted CAR-NK cells in metastatic solid tumors',
  phase: 'I',
  version: 'registry record, copied 2026',
  source: 'ClinicalTrials.gov NCT03415100 (NRC-NK-01)',
  siteOffset: '+08:00',
  ...assumedSingleArm({
    agent: 'CAR-NK',
    arm: 'arm',
    instead: 'The registry asks for safety and feasibility and defines no toxicity that would limit',
  }),
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
  maximum: { participants: 30, section: registry },
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
