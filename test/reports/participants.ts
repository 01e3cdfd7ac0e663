import type { ReportedEvent, ReportedParticipant, ReportedResult, ReportedRule } from '../../src/reports/report.ts'

const section = (rule: string) => `5.2.${rule.slice(-1)}`
const says: Record<string, string> = {
  'DLT-1': 'CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h',
  'DLT-2': 'Any other non-haematologic grade 3 not resolved within 7 days, at least possibly related',
  'DLT-3': 'Death at least possibly related to the cells',
}

const notMet = (rule: string): ReportedRule => ({
  rule,
  section: section(rule),
  says: says[rule]!,
  is: 'not met',
  grounds: [],
  needs: [],
})

const rules = (...changed: (Partial<ReportedRule> & { rule: string })[]): ReportedRule[] =>
  Object.keys(says).map((rule) => ({ ...notMet(rule), ...changed.find((one) => one.rule === rule) }))

const event = (about: Partial<ReportedEvent> & { event: string; term: string; onset: string }): ReportedEvent => ({
  soc: 'Immune system disorders',
  source: 'reported',
  scale: 'CTCAE v5.0',
  worst: { atLeast: 2, atMost: 2 },
  now: about.worst ?? { atLeast: 2, atMost: 2 },
  course: [{ at: about.onset, grade: '2', as: 'change' }],
  attribution: { 'CAR-T': 'probable' },
  ...about,
})

const person = (about: Partial<ReportedParticipant> & { participant: string }): ReportedParticipant => ({
  level: '1',
  assigned: '1',
  age: 58,
  sex: 'F',
  cohort: 'colorectal',
  journey: 'followUp',
  status: 'clear',
  why: 'no rule met in the window, nothing open, seen at its end',
  needs: [],
  window: { opens: '2026-03-02', closes: '2026-03-17' },
  doses: [
    { at: '2026-02-24', agent: 'CAR-NK', cycle: 1, amount: '1e9', unit: 'cells' },
    { at: '2026-03-02T10:30', agent: 'CAR-T', cycle: 1, amount: '1.5e7', unit: 'cells/kg', level: '1' },
    { at: '2026-03-03', agent: 'CAR-T', cycle: 1, amount: '1.5e7', unit: 'cells/kg', level: '1' },
  ],
  rules: rules(),
  outside: [],
  events: [],
  contact: '2026-03-20',
  ...about,
})

/** A result of ALT, by default at 5.6 times its upper limit, from a normal baseline. */
export const result = (about: Partial<ReportedResult> = {}): ReportedResult => ({
  at: '2026-03-07',
  analyte: 'ALT',
  value: '224',
  unit: 'U/L',
  lln: '7',
  uln: '40',
  baseline: '24 U/L',
  isBaseline: false,
  grade: { atLeast: 3, atMost: 3 },
  criteria: ['>5.0 - 20.0 x ULN if baseline was normal'],
  missing: [],
  ...about,
})
const severe = [result(), result({ at: '2026-03-09', value: '241' })]

