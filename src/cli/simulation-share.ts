import type { SimulationJob } from '../dosing/job.schema.ts'
import { JobRun, type SharedTables } from '../dosing/run-job.ts'
import type { SimulationResult } from '../dosing/simulation-result.ts'

/** What a thread is handed to take its share of a job. */
export type Handed = {
  /** The job, already checked. */
  readonly job: SimulationJob
  /** Counters of the pieces taken, and the tables of the designs' states: shared by all threads. */
  readonly taken: SharedArrayBuffer
  readonly tables: SharedTables
  /** The part it begins with. */
  readonly start: number
}

/** Counters of the pieces taken of each part, shared by the threads of a job. */
export const countersFor = ({ parts }: JobRun): SharedArrayBuffer => new SharedArrayBuffer(4 * parts)

/**
 * Runs pieces until nobody has any left, and tells of each: first of the part a thread begins with, so that threads fill different
 * tables, then of the parts after it. A piece is taken once, by whoever asks first.
 */
export function* piecesRun(run: JobRun, { taken, start }: Pick<Handed, 'taken' | 'start'>): Generator<number> {
  const counters = new Int32Array(taken)
  for (let k = 0; k < run.parts; k++) {
    const part = (start + k) % run.parts
    for (;;) {
      const piece = Atomics.add(counters, part, 1)
      if (piece >= run.pieces) break
      yield run.piece(part, piece)
      if (run.aside(part) > mostAside) catchUp(run, part)
    }
    run.again(part)
  }
}

/** How many trials a thread sets aside before it looks to them, and how long it then waits for another to work out their states. */
const mostAside = 4096
const [pause, patience] = [2, 50]

/** Runs what was set aside until little is left of it; a thread whose patience ends works the states out itself. */
function catchUp(run: JobRun, part: number): void {
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; run.again(part, waited > patience) > mostAside / 2; waited++) Atomics.wait(nothing, 0, 0, pause)
}

/** The share of all pieces that somebody has taken. */
export function shareTaken({ parts, pieces }: JobRun, taken: SharedArrayBuffer): number {
  const counts = new Int32Array(taken)
  let sum = 0
  for (let part = 0; part < parts; part++) sum += Math.min(pieces, Atomics.load(counts, part))
  return sum / Math.max(1, parts * pieces)
}

/** What a thread has to show for its share: results to be added to those of the others, and trials it leaves to them. */
export type Share = { readonly results: readonly SimulationResult[]; readonly left: readonly (readonly number[])[] }

/** A thread's whole share of a job. */
export function shareOf({ job, ...handed }: Handed): Share {
  const run = new JobRun(job, handed)
  for (const _ of piecesRun(run, handed));
  return { results: run.results(), left: run.left() }
}
