import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { nct07021534 } from '../../protocols/index.ts'
import { toHtml } from '../../reports/html.ts'
import type { Report } from '../../reports/report.ts'
import { toText } from '../../reports/text.ts'
import { failed } from '../failure.ts'
import { readTrial, reviewOf } from '../review-of.ts'
import { checkWritable, written } from '../written.ts'

type Options = { readonly html: string; readonly json?: boolean }
type DemoReview = { readonly asOf: string; readonly knownOn?: string; readonly says: string }

/** `gradus demo`: the demonstration trial reviewed on several dates. */
export function demo(program: Command): void {
  program
    .command('demo')
    .description('review the demonstration trial (synthetic, NCT07021534) on several dates and write its report')
    .option('--html <file>', 'where to write the report of the last review', 'gradus-demo.html')
    .option('--json', 'print the reports as JSON lines instead of the summary')
    .action((options: Options) => run(options).catch(failed))
}

async function run({ html, json }: Options): Promise<void> {
  await checkWritable('--html', html)
  const folder = demoFolder()
  const trial = await readTrial(nct07021534, folder)
  const planned: readonly DemoReview[] = JSON.parse(await readFile(join(folder, 'reviews.json'), 'utf8'))
  const reviews = planned.map((one) => ({ ...one, report: reviewOf(trial, one.asOf, one.knownOn) }))
  const last = reviews.at(-1)!.report
  await written('--html', html, toHtml(last))
  if (json) return void process.stdout.write(reviews.map(({ report }) => `${JSON.stringify(report)}\n`).join(''))
  process.stdout.write(`${reviews.map(({ report, says }) => moved(report, says)).join('\n')}\n`)
  process.stdout.write(toText(last, { width: process.stdout.columns ?? 100 }))
  process.stdout.write(`\nThe whole report: ${html}\n`)
}

/** One review in a few lines: how the recommendation stood, and why. */
function moved({ asOf, knownOn, recommendation }: Report, says: string): string {
  const { headline, because, awaits } = recommendation
  const waits = awaits.map(
    ({ participant, until, needs }) =>
      `  waits for ${participant}${until ? ` until ${until}` : ''}: ${needs.map(({ fact, until: by }) => fact + (by ? ` (by ${by})` : '')).join('; ')}`,
  )
  return [
    `${asOf}${knownOn ? `, as known on ${knownOn}` : ''}: ${says}`,
    `  ${headline}`,
    `  because ${because}`,
    ...waits,
    '',
  ].join('\n')
}

/** The demonstration export: beside the built command, or in the sources. */
function demoFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = process.env.GRADUS_DEMO ?? join(here, 'demo/nct07021534')
  return existsSync(built) ? built : join(here, '../../protocols/nct07021534-demo')
}
