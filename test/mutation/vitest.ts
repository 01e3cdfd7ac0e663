import { chai, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'
import { recorded } from './recorded.ts'

/**
 * The words of vitest that the specifications use, for a run of one test file after another in one process that ends at the
 * first failure: thousands of such runs are needed.
 */
chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
chai.use(({ Assertion }, { flag }) => {
  Assertion.addMethod('toMatchSnapshot', function (this: object) {
    const seen = JSON.stringify(flag(this, 'object'))
    if (recorded.snapshot(seen) !== seen) throw new Error(`expected the snapshot; got ${seen}`)
  })
})
const say = chai.expect as unknown as { extend(expect: unknown, matchers: unknown): void }
export const expect = Object.assign((value: unknown, message?: string) => chai.expect(value, message), chai.expect, {
  extend: (matchers: unknown) => say.extend(expect, matchers),
})
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, configurable: true })

type Run = () => unknown
const tests: Run[] = []
const endings: Run[] = []

/** The tests collected so far, which are forgotten. */
export const collected = (): readonly Run[] => [...tests.splice(0), ...endings.splice(0)]

/** The function among the arguments: options may come before it or after. */
const functionIn = (given: readonly unknown[]): Run => given.find((one) => typeof one === 'function') as Run

export function it(_name: string, ...given: readonly unknown[]) {
  tests.push(functionIn(given))
}
it.each =
  (rows: readonly unknown[]) =>
  (_name: string, ...given: readonly unknown[]) => {
    const run = functionIn(given) as (...row: never[]) => unknown
    for (const row of rows) tests.push(() => run(...((Array.isArray(row) ? row : [row]) as never[])))
  }
it.skip = () => {}
it.skipIf = (condition: boolean) => (condition ? it.skip : it)
it.runIf = (condition: boolean) => (condition ? it : it.skip)
export const test = it

export function describe(_name: string, ...given: readonly unknown[]) {
  functionIn(given)()
}
describe.each =
  (rows: readonly unknown[]) =>
  (_name: string, ...given: readonly unknown[]) => {
    const body = functionIn(given) as (...row: never[]) => unknown
    for (const row of rows) body(...((Array.isArray(row) ? row : [row]) as never[]))
  }
describe.skip = () => {}

export const beforeAll = (run: Run) => void tests.push(run)
export const afterAll = (run: Run) => void endings.push(run)
