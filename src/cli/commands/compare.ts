import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import renamed from '../../../grading-tables/ctcae/renamed.json' with { type: 'json' }
import { loadTable, tableIds } from '../../../grading-tables/load.ts'
import type { Assessment } from '../../grading/assessment.ts'
import { compareVersions } from '../../grading/compare.ts'
import { isRanged, type Unreported } from '../../grading/outcome.ts'
import type { Table } from '../../grading/table.ts'
import { malformedAssessment } from './grade-lines.ts'

type Options = {
  readonly facts: string
  readonly unreported: Unreported
  readonly tables: string
  readonly json?: boolean
}

/** `gradus compare TERM`: the same facts by each version of a table, and why they differ. */
export function compare(program: Command, output: Writable = process.stdout): void {
  program
    .command('compare')
    .description('grade the same facts by several versions of a table and explain the difference')
    .argument('<term>', 'adverse event term')
    .option('--facts <json>', 'the assessment: {"value":…,"unit":…,"uln":…,"baseline":{…},"facts":{…}}', '{}')
    .option('--tables <ids>', 'tables to compare, in order', tableIds.join(','))
    .option('--unreported <policy>', 'unknown, absent or worstCase', 'absent')
    .option('--json', 'as JSON')
    .action(async (term: string, options: Options, command: Command) => {
      if (!['unknown', 'absent', 'worstCase'].includes(options.unreported))
        return command.error(`--unreported is unknown, absent or worstCase, not ${options.unreported}`, { exitCode: 2 })
      const found = await Promise.all(options.tables.split(',').map(loadTable))
      if (found.includes(undefined))
        return command.error(`there are the tables ${tableIds.join(', ')}`, { exitCode: 2 })
      const assessment = readAssessment(options.facts)
      if (!assessment) return command.error('--facts is not a JSON object', { exitCode: 1 })
      const wrong = malformedAssessment(assessment)
      if (wrong !== undefined) return command.error(`--facts: ${wrong}`, { exitCode: 1 })
      const { unreported } = options
      const comparison = compareVersions(found as Table[], term, assessment, { unreported }, renamed)
      if (options.json) return void output.write(`${JSON.stringify(comparison)}\n`)
      for (const { table, outcome, because } of comparison.answers) {
        const said =
          'grade' in outcome ? `grade ${outcome.grade}` : isRanged(outcome) ? outcome.possible.join('/') : 'no grade'
        output.write(`${table.padEnd(12)} ${said.padEnd(10)} ${because}\n`)
      }
      output.write(comparison.agree ? 'The versions agree.\n' : 'The versions differ.\n')
    })
}

function readAssessment(text: string): (Assessment & Record<string, unknown>) | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Assessment & Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
