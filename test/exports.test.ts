import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const entries = {
  '.': () => import('../src/index.ts'),
  './adapters': () => import('../src/adapters/index.ts'),
  './checking': () => import('../src/checking/index.ts'),
  './dosing': () => import('../src/dosing/index.ts'),
  './endpoints': () => import('../src/endpoints/index.ts'),
  './eligibility': () => import('../src/eligibility/index.ts'),
  './grading': () => import('../src/grading/index.ts'),
  './ledger': () => import('../src/ledger/index.ts'),
  './machines': () => import('../src/machines/index.ts'),
  './node': () => import('../src/node/index.ts'),
  './protocols': () => import('../src/protocols/index.ts'),
  './reports': () => import('../src/reports/index.ts'),
  './scales': () => import('../src/scales/index.ts'),
  './schemas': () => import('../src/core/schemas.ts'),
  './tables': () => import('../grading-tables/index.ts'),
  './testing': () => import('../src/testing/index.ts'),
  './testing/vitest': () => import('../src/testing/vitest.ts'),
}

describe('what each sub-path exports is decided, not drifted into', () => {
  it.each(Object.entries(entries))('%s', async (_path, load) =>
    expect(Object.keys(await load()).sort()).toMatchSnapshot(),
  )

  it('every sub-path of package.json is pinned here, but for the single tables', () => {
    const declared = Object.keys(packageJson.exports).filter(
      (path) => path !== './package.json' && !/^\.\/tables\//.test(path),
    )
    expect(declared.sort()).toEqual(Object.keys(entries).sort())
  })
})

it('JSON Schema of what goes in as JSON is exported', async () => {
  const { jsonSchemas } = await import('../src/core/schemas.ts')
  const { Fact, Decision, Protocol } = jsonSchemas()
  for (const schema of [Fact, Decision, Protocol]) expect(schema.$schema).toContain('2020-12')
})

it('the protocols that are shipped hold their own schema', async () => {
  const { Protocol } = await import('../src/core/schemas.ts')
  const { protocols } = await import('../src/protocols/index.ts')
  for (const protocol of Object.values(protocols)) expect(Protocol.parse(protocol)).toEqual(protocol)
})

it('a criterion nested without end is refused, not followed', async () => {
  const { EventCriterion } = await import('../src/core/schemas.ts')
  let nested: unknown = { term: ['Nausea'] }
  for (let depth = 0; depth < 10_000; depth++) nested = { not: nested }
  expect(EventCriterion.safeParse(nested).success).toBe(false)
  expect(EventCriterion.safeParse({ all: [{ not: { term: ['Nausea'] } }] }).success).toBe(true)
})

it('the design a protocol names takes its options', async () => {
  const { designSchemas } = await import('../src/dosing/designs.schema.ts')
  const { protocols } = await import('../src/protocols/index.ts')
  for (const { design } of Object.values(protocols)) {
    const schema = designSchemas[design.name as keyof typeof designSchemas]
    expect(schema.safeParse({ name: design.name, ...design.options }).error).toBeUndefined()
  }
})
