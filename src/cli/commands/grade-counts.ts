import type { GradedLabs, LabLine } from './grade-lab-rows.ts'

/** What came of a laboratory file: every row counted once, and every term's grades. */
export type Counts = {
  readonly rows: number
  readonly byOutcome: Readonly<Record<'graded' | 'range' | 'meets nothing' | 'not gradable', number>>
  readonly byTerm: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly notGradable: Readonly<Record<string, number>>
  readonly ranges: Readonly<Record<string, number>>
  readonly baselines: { readonly groups: number; readonly disagreements: number; readonly doubtful: number }
  readonly disagreements: readonly string[]
}

export function countsOf({ lines, rows, issues, groups }: GradedLabs): Counts {
  const byRow = new Map<number, LabLine[]>()
  for (const line of lines) byRow.set(line.row, [...(byRow.get(line.row) ?? []), line])
  const byOutcome = { graded: 0, range: 0, 'meets nothing': 0, 'not gradable': 0 }
  const notGradable: Record<string, number> = {}
  const ranges: Record<string, number> = {}
  for (const own of byRow.values()) {
    const outcome = outcomeOfRow(own)
    byOutcome[outcome] += 1
    if (outcome === 'not gradable') add(notGradable, reasonIn(own[0] as LabLine))
    if (outcome === 'range') add(ranges, own.find(({ possible }) => possible)?.reason ?? '')
  }
  const byTerm: Record<string, Record<string, number>> = {}
  for (const { term, grade, possible } of lines) {
    if (term === undefined) continue
    byTerm[term] ??= {}
    add(byTerm[term], grade !== undefined ? String(grade) : possible ? `${possible.join('/')}` : 'not gradable')
  }
  const disagree = issues.filter(({ code }) => code === 'baselineDisagrees')
  return {
    rows,
    byOutcome,
    byTerm,
    notGradable,
    ranges,
    baselines: { groups, disagreements: disagree.length, doubtful: issues.length - disagree.length },
    disagreements: disagree.map(
      ({ where, message }) => `${where.participant} ${where.field}, ${where.record}: ${message}`,
    ),
  }
}

const add = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

function outcomeOfRow(lines: readonly LabLine[]): keyof Counts['byOutcome'] {
  if (lines.some(({ grade }) => grade !== undefined && grade > 0)) return 'graded'
  if (lines.some(({ possible }) => possible !== undefined)) return 'range'
  return lines.some(({ grade }) => grade === undefined) ? 'not gradable' : 'meets nothing'
}

/** A reason without the particular value, so that like is counted with like. */
const reasonIn = ({ reason = '' }: LabLine): string => reason.replace(/value "[^"]*"/, 'value')

/** The counts as text. */
export function printCounts(counts: Counts): string {
  const table = Object.entries(counts.byTerm).map(([term, grades]) => `  ${term.padEnd(52)} ${inLine(grades)}`)
  return `${[
    `${counts.rows} rows: ${inLine(counts.byOutcome)}`,
    'By term and grade (a/b: still possible):',
    ...table,
    'Not gradable:',
    ...listed(counts.notGradable),
    'Ranges:',
    ...listed(counts.ranges),
    `Baselines: ${counts.baselines.groups} participant-analytes; flag and rule disagree in ${counts.baselines.disagreements}; ${counts.baselines.doubtful} doubtful`,
    ...counts.disagreements.slice(0, 5).map((line) => `  ${line}`),
    ...(counts.disagreements.length > 5 ? [`  … and ${counts.disagreements.length - 5} more (all with --json)`] : []),
  ].join('\n')}\n`
}

const inLine = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name}: ${count}`)
    .join('  ')
const listed = (counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `  ${String(count).padStart(6)}  ${reason}`)
