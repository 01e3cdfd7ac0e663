import type { InfusionGate } from '../core/eligibility.schema.ts'
import type { ParticipantCriterion } from '../core/participant-clause.schema.ts'

type Requirement = InfusionGate['requires'][number]

const registry = 'registry'
const silent = 'The registry gives no criteria between infusions; these are taken as trials of this kind do.'
const seen = { seenWithin: { days: 1 } } as const

const noEvent = (
  gradeAtLeast: number,
  of: object,
  adverseEvent: 'ongoing' | 'ever' = 'ongoing',
): ParticipantCriterion => ({
  not: { adverseEvent, gradeAtLeast, ...of, ...seen },
})
const crs = { term: ['Cytokine release syndrome'] }
const related = (...agents: [string, ...string[]]) => ({ attributedTo: agents, atLeast: 'possible' })

const noInfection = (gate: string): Requirement => ({
  id: `${gate}-INFECTION`,
  section: 'assumed gates',
  says: 'No infection that requires intravenous antibiotics',
  when: { not: { finding: 'infection requiring intravenous antibiotics', within: { days: 1 } } },
  otherwise: 'hold',
})

/** What must hold before cells are given again. */
const beforeCells = (gate: string, agents: [string, ...string[]]): Requirement[] => [
  {
    id: `${gate}-CRS`,
    section: 'assumed gates',
    says: 'No CRS of grade 2 or more ongoing',
    when: noEvent(2, crs),
    otherwise: 'hold',
  },
  {
    id: `${gate}-AE3`,
    section: 'assumed gates',
    says: 'No adverse event of grade 3 or more ongoing that is at least possibly related to the cells',
    when: noEvent(3, related(...agents)),
    otherwise: 'hold',
  },
  {
    id: `${gate}-AE4`,
    section: 'assumed gates',
    says: 'Never an adverse event of grade 4 or more at least possibly related to the cells',
    when: noEvent(4, related(...agents), 'ever'),
    otherwise: 'stop',
  },
  noInfection(gate),
]

const consecutive = (id: string, agent: string, cycle: number): InfusionGate['intervals'][number] => ({
  id: `${id}-NEXT-DAY`,
  section: registry,
  says: `The second ${agent} infusion of a cycle on the day after the first`,
  after: { agent, cycle, infusion: 1 },
  earliest: { days: 1 },
  latest: { days: 1 },
})

/** The gates of NCT07021534: before lymphodepletion, before CAR-NK, from Day 0 to Day 1, to CAR-T, and to its second cycle. */
export const nct07021534Gates: InfusionGate[] = [
  {
    id: 'G-LD',
    section: 'Exclusion 11',
    says: 'Before lymphodepletion: the second eligibility gate',
    opens: { agent: 'lymphodepletion', cycle: 1, infusion: 1 },
    eligibilityGate: 'before-lymphodepletion',
    intervals: [],
    requires: [],
  },
  {
    id: 'G-NK-1',
    section: 'assumed gates',
    assumed: true,
    note: silent,
    says: 'Before CAR-NK on Day 0',
    opens: { agent: 'CAR-NK', cycle: 1, infusion: 1 },
    intervals: [
      {
        id: 'G-NK-1-AFTER-LD',
        section: 'assumed gates',
        assumed: true,
        note: 'The registry names lymphodepletion and gives no interval; 2 to 7 days after its last dose is taken.',
        says: 'CAR-NK 2 to 7 days after the last dose of lymphodepletion',
        after: { agent: 'lymphodepletion', cycle: 1 },
        earliest: { days: 2 },
        latest: { days: 7 },
      },
    ],
    requires: [noInfection('G-NK-1')],
  },
  {
    id: 'G-NK-2',
    section: registry,
    assumed: true,
    note: silent,
    says: 'From CAR-NK on Day 0 to CAR-NK on Day 1',
    opens: { agent: 'CAR-NK', cycle: 1, infusion: 2 },
    intervals: [consecutive('G-NK-2', 'CAR-NK', 1)],
    requires: beforeCells('G-NK-2', ['CAR-NK']),
  },
  {
    id: 'G-T-1',
    section: registry,
    assumed: true,
    note: silent,
    says: 'From CAR-NK to the first CAR-T infusion, at the investigator’s decision',
    opens: { agent: 'CAR-T', cycle: 1, infusion: 1 },
    intervals: [
      {
        id: 'G-T-1-AFTER-NK',
        section: registry,
        assumed: true,
        note: 'The registry says 1 to 2 weeks after the intervention; counted from the second CAR-NK infusion.',
        says: 'CAR-T 7 to 14 days after the second CAR-NK infusion',
        after: { agent: 'CAR-NK', cycle: 1, infusion: 2 },
        earliest: { days: 7 },
        latest: { days: 14 },
      },
    ],
    requires: [
      {
        id: 'G-T-1-DECISION',
        section: registry,
        assumed: false,
        says: 'The investigator starts CAR-T, by clinical response',
        when: { finding: 'investigator starts CAR-T' },
        otherwise: 'stop',
      },
      ...beforeCells('G-T-1', ['CAR-NK']),
    ],
  },
  {
    id: 'G-T-2',
    section: registry,
    assumed: true,
    note: silent,
    says: 'From the first to the second CAR-T infusion of cycle 1',
    opens: { agent: 'CAR-T', cycle: 1, infusion: 2 },
    intervals: [consecutive('G-T-2', 'CAR-T', 1)],
    requires: beforeCells('G-T-2', ['CAR-NK', 'CAR-T']),
  },
  {
    id: 'G-T-3',
    section: registry,
    assumed: true,
    note: silent,
    says: 'From cycle 1 to cycle 2 of CAR-T',
    opens: { agent: 'CAR-T', cycle: 2, infusion: 1 },
    intervals: [
      {
        id: 'G-T-3-AFTER-CYCLE-1',
        section: registry,
        assumed: true,
        note: 'The registry says approximately two weeks; 10 to 18 days after the second infusion of cycle 1 is taken.',
        says: 'Cycle 2 about two weeks after cycle 1',
        after: { agent: 'CAR-T', cycle: 1, infusion: 2 },
        earliest: { days: 10 },
        latest: { days: 18 },
      },
    ],
    requires: [
      {
        id: 'G-T-3-DECISION',
        section: registry,
        assumed: false,
        says: 'Imaging, safety and the investigator’s evaluation support a second cycle',
        when: { finding: 'investigator continues with cycle 2' },
        otherwise: 'stop',
      },
      ...beforeCells('G-T-3', ['CAR-NK', 'CAR-T']),
    ],
  },
  {
    id: 'G-T-4',
    section: registry,
    assumed: true,
    note: silent,
    says: 'From the first to the second CAR-T infusion of cycle 2',
    opens: { agent: 'CAR-T', cycle: 2, infusion: 2 },
    intervals: [consecutive('G-T-4', 'CAR-T', 2)],
    requires: beforeCells('G-T-4', ['CAR-NK', 'CAR-T']),
  },
]
