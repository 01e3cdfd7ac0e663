import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { SimulationJob } from '../dosing/job.schema.ts'
import { runJob } from '../dosing/run-job.ts'
import { addResults, type SimulationResult } from '../dosing/simulation-result.ts'

type Message = { readonly trials: number } | { readonly results: SimulationResult[] }

/** The worker's built file, beside the command's; run from source there is none, and everything runs in one thread. */
const workerFile = (): string | undefined => {
  const file = fileURLToPath(new URL('./simulation-worker.js', import.meta.url))
  return existsSync(file) ? file : undefined
}

/** Runs a job on so many threads; the results do not depend on how many. */
export async function runSimulation(
  job: SimulationJob,
  workers: number,
  onProgress: (trials: number) => void,
  file = workerFile(),
): Promise<SimulationResult[]> {
  if (workers <= 1 || file === undefined) return runJob(job, { onProgress })
  const parts = await Promise.all(split(job, workers).map((part) => runPart(part, file, onProgress)))
  return parts.reduce((all, part) => all.map((each, i) => addResults(each, part[i] as SimulationResult)))
}

/** A job cut into as many ranges of trials of nearly one size. */
export function split(job: SimulationJob, parts: number): SimulationJob[] {
  const trials = job.to - job.from
  const edge = (i: number) => job.from + Math.floor((trials * i) / parts)
  return Array.from({ length: parts }, (_, i) => ({ ...job, from: edge(i), to: edge(i + 1) })).filter(
    ({ from, to }) => to > from,
  )
}

const runPart = (part: SimulationJob, file: string, onProgress: (trials: number) => void) =>
  new Promise<SimulationResult[]>((resolve, reject) => {
    const worker = new Worker(file, { workerData: part })
    worker.on('message', (message: Message) => {
      if ('trials' in message) onProgress(message.trials)
      else resolve(message.results)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a simulation worker ended with code ${code}`)))
  })
