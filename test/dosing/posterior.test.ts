import { describe, expect, it } from 'vitest'
import { blrm } from '../../src/dosing/blrm.ts'
import { blrmGrid, blrmPosterior } from '../../src/dosing/blrm-posterior.ts'
import { type CrmModel, crmGrid, crmPosterior } from '../../src/dosing/crm-posterior.ts'
import blrmCases from './reference/blrm-posterior.json' with { type: 'json' }
import crmCases from './reference/crm-posterior.json' with { type: 'json' }

/** The reference figures come from composite Gauss-Legendre quadrature, split at the cuts, written independently in another language. */
const worst = (pairs: readonly (readonly [number, number])[]) => Math.max(...pairs.map(([a, b]) => Math.abs(a - b)))
const zip = (a: readonly number[], b: readonly number[]) => a.map((each, i) => [each, b[i] ?? Number.NaN] as const)

describe('CRM and TITE-CRM posteriors agree with an independent quadrature to 1e-8', () => {
  it.each(crmCases.map((each, i) => [i, each.model, each.priorSd, each] as const))(
    'case %i: %s, prior sd %d',
    (...[, , , each]) => {
      const { model, skeleton, priorSd, intercept } = each
      const tally = each.tally.map((level) => {
        const [n, dlt, followUp] = level as [number, number, number[]]
        return { n, dlt, pending: followUp.length, followUp }
      })
      const found = crmPosterior(crmGrid({ model: model as CrmModel['model'], skeleton, priorSd, intercept }), tally)
      expect(worst([[found.estimate, each.estimate], ...zip(found.pTox, each.pTox)])).toBeLessThan(1e-8)
    },
  )
})

describe('BLRM posteriors agree with an independent quadrature to 1e-8', () => {
  it.each(blrmCases.map((each, i) => [i, each] as const))('case %i', (_, each) => {
    const model = {
      doses: each.doses,
      reference: each.ref,
      prior: { mean: pair(each.mean), sd: pair(each.sd), rho: each.rho },
      cuts: pair(each.cuts),
    }
    const tally = each.tally.map(([n = 0, dlt = 0]) => ({ n, dlt, pending: 0 }))
    const found = blrmPosterior(blrmGrid(model), tally)
    const { estimate, pTox, under, over } = each.posterior
    const pairs = [
      ...zip(found.estimate, estimate),
      ...zip(found.pTox, pTox),
      ...zip(found.under, under),
      ...zip(found.over, over),
    ]
    expect(worst(pairs)).toBeLessThan(1e-8)
  })
})

it('a BLRM that remembers posteriors answers as one that was asked nothing before', () => {
  const each = blrmCases[0] as (typeof blrmCases)[number]
  const prior = { mean: pair(each.mean), sd: pair(each.sd), rho: each.rho }
  const options = { doses: each.doses, reference: each.ref, prior, cuts: pair(each.cuts) }
  const asked = blrm(options)
  const counts = ['0/3', '1/3', '1/6', '2/6', '0/12', '1/12', '11/12'].map((text) => text.split('/').map(Number))
  for (const [dlt = 0, n = 0] of counts)
    for (const current of [1, 2]) {
      const tally = each.doses.map((_, i) =>
        i === current - 1 ? { n, dlt, pending: 0 } : { n: 0, dlt: 0, pending: 0 },
      )
      expect(asked(tally, current)).toEqual(blrm({ ...options })(tally, current))
    }
})

const pair = ([a = 0, b = 0]: readonly number[]): [number, number] => [a, b]
