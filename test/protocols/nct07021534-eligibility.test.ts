import { describe, expect, it } from 'vitest'
import type { Fact, FactOf } from '../../src/core/fact.schema.ts'
import { eligibilityOf } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { answered, holding } from '../eligibility/asking.ts'
import {
  ASKED,
  assessed,
  care,
  changed,
  complete,
  lab,
  lesion,
  no,
  screenedAs,
  sign,
  without,
  yes,
} from '../eligibility/facts.ts'
import { candidate } from '../eligibility/nct07021534-candidate.ts'

const holds = (id: string, ...changes: readonly Fact[]) => holding(nct07021534, candidate, id, ...changes)
const asked = (...changes: readonly Fact[]) => eligibilityOf(nct07021534, changed(candidate, ...changes), ASKED)
const wants = (id: string, ...changes: readonly Fact[]) =>
  answered(nct07021534, changed(candidate, ...changes), id).needs.map(({ fact }) => fact)
const day = (text: string | undefined) => Number(text)

describe('NCT07021534 eligibility', () => {
  it('who meets every inclusion and no exclusion is eligible', () => {
    const { is, against, needs, criteria } = asked()
    expect({ is, against, needs }).toEqual({ is: 'eligible', against: [], needs: [] })
    expect(criteria.every(({ holds: one }) => one === 'met')).toBe(true)
  })

  it('of whom nothing is known, nothing is decided: every criterion names what it wants', () => {
    const { is, against, criteria } = eligibilityOf(nct07021534, [], ASKED, { participant: '001' })
    expect({ is, against }).toEqual({ is: 'not yet known', against: [] })
    expect(criteria.filter(({ holds: one, needs }) => one !== 'unknown' || needs.length === 0)).toEqual([])
  })

  it('one criterion that fails is enough, whatever is missing; it names value, date and section', () => {
    const young = eligibilityOf(nct07021534, [screenedAs({ age: 17 })], ASKED)
    expect(young.is).toBe('not eligible')
    expect(young.against).toMatchObject([
      { id: 'INCL-1', section: 'Inclusion 1', grounds: [{ saw: `17 years at screening on ${dateOf(-10)}` }] },
    ])
  })

  it('every fact but the priorities is wanted: without it, not yet known', () => {
    const names = new Set(
      candidate.map((fact) => ('analyte' in fact ? fact.analyte : 'instrument' in fact ? fact.instrument : fact.type)),
    )
    for (const name of [
      'high NKG2D ligand expression',
      'on antihypertensive treatment',
      'vitalSign',
      'lesionMeasured',
      'screened',
      'primary liver cancer',
    ])
      names.delete(name)
    const spare = ['weight', 'liver metastases']
    for (const name of names) {
      const { is, needs } = eligibilityOf(nct07021534, without(candidate, name), ASKED)
      expect({ name, is }).toEqual({ name, is: 'not yet known' })
      if (!spare.includes(name)) expect(needs.map(({ fact }) => fact).join()).toContain(name)
    }
  })
})

describe('Inclusion 1: 18 to 75 years, both included', () => {
  it.each(
    cases(`
    age   holds
    17    not met
    17.9  not met
    18    met
    75    met
    75.9  met
    76    not met
  `),
  )('$age years: $holds', ({ age, holds: is }) => expect(holds('INCL-1', screenedAs({ age: Number(age) }))).toBe(is))
})

describe('Inclusion 2: advanced solid tumour, liver metastasis, failed standard treatment', () => {
  it.each(['advanced solid tumor', 'liver metastases', 'failed prior standard treatment'])(
    'no %s: excluded',
    (finding) => expect(holds('INCL-2', ...no(finding))).toBe('not met'),
  )
})

describe('Inclusions 2 and 3: priorities exclude nobody', () => {
  it.each([[screenedAs({ cohort: 'gastric' })], no('high NKG2D ligand expression')])('%j', (...changes) => {
    expect(asked(...(changes.flat() as Fact[])).is).toBe('eligible')
  })
  it('and not knowing them holds nobody', () =>
    expect(eligibilityOf(nct07021534, without(candidate, 'high NKG2D ligand expression'), ASKED).is).toBe('eligible'))
})

