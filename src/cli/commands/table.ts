import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import { loadTable, tableIds } from '../../../grading-tables/load.ts'
import { type RenderedTerm, renderTable } from '../../grading/render.ts'
import { listTerms, termsLike } from '../../grading/terms.ts'

/** `gradus table ID [TERM]`: a grading table in words, rendered from its criteria. */
export function table(program: Command, output: Writable = process.stdout): void {
  program
    .command('table')
    .description('print a grading table, or one of its terms, in words rendered from its criteria')
    .argument('<id>', `grading table: ${tableIds.join(', ')}`)
    .argument('[term]', 'one term')
    .option('--json', 'as JSON: [{soc, term, grades}]')
    .action(async (id: string, name: string | undefined, options: { json?: boolean }, command: Command) => {
      const found = await loadTable(id)
      if (!found) return command.error(`no table is called ${id}; there are ${tableIds.join(', ')}`, { exitCode: 2 })
      const all = renderTable(found)
      const wanted =
        name === undefined ? all : all.filter(({ term }) => term.toLowerCase() === name.trim().toLowerCase())
      if (wanted.length === 0) {
        const near = termsLike(found, name ?? '').map(({ term }) => term)
        return command.error(`${id} has no term ${name}${near.length > 0 ? `; near to it: ${near.join(', ')}` : ''}`, {
          exitCode: 1,
        })
      }
      if (options.json) output.write(`${JSON.stringify(wanted)}\n`)
      else for (const term of wanted) output.write(inWords(term, noteOf(found, term.term)))
    })
}

function inWords({ soc, term, grades }: RenderedTerm, note: string): string {
  const lines = Object.entries(grades).map(([grade, text]) => `  ${grade}  ${text.replaceAll('\n', '\n     ')}`)
  return `${term} (${soc})\n${lines.join('\n')}\n${note}\n`
}

function noteOf(found: Parameters<typeof listTerms>[0], name: string): string {
  const navigation = listTerms(found).find(({ term }) => term === name)?.definition.navigation ?? []
  return navigation
    .map(
      ({ kind, terms = [], grades = [] }) =>
        `  ${kind}: ${terms.join(', ')}${grades.length > 0 ? ` (grade ${grades.join(', ')})` : ''}\n`,
    )
    .join('')
}
