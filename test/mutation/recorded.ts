import { readFileSync, writeFileSync } from 'node:fs'

/** What the run without a mutant saw of one test: how long it took, which mutants it reached, its snapshots. */
export type SeenTest = {
  readonly ms: number
  readonly reached: readonly number[]
  readonly snapshots: readonly string[]
}

/** What the run without a mutant saw of a test file: loading it, then its tests in order. */
export type Seen = { readonly ms: number; readonly reached: readonly number[]; readonly tests: readonly SeenTest[] }

/** No mutant lives in the reference run; in another one it may be put in and taken out again. */
let alive = Number(process.env.MUTANT ?? -1)
const isReference = process.env.MUTANT === undefined
const known: Record<string, readonly (readonly string[])[]> = isReference
  ? {}
  : JSON.parse(readFileSync(process.env.SNAPSHOTS!, 'utf8'))

const reached = new Set<number>()
let snapshots: string[] = []
let expected: readonly string[] = []
let started = 0

Object.assign(globalThis, {
  mutant: isReference ? (id: number) => void reached.add(id) : (id: number) => id === alive,
})

export const recorded = {
  live(id: number) {
    alive = id
  },
  /** The snapshot of the run without a mutant; in that run, the one just taken. */
  snapshot(seen: string): string | undefined {
    snapshots.push(seen)
    return isReference ? seen : expected[snapshots.length - 1]
  },
  begin(name: string, test: number) {
    expected = known[name]?.[test] ?? []
    snapshots = []
    reached.clear()
    started = performance.now()
  },
  end: (): SeenTest => ({ ms: performance.now() - started, reached: [...reached], snapshots }),
  write: (seen: Seen) => writeFileSync(process.env.RECORDED!, JSON.stringify(seen)),
}