describe('Inclusion 4: expected survival of at least 12 weeks', () => {
  it.each([
    [11, 'not met'],
    [12, 'met'],
    ['<12', 'not met'],
    ['>=12', 'met'],
    ['>10', 'unknown'],
  ] as const)('%s weeks: %s', (value, is) =>
    expect(holds('INCL-4', assessed('expected survival', value, 'weeks'))).toBe(is),
  )
  it('a number without a unit says nothing', () =>
    expect(wants('INCL-4', assessed('expected survival', 12))).toEqual([
      `the unit of the result (expected survival, ${dateOf(-3)})`,
    ]))
})

describe('Inclusion 5: a measurable target lesion, or one assessable by PCI', () => {
  it.each(
    cases(`
    node   long  short  slice  day  holds
    false  10    -      5      -20  met
    false  9.9   -      5      -20  unknown
    false  10    -      5.1    -20  unknown
    true   32    15     5      -20  met
    true   32    14.9   5      -20  unknown
    -      10    15     5      -20  met
    -      10    14     5      -20  unknown
    false  10    -      -      -20  unknown
    false  -     15     5      -20  unknown
    false  10    -      5      -28  met
    false  10    -      5      -29  unknown
  `),
  )('node $node, $long mm long, $short mm short, slices $slice mm, day $day: $holds', (row) => {
    const { node, long, short, slice } = row
    const one = {
      type: 'lesionMeasured',
      participant: '001',
      at: dateOf(day(row.day)),
      lesion: 'T1',
      kind: 'target',
      ...(node ? { node: node === 'true' } : {}),
      ...(long ? { longestDiameter: long } : {}),
      ...(short ? { shortAxis: short } : {}),
      ...(slice ? { sliceThickness: slice } : {}),
    } satisfies Fact
    expect(holds('INCL-5', one)).toBe(row.holds)
  })
  const pci = 'target lesion that can be assessed by PCI'
  it('too small on the scan, and none by PCI: excluded', () =>
    expect(holds('INCL-5', lesion({ longestDiameter: '9.9' }), ...no(pci))).toBe('not met'))
  it('too small on the scan, one by PCI', () =>
    expect(holds('INCL-5', lesion({ longestDiameter: '9.9' }), ...yes(pci))).toBe('met'))
})

describe('Inclusion 6: ECOG 0 to 1', () => {
  it.each([
    [0, 'met'],
    [1, 'met'],
    [2, 'not met'],
    ['1', 'met'],
    ['n/a', 'unknown'],
  ] as const)('ECOG %s: %s', (value, is) => expect(holds('INCL-6', assessed('ECOG', value))).toBe(is))
})

describe('Inclusion 7.1: blood counts', () => {
  const row = (id: string) =>
    ({ WBC: 'leukocytes', PLT: 'platelets', HB: 'hemoglobin', LYM: 'lymphocytes' })[id.split('-')[2]!]!
  it.each(
    cases(`
    id            value    unit      holds
    INCL-7.1-WBC  1.5      10^9/L    met
    INCL-7.1-WBC  1.49     10^9/L    not met
    INCL-7.1-WBC  1500     /uL       met
    INCL-7.1-WBC  1499     /uL       not met
    INCL-7.1-PLT  60       10^9/L    met
    INCL-7.1-PLT  59.99    10^9/L    not met
    INCL-7.1-PLT  <60      10^9/L    not met
    INCL-7.1-PLT  <=60     10^9/L    unknown
    INCL-7.1-PLT  >=60     10^9/L    met
    INCL-7.1-HB   8.0      g/dL      met
    INCL-7.1-HB   7.99     g/dL      not met
    INCL-7.1-HB   80       g/L       met
    INCL-7.1-HB   79.9     g/L       not met
    INCL-7.1-LYM  0.4      10^9/L    met
    INCL-7.1-LYM  0.399    10^9/L    not met
    INCL-7.1-LYM  0.4      furlongs  unknown
    INCL-7.1-LYM  0.4      -         unknown
  `),
  )('$id $value $unit: $holds', ({ id, value, unit, holds: is }) =>
    expect(holds(id!, lab(row(id!), value, unit))).toBe(is),
  )

  it.each([
    [-14, 'met'],
    [-15, 'unknown'],
    [0, 'met'],
  ] as const)('a count of day %i: %s', (on, is) =>
    expect(holds('INCL-7.1-HB', lab('hemoglobin', '12', 'g/dL', {}, on))).toBe(is),
  )
  it('the latest count decides', () => {
    const later = lab('platelets', '59', '10^9/L', {}, -1)
    expect(answered(nct07021534, [...candidate, later], 'INCL-7.1-PLT').holds).toBe('not met')
  })
  it('two counts of one day that disagree: not known which is the latest', () => {
    const other = lab('platelets', '59', '10^9/L')
    expect(answered(nct07021534, [...candidate, other], 'INCL-7.1-PLT')).toMatchObject({
      holds: 'unknown',
      needs: [{ fact: `which record of platelets within 14 days before ${ASKED} is the latest` }],
    })
  })
  it('taken without a result: it may be anything', () =>
    expect(holds('INCL-7.1-PLT', lab('platelets', undefined, '10^9/L'))).toBe('unknown'))
  it('not done: the count before it stays the latest', () => {
    const notDone = lab('platelets', undefined, undefined, { notDone: true }, -1)
    expect(answered(nct07021534, [...candidate, notDone], 'INCL-7.1-PLT').holds).toBe('met')
  })
  it('a count after the day of asking is not seen', () =>
    expect(answered(nct07021534, [...candidate, lab('platelets', '2', '10^9/L', {}, 1)], 'INCL-7.1-PLT').holds).toBe(
      'met',
    ))
  it('a count dated by its month alone may be the latest', () => {
    const partial = { ...lab('platelets', '2', '10^9/L'), at: dateOf(0).slice(0, 7) }
    expect(answered(nct07021534, [...candidate, partial], 'INCL-7.1-PLT').holds).toBe('unknown')
  })
})

