import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const imported = /(?:^|[;\n}])\s*(?:import|export)\b[^'";]*?["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']/g

/** What the built modules import, followed from file to file: the files reached, and everything that is not one of them. */
export function importGraph(entries: readonly string[]): {
  readonly files: readonly string[]
  readonly others: readonly string[]
} {
  const files = new Set<string>()
  const others = new Set<string>()
  const open = [...entries]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue
    files.add(file)
    for (const [, stated, asked] of readFileSync(file, 'utf8').matchAll(imported)) {
      const name = (stated ?? asked) as string
      if (name.startsWith('.')) open.push(join(dirname(file), name))
      else others.add(name)
    }
  }
  return { files: [...files].sort(), others: [...others].sort() }
}
