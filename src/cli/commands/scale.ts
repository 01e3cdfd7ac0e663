import type { Readable, Writable } from 'node:stream'
import type { Command } from 'commander'
import { scaleTables } from '../../../grading-tables/scales/index.ts'
import { isInvalid, readGiven, type Scale, type ScaleRegistry, scaleRegistry } from '../../scales/index.ts'
import type { GradeOptions, Readings, Unlisted } from '../../scales/result.ts'
import { linesIn } from './ndjson.ts'

/** The streams a command reads and writes; a test hands in its own. */
export type Streams = { readonly input: Readable; readonly output: Writable }

type Options = { readonly list?: boolean; readonly unlisted: Unlisted; readonly reading: Readings }

/** `gradus scale ID`: NDJSON {"id","input"} in, {"id","result"} out, streaming and in order. */
export function scale(program: Command, streams: Streams = { input: process.stdin, output: process.stdout }): void {
  program
    .command('scale')
    .description('grade by a consensus scale: NDJSON {"id","input"} on stdin, {"id","result"} on stdout')
    .argument('[id]', 'the scale, see --list')
    .option('--list', 'list every scale with its version, inputs and citation')
    .option(
      '--unlisted <how>',
      'what an input that is left out means: asDeclared by the scale, or unknown',
      'asDeclared',
    )
    .option('--reading <id=option>', 'choose a reading of an ambiguity; may be repeated', addReading, {})
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const registry = scaleRegistry(scaleTables)
      if (options.list) return list(registry, streams.output)
      const found = id === undefined ? undefined : registry.get(id)
      if (!found) return command.error(unknownScale(id, registry), { exitCode: 2 })
      if (options.unlisted !== 'asDeclared' && options.unlisted !== 'unknown') {
        return command.error(`--unlisted is asDeclared or unknown, not ${options.unlisted}`, { exitCode: 2 })
      }
      const chosen = { readings: options.reading, unlisted: options.unlisted }
      const wrong = wrongReading(found, chosen)
      if (wrong !== undefined) return command.error(wrong, { exitCode: 2 })
      if (!(await gradeStream(found, streams, chosen))) process.exitCode = 1
    })
}

function addReading(words: string, before: Readings): Readings {
  const at = words.indexOf('=')
  return { ...before, [at < 0 ? words : words.slice(0, at)]: at < 0 ? '' : words.slice(at + 1) }
}

function wrongReading(scale: Scale, options: GradeOptions): string | undefined {
  try {
    scale.grade({}, options)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const unknownScale = (id: string | undefined, registry: ScaleRegistry): string =>
  id === undefined
    ? 'name a scale, or ask for --list'
    : `no scale is called ${id}; there are ${[...registry.keys()].sort().join(', ')}`

function list(registry: ScaleRegistry, output: Writable): void {
  for (const { id, version, title, citation, evidence, unconfirmed, inputs, readings } of sorted(registry)) {
    output.write(
      `${id}  ${version}  ${title}\n  ${citation.text}${citation.doi ? `, doi:${citation.doi}` : ''}  [${evidence}]\n`,
    )
    const asked = Object.entries(inputs).filter(([, input]) => !input.inert)
    output.write(
      `  inputs: ${asked.map(([name, input]) => name + ('unit' in input ? ` (${input.unit})` : '')).join(', ')}\n`,
    )
    for (const [reading, { default: first, options }] of Object.entries(readings)) {
      const others = Object.keys(options).filter((option) => option !== first)
      output.write(`  reading ${reading}: ${first} (or ${others.join(', ')})\n`)
    }
    for (const point of unconfirmed) output.write(`  not confirmed: ${point}\n`)
  }
}

const sorted = (registry: ScaleRegistry) => [...registry.values()].sort((a, b) => (a.id < b.id ? -1 : 1))

const chunk = 65_536

/** Grades a stream line by line; false where any line could not be read. */
async function gradeStream(scale: Scale, { input, output }: Streams, options: GradeOptions): Promise<boolean> {
  let readable = true
  let pending = ''
  for await (const line of linesIn(input)) {
    if (line.trim() === '') continue
    const answer = answerLine(scale, line, options)
    if ('error' in answer) readable = false
    pending += `${JSON.stringify(answer)}\n`
    if (pending.length < chunk) continue
    await written(output, pending)
    pending = ''
  }
  await written(output, pending)
  return readable
}

const written = (output: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    output.write(text, (error) => (error ? reject(error) : resolve()))
  })

function answerLine(scale: Scale, line: string, options: GradeOptions): object {
  const read = readLine(line)
  if ('error' in read) return read
  const given = readGiven(scale, read.input)
  return { id: read.id, result: isInvalid(given) ? given : scale.grade(given, options) }
}

function readLine(line: string): { id: unknown; error: string } | { id: unknown; input: unknown } {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read !== 'object' || read === null || Array.isArray(read))
      return { id: null, error: 'expected an object' }
    const { id = null, input } = read as { id?: unknown; input?: unknown }
    return input === undefined ? { id, error: 'expected "input"' } : { id, input }
  } catch (error) {
    return { id: null, error: `not JSON: ${(error as Error).message}` }
  }
}
