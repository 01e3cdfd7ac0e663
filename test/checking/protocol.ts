import type { EligibilityCriterion } from '../../src/core/eligibility.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'

const section = '5'

/** A small protocol with nothing wrong in it, to be broken in one place at a time. */
export const sound: Protocol = {
  id: 'SOUND',
  title: 'a drug in three levels',
  phase: 'I',
  version: '1',
  source: 'made up',
  grading: { section, table: 'ctcae-5.0', unreported: 'unknown' },
  agents: [{ name: 'drug', kind: 'drug', section }],
  escalated: 'drug',
  levels: [
    { label: '1', amount: '10', unit: 'mg' },
    { label: '2', amount: '20', unit: 'mg' },
    { label: '3', amount: '40', unit: 'mg' },
  ],
  design: { section, name: '3+3', options: {} },
  maximum: { section, participants: 18 },
  window: {
    section,
    opens: { agent: 'drug', cycle: 1, infusion: 'first' },
    closes: { after: { agent: 'drug', cycle: 1, infusion: 'first' }, length: { days: 28 }, endInclusive: true },
  },
  dltRules: [
    { id: 'DLT-1', section: '5.1', says: 'any grade 4', when: { grade: { atLeast: 4 } } },
    {
      id: 'DLT-2',
      section: '5.2',
      says: 'grade 3 nausea',
      when: { all: [{ term: ['Nausea'] }, { grade: { atLeast: 3 } }] },
    },
  ],
  evaluability: { section, minimumDosePercent: 80, infusions: 1, contactAfterWindow: true },
  replacement: { section, replaced: ['withdrew'] },
  stagger: { section, sentinel: { days: 7 }, between: { days: 0 } },
  gates: [],
  openPoints: [],
}

/** The sound protocol with some parts changed. */
export const broken = (changes: Partial<Protocol>): Protocol => ({ ...sound, ...changes })

/** The sound protocol with one rule. */
export const ruled = (when: Protocol['dltRules'][number]['when']): Protocol =>
  broken({ dltRules: [{ id: 'DLT-1', section: '5.1', says: 'as written', when }] })

type Row = [id: string, kind: 'inclusion' | 'exclusion', when: EligibilityCriterion['when']]
/** The sound protocol with eligibility criteria. */
export const admitting = (...rows: readonly Row[]): Protocol =>
  broken({
    eligibility: {
      section: '4',
      criteria: rows.map(([id, kind, when]) => ({ id, kind, section: '4', says: 'as written', when })),
    },
  })
