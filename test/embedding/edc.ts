/** What a made-up EDC sends when a form is saved: its own shapes and words, nothing of Gradus. */
export type EdcEvent = { readonly subject: string; readonly savedAt: string } & (
  | { readonly form: 'ENROLMENT'; readonly date: string; readonly arm: `DL${number}` }
  | {
      readonly form: 'INFUSION'
      readonly start: string
      readonly product: 'NKG2D-NK' | 'NKG2D-T'
      readonly dose: { readonly value: string; readonly unit: string }
      readonly course: number
      readonly number: number
    }
  | {
      readonly form: 'AE'
      readonly line: number
      readonly onset: string
      readonly preferredTerm: string
      readonly ctcae: 1 | 2 | 3 | 4 | 5
      /** The investigator's word for each product; left open until it is known. */
      readonly related: Readonly<Record<string, 'NO' | 'UNLIKELY' | 'POSSIBLY' | 'PROBABLY' | 'YES' | null>>
    }
  | { readonly form: 'AE_FOLLOWUP'; readonly line: number; readonly on: string; readonly ctcae: 0 | 1 | 2 | 3 | 4 | 5 }
  | {
      readonly form: 'LAB'
      readonly drawn: string
      readonly test: 'ALT' | 'NEUT'
      readonly result: string
      readonly unit: string
      readonly range: readonly [low: string | null, high: string | null]
    }
  | { readonly form: 'VISIT'; readonly date: string; readonly done: boolean }
  | {
      readonly form: 'BOARD_MINUTES'
      readonly date: string
      readonly chair: string
      readonly next: `DL${number}`
      readonly verdict: 'UP' | 'SAME' | 'DOWN'
    }
)

const at = (savedAt: string) => ({ savedAt })
const infusions = (subject: string, first: string, second: string, value: string): readonly EdcEvent[] =>
  [first, second].map((start, i) => ({
    ...at(start),
    subject,
    form: 'INFUSION',
    start,
    product: 'NKG2D-T',
    dose: { value, unit: 'cells/kg' },
    course: 1,
    number: i + 1,
  }))

/** Six weeks of a trial as its EDC sends them: one participant at level 1, three at level 2, one of them with a lasting CRS. */
export const stream: readonly EdcEvent[] = [
  { ...at('2026-03-01T10:00'), subject: 'GZ-001', form: 'ENROLMENT', date: '2026-03-01', arm: 'DL1' },
  ...infusions('GZ-001', '2026-03-10T09:00', '2026-03-11T09:30', '1.5e7'),
  {
    ...at('2026-03-12T07:00'),
    subject: 'GZ-001',
    form: 'LAB',
    drawn: '2026-03-12T06:00',
    test: 'ALT',
    result: '<40',
    unit: 'U/L',
    range: [null, '40'],
  },
  { ...at('2026-03-26T11:00'), subject: 'GZ-001', form: 'VISIT', date: '2026-03-26', done: true },
  {
    ...at('2026-03-27T15:00'),
    subject: '',
    form: 'BOARD_MINUTES',
    date: '2026-03-27',
    chair: 'Safety board',
    next: 'DL2',
    verdict: 'UP',
  },
  ...['GZ-002', 'GZ-003', 'GZ-004'].map(
    (subject): EdcEvent => ({ ...at('2026-03-28T10:00'), subject, form: 'ENROLMENT', date: '2026-03-28', arm: 'DL2' }),
  ),
  ...infusions('GZ-002', '2026-03-30T09:00', '2026-03-31T09:00', '3e7'),
  ...infusions('GZ-003', '2026-04-13T09:00', '2026-04-14T09:00', '3e7'),
  { ...at('2026-04-15T10:00'), subject: 'GZ-002', form: 'VISIT', date: '2026-04-15', done: true },
  {
    ...at('2026-04-16T20:00'),
    subject: 'GZ-003',
    form: 'AE',
    line: 1,
    onset: '2026-04-16T18:00',
    preferredTerm: 'Cytokine release syndrome',
    ctcae: 3,
    related: { 'NKG2D-T': null },
  },
  { ...at('2026-04-19T19:00'), subject: 'GZ-003', form: 'AE_FOLLOWUP', line: 1, on: '2026-04-19T18:30', ctcae: 2 },
  ...infusions('GZ-004', '2026-04-20T09:00', '2026-04-21T09:00', '3e7'),
  { ...at('2026-05-06T10:00'), subject: 'GZ-004', form: 'VISIT', date: '2026-05-06', done: true },
]
