import { readFileSync, writeFileSync } from 'node:fs'

/** What the run without a mutant saw of one test file: how long it took, which mutants it reached, its snapshots. */
export type Seen = { readonly ms: number; readonly reached: readonly number[]; readonly snapshots: readonly string[] }

const file = process.env.RECORDED ?? ''
const alive = Number(process.env.MUTANT ?? -1)
const isReference = alive < 0
const known: Record<string, Seen> = isReference ? {} : JSON.parse(readFileSync(file, 'utf8'))

const reached = new Set<number>()
let snapshots: string[] = []
let current = ''
let started = 0

Object.assign(globalThis, {
  mutant: isReference ? (id: number) => void reached.add(id) : (id: number) => id === alive,
})

export const recorded = {
  /** The snapshot of the run without a mutant; in that run, the one just taken. */
  snapshot(seen: string): string | undefined {
    snapshots.push(seen)
    return isReference ? seen : known[current]?.snapshots[snapshots.length - 1]
  },
  begin(name: string) {
    current = name
    snapshots = []
    started = performance.now()
  },
  end() {
    known[current] = { ms: performance.now() - started, reached: [...reached], snapshots }
  },
  write() {
    if (isReference) writeFileSync(file, JSON.stringify(known))
  },
}
