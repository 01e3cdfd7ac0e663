import { parentPort, workerData } from 'node:worker_threads'
import { type Handed, resultsOfShare } from './simulation-share.ts'

parentPort?.postMessage(resultsOfShare(workerData as Handed))
