import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { eligibilityOf } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { nct03415100Eligibility } from '../../src/protocols/nct03415100-eligibility.ts'
import { nct03619954Eligibility } from '../../src/protocols/nct03619954-eligibility.ts'
import { nct05734898Eligibility } from '../../src/protocols/nct05734898-eligibility.ts'
import { cases } from '../../src/testing/index.ts'
import { answered } from '../eligibility/asking.ts'
import {
  ASKED,
  assessed,
  care,
  changed,
  complete,
  lab,
  no,
  screenedAs,
  sign,
  without,
  yes,
} from '../eligibility/facts.ts'

const under = (eligibility: NonNullable<Protocol['eligibility']>): Protocol => ({ ...nct07021534, eligibility })
const enzyme = (analyte: string, value: string) => lab(analyte, value, 'U/L', { uln: '40' })

describe('NCT05734898: NKG2D CAR-NK in relapsed or refractory AML', () => {
  const protocol = under(nct05734898Eligibility)
  const candidate: readonly Fact[] = [
    screenedAs({ age: 40 }),
    ...yes('complete remission before', 'no effective treatment option', 'peripheral vein accessible'),
    assessed('MRD', '0.5', '%'),
    assessed('ECOG', 1),
    assessed('expected survival', 12, 'weeks'),
    ...no('heart disease'),
    assessed('cardiac function grade', 2),
    lab('bilirubin', '1', 'mg/dL', { uln: '1.2' }),
    enzyme('AST', '30'),
    enzyme('ALT', '30'),
    lab('creatinine', '1', 'mg/dL', { uln: '1.2' }),
    ...no('autoimmune disease', 'immunodeficiency', 'organ transplantation'),
    ...no('other serious disease in conflict with the protocol', 'another malignancy', 'childbearing potential'),
    ...no('HIV serology', 'HBV serology', 'HCV serology', 'syphilis serology'),
    ...yes('informed consent signed'),
  ]
  const holds = (id: string, ...changes: readonly Fact[]) =>
    answered(protocol, changed(candidate, ...changes), id).holds

  it('eligible; that the exclusions are missing is said', () => {
    const { is, assumptions } = eligibilityOf(protocol, candidate, ASKED)
    expect(is).toBe('eligible')
    expect(assumptions.join()).toContain('exclusion criteria is empty')
  })
  it.each(
    cases(
      `
    id             what              value   unit   uln  holds
    INCL-2-3       MRD               0.1     %      -    unknown
    INCL-2-3       MRD               0.11    %      -    met
    INCL-5         ECOG              2       -      -    met
    INCL-5         ECOG              3       -      -    not met
    INCL-6         expected survival  12      weeks  -    met
  `,
    ),
  )('$id $what $value $unit: $holds', ({ id, what, value, unit, holds: is }) =>
    expect(holds(id!, assessed(what!, value!, unit))).toBe(is),
  )
  it.each(
    cases(`
    id             analyte     value  uln  holds
    INCL-7.2-TBIL  bilirubin   3.6    1.2  met
    INCL-7.2-TBIL  bilirubin   3.61   1.2  not met
    INCL-7.2-AST   AST         100    40   met
    INCL-7.2-AST   AST         100.1  40   not met
    INCL-7.2-ALT   ALT         100    40   met
    INCL-7.2-ALT   ALT         100.1  40   not met
    INCL-7.3       creatinine  1.5    1.2  met
    INCL-7.3       creatinine  1.51   1.2  not met
  `),
  )('$analyte $value with ULN $uln: $holds', ({ id, analyte, value, uln, holds: is }) =>
    expect(holds(id!, lab(analyte!, value, 'U/L', { uln: uln! }))).toBe(is),
  )
  it.each(
    cases(`
    age  score      value  holds
    2    Lansky     80     -
    3    Lansky     50     met
    15   Lansky     49     not met
    15   Karnofsky  80     unknown
    16   Karnofsky  50     met
    17   Karnofsky  40     not met
    18   Lansky     10     met
  `),
  )('a child of $age with $score $value: $holds', ({ age, score, value, holds: is }) => {
    const facts = [screenedAs({ age: Number(age) }), assessed(score!, Number(value))]
    expect(holds('INCL-1', ...facts)).toBe(Number(age) < 3 ? 'not met' : 'met')
    if (is) expect(holds('INCL-5-CHILD', ...facts)).toBe(is)
  })
  it.each([
    [75, 'met'],
    [76, 'not met'],
  ] as const)('%i years: %s', (age, is) => expect(holds('INCL-1', screenedAs({ age }))).toBe(is))
  it.each([
    [-7, false, 'met'],
    [-8, false, 'unknown'],
    [-7, true, 'not met'],
  ] as const)('a pregnancy test of day %i, positive %s: %s', (day, positive, is) =>
    expect(
      holds(
        'INCL-12-TEST',
        screenedAs({ sex: 'F' }),
        ...yes('childbearing potential'),
        assessed('pregnancy test', positive, undefined, day),
      ),
    ).toBe(is),
  )
  it('refractory without relapse', () =>
    expect(
      holds('INCL-2-3', ...no('complete remission before'), ...yes('failure of two lines of standard treatment')),
    ).toBe('met'))
})