describe('Inclusion 7.1: counts are free of support for 14 days', () => {
  it.each(
    cases(`
    from  until  is
    -17   -17    unknown
    -18   -18    met
    -18   -17    unknown
    -30   -      unknown
    -3    -3     unknown
    -2    -2     met
  `),
  )('platelets of day -3 of 180, transfused from day $from to $until: $is', ({ from, until, is }) => {
    const given = care('transfusion', 'platelets', day(from), until === undefined ? undefined : day(until))
    expect(holds('INCL-7.1-PLT', given)).toBe(is)
  })
  it('a growth factor counts too', () =>
    expect(holds('INCL-7.1-WBC', care('growthFactor', 'filgrastim', -5, -5))).toBe('unknown'))
  it('another drug does not', () =>
    expect(holds('INCL-7.1-WBC', care('antimicrobial', 'aciclovir', -5, -5))).toBe('met'))
  it('a count too low even with support is too low', () =>
    expect(holds('INCL-7.1-PLT', care('transfusion', 'platelets', -4, -4), lab('platelets', '59', '10^9/L'))).toBe(
      'not met',
    ))
  it('nothing said of transfusions is not "none"', () =>
    expect(answered(nct07021534, without(candidate, 'medication history'), 'INCL-7.1-PLT')).toMatchObject({
      holds: 'unknown',
      needs: [
        {
          fact: `whether transfusion or growthFactor was given in the 14 days before ${dateOf(-3)} (medication history)`,
        },
      ],
    }))
  it('a history complete to the day before the sample does not reach it', () =>
    expect(holds('INCL-7.1-PLT', complete(-4))).toBe('unknown'))
})

describe('Inclusion 7.2: creatinine at most 1.5×ULN, or a clearance above 50 mL/min', () => {
  const creatinine = (value: string, uln = '1.2') => lab('creatinine', value, 'mg/dL', { uln })
  it('1.5×ULN is enough', () => expect(holds('INCL-7.2-CR', creatinine('1.8'))).toBe('met'))
  // 57 years, man: clearance = 83 × kg / (72 × mg/dL)
  it.each(
    cases(`
    creatinine  kg    sex  holds
    2.0         86.8  M    met
    2.0         86.7  M    not met
    2.0         102   F    not met
    2.0         103   F    met
    8.3         360   M    not met
    8.3         361   M    met
    <2.0        86.8  M    met
    >2.0        86.7  M    not met
    >1.9        86.8  M    unknown
  `),
  )('creatinine $creatinine mg/dL, $kg kg, $sex: $holds', (row) =>
    expect(
      holds(
        'INCL-7.2-CR',
        creatinine(row.creatinine!),
        sign('weight', row.kg!, 'kg'),
        screenedAs({ sex: row.sex as 'M' }),
      ),
    ).toBe(row.holds),
  )
  it('exactly 50 mL/min is not above it', () =>
    expect(holds('INCL-7.2-CR', creatinine('3.6'), sign('weight', '129.6', 'kg'), screenedAs({ age: 40 }))).toBe(
      'not met',
    ))
  it('the unit does not matter: 2.0 mg/dL is 176.8 µmol/L', () =>
    expect(
      holds('INCL-7.2-CR', lab('creatinine', '176.8', 'umol/L', { uln: '106' }), sign('weight', '191.4', 'lb')),
    ).toBe('met'))
  it('without ULN the clearance may decide alone', () =>
    expect(holds('INCL-7.2-CR', lab('creatinine', '0.9', 'mg/dL'))).toBe('met'))
  it('above 1.5×ULN without a weight: not yet known', () => {
    const facts = changed(candidate, creatinine('2.0')).filter((fact) => fact.type !== 'vitalSign')
    expect(answered(nct07021534, facts, 'INCL-7.2-CR')).toMatchObject({ holds: 'unknown', needs: [{ fact: 'weight' }] })
  })
})

