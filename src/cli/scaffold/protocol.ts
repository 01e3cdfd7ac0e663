import type { Protocol } from '../../core/protocol.schema.ts'

const cycle1 = { agent: 'study drug', cycle: 1, infusion: 'first' } as const

/** The example that `gradus init` writes: a 3+3 of one drug, small enough to be read at a sitting and changed at will. */
export const exampleProtocol: Protocol = {
  id: 'EXAMPLE-001',
  title: 'Example: a study drug in three dose levels, 3+3',
  phase: 'I',
  version: '1.0',
  source: 'example; replace with the protocol',
  grading: {
    section: '9.1',
    table: 'ctcae-5.0',
    unreported: 'absent',
    assumed: true,
    note: 'A laboratory value alone is graded with unreported clinical facts absent.',
  },
  agents: [{ name: 'study drug', kind: 'drug', section: '4.1', plan: 'once per cycle, by infusion' }],
  escalated: 'study drug',
  levels: [
    { label: '1', amount: '10', unit: 'mg' },
    { label: '2', amount: '20', unit: 'mg' },
    { label: '3', amount: '40', unit: 'mg' },
  ],
  design: { name: '3+3', options: { family: 'sixAtMtd' }, section: '5.1' },
  maximum: { participants: 18, section: '5.1' },
  window: {
    opens: cycle1,
    closes: { after: cycle1, length: { days: 28 }, endInclusive: true },
    section: '5.2',
  },
  dltRules: [
    {
      id: 'DLT-1',
      section: '5.2.1',
      says: 'Neutropenia grade 4 lasting longer than 7 days',
      when: { all: [{ term: ['Neutrophil count decreased'] }, { grade: { atLeast: 4 }, longerThan: { days: 7 } }] },
    },
    {
      id: 'DLT-2',
      section: '5.2.2',
      says: 'Any other event grade 3 or higher, at least possibly related to the study drug',
      when: {
        all: [
          { not: { term: ['Neutrophil count decreased'] } },
          { grade: { atLeast: 3 } },
          { attributedTo: ['study drug'], atLeast: 'possible' },
        ],
      },
    },
  ],
  evaluability: { section: '5.3', minimumDosePercent: 80, infusions: 1, contactAfterWindow: true },
  replacement: { section: '5.3', replaced: ['withdrew', 'underdosed', 'notDosed', 'assessmentMissing'] },
  stagger: { section: '5.4', sentinel: { days: 7 }, between: { days: 0 } },
  gates: [],
  openPoints: [],
}
