import type { Command } from 'commander'
import { clearedBelow, type DecisionTable, decisionTable, tableCsv, tableText } from '../../dosing/decision-table.ts'
import { tableSvg } from '../../dosing/decision-table-figure.ts'
import { designList, listedText } from '../../dosing/design-list.schema.ts'
import type { DesignSpec } from '../../dosing/designs.schema.ts'
import { listedFor, makeDesign } from '../../dosing/designs.ts'
import { specFrom } from '../../dosing/spec.schema.ts'
import { tableCovers, tableViolations } from '../../dosing/table-design.ts'
import { mostAtALevel, mostLevels } from '../../dosing/tally.ts'
import { isClosedPipe, type Streams, write } from './ndjson.ts'
import { wholeFrom } from './number-options.ts'
import { inWords } from './table-warning.ts'
import { monitored, monitoredText } from './toxicity-bounds.ts'

type Options = {
  readonly list?: boolean
  readonly table?: boolean
  readonly levels?: string
  readonly current?: string
  readonly most?: string
  readonly every?: string
  readonly pending?: string
  readonly truth?: string
  readonly csv?: boolean
  readonly json?: boolean
  readonly svg?: boolean
}

/** `gradus design`: what a design is, its parameters, and its decision table. */
export function design(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('design')
    .description('list the dose designs, or print the decision table of one; parameters as --target 0.3')
    .argument('[name]', 'name of the design, or the design as JSON')
    .argument('[parameters...]')
    .allowUnknownOption()
    .option('--list', 'every design with its parameters and citation')
    .option('--table', 'the decision table')
    .option('--levels <number>', 'how many levels the trial has')
    .option('--current <number>', 'the level the table is for; those below count as cleared with 0 of 3')
    .option('--most <number>', 'settled participants up to this many')
    .option('--every <number>', 'only every so many settled participants')
    .option('--pending <number>', 'pending participants up to this many')
    .option('--truth <rates>', 'of a toxicity monitor: the exact probability of stopping under these true DLT rates')
    .option('--csv', 'as CSV')
    .option('--json', 'as JSON')
    .option('--svg', 'the table as a figure')
    .action(async (name: string | undefined, words: string[], options: Options, command: Command) => {
      try {
        await write(streams.output, printed(name, words, options))
      } catch (error) {
        if (isClosedPipe(error)) return
        command.error(`gradus design: ${(error as Error).message}`, { exitCode: 2 })
      }
    })
}

function printed(name: string | undefined, words: readonly string[], options: Options): string {
  if (options.table && name === undefined) throw new RangeError('--table: expected the name of a design; got none')
  if (options.list || name === undefined || !options.table) return listed(name, options.json ?? false)
  const spec = specFrom(name, words)
  const table = decisionTable(makeDesign(spec), rangeOf(spec, options))
  const violations = spec.name === 'table' ? tableViolations(spec) : []
  const watched = spec.name === 'toxicityMonitor' ? monitored(spec, table, options.truth) : undefined
  if (options.json) return `${JSON.stringify({ design: spec, ...table, violations, ...watched })}\n`
  if (options.csv) return tableCsv(table)
  if (options.svg) return tableSvg(table)
  if (watched) return titled(spec, table) + monitoredText(watched)
  return (
    titled(spec, table) +
    inWords(violations)
      .map((each) => `${each}\n`)
      .join('')
  )
}

function listed(name: string | undefined, asJson: boolean): string {
  const all = designList().filter((each) => name === undefined || each.name === name)
  if (all.length === 0)
    throw new RangeError(
      `expected one of ${designList()
        .map((each) => each.name)
        .join(', ')}; got "${name}"`,
    )
  return asJson ? `${JSON.stringify(all)}\n` : all.map(listedText).join('\n')
}

const titled = (spec: DesignSpec, table: DecisionTable) =>
  `${listedFor(spec).title}${parametersText(spec)}, level ${table.current} of ${table.levels} (${listedFor(spec).citation})\n${tableText(table)}`

/** The parameters given, rows of a table aside. */
function parametersText({ name: _, ...parameters }: DesignSpec): string {
  const said = Object.entries(parameters).filter(([name]) => name !== 'rows')
  return said.map(([name, value]) => `, ${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('')
}

const sixAtMost = new Set(['3+3', 'acceleratedTitration', 'rapidTitration', 'rollingSix'])

function rangeOf(spec: DesignSpec, options: Options) {
  const fixed = listedFor(spec).levels?.(spec)
  const levels = count('--levels', options.levels, fixed ?? 3, 1, fixed ?? mostLevels)
  const current = count('--current', options.current, Math.min(2, levels))
  if (current > levels) throw new RangeError(`--current: expected a level from 1 to ${levels}; got ${current}`)
  const isSix = sixAtMost.has(spec.name)
  const most = count('--most', options.most, isSix ? 6 : 18, 1, mostAtALevel)
  const pending = count('--pending', options.pending, isSix ? 6 : 0, 0)
  const range = {
    tally: clearedBelow(levels, current),
    current,
    most,
    every: count('--every', options.every, 1),
    pending,
  }
  if (spec.name !== 'table') return range
  const tally = range.tally.map(() => ({ n: 0, dlt: 0, pending: 0 }))
  return { ...range, tally, covers: (n: number, dlt: number) => tableCovers(spec, n, dlt) }
}

const count = (option: string, text: string | undefined, otherwise: number, least?: number, most?: number): number =>
  text === undefined ? otherwise : wholeFrom(option, text, least, most)