describe('NCT03415100: CAR-NK of the participant’s own or a parent’s or child’s cells', () => {
  const protocol = under(nct03415100Eligibility)
  const own: readonly Fact[] = [
    screenedAs({ age: 50 }),
    ...yes(
      'informed consent signed',
      'metastatic solid tumor confirmed',
      'surgery not an option',
      'chemotherapy not an option',
    ),
    assessed('ECOG', 2),
    lab('neutrophils', '2', '10^9/L'),
    lab('platelets', '150', '10^9/L'),
    lab('albumin', '38', 'g/L'),
    lab('bilirubin', '1', 'mg/dL', { uln: '1.2' }),
    ...['AST', 'ALT', 'ALP'].map((name) => enzyme(name, '30')),
    lab('creatinine', '1', 'mg/dL', { uln: '1.2' }),
    ...no(
      'infection, active or not controlled',
      'immunodeficiency',
      'autoimmune disease',
      'severe hypersensitivity reactions',
    ),
    ...no('another cellular therapy', 'systemic steroids', 'brain metastases', 'organ transplantation'),
    complete(),
  ]
  const donorFacts: readonly Fact[] = [
    screenedAs({ age: 60, sex: 'M' }),
    assessed('relation to the participant', 'father'),
    ...yes('donor consent signed'),
    ...no('HIV serology', 'HBV serology', 'HCV serology'),
  ].map((fact) => ({ ...fact, donor: 'father' }))
  const candidate = [...own, ...donorFacts, ...no('autologous product')]
  const asked = (facts: readonly Fact[]) => eligibilityOf(protocol, facts, ASKED)
  const holds = (id: string, ...changes: readonly Fact[]) =>
    answered(protocol, changed(candidate, ...changes), id).holds

  it('eligible, with an eligible donor', () => {
    const { is, donors } = asked(candidate)
    expect({ is, donors: donors.map(({ donor, is: one }) => [donor, one]) }).toEqual({
      is: 'eligible',
      donors: [['father', 'eligible']],
    })
  })
  it('autologous: no donor is needed', () => expect(asked([...own, ...yes('autologous product')]).is).toBe('eligible'))
  it('no donor on record: not yet known, for want of one', () =>
    expect(asked([...own, ...no('autologous product')])).toMatchObject({
      is: 'not yet known',
      needs: [{ fact: 'an eligible donor' }],
    }))
  it.each(
    cases(`
    age   donor
    17    not eligible
    18    eligible
    60    eligible
    61    not eligible
  `),
  )('a donor of $age: $donor', ({ age, donor }) => {
    const other = { ...screenedAs({ age: Number(age) }), donor: 'father' }
    const { is, donors } = asked(changed(candidate, other))
    expect({ is, donor: donors[0]!.is }).toEqual({ is: donor === 'eligible' ? 'eligible' : 'not yet known', donor })
  })
  it('the donor’s age and serology are not the participant’s, nor the other way round', () => {
    const positive = { ...assessed('HIV serology', true), donor: 'father' }
    const { is, criteria, donors } = asked(
      changed(candidate, positive, { ...screenedAs({ age: 17 }), donor: 'father' }),
    )
    expect(donors[0]!.against.map(({ id }) => id)).toEqual(['DONOR-AGE', 'DONOR-HIV'])
    expect(criteria.every(({ holds: one }) => one === 'met')).toBe(true)
    expect(is).toBe('not yet known')
  })
  it('a donor without consent on record: what is missing is the donor’s', () =>
    expect(asked(without(candidate, 'donor consent signed')).needs).toEqual([
      { fact: 'donor father: donor consent signed' },
    ]))
  it('a second donor who is eligible is enough', () => {
    const mother = donorFacts.map((fact) => ({ ...fact, donor: 'mother' }))
    expect(asked([...changed(candidate, { ...screenedAs({ age: 61 }), donor: 'father' }), ...mother]).is).toBe(
      'eligible',
    )
  })
  it('a woman of childbearing potential, donor or not, has a negative urine test', () => {
    const facts = changed(candidate, screenedAs({ age: 50, sex: 'F' }), {
      ...screenedAs({ age: 40, sex: 'F' }),
      donor: 'father',
    })
    expect(asked(facts).needs.map(({ fact }) => fact)).toContain('donor father: childbearing potential')
  })
  it.each(
    cases(`
    id           analyte      value  unit    uln  holds
    INCL-4-ANC   neutrophils  1.0    10^9/L  -    met
    INCL-4-ANC   neutrophils  0.99   10^9/L  -    not met
    INCL-4-PLT   platelets    75     10^9/L  -    met
    INCL-4-PLT   platelets    74     10^9/L  -    not met
    INCL-4-ALB   albumin      25     g/L     -    met
    INCL-4-ALB   albumin      2.49   g/dL    -    not met
    INCL-4-TBIL  bilirubin    1.8    mg/dL   1.2  met
    INCL-4-TBIL  bilirubin    1.81   mg/dL   1.2  not met
    INCL-4-AST   AST          100    U/L     40   met
    INCL-4-ALT   ALT          101    U/L     40   not met
    INCL-4-ALP   ALP          100.1  U/L     40   not met
    INCL-4-CR    creatinine   1.8    mg/dL   1.2  met
    INCL-4-CR    creatinine   1.81   mg/dL   1.2  not met
  `),
  )('$analyte $value $unit: $holds', ({ id, analyte, value, unit, uln, holds: is }) =>
    expect(holds(id!, lab(analyte!, value, unit, uln ? { uln } : {}))).toBe(is),
  )
  it.each([
    [70, 'met'],
    [71, 'not met'],
    [18, 'met'],
    [17, 'not met'],
  ] as const)('%i years: %s', (age, is) => expect(holds('AGE', screenedAs({ age }))).toBe(is))
  it.each([
    [3, 'met'],
    [4, 'not met'],
  ] as const)('ECOG %i: %s', (value, is) => expect(holds('INCL-3', assessed('ECOG', value))).toBe(is))
  it.each([
    ['2025-12-01', 'not met'],
    ['2025-11-30', 'met'],
  ] as const)('cell therapy or steroids until %s, asked on 2026-03-01: %s', (last, is) => {
    expect(holds('EXCL-4', assessed('another cellular therapy', last))).toBe(is)
    expect(holds('EXCL-5', care('corticosteroid', 'prednisone', -300, undefined, { until: last }))).toBe(is)
  })
  it('brain metastases, a transplant: excluded', () => {
    expect([holds('EXCL-7', ...yes('brain metastases')), holds('EXCL-8', ...yes('organ transplantation'))]).toEqual([
      'not met',
      'not met',
    ])
  })
})

