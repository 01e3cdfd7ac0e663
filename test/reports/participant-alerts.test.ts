import { describe, expect, it } from 'vitest'
import { alertsOf } from '../../src/reports/html/alerts.ts'
import type { ReportedEvent, ReportedParticipant } from '../../src/reports/report.ts'
import type { ReportedEligibility, ReportedGate } from '../../src/reports/reported-eligibility.ts'
import { clear, notDosed } from './participants.ts'
import { fixtureWith } from './reading.ts'

const alertsFor = (one: Partial<ReportedParticipant>, base = clear): string =>
  alertsOf(fixtureWith({ ...base, events: [], outside: [], ...one })).join('\n')

const [event] = clear.events
const nausea = (about: Partial<ReportedEvent>): ReportedEvent => ({
  ...event!,
  term: 'Nausea',
  ended: undefined as never,
  now: { atLeast: 3, atMost: 3 },
  course: [{ at: '2026-03-04T18:00', grade: '3', as: 'change' }],
  ...about,
})

describe('an event of grade 3 or more that is not over at the review', () => {
  it.each([
    ['grade 3', {}, 'Nausea of 001 is not over at the review: grade 3, last recorded on 2026-03-04 18:00.'],
    [
      'grade 1 to 3',
      { now: { atLeast: 1, atMost: 3 } },
      'Not over at the review, and perhaps of grade 3 or more: 001 Nausea, grade 1–3 (range).',
    ],
    [
      'no grade on record, which is not grade 0',
      { now: { atLeast: 0, atMost: 0 }, course: [] },
      'Not over at the review, and perhaps of grade 3 or more: 001 Nausea, no grade recorded.',
    ],
    [
      'grade 3 by the laboratory alone',
      { source: 'laboratory' },
      'Last laboratory results of 001 of grade 3 or more: Nausea grade 3 on 2026-03-04.',
    ],
    [
      'grade 3 by the laboratory, the same by a later result',
      {
        source: 'laboratory',
        course: [
          {
            at: '2026-03-04',
            grade: '3',
            as: 'measured',
            results: ['2026-03-04', '2026-03-09'].map((at) => ({
              at,
              analyte: 'ALT',
              isBaseline: false,
              grade: { atLeast: 3, atMost: 3 },
              criteria: [],
              missing: [],
            })),
          },
        ],
      },
      'Last laboratory results of 001 of grade 3 or more: Nausea grade 3 on 2026-03-09.',
    ],
  ] as const)('%s needs attention', (_, about, words) =>
    expect(alertsFor({ events: [nausea(about)] })).toContain(words),
  )

  it.each([
    ['grade 2', { now: { atLeast: 2, atMost: 2 } }],
    ['grade 3 and over', { ended: '2026-03-08' }],
  ])('%s does not', (_, about) => expect(alertsFor({ events: [nausea(about)] })).not.toContain('Nausea'))

  it('by the site and by the laboratory is told once', () =>
    expect(alertsFor({ events: [nausea({}), nausea({ event: 'lab', source: 'laboratory' })] })).not.toContain(
      'Last laboratory results',
    ))
})

describe('somebody dosed though not eligible', () => {
  const eligibility: ReportedEligibility = {
    at: '2026-02-20',
    asked: 'at enrolment',
    is: 'not eligible',
    against: [
      {
        id: 'EXCL-6',
        kind: 'exclusion',
        section: '4',
        says: 'QTc above 470 ms',
        priority: false,
        holds: 'not met',
        saw: 'QTc 474 ms',
        needs: [],
      },
    ],
    needs: [],
    criteria: [],
    donors: [],
  }
  const seen = ': EXCL-6 (QTc above 470 ms; seen: QTc 474 ms).'

  it.each([
    ['clear', 'was dosed and counts without a DLT'],
    ['dlt', 'was dosed and counts with a DLT'],
    ['watching', 'was dosed and is pending'],
    ['notEvaluable', 'was dosed and is not evaluable'],
    ['notDosed', 'and is being prepared for a dose'],
  ] as const)('%s: %s', (status, words) =>
    expect(alertsFor({ eligibility, status })).toContain(`001 was not eligible at enrolment, ${words}${seen}`),
  )

  it('is no alert while nothing was given, or where eligibility is only not yet known', () => {
    expect(alertsFor({ eligibility }, notDosed)).not.toContain('not eligible')
    expect(alertsFor({ eligibility: { ...eligibility, is: 'not yet known' } })).not.toContain('not eligible')
  })
})

describe('a dose given without an open gate', () => {
  const gate = (about: Partial<ReportedGate>): ReportedGate => ({
    gate: 'G-T-3',
    opens: 'CAR-T cycle 2 infusion 1',
    at: '2026-06-01T10:20',
    dose: 'given',
    is: 'hold',
    isUnknown: false,
    because: ['too late, not after 2026-05-20'],
    needs: [],
    ...about,
  })

  it('against what its gate said: with the reason', () =>
    expect(alertsFor({ gates: [gate({})] })).toContain(
      '001 was given CAR-T cycle 2 infusion 1 on 2026-06-01 10:20 although its gate said hold: too late, not after 2026-05-20.',
    ))

  it('where it is not known that the gate was open: who, and how many', () =>
    expect(alertsFor({ gates: [gate({ isUnknown: true }), gate({ isUnknown: true })] })).toContain(
      'Infusions given whose gates are not known to have been open: 001 (2).',
    ))

  it.each([
    ['the gate said go', { is: 'go' }],
    ['the dose is the next', { dose: 'next' }],
  ] as const)('no alert where %s', (_, about) => expect(alertsFor({ gates: [gate(about)] })).not.toMatch(/gate/))
})

describe('a safety signal beside the grades', () => {
  it('needs attention, whatever became of the DLT rules', () =>
    expect(alertsFor({})).toContain('Safety signal of 001 on 2026-03-07: ALT 610 U/L is 12.2 × ULN, above 10 × ULN.'))
})
