import type { Readable, Writable } from 'node:stream'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { loadTable, tableIds } from '../../../grading-tables/load.ts'
import type { CodingMap } from '../../grading/assessment.ts'
import { compileTable } from '../../grading/compile.ts'
import type { Unreported } from '../../grading/outcome.ts'
import type { ReadingChoices } from '../../grading/readings.ts'
import { failed } from '../failure.ts'
import { codingMap } from './coding-map.ts'
import { gradeLabFile } from './grade-lab-file.ts'
import { gradeLines } from './grade-lines.ts'

/** The streams a command reads and writes; a test hands in its own. */
export type Streams = { readonly input: Readable; readonly output: Writable; readonly report: Writable }

type Options = {
  readonly table: string
  readonly unreported?: Unreported
  readonly reading: ReadingChoices
  readonly coding?: string
  readonly lb?: string
  readonly dm?: string
  readonly ex?: string
  readonly out?: string
  readonly format: 'csv' | 'ndjson'
  readonly json?: boolean
}

/** `gradus grade`: assessments as NDJSON on stdin, or a whole SDTM LB file. */
export function grade(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('grade')
    .description('grade adverse events: NDJSON assessments on stdin, or a laboratory file (--lb)')
    .option('--table <id>', `grading table: ${tableIds.join(', ')}`, 'ctcae-5.0')
    .addOption(
      new Option(
        '--unreported <policy>',
        'how clinical facts nobody reported are taken (default unknown; absent with --lb)',
      ).choices(['unknown', 'absent', 'worstCase']),
    )
    .option('--reading <id=option>', 'choose a reading of an ambiguity; may be repeated', addReading, {})
    .option('--coding <file>', "a site's own terms as JSON, each with the term of the table it is coded to")
    .option('--lb <file>', 'SDTM laboratory file, CSV or CSV.gz')
    .option('--dm <file>', 'SDTM demographics, for the first dose, age and sex')
    .option('--ex <file>', 'SDTM exposure, for the first dose where demographics lack it')
    .option('--out <file>', 'write the graded rows there, and the counts to stdout')
    .addOption(new Option('--format <format>', 'of the graded rows').choices(['csv', 'ndjson']).default('csv'))
    .option('--json', 'print the counts as JSON')
    .action(async (options: Options, command: Command) => {
      const table = await loadTable(options.table)
      if (!table)
        return command.error(`no table is called ${options.table}; there are ${tableIds.join(', ')}`, { exitCode: 2 })
      const compiled = wellChosen(() => compileTable(table, options.reading), command)
      const { coding: file, unreported = 'unknown' } = options
      if (options.lb === undefined) {
        const coding: CodingMap | undefined =
          file === undefined ? undefined : wellChosen(() => codingMap(file, compiled), command)
        const clean = await gradeLines(
          compiled,
          { unreported, ...(coding && { coding }) },
          streams.input,
          streams.output,
        )
        if (!clean) process.exitCode = 1
        return
      }
      if (file !== undefined)
        return command.error('--coding is for assessments on stdin; a laboratory file names no terms', { exitCode: 2 })
      if (options.dm === undefined)
        return command.error('--lb needs --dm, for the day of the first dose', { exitCode: 2 })
      await gradeLabFile(compiled, { ...options, lb: options.lb, dm: options.dm }, streams).catch(failed)
    })
}

function addReading(words: string, before: ReadingChoices): ReadingChoices {
  const at = words.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('expected ID=OPTION')
  return { ...before, [words.slice(0, at)]: words.slice(at + 1) }
}

function wellChosen<T>(make: () => T, command: Command): T {
  try {
    return make()
  } catch (error) {
    return command.error((error as Error).message, { exitCode: 2 })
  }
}
