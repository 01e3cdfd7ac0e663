#!/usr/bin/env node
import { Command } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { commands } from './commands/index.ts'

/** The command a line asks for: its first word, or the one after "help". */
function askedFor(words: readonly string[]): string | undefined {
  const [first, second] = words.filter((word) => !word.startsWith('-'))
  return first === 'help' ? second : first
}

async function run(): Promise<void> {
  const program = new Command('gradus')
    .description(packageJson.description)
    .version(packageJson.version)
    .exitOverride(({ exitCode, code }) => process.exit(exitCode === 0 || code === 'commander.error' ? exitCode : 2))
    .showHelpAfterError('(add --help for the options)')
  // A design's own --version or --target stands after its command, and belongs to it.
  program.enablePositionalOptions()
  const asked = askedFor(process.argv.slice(2))
  for (const { name, says, load } of commands) {
    if (name === asked) (await load())(program)
    else program.command(name).description(says)
  }
  await program.parseAsync()
}

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
run().catch((error: unknown) => {
  process.stderr.write(`gradus: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
})
