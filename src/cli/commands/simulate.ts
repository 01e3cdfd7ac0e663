import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { withoutByteOrderMark } from '../../core/byte-order-mark.ts'
import { listedFor } from '../../dosing/designs.ts'
import { SimulationJob } from '../../dosing/job.schema.ts'
import { summarise } from '../../dosing/simulation-result.ts'
import { summaryText } from '../../dosing/simulation-text.ts'
import { faultsOf, specFrom } from '../../dosing/spec.schema.ts'
import { runSimulation } from '../run-simulation.ts'
import { isClosedPipe, type Streams, write } from './ndjson.ts'
import { numberFrom, ratesFrom, wholeFrom } from './number-options.ts'
import { warnOf } from './table-warning.ts'

type Options = {
  readonly job?: string
  readonly truth?: string[]
  readonly trials: string
  readonly seed: string
  readonly participants?: string
  readonly start?: string
  readonly overdoseAbove?: string
  readonly interval?: string
  readonly window?: string
  readonly workers?: string
  readonly sums?: boolean
  readonly json?: boolean
}

const collected = (text: string, before: readonly string[] = []): string[] => [...before, text]

/** `gradus simulate`: operating characteristics by simulation, seeded, the same for any number of workers. */
export function simulate(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('simulate')
    .description('operating characteristics by simulation: one design here, or several as a job file')
    .argument('[name]', 'name of the design, or the design as JSON')
    .argument('[parameters...]')
    .allowUnknownOption()
    .option('--job <file>', 'a job as JSON: designs, scenarios, seed, from, to')
    .option('--truth <rates>', 'true DLT rates of the levels, with commas; repeat for more scenarios', collected)
    .option('--trials <number>', 'trials for each design and scenario', '10000')
    .option('--seed <number>', 'of the random numbers', '1')
    .option('--participants <number>', 'no more participants than this')
    .option('--start <number>', 'the level of the first cohort')
    .option(
      '--overdose-above <rate>',
      'the rate above which a participant counts as overdosed; the target of the design',
    )
    .option('--interval <time>', 'mean time between participants; trials then run in time')
    .option('--window <time>', 'the DLT window, in the same unit')
    .option('--workers <number>', 'threads; as many as the machine runs at once')
    .option('--sums', 'as JSON sums that add to those of other ranges of trials')
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, words: string[], options: Options, command: Command) => {
      try {
        if (options.job !== undefined) refuseBeside(name, command)
        const job = await jobFrom(name, words, options)
        for (const { design } of job.designs) warnOf(streams.report, 'simulate', design)
        await run(job, options, streams)
      } catch (error) {
        if (isClosedPipe(error)) return
        command.error(`gradus simulate: ${(error as Error).message}`, { exitCode: 2 })
      }
    })
}

const ofOneDesign = ['truth', 'trials', 'seed', 'participants', 'start', 'overdoseAbove', 'interval', 'window']

/** A job file says everything itself: what stands beside it would go unheard. */
function refuseBeside(name: string | undefined, command: Command): void {
  const given = ofOneDesign.find((option) => command.getOptionValueSource(option) === 'cli')
  const beside = name ?? command.options.find((option) => option.attributeName() === given)?.long
  if (beside !== undefined) throw new RangeError(`--job: expected the job file alone; got "${beside}" beside it`)
}

async function run(job: SimulationJob, options: Options, { output, report }: Streams): Promise<void> {
  let last = ''
  const onProgress = (share: number) => {
    const next = bar(share)
    if (report.isTTY && next !== last) report.write(next)
    last = next
  }
  const results = await runSimulation(job, workersFrom(options.workers), onProgress)
  if (report.isTTY) report.write('\r\u001b[K')
  if (options.sums) return write(output, `${JSON.stringify(results)}\n`)
  const summaries = results.map(summarise)
  await write(output, options.json ? `${JSON.stringify(summaries)}\n` : summaryText(summaries))
}

const bar = (share: number) => {
  const filled = Math.round(30 * share)
  return `\r[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${Math.floor(100 * share)} %`
}

function workersFrom(text: string | undefined): number {
  if (text === undefined) return availableParallelism()
  return wholeFrom('--workers', text)
}

async function jobFrom(name: string | undefined, words: readonly string[], options: Options): Promise<SimulationJob> {
  const given = options.job === undefined ? jobOf(name, words, options) : await jobIn(options.job)
  const job = SimulationJob.safeParse(given)
  if (!job.success) throw new RangeError(faultsOf(job.error, given, SimulationJob))
  checkLevels(job.data)
  return job.data
}

async function jobIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new RangeError(`--job: expected a file that can be read; got "${file}"`)
  })
  try {
    return JSON.parse(withoutByteOrderMark(text))
  } catch (error) {
    throw new RangeError(`--job: expected JSON in ${file}; ${(error as Error).message}`)
  }
}

/** Scenarios and starts must lie within the levels a design's parameters fix. */
function checkLevels({ designs, scenarios }: SimulationJob): void {
  for (const { id, design, start } of designs)
    for (const [i, { truth }] of scenarios.entries()) {
      const most = listedFor(design).levels?.(design) ?? truth.length
      if (truth.length > most)
        throw new RangeError(
          `scenarios[${i}].truth: expected at most ${most} rates, as "${id}" has levels; got ${truth.length}`,
        )
      if ((start ?? 1) > truth.length)
        throw new RangeError(`start of "${id}": expected a level from 1 to ${truth.length}; got ${start}`)
    }
}

function jobOf(name: string | undefined, words: readonly string[], options: Options): object {
  const { truth = [], trials, seed, participants, start, overdoseAbove, interval, window } = options
  if (name === undefined) throw new RangeError('expected the name of a design, or --job')
  if (truth.length === 0) throw new RangeError('--truth: expected the true DLT rates of the levels')
  if ((interval === undefined) !== (window === undefined)) throw new RangeError('--interval and --window go together')
  const number = (key: string, option: string, text: string | undefined, whole = true) =>
    text === undefined ? {} : { [key]: (whole ? wholeFrom : numberFrom)(option, text) }
  const design = { ...number('cap', '--participants', participants), ...number('start', '--start', start) }
  const spec = specFrom(name, words)
  return {
    seed: wholeFrom('--seed', seed, 0),
    to: wholeFrom('--trials', trials),
    ...number('target', '--overdose-above', overdoseAbove, false),
    designs: [{ id: spec.name, design: spec, ...design }],
    scenarios: truth.map((rates) => ({ id: rates, truth: ratesFrom('--truth', rates) })),
    ...(interval !== undefined && {
      accrual: { interval: numberFrom('--interval', interval), window: numberFrom('--window', String(window)) },
    }),
  }
}
