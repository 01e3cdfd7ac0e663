import { existsSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { SimulationJob } from '../dosing/job.schema.ts'
import { JobRun, type SharedTables, tablesFor } from '../dosing/run-job.ts'
import { addResults, type SimulationResult } from '../dosing/simulation-result.ts'
import { countersFor, type Handed, piecesRun, type Share, shareTaken } from './simulation-share.ts'

/** The worker's built file, beside the command's; run from source there is none, and everything runs in one thread. */
const workerFile = (): string | undefined => {
  const file = fileURLToPath(new URL('./simulation-worker.js', import.meta.url))
  return existsSync(file) ? file : undefined
}

/** How often this thread looks up from its own work, in milliseconds: to tell its progress, and to hear of a failure. */
const glance = 100

/**
 * Runs a checked job on so many threads, this one among them; each takes the next piece until none is left, so that all finish
 * together. The results do not depend on how many there are. Progress is told as the share of the pieces taken.
 */
export async function runSimulation(
  job: SimulationJob,
  threads: number,
  onProgress: (share: number) => void,
  file = workerFile(),
): Promise<SimulationResult[]> {
  const tables: SharedTables = threads > 1 && file !== undefined ? tablesFor(job) : new Map()
  const run = new JobRun(job, { tables })
  const taken = countersFor(run)
  const wanted = file === undefined ? 1 : Math.min(threads, run.parts * run.pieces)
  const startOf = (thread: number) => Math.floor((thread * run.parts) / wanted)
  const others = Array.from({ length: Math.max(0, wanted - 1) }, (_, i) => {
    const handed: Handed = { job, taken, tables, start: startOf(i + 1) }
    return new Worker(file ?? '', { workerData: handed })
  })
  try {
    const theirs = Promise.all(others.map(shareFrom))
    const [shares] = await Promise.all([theirs, ownShare(run, taken, onProgress, failureOf(theirs))])
    for (const { left } of shares) run.finish(left)
    return shares.reduce(
      (all, { results }) => all.map((each, i) => addResults(each, results[i] as SimulationResult)),
      run.results(),
    )
  } finally {
    for (const worker of others) void worker.terminate()
  }
}

/** Runs this thread's pieces and adds them up, while others may still be at theirs; leaves off once another thread has failed. */
async function ownShare(
  run: JobRun,
  taken: SharedArrayBuffer,
  onProgress: (share: number) => void,
  failed: () => boolean,
): Promise<void> {
  let last = performance.now()
  for (const _ of piecesRun(run, { taken, start: 0 })) {
    if (performance.now() - last < glance) continue
    onProgress(shareTaken(run, taken))
    await setImmediate()
    if (failed()) return
    last = performance.now()
  }
  run.results()
}

function failureOf(theirs: Promise<unknown>): () => boolean {
  let hasFailed = false
  theirs.catch(() => {
    hasFailed = true
  })
  return () => hasFailed
}

const shareFrom = (worker: Worker) =>
  new Promise<Share>((resolve, reject) => {
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a simulation worker ended with code ${code}`)))
  })
