import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { withoutByteOrderMark } from '../../core/byte-order-mark.ts'

/** The streams a command reads and writes; a test hands in its own. */
export type Streams = {
  readonly input: Readable
  readonly output: Writable
  readonly report: Writable & { isTTY?: boolean }
}

/** Writes, and waits where the reader is slower. */
export async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain')
}

/** The lines of a stream, without a byte order mark before the first. */
export async function* linesIn(input: Readable): AsyncGenerator<string> {
  let isFirst = true
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield isFirst ? withoutByteOrderMark(line) : line
    isFirst = false
  }
}

/** Whether the reader went away, as `head` does: no fault of ours. */
export const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EPIPE'

/**
 * Answers JSON lines one by one, in order; a line that cannot be answered is answered with its error and the rest goes on. False
 * if there was one.
 */
export async function answerLines(
  { input, output }: Streams,
  answer: (line: Record<string, unknown>) => object,
): Promise<boolean> {
  let isClean = true
  let number = 0
  for await (const text of linesIn(input)) {
    number++
    if (text.trim() === '') continue
    let id: unknown = idIn(text)
    let answered: object
    try {
      const line = parsed(text)
      id = line.id ?? null
      answered = { id, ...answer(line) }
    } catch (error) {
      isClean = false
      answered = { id, error: `line ${number}: ${error instanceof Error ? error.message : String(error)}` }
    }
    await write(output, `${JSON.stringify(answered)}\n`)
  }
  return isClean
}

function parsed(text: string): Record<string, unknown> {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch {
    throw new SyntaxError('expected a JSON object, got what is not JSON')
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line))
    throw new TypeError(`expected a JSON object, got ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`)
  return line as Record<string, unknown>
}

/** The id of a line that is not JSON, as far as it can be seen. */
const idIn = (text: string): string | null => /"id"\s*:\s*"([^"\\]*)"/.exec(text)?.[1] ?? null
