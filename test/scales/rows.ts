import { readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { Command } from 'commander'
import { scale } from '../../src/cli/commands/scale.ts'

/** One row of a case file: a scale, its input, and the fields expected of the result. */
export type Row = {
  readonly scale: string
  readonly line: number
  readonly input: Record<string, unknown>
  readonly readings: readonly string[]
  readonly expected: Record<string, unknown>
  readonly text: string
}

/** Reads a case file: "# scale", then rows "name=value … → field=value …"; "@reading=option" chooses a reading. */
export function rows(file: string): readonly Row[] {
  const lines = readFileSync(new URL(`./cases/${file}`, import.meta.url), 'utf8').split('\n')
  let scale = ''
  return lines.flatMap((text, index) => {
    if (text.startsWith('# ')) scale = text.slice(2).trim()
    if (scale === '' || !text.includes('→')) return []
    const [left, right] = text.split('→').map((side) => side.trim().split(/\s+/).filter(Boolean)) as [
      string[],
      string[],
    ]
    const readings = left.filter((word) => word.startsWith('@')).map((word) => word.slice(1))
    const input = fields(left.filter((word) => !word.startsWith('@')))
    return [{ scale, line: index + 1, input, readings, expected: fields(right), text: text.trim() }]
  })
}

function fields(words: readonly string[]): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  for (const word of words) {
    if (word === 'whole-picture') all.picture = 'whole'
    const [, path, value] = /^([^=~]+)[=~](.*)$/.exec(word) ?? []
    if (path === undefined || value === undefined) continue
    const [first, second] = path.split('.') as [string, string | undefined]
    if (second === undefined) all[first] = read(value)
    else all[first] = { ...(all[first] as object), [second]: read(value) }
  }
  return all
}

const words: Record<string, unknown> = { yes: true, no: false, '?': null, '{}': {} }

function read(value: string): unknown {
  if (value in words) return words[value]
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  const near = /^(-?[\d.]+)±([\d.]+)$/.exec(value)
  if (near) return { near: Number(near[1]), by: Number(near[2]) }
  if (value.startsWith('days(')) return value.slice(5, -1).split(',').flatMap(days)
  if (value.startsWith('[')) return value.slice(1, -1).split(',').filter(Boolean).map(read)
  return value.replaceAll('_', ' ')
}

function days(part: string): readonly (readonly [number, unknown])[] {
  const [span, value] = part.split(':') as [string, string]
  const [first, last = first] = span.split('-').map(Number) as [number, number?]
  return Array.from({ length: last - first + 1 }, (_, index) => [first + index, read(value)] as const)
}

/** Sends rows of one scale and one choice of readings through `gradus scale` and returns the results in order. */
export async function graded(all: readonly Row[]): Promise<readonly Record<string, unknown>[]> {
  const [first] = all
  if (!first) return []
  const ndjson = all.map((row) => JSON.stringify({ id: row.line, input: row.input })).join('\n')
  const { lines } = await gradus(['scale', first.scale, ...first.readings.flatMap((r) => ['--reading', r])], ndjson)
  return lines.map((line) => (JSON.parse(line) as { result: Record<string, unknown> }).result)
}

/** Runs the command in this process on the text given as its standard input. */
export async function gradus(words: readonly string[], text: string) {
  let out = ''
  const output = new Writable({
    write(chunk, _, done) {
      out += String(chunk)
      done()
    },
  })
  const program = new Command('gradus').exitOverride().configureOutput({ writeErr: () => {} })
  scale(program, { input: Readable.from([text]), output })
  const before = process.exitCode
  process.exitCode = undefined
  await program.parseAsync(words, { from: 'user' })
  const exitCode = process.exitCode ?? 0
  process.exitCode = before
  return { lines: out.split('\n').filter(Boolean), exitCode }
}
