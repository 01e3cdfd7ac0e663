import type { Protocol } from '../core/protocol.schema.ts'
import { assumedSingleArm } from './assumed-single-arm.ts'
import { nct03619954Eligibility } from './nct03619954-eligibility.ts'
import { nct03619954Endpoints } from './nct03619954-endpoints.ts'

const registry = 'registry'

/** NCT03619954: NK cell infusion in advanced malignancies, for expansion of the cells and response. */
export const nct03619954: Protocol = {
  id: 'NCT03619954',
  title: 'NK cells infusion for advanced malignancies',
  phase: 'I',
  version: 'registry record, copied 2025',
  source: 'ClinicalTrials.gov NCT03619954',
  siteOffset: '+08:00',
  ...assumedSingleArm({
    agent: 'NK',
    arm: 'group',
    instead: 'The registry explores safety without defining a toxicity that would limit',
  }),
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
  maximum: { participants: 50, section: registry },
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
