import type { SimulationJob } from '../dosing/job.schema.ts'
import { JobRun } from '../dosing/run-job.ts'

/** What a thread is handed to take its share of a job. */
export type Handed = {
  /** The job, already checked. */
  readonly job: SimulationJob
  /** Counters of the pieces taken, and what is known of the designs' states: shared by all threads. */
  readonly taken: SharedArrayBuffer
  readonly memories: readonly SharedArrayBuffer[]
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
    }
  }
}

/** The share of all pieces that somebody has taken. */
export function shareTaken({ parts, pieces }: JobRun, taken: SharedArrayBuffer): number {
  const counts = new Int32Array(taken)
  let sum = 0
  for (let part = 0; part < parts; part++) sum += Math.min(pieces, Atomics.load(counts, part))
  return sum / Math.max(1, parts * pieces)
}

/** A thread's whole share of a job, as a result to be added to those of the others. */
export function resultsOfShare({ job, ...handed }: Handed) {
  const run = new JobRun(job, handed)
  for (const _ of piecesRun(run, handed));
  return run.results()
}
