import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { importGraph } from '../support/import-graph.ts'

const processes = 15
const built = ['tables/ctcae-5.0.js', 'grading.js'].map((file) => join(process.cwd(), 'dist', file))

const script = `
  const before = process.cpuUsage()
  const start = performance.now()
  const [{ ctcae50 }, { grade }] = await Promise.all(process.argv.slice(1).map((file) => import(file)))
  const outcome = grade(ctcae50, 'Anemia', { value: 95, unit: 'g/L', lln: 120 }, { unreported: 'absent' })
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, grade: outcome.grade }))
`

type Timing = { readonly wall: number; readonly cpu: number; readonly grade: number }

/** Times the first grade in fresh processes: importing the built v5.0 table and the grading core, and grading once. */
export function benchFirstGrade(print: (line: string) => void): void {
  const missing = built.filter((file) => !existsSync(file))
  if (missing.length > 0) {
    print(`first grade in a fresh process: not timed, run "npm run build" first (no ${missing.join(', no ')})`)
    return
  }
  const timings = Array.from({ length: processes }, inFreshProcess)
  const wall = timings.map((timing) => timing.wall)
  const cpu = timings.map((timing) => timing.cpu)
  print(
    `first grade in a fresh process, imports of v5.0 and the core included: wall ${spread(wall)}, processor ${spread(cpu)} of ${processes} (asked: 30 ms)`,
  )
  print(`first grade in a fresh process: ${packages()}`)
}

function inFreshProcess(): Timing {
  const urls = built.map((file) => pathToFileURL(file).href)
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...urls], { encoding: 'utf8' })
  const timing: Timing = JSON.parse(said)
  if (timing.grade !== 2) throw new Error(`expected grade 2 of a hemoglobin of 95 g/L, got ${said}`)
  return timing
}

function packages(): string {
  const { files, others } = importGraph(built)
  const loaded = others.includes('zod') ? 'zod is loaded' : 'zod is not loaded'
  return `${loaded} (${files.length} files; packages imported: ${others.join(', ') || 'none'})`
}

function spread(figures: readonly number[]): string {
  const sorted = [...figures].sort((a, b) => a - b)
  const shown = (at: number): string => `${(sorted[at] as number).toFixed(1)} ms`
  return `minimum ${shown(0)}, median ${shown(Math.floor(sorted.length / 2))}`
}
