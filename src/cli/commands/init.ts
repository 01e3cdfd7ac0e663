import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { BadInput, failed } from '../failure.ts'
import { scaffold } from '../scaffold/files.ts'

/** `gradus init`: a protocol as data, and its specification as tests. */
export function init(program: Command): void {
  program
    .command('init')
    .description('start a protocol as data (protocol.json) with its specification as tests (protocol.test.ts)')
    .argument('[folder]', 'where to write it', '.')
    .action((folder: string) => run(folder).catch(failed))
}

async function run(folder: string): Promise<void> {
  const files = scaffold(packageJson.version)
  const there = await present(folder)
  const inTheWay = Object.keys(files).filter((name) => there.includes(name))
  if (inTheWay.length > 0)
    throw new BadInput(
      `${folder}: expected no ${inTheWay.join(', ')}; nothing was written, nothing is ever overwritten`,
    )
  await writeAll(folder, files).catch((error: Error) => {
    throw new BadInput(`${folder}: expected a folder that can be written; ${error.message}`)
  })
  process.stdout.write(next(folder, Object.keys(files)))
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { flag: 'wx' })
}

async function present(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new BadInput(`${folder}: expected a folder; ${error.message}`)
  })
}

const next = (folder: string, names: readonly string[]): string =>
  [
    `Wrote ${names.map((name) => join(folder, name)).join(', ')}.`,
    '',
    'Next:',
    ...(folder === '.' ? [] : [`  cd ${folder}`]),
    '  npm install',
    '  npm test            # the specification, section by section',
    '  npm run check       # what contradicts itself, and what to know',
    'Then put your protocol into protocol.json and its section 5 into protocol.test.ts.',
    '',
  ].join('\n')
