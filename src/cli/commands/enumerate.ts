import type { Command } from 'commander'
import type { DesignSpec } from '../../dosing/designs.schema.ts'
import { listedFor } from '../../dosing/designs.ts'
import { type Expectation, expected, paths, pathText } from '../../dosing/enumerate.ts'
import { planOf } from '../../dosing/plan.ts'
import { specFrom } from '../../dosing/spec.schema.ts'
import type { TrialPlan } from '../../dosing/trial-graph.ts'
import { isClosedPipe, type Streams, write } from './ndjson.ts'
import { ratesFrom, wholeFrom } from './number-options.ts'
import { warnOf } from './table-warning.ts'

type Options = {
  readonly levels?: string
  readonly truth?: string
  readonly participants?: string
  readonly start?: string
  readonly json?: boolean
}

/** `gradus enumerate`: every path a trial can take, and what is to be expected of it exactly. */
export function enumerate(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('enumerate')
    .description('every path of a trial with its MTD; with --truth, exact operating characteristics instead')
    .argument('<name>', 'name of the design, or the design as JSON')
    .argument('[parameters...]')
    .allowUnknownOption()
    .option('--levels <number>', 'how many levels')
    .option('--truth <rates>', 'true DLT rates of the levels, with commas')
    .option('--participants <number>', 'no more participants than this')
    .option('--start <number>', 'the level of the first cohort')
    .option('--json', 'as JSON')
    .action(async (name: string, words: string[], options: Options, command: Command) => {
      try {
        const truth = options.truth === undefined ? undefined : ratesFrom('--truth', options.truth)
        const spec = specFrom(name, words)
        warnOf(streams.report, 'enumerate', spec)
        const plan = planFrom(spec, options, truth?.length)
        if (truth) await write(streams.output, expectation(expected(plan, truth), options.json ?? false))
        else await writePaths(plan, streams, options.json ?? false)
      } catch (error) {
        if (isClosedPipe(error)) return
        command.error(`gradus enumerate: ${(error as Error).message}`, { exitCode: 2 })
      }
    })
}

function planFrom(spec: DesignSpec, options: Options, rates: number | undefined): TrialPlan {
  const levels = rates ?? count('levels', options.levels) ?? listedFor(spec).levels?.(spec)
  if (levels === undefined) throw new RangeError('--levels: expected how many levels there are')
  const start = count('start', options.start)
  const cap = count('participants', options.participants)
  return planOf(spec, { levels, ...(start !== undefined && { start }), ...(cap !== undefined && { cap }) })
}

function count(name: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : wholeFrom(`--${name}`, text)
}

async function writePaths(plan: TrialPlan, { output }: Streams, asJson: boolean): Promise<void> {
  if (asJson) await write(output, '{"paths":[')
  let number = 0
  for (const path of paths(plan)) {
    const row = { outcomes: pathText(path), mtd: path.node.mtd }
    const text = asJson ? `${number === 0 ? '' : ','}${JSON.stringify(row)}` : `${row.outcomes}: ${row.mtd ?? 'none'}\n`
    await write(output, text)
    number++
  }
  await write(output, asJson ? ']}\n' : `${number} paths\n`)
}

function expectation(found: Expectation, asJson: boolean): string {
  if (asJson) return `${JSON.stringify(found)}\n`
  const { selected, none, participants, dlts, sizes, states } = found
  const row = (name: string, values: readonly number[]) =>
    `${name.padEnd(14)}${values.map((x) => x.toFixed(4).padStart(9)).join('')}\n`
  const size = sizes.reduce((sum, p, n) => sum + p * n, 0)
  return [
    row('selected', selected),
    row('none', [none]),
    row('participants', participants),
    row('DLTs', dlts),
    row('size', [size]),
    `exact, over ${states} states\n`,
  ].join('')
}
