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
type Test = { readonly name: string; readonly run: Run }
const tests: Test[] = []
const groups: string[] = []

/** The tests collected so far, which are forgotten. */
export const collected = (): readonly Test[] => tests.splice(0)

/** The function among the arguments: options may come before it or after. */
const functionIn = (given: readonly unknown[]): Run => given.find((one) => typeof one === 'function') as Run

type Body = (...row: never[]) => unknown
const argumentsOf = (row: unknown) => (Array.isArray(row) ? row : [row]) as never[]

export function it(name: string, ...given: readonly unknown[]) {
  tests.push({ name: [...groups, name].join(' > '), run: functionIn(given) })
}
it.each =
  (rows: readonly unknown[]) =>
  (name: string, ...given: readonly unknown[]) => {
    const run = functionIn(given) as Body
    for (const row of rows) it(`${name} ${JSON.stringify(row)}`, () => run(...argumentsOf(row)))
  }
it.skip = () => {}
it.skipIf = (condition: boolean) => (condition ? it.skip : it)
it.runIf = (condition: boolean) => (condition ? it : it.skip)
export const test = it

export function describe(name: string, ...given: readonly unknown[]) {
  groups.push(name)
  functionIn(given)()
  groups.pop()
}
describe.each =
  (rows: readonly unknown[]) =>
  (name: string, ...given: readonly unknown[]) => {
    const body = functionIn(given) as Body
    for (const row of rows) describe(name, () => body(...argumentsOf(row)))
  }
describe.skip = () => {}

const notHere = (word: string) => () => {
  throw new Error(`the mutation run knows no ${word}: tests are run one by one`)
}
export const beforeAll = notHere('beforeAll')
export const beforeEach = notHere('beforeEach')
export const afterAll = notHere('afterAll')
export const afterEach = notHere('afterEach')