/** Settled without DLT; a late event outside the window; a laboratory grade that differs from the investigator's. */
export const clear = person({
  participant: '001',
  trigger: {
    rule: 'TRIGGER',
    section: 'registry',
    says: 'CRS grade 2 or higher',
    is: 'met',
    event: 'ae-1',
    term: 'Cytokine release syndrome',
    grounds: [{ clause: 'grade ≥ 2', is: 'met', saw: 'Cytokine release syndrome grade 2 on 2026-03-04' }],
    needs: [],
  },
  outside: [
    {
      ...notMet('DLT-2'),
      is: 'met',
      event: 'ae-2',
      term: 'Pneumonitis',
      position: 'after',
      grounds: [{ clause: 'grade ≥ 3', is: 'met', saw: 'Pneumonitis grade 3 on 2026-03-19' }],
    },
  ],
  events: [
    event({
      event: 'ae-1',
      term: 'Cytokine release syndrome',
      onset: '2026-03-04T18:00',
      course: [
        { at: '2026-03-04T18:00', grade: '1', as: 'change' },
        { at: '2026-03-05', grade: '2', as: 'change' },
      ],
      ended: '2026-03-08',
      outcome: 'recovered',
      now: { atLeast: 0, atMost: 0 },
    }),
    event({
      event: 'ae-2',
      term: 'Pneumonitis',
      onset: '2026-03-19',
      worst: { atLeast: 3, atMost: 3 },
      course: [{ at: '2026-03-19', grade: '3', as: 'change' }],
    }),
    event({
      event: 'ae-3',
      term: 'Alanine aminotransferase increased',
      soc: 'Investigations',
      onset: '2026-03-05',
      computed: { atLeast: 3, atMost: 3 },
      measured: [{ at: '2026-03-07', grade: '3', as: 'measured', results: severe }],
    }),
    event({
      event: 'Alanine aminotransferase increased',
      term: 'Alanine aminotransferase increased',
      soc: 'Investigations',
      source: 'laboratory',
      onset: '2026-03-04',
      worst: { atLeast: 3, atMost: 3 },
      attribution: {},
      course: [
        { at: '2026-03-04', grade: '1', as: 'measured' },
        { at: '2026-03-07', grade: '3', as: 'measured', results: severe },
        { at: '2026-03-12', grade: '1', as: 'measured' },
      ],
    }),
    event({
      event: 'Anemia',
      term: 'Anemia',
      soc: 'Blood and lymphatic system disorders',
      source: 'laboratory',
      onset: '2026-03-01',
      worst: { atLeast: 1, atMost: 1 },
      attribution: {},
      course: [{ at: '2026-03-01', grade: '1', as: 'measured' }],
    }),
  ],
})

/** A DLT by the facts, and one by adjudication against them. */
export const dlt = person({
  participant: '002',
  level: '2',
  assigned: '1',
  status: 'dlt',
  why: 'DLT-1 met by Cytokine release syndrome: not resolved to grade 2 by 72 h',
  rules: rules(
    {
      rule: 'DLT-1',
      is: 'met',
      event: 'ae-1',
      term: 'Cytokine release syndrome',
      grounds: [
        { clause: 'onset inside the DLT window', is: 'met', saw: 'Cytokine release syndrome reached it on 2026-03-04' },
        { clause: 'grade ≥ 3 not resolved to ≤ 2 within 72 h', is: 'met', saw: 'still grade 3 after 96 h' },
      ],
    },
    {
      rule: 'DLT-3',
      is: 'not met',
      grounds: [{ clause: 'at least possible to CAR-T', is: 'not met', saw: 'unrelated to CAR-T' }],
      adjudicated: {
        by: 'Committee chair',
        at: '2026-03-15',
        reason: 'progression of disease',
        computed: 'undeterminable',
      },
    },
  ),
  events: [
    event({
      event: 'ae-1',
      term: 'Cytokine release syndrome',
      onset: '2026-03-04',
      worst: { atLeast: 4, atMost: 4 },
      now: { atLeast: 4, atMost: 4 },
      course: [
        { at: '2026-03-04', grade: '3', as: 'change' },
        { at: '2026-03-09', grade: '4', as: 'change' },
      ],
    }),
    event({
      event: 'ae-2',
      term: 'Hypotension',
      soc: 'Vascular disorders',
      onset: '2026-03-04',
      manifestationOf: 'ae-1',
      ended: '2026-03-10',
      outcome: 'recoveredWithSequelae',
    }),
    event({
      event: 'ae-3',
      term: 'Death NOS',
      onset: '2026-03-14',
      worst: { atLeast: 5, atMost: 5 },
      course: [{ at: '2026-03-14', grade: '5', as: 'change' }],
      ended: '2026-03-14',
      outcome: 'fatal',
      attribution: { 'CAR-T': 'unrelated' },
    }),
  ],
  off: 'died 2026-03-14',
})