describe('Inclusion 7.2: multiples of ULN', () => {
  it.each(
    cases(`
    id              analyte    value   uln   holds
    INCL-7.2-TBIL   bilirubin  1.8     1.2   met
    INCL-7.2-TBIL   bilirubin  1.81    1.2   not met
    INCL-7.2-TBIL   bilirubin  1.8     -     unknown
    INCL-7.2-TBIL   bilirubin  1.8     0     unknown
    INCL-7.2-AMY    amylase    150     100   met
    INCL-7.2-AMY    amylase    150.1   100   not met
    INCL-7.2-LIP    lipase     90      60    met
    INCL-7.2-LIP    lipase     90.01   60    not met
    INCL-7.2-LIP    lipase     >90     60    not met
    INCL-7.2-LIP    lipase     >80     60    unknown
  `),
  )('$analyte $value with ULN $uln: $holds', ({ id, analyte, value, uln, holds: is }) =>
    expect(holds(id!, lab(analyte!, value, 'U/L', uln === undefined ? {} : { uln }))).toBe(is),
  )
  it('in tenths that no binary number holds: 1.5 × 0.1 is 0.15', () =>
    expect([
      holds('INCL-7.2-TBIL', lab('bilirubin', '0.15', 'mg/dL', { uln: '0.1' })),
      holds('INCL-7.2-TBIL', lab('bilirubin', '0.3', 'mg/dL', { uln: 0.1 + 0.1 })),
    ]).toEqual(['met', 'met']))
})

describe('Inclusion 7.2: ALT and AST at most 2×ULN, 5×ULN with liver metastasis or primary liver cancer', () => {
  it.each(
    cases(`
    value  metastases  primary  holds
    80     no          no       met
    80.1   no          no       not met
    80.1   yes         no       met
    80.1   no          yes      met
    80.1   -           no       unknown
    80.1   no          -        unknown
    80.1   yes         -        met
    200    yes         no       met
    200.1  yes         no       not met
    200.1  -           -        not met
    80     -           -        met
  `),
  )('$value with ULN 40, metastases $metastases, primary $primary: $holds', (row) => {
    const finding = (name: string, is: string | undefined) => (is === undefined ? [] : [assessed(name, is)])
    const facts = [
      ...without(candidate, 'liver metastases'),
      ...finding('liver metastases', row.metastases),
      ...finding('primary liver cancer', row.primary),
    ]
    for (const analyte of ['ALT', 'AST'])
      expect(
        answered(nct07021534, changed(facts, lab(analyte, row.value, 'U/L', { uln: '40' })), `INCL-7.2-${analyte}`)
          .holds,
      ).toBe(row.holds)
  })
})

describe('Inclusion 7.3: urine protein below 2+', () => {
  it.each([
    ['negative', 'met'],
    ['-', 'met'],
    ['trace', 'met'],
    ['±', 'met'],
    ['1+', 'met'],
    ['+', 'met'],
    ['2+', 'not met'],
    ['++', 'not met'],
    ['3+', 'not met'],
    ['0.3 g/L', 'unknown'],
    [1, 'unknown'],
  ] as const)('%s: %s', (value, is) => expect(holds('INCL-7.3', assessed('urine protein dipstick', value))).toBe(is))
})

