import type { Writable } from 'node:stream'
import { type Command, InvalidArgumentError } from 'commander'
import { scaleTables } from '../../../grading-tables/scales/index.ts'
import type { Fact } from '../../core/fact.schema.ts'
import { current } from '../../ledger/known-on.ts'
import { imported } from '../../reports/import.ts'
import { crsEpisodes } from '../../scales/crsEpisodes.ts'
import type { Course, Episode, GradeRange } from '../../scales/episode.ts'
import { scaleRegistry } from '../../scales/index.ts'
import type { Scale } from '../../scales/result.ts'
import { crsScales, episodeSideBySide } from '../../scales/sideBySide.ts'
import { exportOf } from '../export-of.ts'
import { failed } from '../failure.ts'

type Options = {
  readonly from: string
  readonly json?: boolean
  readonly hypotensionBelow?: number
  readonly agent?: readonly string[]
}

/** `gradus crs`: each participant's CRS episodes from an export, graded by all eight scales. */
export function crs(program: Command, output: Writable = process.stdout): void {
  program
    .command('crs')
    .description("find each participant's CRS episodes in an EDC export and grade them by eight scales side by side")
    .requiredOption('--from <folder>', 'SDTM-style CSV files, or dated folders (2026-03-01) of them')
    .option(
      '--hypotension-below <mmHg>',
      'systolic pressure the protocol calls hypotension (the scales set none)',
      pressure,
    )
    .option('--agent <name...>', 'agents whose first dose opens the time in which CRS can be (default: any)')
    .option('--json', 'one JSON line for each participant instead of the summary')
    .action((options: Options) => run(options, output).catch(failed))
}

function pressure(words: string): number {
  if (/^\d{2,3}$/.test(words)) return Number(words)
  throw new InvalidArgumentError(`Expected mmHg such as 90; got "${words}".`)
}

async function run({ from, json, hypotensionBelow, agent }: Options, output: Writable): Promise<void> {
  const registry = scaleRegistry(scaleTables)
  const scales = crsScales.map((id) => registry.get(id)).filter((scale) => scale !== undefined)
  const [scale] = scales
  if (!scale) throw new Error('the CRS scales are missing')
  const options = { scale, ...(hypotensionBelow ? { hypotensionBelow } : {}), ...(agent ? { agents: agent } : {}) }
  for (const [participant, facts] of await participantsIn(from)) {
    const course = crsEpisodes(facts, options)
    output.write(
      json ? `${JSON.stringify(asJson(participant, course, scales))}\n` : asText(participant, course, scales),
    )
  }
}

/** The facts of each participant as the export now states them. */
async function participantsIn(folder: string): Promise<readonly (readonly [string, readonly Fact[]])[]> {
  const { records } = await exportOf(folder)
  const by = new Map<string, Fact[]>()
  for (const fact of current(imported(records, [], 'EDC export').ledger)) {
    if (!('participant' in fact) || fact.type === 'adjudicated') continue
    by.set(fact.participant, [...(by.get(fact.participant) ?? []), fact])
  }
  return [...by].sort(([a], [b]) => (a < b ? -1 : 1))
}

function asJson(participant: string, { episodes, undetermined, assumes, unplaced }: Course, scales: readonly Scale[]) {
  return {
    participant,
    episodes: episodes.map((episode) => ({ ...episode, sideBySide: episodeSideBySide(scales, episode) })),
    undetermined,
    assumes,
    unplaced,
  }
}

function asText(participant: string, { episodes, undetermined, unplaced }: Course, scales: readonly Scale[]): string {
  const open =
    undetermined.length > 0 ? `  ${undetermined.length} moments at which CRS is neither shown nor excluded\n` : ''
  const lost = unplaced.length > 0 ? `  ${unplaced.length} facts with a date too partial to place\n` : ''
  if (episodes.length === 0) return `${participant}  no episode\n${open}${lost}`
  return (
    episodes.map((episode, index) => `${participant}  episode ${index + 1}${lines(episode, scales)}`).join('') +
    open +
    lost
  )
}

function lines(episode: Episode, scales: readonly Scale[]): string {
  const end = episode.resolution
    ? `resolved ${episode.resolution}${episode.resolutionConfirmed ? '' : ' (not yet confirmed)'}`
    : 'not resolved in the record'
  const course = episode.assessments.filter(changed).map(({ at, result }) => {
    const needs = result.needs ? `, for want of ${result.needs.join('; ')}` : ''
    return `  ${at}  ${result.grade ?? inWords({ atLeast: Number(result.atLeast), atMost: Number(result.atMost) })}${needs}\n`
  })
  const treatments = episode.treatments.map((fact) => `${fact.name ?? fact.kind} ${fact.at}`)
  const beside = episodeSideBySide(scales, episode).map(({ scale, peak, differs }) =>
    `  ${scale.padEnd(18)}${inWords(peak).padEnd(8)}${differs ?? ''}`.trimEnd().concat('\n'),
  )
  return [
    `  ${episode.onset}, ${end}, peak ${inWords(episode.peak)} by ${episode.scale}\n`,
    ...course,
    treatments.length > 0 ? `  given: ${treatments.join(', ')}\n` : '',
    episode.manifestations.length > 0
      ? `  under it: ${episode.manifestations.map(({ term }) => term).join(', ')}\n`
      : '',
    ...beside,
  ].join('')
}

/** Moments at which the grade is not the one before. */
function changed({ result }: Episode['assessments'][number], index: number, all: Episode['assessments']): boolean {
  const before = all[index - 1]?.result
  const same = before?.grade === result.grade && before?.atLeast === result.atLeast && before?.atMost === result.atMost
  return !same
}

const inWords = ({ atLeast, atMost }: GradeRange): string =>
  atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`
