import { parentPort, workerData } from 'node:worker_threads'
import { SimulationJob } from '../dosing/job.schema.ts'
import { runJob } from '../dosing/run-job.ts'

/** Runs the part of a job it was given; tells its progress, then its results. */
parentPort?.postMessage({
  results: runJob(SimulationJob.parse(workerData), { onProgress: (trials) => parentPort?.postMessage({ trials }) }),
})
