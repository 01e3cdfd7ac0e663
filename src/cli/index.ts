#!/usr/bin/env node
import { Command } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { commands } from './commands/index.ts'

const program = new Command('gradus')
  .description(packageJson.description)
  .version(packageJson.version)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .showHelpAfterError('(add --help for the options)')
// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
for (const register of commands) register(program)
program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`gradus: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
})
