import type { Issue, IssueCode } from '../../core/issue.ts'
import { recordInWords } from '../record-words.ts'
import type { Report } from '../report.ts'
import { withoutT } from './days.ts'
import { html, type Markup } from './markup.ts'
import { section, table } from './table.ts'
import { unknown } from './unknown.ts'

/** Remarks about the source records, grouped by kind: errors first, then queries for the sites, then notes. */
export function queries({ issues }: Report): Markup {
  if (issues.length === 0) return section('queries', 'Queries for the sites', html`<p class="none">None.</p>`)
  const groups = groupByCode(issues)
  return section(
    'queries',
    'Queries for the sites',
    table(
      'How many of each kind',
      ['Kind', 'Errors', 'Queries', 'Notes'],
      groups.map((all) => [kindOf(all[0]!.code), count(all, 'error'), count(all, 'query'), count(all, 'note')]),
      { kind: 'counts' },
    ),
    html`${groups.map(group)}`,
  )
}

const ranks = { error: 0, query: 1, note: 2 } as const
const rank = (all: readonly Issue[]): number => Math.min(...all.map(({ severity }) => ranks[severity]))
const count = (all: readonly Issue[], severity: Issue['severity']): number =>
  all.filter((issue) => issue.severity === severity).length

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function groupByCode(issues: readonly Issue[]): readonly (readonly Issue[])[] {
  const groups = new Map<IssueCode, Issue[]>()
  for (const issue of issues) groups.set(issue.code, [...(groups.get(issue.code) ?? []), issue])
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || compare(kindOf(a[0]!.code), kindOf(b[0]!.code)))
}

const group = (all: readonly Issue[]): Markup =>
  table(
    html`${kindOf(all[0]!.code)} (${all.length})`,
    ['Participant', 'Weight', 'Where', 'What'],
    all
      .toSorted((a, b) => ranks[a.severity] - ranks[b.severity])
      .map(({ where, severity, message }) => [
        where.participant ?? 'no participant named',
        severity,
        placeOf(where),
        withoutT(message),
      ]),
    { kind: 'queries' },
  )

function placeOf({ file, row, field, record }: Issue['where']): Markup | string {
  const parts = [
    file,
    row === undefined ? undefined : `row ${row}`,
    field,
    record === undefined ? undefined : recordInWords(record),
  ]
  return parts.filter((part) => part !== undefined).join(', ') || unknown('place not named')
}

const kindOf = (code: IssueCode): string => kinds[code] ?? code

const kinds: Readonly<Record<IssueCode, string>> = {
  unreadable: 'Does not parse',
  missingField: 'Field missing',
  unknownTerm: 'Term in no grading table',
  unknownTest: 'Test not known',
  unknownUnit: 'Unit not known',
  unknownCode: 'Code not known',
  unknownParticipant: 'Participant not known',
  unknownEvent: 'Adverse event not known',
  duplicate: 'Recorded twice',
  contradiction: 'Records that cannot both be true',
  partialDate: 'Partial date',
  baselineDisagrees: 'Baseline flag and rule disagree',
  unitMovesGrade: 'Grade moved by the unit alone',
  gradeDisagrees: 'Investigator’s and computed grade differ',
  needsReconciliation: 'Grades differ across a rule’s threshold',
  undeterminable: 'Undeterminable: nothing due would settle it',
  outOfPlace: 'Fact or decision out of place',
  overExcludedLevel: 'Participant at an excluded level',
  doseNotAsPlanned: 'Dose not as planned',
  levelNotOpen: 'Participant dosed at a level that is not open',
  dosedEarly: 'Participant dosed before the stagger allowed it',
  dosedOnHold: 'Participant dosed while enrollment was held',
  gateClosed: 'Participant dosed before the gates were open',
  replacement: 'Replacement the protocol does not allow',
  gateNotOpen: 'Dose given without an open gate',
  decisionRefused: 'Decision the rules do not allow',
  safetySignal: 'Safety signal',
  assumption: 'Assumption',
}
