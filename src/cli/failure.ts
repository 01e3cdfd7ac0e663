/** Bad input: one clear message, exit code 1. */
export class BadInput extends Error {}

/** Ends a command on bad input with its message on stderr and exit code 1; anything else is a defect and is thrown on. */
export function failed(error: unknown): void {
  if (!(error instanceof BadInput)) throw error
  process.stderr.write(`gradus: ${error.message}\n`)
  process.exitCode = 1
}