/** Pending: grade 3 still open, the window open, its end not known; no age, sex, cohort or contact on record. */
export const pending = ((): ReportedParticipant => {
  const {
    age: _age,
    sex: _sex,
    cohort: _cohort,
    contact: _contact,
    ...one
  } = person({
    participant: '003',
    level: '2',
    assigned: '2',
    journey: 'inDltWindow',
    status: 'watching',
    why: 'waiting for the grade at 72 h (by 2026-03-21T08:00)',
    until: '2026-04-01',
    window: { opens: '2026-03-17' },
    needs: [
      { fact: 'the end of the DLT window', until: '2026-04-01' },
      { fact: 'the grade at 72 h: Cytokine release syndrome', until: '2026-03-21T08:00' },
    ],
    doses: [{ at: '2026-03-17', agent: 'CAR-T', cycle: 1 }],
    rules: rules({
      rule: 'DLT-1',
      is: 'pending',
      until: '2026-03-21T08:00',
      event: 'ae-1',
      term: 'Cytokine release syndrome',
      grounds: [{ clause: 'grade ≥ 3 not resolved to ≤ 2 within 72 h', is: 'unknown', saw: 'grade 3 for 48 h so far' }],
      needs: [{ fact: 'the grade at 72 h: Cytokine release syndrome', until: '2026-03-21T08:00' }],
    }),
    events: [
      event({
        event: 'ae-1',
        term: 'Cytokine release syndrome',
        onset: '2026-03-18T08:00',
        worst: { atLeast: 3, atMost: 3 },
        now: { atLeast: 3, atMost: 3 },
        course: [{ at: '2026-03-18T08:00', grade: '3', as: 'change' }],
        attribution: {},
      }),
    ],
  })
  return one
})()

/** Undeterminable: only a maximum grade, a month for an onset, and a grade that is a range. */
export const undeterminable = person({
  participant: '004',
  level: '2',
  assigned: '2',
  status: 'watching',
  why: 'waiting for when Hepatitis reached grade 3; the upper limit of normal',
  needs: [{ fact: 'when Hepatitis reached grade 3' }],
  trigger: {
    rule: 'TRIGGER',
    section: 'registry',
    says: 'CRS grade 2 or higher',
    is: 'undeterminable',
    grounds: [{ clause: 'at least possible to CAR-T', is: 'unknown', saw: 'attribution not recorded' }],
    needs: [{ fact: 'the attribution of Hepatitis to CAR-T' }],
  },
  rules: rules({
    rule: 'DLT-2',
    is: 'undeterminable',
    event: 'ae-1',
    term: 'Hepatitis',
    grounds: [
      {
        clause: 'onset inside the DLT window',
        is: 'unknown',
        saw: 'Hepatitis reached it between 2026-03-01 and 2026-03-31',
      },
    ],
    needs: [{ fact: 'when Hepatitis reached grade 3' }],
  }),
  events: [
    event({
      event: 'ae-1',
      term: 'Hepatitis',
      onset: '2026-03',
      worst: { atLeast: 3, atMost: 3 },
      now: { atLeast: 1, atMost: 3 },
      course: [
        { at: '2026-03', grade: '1–5', as: 'change' },
        { at: '2026-03-14', grade: '3', as: 'peak' },
      ],
      ended: '2026-03-14',
      attribution: {},
    }),
    event({
      event: 'bili',
      term: 'Blood bilirubin increased',
      source: 'laboratory',
      onset: '2026-03-06',
      worst: { atLeast: 2, atMost: 3 },
      now: { atLeast: 2, atMost: 3 },
      course: [{ at: '2026-03-06', grade: '2–3', as: 'measured' }],
      attribution: {},
    }),
    event({
      event: 'ae-2',
      term: 'Fatigue',
      onset: '2026-03-08',
      worst: { atLeast: 1, atMost: 5 },
      now: { atLeast: 1, atMost: 5 },
      course: [{ at: '2026-03-08', grade: '1–5', as: 'change' }],
      attribution: {},
    }),
  ],
})

/** Left inside the window: not evaluable, replaced. */
export const notEvaluable = person({
  participant: '005',
  level: '2',
  assigned: '2',
  status: 'notEvaluable',
  journey: 'offStudy',
  why: 'withdrew on 2026-03-10 inside the window; to be replaced',
  off: 'withdrew 2026-03-10',
})

/** Enrolled as a replacement and never given the cells. */
export const notDosed = ((): ReportedParticipant => {
  const {
    window: _window,
    level: _level,
    contact: _contact,
    ...one
  } = person({
    participant: '006',
    assigned: '2',
    replaces: '005',
    journey: 'enrolled',
    status: 'notDosed',
    why: 'the escalated agent has not been given',
    doses: [],
    rules: [],
  })
  return one
})()