describe('Inclusion 8: LVEF above 45 % within the past month', () => {
  it.each([
    [45, '%', 'not met'],
    [45.1, '%', 'met'],
    ['46 %', undefined, 'met'],
    ['46%', undefined, 'met'],
    [0.46, 'fraction', 'met'],
    [0.45, 'fraction', 'not met'],
    [55, undefined, 'unknown'],
  ] as const)('%s %s: %s', (value, unit, is) =>
    expect(holds('INCL-8', assessed('ejection fraction', value, unit))).toBe(is),
  )
  it.each([
    ['2026-02-01', 'met'],
    ['2026-01-31', 'unknown'],
    ['2026-02', 'met'],
    ['2026-01', 'unknown'],
  ] as const)('an echocardiogram of %s, asked on 2026-03-01: %s', (at, is) =>
    expect(holds('INCL-8', { ...assessed('ejection fraction', 60, '%'), at })).toBe(is),
  )
})

describe('Inclusion 9: contraception', () => {
  const agrees = 'agrees to contraception until 6 months after the last infusion'
  it.each(
    cases(`
    sex  agrees  able  partner  holds
    F    yes     yes   -        met
    F    no      yes   -        not met
    F    no      no    -        met
    F    no      -     -        unknown
    M    no      -     yes      not met
    M    no      -     no       met
    M    -       -     no       met
    M    -       -     -        unknown
  `),
  )('$sex, agrees $agrees, childbearing $able, partner $partner: $holds', (row) => {
    const facts: Fact[] = [
      screenedAs({ sex: row.sex as 'F' }),
      ...(row.agrees ? [assessed(agrees, row.agrees)] : []),
      ...(row.able ? [assessed('childbearing potential', row.able)] : []),
      ...(row.partner ? [assessed('partner of childbearing potential', row.partner)] : []),
    ]
    expect(answered(nct07021534, facts, 'INCL-9').holds).toBe(row.holds)
  })
})

describe('Inclusions 10 and 11: consent, compliance', () => {
  it.each([
    ['INCL-10', 'informed consent signed'],
    ['INCL-11', 'willing and able to comply'],
  ])('%s', (id, finding) => expect(holds(id, ...no(finding))).toBe('not met'))
})

describe('Exclusion 1: pregnant or breastfeeding women', () => {
  it('a man is asked nothing', () => expect(holds('EXCL-1')).toBe('met'))
  it.each(
    cases(`
    pregnant  breastfeeding  holds
    no        no             met
    yes       -              not met
    no        yes            not met
    no        -              unknown
    -         -              unknown
  `),
  )('a woman, pregnant $pregnant, breastfeeding $breastfeeding: $holds', (row) => {
    const facts = (['pregnant', 'breastfeeding'] as const).flatMap((name) =>
      row[name] ? [assessed(name, row[name])] : [],
    )
    expect(holds('EXCL-1', screenedAs({ sex: 'F' }), ...facts)).toBe(row.holds)
  })
})

describe('Exclusion 2: infections', () => {
  it.each([
    ['HIV', 'HIV infection'],
    ['HBV', 'HBsAg'],
    ['HCV', 'HCV antibody'],
    ['LUES', 'syphilis antibody'],
    ['CMV', 'CMV IgM'],
  ])('%s positive', (id, finding) => {
    expect(holds(`EXCL-2-${id}`, assessed(finding, 'POSITIVE'))).toBe('not met')
    expect(holds(`EXCL-2-${id}`, assessed(finding, 'NEGATIVE'))).toBe('met')
    expect(holds(`EXCL-2-${id}`, assessed(finding, 'indeterminate'))).toBe('unknown')
  })
  it('a serology from the laboratory counts as well', () => {
    const facts = [...without(candidate, 'HBsAg'), lab('HBsAg', 'REACTIVE', undefined)]
    expect(answered(nct07021534, facts, 'EXCL-2-HBV').holds).toBe('not met')
  })
  it.each([
    ['500', 'met'],
    ['501', 'not met'],
    ['<500', 'met'],
    ['>500', 'not met'],
    ['<1000', 'unknown'],
  ] as const)('EBV DNA %s copies/mL: %s', (value, is) =>
    expect(holds('EXCL-2-EBV', lab('EBV DNA', value, 'copies/mL'))).toBe(is),
  )
  it('EBV DNA in another unit is not compared', () =>
    expect(holds('EXCL-2-EBV', lab('EBV DNA', '400', 'IU/mL'))).toBe('unknown'))
})

