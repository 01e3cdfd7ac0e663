import type { Command } from 'commander'
import { spanOf } from '../../core/time.ts'
import { toHtml } from '../../reports/html.ts'
import { toText } from '../../reports/text.ts'
import { BadInput, failed } from '../failure.ts'
import { protocolNamed, readTrial, reviewOf } from '../review-of.ts'
import { checkWritable, written } from '../written.ts'

type Options = {
  readonly protocol: string
  readonly from: string
  readonly asOf?: string
  readonly knownOn?: string
  readonly html?: string
  readonly json?: boolean
}

/** `gradus review`: from an EDC export to the committee's report. */
export function review(program: Command): void {
  program
    .command('review')
    .description(
      "review a trial's EDC export: graded events, DLTs, who is evaluable, what is open, and the dose recommendation",
    )
    .requiredOption('--protocol <id>', 'the protocol, such as NCT07021534')
    .requiredOption('--from <folder>', 'SDTM-style CSV files, or dated folders (2026-03-01) of them')
    .option('--as-of <date>', 'what had happened by then (default: the last day anything happened)')
    .option('--known-on <date>', 'what had been recorded by then (default: everything recorded)')
    .option('--html <file>', 'write the report as one self-contained HTML page')
    .option('--json', 'print the report as JSON instead of the summary')
    .action((options: Options) => run(options).catch(failed))
}

async function run({ protocol, from, asOf, knownOn, html, json }: Options): Promise<void> {
  checkDay('--as-of', asOf)
  checkDay('--known-on', knownOn)
  if (html !== undefined) await checkWritable('--html', html)
  const report = reviewOf(await readTrial(protocolNamed(protocol), from, ['DM', 'EX', 'AE']), asOf, knownOn)
  if (html !== undefined) await written('--html', html, toHtml(report))
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : toText(report, { width: process.stdout.columns ?? 100 }))
}

function checkDay(option: string, day: string | undefined): void {
  if (day !== undefined && !spanOf(day))
    throw new BadInput(`${option}: expected an ISO date such as 2026-03-01; got "${day}"`)
}
