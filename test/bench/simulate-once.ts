import { createHash } from 'node:crypto'
import { runSimulation } from '../../src/cli/run-simulation.ts'

/** One simulation in a process of its own: the job and the number of threads come as arguments, seconds and a digest of the results go out. */
const [job = '', threads = '1'] = process.argv.slice(2)
const start = performance.now()
const results = await runSimulation(JSON.parse(job), Number(threads), () => {})
const seconds = (performance.now() - start) / 1000
const digest = createHash('sha256').update(JSON.stringify(results)).digest('hex')
process.stdout.write(JSON.stringify({ seconds, digest }))
