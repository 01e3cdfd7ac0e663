import type { Assessment, GradingOptions } from './assessment.ts'
import type { CompiledTable } from './compile.ts'
import { explain } from './explain.ts'
import { grade } from './grade.ts'
import { isGraded, isRanged, type Outcome } from './outcome.ts'
import type { Table } from './table.ts'

/** What one version of a scale says of the same facts. */
export type VersionAnswer = {
  readonly table: string
  readonly term: string
  readonly outcome: Outcome
  readonly because: string
}

/** The same facts by several versions, and what differs between them. */
export type VersionComparison = {
  readonly answers: readonly VersionAnswer[]
  readonly agree: boolean
  /** One sentence for each version that differs from the one before. */
  readonly differences: readonly string[]
}

/**
 * What a term is called in other versions, by its name in one of them: another name, several where it was split or merged, none
 * where that version has no such term. What is not listed kept its name.
 */
export type Renamed = Readonly<Record<string, Readonly<Record<string, string | readonly string[] | undefined>>>>

/** Grades the same facts by each table, in the order given, and says where and why they differ. */
export function compareVersions(
  tables: readonly (Table | CompiledTable)[],
  term: string,
  assessment: Assessment,
  options: GradingOptions = {},
  renamed: Renamed = {},
): VersionComparison {
  const answers = tables.map((table) => answerBy(table, term, assessment, options, renamed))
  const differences = answers.slice(1).flatMap((answer, index) => {
    const before = answers[index] as VersionAnswer
    return inBrief(before.outcome) === inBrief(answer.outcome)
      ? []
      : [
          `${before.table} gives ${inBrief(before.outcome)} (${before.because}), ${answer.table} ${inBrief(answer.outcome)} (${answer.because})`,
        ]
  })
  return { answers, agree: differences.length === 0, differences }
}

function answerBy(
  table: Table | CompiledTable,
  term: string,
  assessment: Assessment,
  options: GradingOptions,
  renamed: Renamed,
): VersionAnswer {
  const { id } = 'termNamed' in table ? table.table : table
  const name = nameIn(id, term, renamed)
  if (typeof name !== 'string') return unnamed(id, term, name)
  const { readings: _, ...neutral } = options
  const outcome = grade(table, name, assessment, neutral)
  return { table: id, term: name, outcome, because: explain(outcome, assessment) }
}

/** The name of a term in a table, found without regard to case. */
function nameIn(table: string, term: string, renamed: Renamed): string | readonly string[] {
  const folded = term.trim().toLowerCase()
  const listed = renamed[term] ?? Object.entries(renamed).find(([name]) => name.toLowerCase() === folded)?.[1]
  return listed?.[table] ?? term
}

/** A version in which the term has no one name grades nothing; what it was split into is named, none of it is guessed. */
function unnamed(table: string, term: string, candidates: readonly string[]): VersionAnswer {
  const because =
    candidates.length === 0
      ? `${table} has no term for ${term}`
      : `${table} has ${candidates.join(' and ')} for what is ${term}: which of them is for a clinician to say`
  const outcome: Outcome = { table, term, readings: [], flags: [], ungradable: because, candidates }
  return { table, term, outcome, because }
}

function inBrief(outcome: Outcome): string {
  if (isGraded(outcome)) return `grade ${outcome.grade}`
  return isRanged(outcome) ? `one of ${outcome.possible.join(', ')}` : 'no grade'
}