describe('Exclusion 5: blood pressure on treatment', () => {
  it.each(
    cases(`
    treated  systolic  diastolic  holds
    yes      139       90         met
    yes      140       80         not met
    yes      139.9     90.1       not met
    no       180       110        met
    -        139       90         met
    -        140       90         unknown
  `),
  )('treated $treated, $systolic/$diastolic mmHg: $holds', (row) => {
    const facts = changed(
      without(candidate, 'on antihypertensive treatment'),
      sign('systolic', row.systolic!, 'mmHg'),
      sign('diastolic', row.diastolic!, 'mmHg'),
    )
    const treated = row.treated ? [assessed('on antihypertensive treatment', row.treated)] : []
    expect(answered(nct07021534, [...facts, ...treated], 'EXCL-5-BP').holds).toBe(row.holds)
  })
})

describe('Exclusion 6: the heart', () => {
  it.each(
    cases(`
    last        holds
    2025-03-01  not met
    2025-02-28  met
    2025-02     met
    2025-03     not met
    2025        unknown
    never       met
    yes         unknown
    2026-04     unknown
  `),
  )('6.2 myocardial infarction $last, asked on 2026-03-01: $holds', ({ last, holds: is }) =>
    expect(holds('EXCL-6.2', assessed('myocardial infarction', last!))).toBe(is),
  )
  it.each(
    cases(`
    sex  qtc    unit  holds
    M    450    ms    met
    M    450.1  ms    not met
    M    0.451  s     not met
    F    470    ms    met
    F    471    ms    not met
    F    451    ms    met
  `),
  )('6.3 $sex, QTc $qtc $unit: $holds', (row) =>
    expect(holds('EXCL-6.3', screenedAs({ sex: row.sex as 'F' }), assessed('QTc', row.qtc!, row.unit))).toBe(row.holds),
  )
  it('6.3 of unknown sex, QTc 460 ms: not yet known', () => {
    const facts = [
      ...without(candidate, 'screened'),
      { type: 'screened', participant: '001', at: dateOf(-10), age: 57 } as const,
    ]
    expect(answered(nct07021534, changed(facts, assessed('QTc', 460, 'ms')), 'EXCL-6.3')).toMatchObject({
      holds: 'unknown',
      needs: [{ fact: 'sex' }],
    })
  })
  it.each([
    [250, 'met'],
    [250.5, 'not met'],
  ] as const)('6.4 PR %s ms: %s', (value, is) =>
    expect(holds('EXCL-6.4', assessed('PR interval', value, 'ms'))).toBe(is),
  )
  it.each([
    'complete left bundle branch block',
    'second-degree heart block',
    'third-degree heart block',
    'clinically significant resting ECG abnormality',
  ])('6.4 %s', (finding) => expect(holds('EXCL-6.4', ...yes(finding))).toBe('not met'))
  it.each([
    ['3.5', 'met'],
    ['3.49', 'not met'],
  ])('6.5 potassium %s with LLN 3.5: %s', (value, is) =>
    expect(holds('EXCL-6.5', lab('potassium', value, 'mmol/L', { lln: '3.5' }))).toBe(is),
  )
})

describe('Exclusion 7: clotting', () => {
  it.each([
    ['1.8', 'met'],
    ['1.81', 'not met'],
  ])('INR %s with ULN 1.2: %s', (value, is) =>
    expect(holds('EXCL-7-INR', lab('INR', value, undefined, { uln: '1.2' }))).toBe(is),
  )
  it.each(
    cases(`
    drug                  mg   unit    until  holds
    aspirin               300  mg/day  -      met
    aspirin               301  mg/day  -      not met
    aspirin               301  mg/day  -1     met
    acetylsalicylic acid  500  mg/day  -      not met
    aspirin               100  mg      -      unknown
    aspirin               325  mg      -      not met
    clopidogrel           75   mg/day  -      met
    clopidogrel           76   mg/day  -      not met
    clopidogrel           -    -       -      unknown
  `),
  )('$drug $mg $unit until $until: $holds', (row) => {
    const course = care(
      'other',
      row.drug!,
      -40,
      row.until === undefined ? 0 : day(row.until),
      row.mg === undefined ? {} : { amount: row.mg, unit: row.unit! },
    )
    expect(holds('EXCL-7-PLATELETS', course)).toBe(row.holds)
  })
})

describe('Exclusion 9: oxygen saturation at most 95 %', () => {
  it.each([
    ['95', '%', 'not met'],
    ['95.1', '%', 'met'],
    ['0.96', 'fraction', 'met'],
  ] as const)('%s %s: %s', (value, unit, is) => expect(holds('EXCL-9', sign('oxygenSaturation', value, unit))).toBe(is))
})

