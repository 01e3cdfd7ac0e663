import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './mutants.ts'

/**
 * Which mutants an earlier run into the same folder noticed, for as long as their file has not changed. Used with `KEEP=1` while
 * tests are being added: they only grow, so that what was noticed still is. Without it every mutant is asked.
 */
export function earlierVerdicts(folder: string, textOf: (file: string) => string) {
  const path = join(folder, 'noticed.json')
  const noticed = new Set<string>(
    process.env.KEEP && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : [],
  )
  const digests = new Map<string, string>()
  const digestOf = (file: string) => {
    const digest = digests.get(file) ?? createHash('sha256').update(textOf(file)).digest('hex')
    digests.set(file, digest)
    return digest
  }
  const nameOf = ({ file, inFile }: Mutant) => `${digestOf(file)} ${inFile}`
  return {
    wasNoticed: (mutant: Mutant) => noticed.has(nameOf(mutant)),
    noticed(mutant: Mutant) {
      noticed.add(nameOf(mutant))
      writeFileSync(path, JSON.stringify([...noticed]))
    },
  }
}
