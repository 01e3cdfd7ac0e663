import type { Command } from 'commander'
import { readRequest } from '../../dosing/answer.ts'
import type { DesignSpec } from '../../dosing/designs.schema.ts'
import { labelledPathway, pathwaysCsv, pathways as pathwaysOf, pathwaysText } from '../../dosing/pathways.ts'
import { pathwaysSvg } from '../../dosing/pathways-figure.ts'
import { DecisionRequest } from '../../dosing/request.schema.ts'
import { faultsOf, labelsFrom, specFrom } from '../../dosing/spec.schema.ts'
import { isClosedPipe, type Streams, write } from './ndjson.ts'
import { warnOf } from './table-warning.ts'

type Options = {
  readonly outcomes?: string
  readonly tally?: string
  readonly levels?: string
  readonly current?: string
  readonly cohorts: string
  readonly csv?: boolean
  readonly json?: boolean
  readonly svg?: boolean
}

/** `gradus pathways`: where a trial can go with its next cohorts. */
export function pathways(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('pathways')
    .description('every way the pending settle and the next cohorts can go, with what is then recommended')
    .argument('<name>', 'name of the design, or the design as JSON')
    .argument('[parameters...]')
    .allowUnknownOption()
    .option('--outcomes <text>', 'the cohorts so far, like "1NNN 2NTP" (N none, T DLT, P pending)')
    .option('--tally <json>', 'the counts so far, like [{"n":3,"dlt":0,"pending":0}]')
    .option('--levels <levels>', 'how many levels, or their labels with commas')
    .option('--current <level>', 'the level the trial is at')
    .option('--cohorts <number>', 'how many cohorts ahead', '2')
    .option('--csv', 'as CSV')
    .option('--json', 'as JSON')
    .option('--svg', 'as a figure')
    .action(async (name: string, words: string[], options: Options, command: Command) => {
      try {
        const request = requestFrom(name, words, options)
        warnOf(streams.report, 'pathways', request.design)
        await write(streams.output, printed(request, options))
      } catch (error) {
        if (isClosedPipe(error)) return
        command.error(`gradus pathways: ${(error as Error).message}`, { exitCode: 2 })
      }
    })
}

function requestFrom(name: string, words: readonly string[], options: Options): DecisionRequest {
  const { outcomes, tally, levels, current } = options
  if (outcomes !== undefined && tally !== undefined)
    throw new RangeError('expected --outcomes or --tally, one of them; got both')
  const given = {
    design: specFrom(name, words),
    ...(tally === undefined ? { outcomes: outcomes ?? '' } : { tally: talliesIn(tally) }),
    ...(levels !== undefined && { levels: labelsFrom(levels) }),
    ...(current !== undefined && { current }),
  }
  const request = DecisionRequest.safeParse(given)
  if (!request.success) throw new RangeError(faultsOf(request.error, given, DecisionRequest))
  return request.data
}

function printed(request: DecisionRequest, options: Options): string {
  const ahead = Number(options.cohorts)
  if (!Number.isInteger(ahead) || ahead < 0 || ahead > 6)
    throw new RangeError(`--cohorts: expected a whole number from 0 to 6; got "${options.cohorts}"`)
  const { design, tally: now, current: level, labels, levelsAssumed } = readRequest(request)
  const pathway = pathwaysOf(design, now, level, ahead, labels)
  if (options.json)
    return `${JSON.stringify({ ...labelledPathway(pathway, labels), ...(levelsAssumed && { levelsAssumed }) })}\n`
  if (options.svg) return pathwaysSvg(pathway, labels)
  if (options.csv) return pathwaysCsv(pathway, labels)
  const supposes = titrates(request.design) ? 'Supposes that no titration trigger is met from here on.\n' : ''
  const assumed = levelsAssumed
    ? `Takes level ${now.length} for the highest, as no --levels are given: one above the highest treated.\n`
    : ''
  return pathwaysText(pathway, labels) + supposes + assumed
}

const titrates = (design: DesignSpec): boolean =>
  design.name === 'acceleratedTitration' || design.name === 'rapidTitration' || 'titration' in design

function talliesIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError(`--tally: expected JSON like [{"n":3,"dlt":0,"pending":0}]; got ${text}`)
  }
}