describe('Exclusion 10: steroids above 15 mg/day prednisone equivalent within 4 weeks', () => {
  const steroid = (
    name: string,
    amount: string | undefined,
    unit: string | undefined,
    until: number | undefined,
    more: Partial<FactOf<'intervention'>> = {},
  ) =>
    care('corticosteroid', name, -60, until, {
      ...(amount === undefined ? {} : { amount }),
      ...(unit === undefined ? {} : { unit }),
      ...more,
    })
  it.each(
    cases(`
    drug                mg    unit    until  holds
    prednisone          15    mg/day  0      met
    prednisone          15.1  mg/day  0      not met
    prednisolone        15    mg/day  0      met
    prednisolone        16    mg/day  0      not met
    methylprednisolone  12    mg/day  0      met
    methylprednisolone  12.1  mg/day  0      not met
    dexamethasone       2.25  mg/day  0      met
    dexamethasone       2.26  mg/day  0      not met
    hydrocortisone      60    mg/day  0      met
    hydrocortisone      61    mg/day  0      not met
    cortisone           75    mg/day  0      met
    betamethasone       1.8   mg/day  0      met
    betamethasone       2     mg/day  0      unknown
    betamethasone       2.3   mg/day  0      not met
    prednisone          60    mg/day  -28    not met
    prednisone          60    mg/day  -29    met
    prednisone          20    mg      0      not met
    prednisone          10    mg      0      unknown
    prednisone          -     -       0      unknown
    fluocortolone       5     mg/day  0      unknown
  `),
  )('$drug $mg $unit until day $until: $holds', (row) =>
    expect(holds('EXCL-10', steroid(row.drug!, row.mg, row.unit, day(row.until)))).toBe(row.holds),
  )
  it('two drugs of one day are added', () => {
    const prednisone = steroid('prednisone', '10', 'mg/day', 0)
    const hydrocortisone = (mg: string) => steroid('hydrocortisone', mg, 'mg/day', 0)
    expect([
      holds('EXCL-10', prednisone, hydrocortisone('20')),
      holds('EXCL-10', prednisone, hydrocortisone('21')),
    ]).toEqual(['met', 'not met'])
  })
  it('inhaled steroids do not count', () =>
    expect(holds('EXCL-10', steroid('dexamethasone', '20', 'mg/day', 0, { route: 'Inhalation' }))).toBe('met'))
  it('without a complete history: not yet known', () =>
    expect(answered(nct07021534, without(candidate, 'medication history'), 'EXCL-10')).toMatchObject({
      holds: 'unknown',
      needs: [{ fact: `medication history up to ${ASKED}` }],
    }))
})

describe('Exclusion 13: other malignancies', () => {
  const other = yes('another malignancy')
  const further = 'further malignancy outside the exceptions'
  const open = no('adequately treated basal or squamous cell carcinoma')
  const noFurther = no(further)
  const inSitu = 'carcinoma in situ free of recurrence since'
  const resected = 'complete remission of a resected malignancy since'
  it.each(
    cases(`
    inSitu      resected    holds
    2023-03-01  -           met
    2023-03-02  never       not met
    never       2021-03-01  met
    never       2021-03-02  not met
    never       2021-03     unknown
    never       2021        unknown
    never       2020        met
    -           never       unknown
  `),
  )('in situ free since $inSitu, resected in remission since $resected, asked on 2026-03-01: $holds', (row) => {
    const facts = [
      ...(row.inSitu ? [assessed(inSitu, row.inSitu)] : []),
      ...(row.resected ? [assessed(resected, row.resected)] : []),
    ]
    expect(holds('EXCL-13', ...other, ...open, ...noFurther, ...facts)).toBe(row.holds)
  })
  const skin = yes('adequately treated basal or squamous cell carcinoma')
  it.each(
    cases(`
    further   holds
    no        met
    yes       not met
    -         unknown
  `),
  )('treated skin carcinoma is no reason where there is no further malignancy: $further, $holds', (row) =>
    expect(holds('EXCL-13', ...other, ...skin, ...(row.further ? [assessed(further, row.further)] : []))).toBe(
      row.holds,
    ),
  )
})

describe('Exclusion 15: another study within the past month', () => {
  it.each([
    ['2026-02-01', 'not met'],
    ['2026-01-31', 'met'],
    ['2026-01', 'met'],
    ['2026-02', 'not met'],
    ['no', 'met'],
  ])('last on %s, asked on 2026-03-01: %s', (last, is) =>
    expect(holds('EXCL-15', assessed('another clinical study', last))).toBe(is),
  )
})

