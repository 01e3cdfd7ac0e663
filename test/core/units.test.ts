import { describe, expect, it } from 'vitest'
import { exact, toText } from '../../src/core/exact.ts'
import { conversion, converted, isUnitOf } from '../../src/core/units.ts'
import { cases } from '../grading/grid.ts'

describe('units as laboratories spell them', () => {
  it.each(
    cases(`
    analyte      value  from       to         becomes
    neutrophils  1500   /uL        10^9/L     1.5
    neutrophils  1500   /mm3       x10E9/L    1.5
    neutrophils  1.5    K/uL       /mm3       1500
    neutrophils  1.5    THOU/uL    10^9/L     1.5
    neutrophils  1.5    10*3/uL    GI/L       1.5
    platelets    75     G/L        10^9/L     75
    platelets    75000  cells/µL   10^9/L     75
    platelets    75000  cells/μL   10^9/L     75
    hemoglobin   10     g/dL       g/L        100
    hemoglobin   100    G/L        g/dL       10
    bilirubin    1      mg/dL      umol/L     17.1040
    creatinine   1      mg/dL      µmol/L     88.4017
    creatinine   0.1    mmol/L     umol/L     100
    magnesium    2      mEq/L      mmol/L     1
    potassium    4      mEq/L      mmol/L     4
    ALT          1      µkat/L     U/L        60
    ALT          1000   nkat/L     IU/L       60
    fibrinogen   2      g/L        mg/dL      200
    temperature  100.4  F          C          38
    temperature  38     C          F          100.4
    glucose      10     mmol/L     mg/dL      180.156
    QTc          0.48   s          ms         480
    aPTT         35     sec        s          35
    neutrophils  1.5    10x3/µL    10^9/L     1.5
    neutrophils  1.5    x10(9)/L   10^9/L     1.5
    neutrophils  1.5    K/mm³      10^9/L     1.5
    platelets    150    1000/uL    10^9/L     150
    temperature  38     ℃          C          38
    INR          1.3    none       ratio      1.3
    ejection fraction                 0.45  fraction  %      45
    urine protein to creatinine ratio  600   mg/g      ratio  0.6
    urine protein to creatinine ratio  0.6   mg/mg     ratio  0.6
  `),
  )('$analyte: $value $from is $becomes $to', ({ analyte, value, from, to, becomes }) => {
    const by = conversion(analyte as string, from as string, to as string)
    if (!by) throw new TypeError(`${from} cannot become ${to}`)
    expect(toText(converted(exact(value as string), by), 6)).toBe(toText(exact(becomes as string), 6))
  })
  it('knows that mU/L and MU/L may differ, and refuses what it cannot read', () => {
    expect(isUnitOf('ALT', 'furlongs')).toBe(false)
    expect(isUnitOf('hemoglobin', 'U/L')).toBe(false)
    expect(conversion('ALT', 'U/L', 'mg/dL')).toBeUndefined()
    expect(conversion('haptoglobin', 'g/L', 'mmol/L')).toBeUndefined()
  })
  it('does not take "mil" for a million: in half of the world it is a thousand', () => {
    for (const spelling of ['mil/uL', 'MIL/UL', 'mil/mm3']) expect(isUnitOf('platelets', spelling)).toBe(false)
    expect(isUnitOf('platelets', 'million/uL')).toBe(true)
  })
  it('does not take a unit that is not stated for a fraction of one: an ejection fraction of 45 is not 4500 %', () => {
    for (const spelling of ['none', 'NONE', 'no unit']) expect(isUnitOf('ejection fraction', spelling)).toBe(false)
  })
})
