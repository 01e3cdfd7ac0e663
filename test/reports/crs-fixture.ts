import type { ReportedCrs, ReportedCrsGrade } from '../../src/reports/reported-crs.ts'

const agents = ['CAR-T']
const assumes = ['an intervention that is not recorded was not given']
const none = { agents, foundBy: 'ASTCT consensus 2019', episodes: [], undetermined: [], unmatched: [], assumes: [] }

const grade = (scale: string, name: string, changes: Partial<ReportedCrsGrade> = {}): ReportedCrsGrade => ({
  scale,
  name,
  version: '1',
  ofProtocol: false,
  peak: { atLeast: 3, atMost: 3 },
  at: '2026-03-05T10:00',
  because: 'hypotension needing a vasopressor',
  needs: [],
  readings: [],
  flags: [],
  assumed: [],
  ...changes,
})

/** Looked for, and nothing there. */
export const nothingFound: ReportedCrs = { ...none, since: '2026-03-02', unplaced: [] }

/** Nobody gave cells: not looked for. */
export const nobodyLooked: ReportedCrs = { ...none, unplaced: [] }

/** What may have been CRS, a record without a place in time, and one that was reported without such facts. */
export const doubted: ReportedCrs = {
  ...none,
  since: '2026-03-04',
  undetermined: [
    { at: '2026-03-05T10:00', atLeast: 0, atMost: 2, needs: ['body temperature'] },
    { at: '2026-03-06T10:00', atLeast: 0, atMost: 1, needs: ['body temperature'] },
  ],
  unplaced: [{ at: '2026-03', what: 'TOCILIZUMAB' }],
  unmatched: [
    { event: 'ae-9', term: 'Cytokine release syndrome', scale: 'ctcae-5.0', onset: '2026-03-07', byOtherScales: [] },
  ],
}

/** One episode with all there can be to say, and one that nobody reported. */
export const twoEpisodes: ReportedCrs = {
  agents,
  since: '2026-03-04',
  foundBy: 'ASTCT consensus 2019',
  episodes: [
    {
      onset: '2026-03-05T08:00',
      grades: [
        grade('astct-crs-2019', 'ASTCT consensus 2019', { flags: ['grade-by-device'], readings: ['bolus: one'] }),
        grade('lee-2014-crs', 'Lee 2014', {
          peak: { atLeast: 2, atMost: 3 },
          needs: ['fraction of inspired oxygen'],
          differs: '2 to 3 (not known), where astct-crs-2019 says 3 (hypotension)',
          assumed: ['hypotension refractory to high-dose vasopressors'],
        }),
        grade('ctcae-v5-crs', 'CTCAE v5.0', { ofProtocol: true }),
      ],
      course: [
        { at: '2026-03-05T08:00', atLeast: 1, atMost: 2, needs: ['hypoxia'] },
        { at: '2026-03-05T10:00', atLeast: 3, atMost: 3, needs: [] },
      ],
      treatments: [
        { at: '2026-03-05T10:00', kind: 'vasopressor', name: 'NOREPINEPHRINE', amount: '0.08' },
        { at: '2026-03-05T11:00', until: '2026-03-05T12:00', kind: 'tocilizumab' },
      ],
      manifestations: [{ event: 'ae-3', term: 'Hypotension', onset: '2026-03-05' }],
      reported: [
        {
          event: 'ae-2',
          term: 'Cytokine release syndrome',
          scale: 'ctcae-5.0',
          onset: '2026-03-05',
          worst: { atLeast: 2, atMost: 2 },
          byOtherScales: [{ scale: 'astct-crs-2019', worst: { atLeast: 3, atMost: 3 } }],
        },
      ],
      gradesDiffer: true,
    },
    {
      onset: '2026-03-15T08:00',
      resolved: '2026-03-16T08:00',
      resolutionConfirmed: false,
      grades: [
        grade('astct-crs-2019', 'ASTCT consensus 2019', { peak: { atLeast: 1, atMost: 1 } }),
        grade('lee-2014-crs', 'Lee 2014', { peak: { atLeast: 1, atMost: 1 } }),
        grade('ctcae-v5-crs', 'CTCAE v5.0', { ofProtocol: true, peak: { atLeast: 1, atMost: 1 } }),
      ],
      course: [{ at: '2026-03-15T08:00', atLeast: 1, atMost: 1, needs: [] }],
      treatments: [],
      manifestations: [],
      reported: [],
      gradesDiffer: false,
    },
  ],
  undetermined: [],
  unmatched: [],
  assumes,
  unplaced: [],
}