describe('Exclusion 17: no second enrolment after withdrawal', () => {
  const earlier = (person: string, at = dateOf(-100)): Fact[] => [
    { type: 'screened', participant: '000', at, person },
    { type: 'withdrew', participant: '000', at: dateOf(-50) },
  ]
  const asks = (...facts: readonly Fact[]) => answered(nct07021534, [...candidate, ...facts], 'EXCL-17')
  it('the same person under another number', () =>
    expect(asks(...earlier('P-1'))).toMatchObject({
      holds: 'not met',
      grounds: [{ saw: `withdrew ${dateOf(-50)} as 000` }],
    }))
  it('another person', () => expect(asks(...earlier('P-2')).holds).toBe('met'))
  it('screened before, and did not withdraw', () => expect(asks(earlier('P-1')[0]!).holds).toBe('met'))
  it('under the same number', () =>
    expect(asks({ type: 'withdrew', participant: '001', at: dateOf(-50) }).holds).toBe('not met'))
  it('a person nobody identified: not yet known', () => {
    const { person: _, ...unnamed } = screenedAs() as FactOf<'screened'>
    expect(answered(nct07021534, [...without(candidate, 'screened'), unnamed], 'EXCL-17').holds).toBe('unknown')
  })
})

describe('The categorical exclusions', () => {
  it.each(
    cases(`
    id                  finding
    EXCL-3              severe infection, active or poorly controlled
    EXCL-4              severe arterial embolism
    EXCL-4              hepatic arterial variation unfavourable for infusion
    EXCL-5-HEART        cardiac disease requiring treatment
    EXCL-6.1            unstable angina
    EXCL-6.5            heart failure
    EXCL-6.5            congenital long QT syndrome
    EXCL-6.5            family history of long QT syndrome or sudden death under 40
    EXCL-6.5            drug that prolongs the QT interval
    EXCL-7-BLEED        tendency to bleed
    EXCL-7-BLEED        thrombolytic or anticoagulant therapy
    EXCL-8              requires systemic immunosuppression during treatment
    EXCL-12-LIVER       hepatic encephalopathy
    EXCL-12-CNS         central nervous system disorder
    EXCL-12-CNS         autoimmune disease of the central nervous system
    EXCL-12-METASTASES  central nervous system metastases, symptomatic or not controlled
    EXCL-14             severe psychiatric disorder
    EXCL-16             unable or unwilling to comply
  `),
  )('$id $finding', ({ id, finding }) => {
    const { is, against } = asked(...yes(finding!))
    expect({ is, against: against.map((one) => one.id) }).toEqual({ is: 'not eligible', against: [id] })
    expect(answered(nct07021534, without(candidate, finding!), id!).holds).toBe('unknown')
  })
})

describe('Exclusion 11: the second gate, before lymphodepletion', () => {
  const findings = [
    'new arrhythmia',
    'hypotension requiring vasopressors',
    'infection requiring intravenous antibiotics',
    'prophylactic antibiotics',
  ]
  const today = (finding: string, is: boolean, on = 0) => assessed(finding, is, undefined, on)
  const clear = findings.map((finding) => today(finding, false))
  const again = (...facts: readonly Fact[]) =>
    eligibilityOf(nct07021534, changed(clear, ...facts), ASKED, { gate: 'before-lymphodepletion' })
  it('is not asked at screening', () => expect(asked().criteria.map(({ id }) => id)).not.toContain('EXCL-11'))
  it('none of them: eligible still', () => expect(again().is).toBe('eligible'))
  it.each(findings.slice(0, 3))('%s: not eligible', (finding) =>
    expect(again(today(finding, true)).is).toBe('not eligible'),
  )
  it.each([
    [0, 'eligible'],
    [-1, 'eligible'],
    [-2, 'not yet known'],
  ] as const)('answers of day %i: %s', (on, is) =>
    expect(again(...findings.map((finding) => today(finding, false, on))).is).toBe(is),
  )
  it('on prophylactic antibiotics the investigator decides', () => {
    const on = today('prophylactic antibiotics', true)
    const confirmed = (is: boolean) => today('investigator confirms eligibility on prophylactic antibiotics', is)
    expect([again(on).is, again(on, confirmed(true)).is, again(on, confirmed(false)).is]).toEqual([
      'not yet known',
      'eligible',
      'not eligible',
    ])
  })
})
