import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Timelines a law looks at, and blanked results: fewer than in the suite, since a mutant dies early or not at all. */
const settings = { TIMELINES: '60', BLANK_EVERY: '400' }

/** Whether every test passed, how many did, and what was said of the one that failed. */
export type Ended = { readonly ok: boolean; readonly passed: number; readonly said: string }

/** How long to wait, in milliseconds, after so many tests have passed. */
export type Limit = (passed: number) => number

/** One process: it ends well if every test passes, and is killed if one takes far longer than it may. */
export function run(file: string, asked: string, env: Readonly<Record<string, string>>, limit: Limit): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, asked], {
      env: { ...settings, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [said, passed] = ['', 0]
    const kill = () => {
      said += 'took too long'
      child.kill('SIGKILL')
    }
    let timer = setTimeout(kill, limit(0))
    child.stdout.on('data', (dots) => {
      passed += String(dots).length
      clearTimeout(timer)
      timer = setTimeout(kill, limit(passed))
    })
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ ok: code === 0, passed, said })
    })
  })
}

/** One process for many mutants: what it said of each, in order, and whether it had to be killed. */
export function runBatch(
  file: string,
  batch: string,
  env: Readonly<Record<string, string>>,
  limit: number,
): Promise<{
  readonly verdicts: readonly (readonly [id: number, verdict: string, test: number])[]
  readonly killed: boolean
}> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, batch], {
      env: { ...settings, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let [said, killed] = ['', false]
    const kill = () => {
      killed = true
      child.kill('SIGKILL')
    }
    let timer = setTimeout(kill, limit)
    child.stdout.on('data', (chunk) => {
      said += chunk
      clearTimeout(timer)
      timer = setTimeout(kill, limit)
    })
    child.on('close', () => {
      clearTimeout(timer)
      const lines = [...said.matchAll(/^(\d+) (\w+) ?(\d*)$/gm)]
      resolve({ verdicts: lines.map(([, id, verdict, test]) => [Number(id), verdict!, Number(test)] as const), killed })
    })
  })
}

/** Those of whom the question is true, asked of as many at once as there are cores, or `WORKERS`. */
export async function inParallel<T>(
  all: readonly T[],
  isTrue: (one: T) => Promise<boolean>,
  workers = Number(process.env.WORKERS ?? availableParallelism()),
): Promise<readonly T[]> {
  const found = new Set<T>()
  let next = 0
  const work = async () => {
    while (next < all.length) {
      const one = all[next++]!
      if (await isTrue(one)) found.add(one)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return all.filter((one) => found.has(one))
}
