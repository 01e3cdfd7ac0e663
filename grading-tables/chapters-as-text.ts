import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'

/** For the build: ships each chapter of a CTCAE table as text that is read on first use; as literals they take 20 ms to import. */
export const chaptersAsText: Plugin = {
  name: 'chapters as text',
  setup: ({ onLoad }) =>
    onLoad({ filter: /grading-tables[\\/]ctcae[\\/][\d.]+[\\/][a-z-]+\.json$/ }, async ({ path }) => {
      const { soc, terms } = JSON.parse(await readFile(path, 'utf8'))
      if (!terms) return undefined
      const names = terms.map(({ term }: { term: string }) => term).join('|')
      const given = [soc, names, JSON.stringify(terms)].map((text) => JSON.stringify(text)).join(', ')
      const maker = JSON.stringify(join(dirname(path), '../../chapter-text.ts'))
      return {
        contents: `import { chapterFromText } from ${maker}\nexport default chapterFromText(${given})`,
        watchFiles: [path],
      }
    }),
}