describe('NCT03619954: NK cells for advanced malignancies', () => {
  const protocol = under(nct03619954Eligibility)
  const candidate: readonly Fact[] = [
    screenedAs(),
    ...yes(
      'advanced malignancy confirmed',
      'failed several lines of treatment',
      'no standard treatment left',
      'surgery, radiotherapy and chemotherapy not possible',
      'informed consent signed',
    ),
    assessed('ECOG', 1),
    assessed('expected survival', 3, 'months'),
    lab('leukocytes', '5', '10^9/L'),
    lab('neutrophils', '3', '10^9/L'),
    lab('hemoglobin', '120', 'g/L'),
    lab('platelets', '150', '10^9/L'),
    lab('bilirubin', '1', 'mg/dL', { uln: '1.2' }),
    enzyme('ALT', '30'),
    enzyme('AST', '30'),
    lab('creatinine', '0.9', 'mg/dL'),
    sign('weight', '70', 'kg'),
    assessed('longest tumor diameter', '6', 'cm'),
    ...no('another malignancy', 'brain metastases', 'organ transplantation', 'T-cell lymphoma', 'liver metastases'),
    ...no(
      'allergy to the biologics of this treatment',
      'HIV infection',
      'syphilis',
      'HBV carrier',
      'radiotherapy',
      'immunotherapy',
    ),
    ...no(
      'high-dose radiotherapy of lung or liver',
      'pulmonary inflammation on chest radiograph',
      'cachexia caused by the tumor',
    ),
    sign('oxygenSaturation', '97', '%'),
    ...no(
      'immunosuppressive drugs, long-term or at present',
      'serious autoimmune disease',
      'severe respiratory failure',
    ),
    assessed('cardiac function grade', 1),
    assessed('Child-Pugh class', 'A'),
    ...no('active infection', 'unsuitable by the investigator'),
    complete(),
  ]
  const holds = (id: string, ...changes: readonly Fact[]) =>
    answered(protocol, changed(candidate, ...changes), id).holds

  it('eligible', () => expect(eligibilityOf(protocol, candidate, ASKED)).toMatchObject({ is: 'eligible', needs: [] }))
  it.each(
    cases(`
    id             analyte      value  unit    holds
    INCL-6.1-WBC   leukocytes   3      10^9/L  met
    INCL-6.1-WBC   leukocytes   2.99   10^9/L  not met
    INCL-6.1-ANC   neutrophils  1.5    10^9/L  met
    INCL-6.1-ANC   neutrophils  1.49   10^9/L  not met
    INCL-6.1-HB    hemoglobin   90     g/L     met
    INCL-6.1-HB    hemoglobin   8.99   g/dL    not met
    INCL-6.1-PLT   platelets    100    10^9/L  met
    INCL-6.1-PLT   platelets    99.9   10^9/L  not met
  `),
  )('$analyte $value $unit: $holds', ({ id, analyte, value, unit, holds: is }) =>
    expect(holds(id!, lab(analyte!, value, unit))).toBe(is),
  )
  it.each(
    cases(`
    value  metastases  holds
    80     no          met
    80.1   no          not met
    200    yes         met
    200.1  yes         not met
  `),
  )('ALT $value with ULN 40, liver metastasis $metastases: $holds', ({ value, metastases, holds: is }) =>
    expect(holds('INCL-6.2-ALT', enzyme('ALT', value!), assessed('liver metastases', metastases!))).toBe(is),
  )
  // 80 years, man: clearance = 60 × kg / (72 × mg/dL)
  it.each([
    ['72', 'met'],
    ['71.9', 'not met'],
  ])('clearance of a man of 80, 1 mg/dL, %s kg: %s', (kg, is) =>
    expect(holds('INCL-6.3', screenedAs({ age: 80 }), lab('creatinine', '1', 'mg/dL'), sign('weight', kg, 'kg'))).toBe(
      is,
    ),
  )
  it.each([
    ['6', 'cm', 'met'],
    ['60', 'mm', 'unknown'],
    ['6.1', 'cm', 'not met'],
  ] as const)('longest tumour %s %s: %s', (value, unit, is) =>
    expect(holds('INCL-7', assessed('longest tumor diameter', value, unit))).toBe(is),
  )
  it.each(
    cases(`
    value  oxygen  holds
    91     no      met
    90     no      not met
    91     yes     unknown
    90     yes     not met
  `),
  )('saturation $value %, on oxygen $oxygen: $holds', ({ value, oxygen, holds: is }) =>
    expect(
      holds(
        'EXCL-11',
        sign('oxygenSaturation', value!, '%'),
        ...(oxygen === 'yes' ? [care('oxygen', 'nasal cannula', -5, 0)] : []),
      ),
    ).toBe(is),
  )
  it.each(
    cases(`
    id      history                                 last        holds
    EXCL-8  radiotherapy                            2026-02-01  not met
    EXCL-8  radiotherapy                            2026-01-31  met
    EXCL-8  immunotherapy                           2026-02-01  not met
    EXCL-9  high-dose radiotherapy of lung or liver  2025-11-01  not met
    EXCL-9  high-dose radiotherapy of lung or liver  2025-10-31  met
  `),
  )('$history until $last, asked on 2026-03-01: $holds', ({ id, history, last, holds: is }) =>
    expect(holds(id!, assessed(history!, last!))).toBe(is),
  )
  it.each([
    ['2021-03-01', 'met'],
    ['2021-03-02', 'not met'],
  ])('another malignancy, disease-free since %s: %s', (since, is) => {
    const open = no(
      'cured basal cell carcinoma of the skin',
      'cured carcinoma of the cervix in situ',
      'gastrointestinal tumor cured by mucosal resection',
    )
    expect(
      holds(
        'EXCL-1',
        ...yes('another malignancy'),
        ...no('further malignancy outside the exceptions'),
        ...open,
        assessed('disease-free of the other malignancy since', since),
      ),
    ).toBe(is)
  })
  it.each(
    cases(`
    further   holds
    no        met
    yes       not met
    -         unknown
  `),
  )('a cured basal cell carcinoma is no reason where there is no further malignancy: $further, $holds', (row) => {
    const cured = yes('another malignancy', 'cured basal cell carcinoma of the skin')
    const further = row.further ? [assessed('further malignancy outside the exceptions', row.further)] : []
    expect(holds('EXCL-1', ...cured, ...further)).toBe(row.holds)
  })
  it.each(
    cases(`
    cohort     extramedullary   length   holds
    leukemia   no               -        met
    leukemia   yes              6        met
    leukemia   yes              6.1      not met
    leukemia   yes              -        unknown
    leukemia   -                -        unknown
    lymphoma   no               -        unknown
    lymphoma   no               6.1      not met
    ovarian    -                -        unknown
  `),
  )('$cohort, a tumour outside the marrow $extramedullary, longest $length cm: $holds', (row) => {
    const facts = [
      ...without(candidate, 'longest tumor diameter').filter(({ type }) => type !== 'screened'),
      screenedAs({ cohort: row.cohort! }),
      ...(row.extramedullary ? [assessed('extramedullary tumor', row.extramedullary)] : []),
      ...(row.length ? [assessed('longest tumor diameter', row.length, 'cm')] : []),
    ]
    expect(answered(protocol, facts, 'INCL-7').holds).toBe(row.holds)
  })
  it.each([
    'advanced malignancy confirmed',
    'failed several lines of treatment',
    'no standard treatment left',
    'surgery, radiotherapy and chemotherapy not possible',
  ])('inclusion 1 without %s', (finding) => {
    expect(holds('INCL-1', ...no(finding))).toBe('not met')
    expect(answered(protocol, without(candidate, finding), 'INCL-1').holds).toBe('unknown')
  })
  it('brain metastases that the investigator calls stable do not exclude', () => {
    const stable = 'brain metastases stable by the investigator'
    expect([
      holds('EXCL-2', ...yes('brain metastases', stable)),
      holds('EXCL-2', ...yes('brain metastases'), ...no(stable)),
      holds('EXCL-2', ...yes('brain metastases')),
    ]).toEqual(['met', 'not met', 'unknown'])
  })
  it.each([
    ['cardiac function grade', 3, 'met'],
    ['cardiac function grade', 4, 'not met'],
    ['Child-Pugh class', 'B', 'met'],
    ['Child-Pugh class', 'C', 'not met'],
  ] as const)('%s %s: %s', (name, value, is) => expect(holds('EXCL-15', assessed(name, value))).toBe(is))
})
