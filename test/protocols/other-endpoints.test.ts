import { describe, expect, it } from 'vitest'
import { Endpoints } from '../../src/core/endpoints.schema.ts'
import { nct03415100Endpoints } from '../../src/protocols/nct03415100-endpoints.ts'
import { nct05734898Endpoints } from '../../src/protocols/nct05734898-endpoints.ts'
import { nct07021534Endpoints } from '../../src/protocols/nct07021534-endpoints.ts'
import { definitionNamed, dosed, enrolled, lesion, of, result, resultOf, withdrew } from '../endpoints/words.ts'

const MRD = (day: number, value: string) => result('measurable residual disease', day, value, '%')

describe('NCT05734898 · registry, inclusion 2: residual disease above 0.1 % is recurrence', () => {
  const residual = definitionNamed(nct05734898Endpoints.definitions, 'threshold', 'residual-disease')
  const free = definitionNamed(nct05734898Endpoints.definitions, 'survival', 'recurrence-free-survival')
  const treated = [enrolled(-7), dosed('CAR-NK', 0), MRD(-1, '12')]

  it.each([
    ['0.1', 'met', false],
    ['0.11', 'notMet', true],
    ['<0.1', 'met', false],
    ['<0.2', 'open', 'notKnown'],
  ])('%s %% on day 28: at or below %s, recurrence %s', (value, is, event) => {
    const facts = [of('001', ...treated, MRD(28, value))]
    expect(resultOf(residual, facts, 60).participants[0]!.is).toBe(is)
    expect(resultOf(free, facts, 60).observations[0]!.event).toBe(event)
  })
})

describe('NCT03415100 · registry: feasibility, that the cells were made and infused', () => {
  const feasible = definitionNamed(nct03415100Endpoints.definitions, 'received', 'feasibility')
  it.each([
    ['infused', [dosed('CAR-NK', 0)], 'met'],
    ['withdrawn before the infusion', [withdrew(0)], 'notMet'],
    ['still waiting', [], 'open'],
  ] as const)('%s: %s', (_, happened, is) =>
    expect(resultOf(feasible, [of('001', enrolled(-7), ...happened)], 60).participants[0]!.is).toBe(is),
  )
})

describe('NCT07021534 · registry, detailed description: efficacy, kinetics, cytokines', () => {
  const response = definitionNamed(nct07021534Endpoints.definitions, 'response', 'objective-response')
  const cytokines = definitionNamed(nct07021534Endpoints.definitions, 'series', 'cytokines')

  it('the best response by RECIST 1.1 until progression; the baseline is before the first cells', () => {
    const facts = [
      of('001', enrolled(-20), lesion('T1', -5, 50), dosed('CAR-NK', 0), dosed('CAR-T', 10), lesion('T1', 38, 35)),
    ]
    expect(resultOf(response, facts, 60).participants[0]).toMatchObject({ is: 'met', best: { response: 'PR' } })
  })

  it('each cytokine is a series of its own', () => {
    const facts = [of('001', enrolled(-20), dosed('CAR-NK', 0), result('IL-6', 1, 80, 'pg/mL'))]
    expect(resultOf(cytokines, facts, 60).rows.map(({ analyte, samples }) => [analyte, samples.length])).toEqual([
      ['IL-6', 1],
      ['IL-10', 0],
      ['interferon gamma', 0],
      ['tumor necrosis factor alpha', 0],
    ])
  })

  it('names the interim analysis’s seven subgroups', () =>
    expect(nct07021534Endpoints.subgroups.map(({ id }) => id)).toEqual([
      'histology',
      'nkg2d-ligand',
      'prior-treatment',
      'tumor-burden',
      'tumor-marker',
      'granulocyte-lymphocyte-ratio',
      'metastatic-sites',
    ]))
})

it.each([
  ['NCT07021534', nct07021534Endpoints],
  ['NCT05734898', nct05734898Endpoints],
  ['NCT03415100', nct03415100Endpoints],
])('%s: the endpoints fit the schema, and say what they assume', (_, endpoints) => {
  expect(Endpoints.safeParse(endpoints).error).toBeUndefined()
  for (const one of [...endpoints.definitions, ...endpoints.subgroups])
    expect([one.assumed, one.note]).toEqual([true, expect.any(String)])
})
