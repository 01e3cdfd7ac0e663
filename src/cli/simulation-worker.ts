import { parentPort, workerData } from 'node:worker_threads'
import { type Handed, shareOf } from './simulation-share.ts'

parentPort?.postMessage(shareOf(workerData as Handed))
