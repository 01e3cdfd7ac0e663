import { describe, expect, it } from 'vitest'
import type { Subgroup } from '../../src/core/endpoints.schema.ts'
import { endpointsOf } from '../../src/endpoints/index.ts'
import { nct07021534Endpoints } from '../../src/protocols/nct07021534-endpoints.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { assessed, dosed, enrolled, lesion, of, result } from './words.ts'

type Happened = Parameters<typeof of>[1]
const labelled = (id: string, ...happened: readonly Happened[]) => {
  const subgroup = nct07021534Endpoints.subgroups.find((one) => one.id === id) as Subgroup
  const facts = of('001', enrolled(-20), dosed('CAR-NK', 0), ...happened)
  return endpointsOf({ definitions: [], subgroups: [subgroup] }, facts, dateOf(60)).subgroups[0]!.strata.map(
    ({ label }) => label,
  )
}

describe('NCT07021534 · the interim analysis’s subgroups', () => {
  it.each(
    cases(`
      sum    stratum
      49.9   < 50 mm
      50     50 mm to < 100 mm
      99.9   50 mm to < 100 mm
      100    ≥ 100 mm
      <60    not known
    `),
  )('baseline tumor burden $sum mm: $stratum', ({ sum, stratum }) =>
    expect(labelled('tumor-burden', lesion('T1', -3, sum))).toEqual([stratum]),
  )

  it.each([
    ['8.99', '3', '< 3'],
    ['9', '3', '≥ 3'],
    ['9', '0', 'not known'],
  ])('granulocytes %s, lymphocytes %s: %s', (neutrophils, lymphocytes, stratum) =>
    expect(
      labelled(
        'granulocyte-lymphocyte-ratio',
        result('neutrophils', -3, neutrophils, '10^9/L'),
        result('lymphocytes', -3, lymphocytes, '10^9/L'),
      ),
    ).toEqual([stratum]),
  )

  it('counts measured on different days make no ratio', () =>
    expect(
      labelled(
        'granulocyte-lymphocyte-ratio',
        result('neutrophils', -3, 9, '10^9/L'),
        result('lymphocytes', -2, 3, '10^9/L'),
      ),
    ).toEqual(['not known']))

  it('marker, ligand, prior lines, sites', () => {
    expect(labelled('tumor-marker', result('carcinoembryonic antigen', -3, '5', 'ng/mL'))).toEqual(['≥ 5 ng/mL'])
    expect(labelled('nkg2d-ligand', assessed('NKG2D ligand expression', -3, 'high'))).toEqual(['high'])
    expect(labelled('prior-treatment', assessed('prior lines of treatment', -3, 3))).toEqual(['3'])
    expect(
      labelled(
        'metastatic-sites',
        lesion('T1', -3, 20, { location: 'liver' }),
        lesion('T2', -3, 20, { location: 'lung' }),
      ),
    ).toEqual(['≥ 2 sites'])
    expect(labelled('metastatic-sites', lesion('T1', -3, 20))).toEqual(['not known'])
  })

  it('what came after the first infusion is no baseline', () =>
    expect(labelled('tumor-burden', lesion('T1', 3, 70))).toEqual(['not known']))

  it('every endpoint is told for every stratum', () => {
    const facts = ['001', '002'].flatMap((id, i) =>
      of(id, enrolled(-20), dosed('CAR-NK', 0), lesion('T1', -3, i === 0 ? 40 : 70), lesion('T1', 28, 20)),
    )
    const found = endpointsOf(nct07021534Endpoints, facts, dateOf(60)).subgroups.find(
      ({ id }) => id === 'tumor-burden',
    )!
    expect(found.strata).toMatchObject([
      {
        label: '< 50 mm',
        participants: ['001'],
        endpoints: [{ endpoint: 'objective-response', counts: { met: 1 } }, {}, {}],
      },
      { label: '50 mm to < 100 mm', participants: ['002'], endpoints: [{ counts: { met: 1 } }, {}, {}] },
    ])
  })
})
