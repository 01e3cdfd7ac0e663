import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

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
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue
    let id: unknown = idIn(text)
    let answered: object
    try {
      const line = parsed(text)
      id = line.id ?? null
      answered = { id, ...answer(line) }
    } catch (error) {
      isClean = false
      answered = { id, error: error instanceof Error ? error.message : String(error) }
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
    throw new SyntaxError('the line is not JSON')
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) throw new TypeError('expected an object')
  return line as Record<string, unknown>
}

/** The id of a line that is not JSON, as far as it can be seen. */
const idIn = (text: string): string | null => /"id"\s*:\s*"([^"\\]*)"/.exec(text)?.[1] ?? null
