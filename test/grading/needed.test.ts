import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { grade } from '../../src/grading/grade.ts'
import { cases, inBrief } from './grid.ts'

describe('what is still needed: what is not there, and never what is', () => {
  it.each(
    cases(`
    term                                          value   unit    uln  baseline  possible  needed
    Blood lactate dehydrogenase increased         -       -       -    -         0 1       value
    Blood lactate dehydrogenase increased         300     U/L     -    -         0 1       ULN
    Blood lactate dehydrogenase increased         300     -       -    -         0 1       ULN
    Activated partial thromboplastin time prolonged  40   s       -    -         0 1 2 3   ULN
    Leukocytosis                                  -       -       -    -         0 3       value
    Leukocytosis                                  120000  -       -    -         0 3       unit
    Hemoglobin increased                          170     -       160  -         1 2 3     unit
    Hemoglobin increased                          17      g/dL    -    -         0 1 2 3   ULN
    Weight gain                                   -       -       -    60        0 1 2 3   value
    Weight gain                                   70      kg      -    -         0 1 2 3   baseline value
  `),
  )('$term $value $unit, ULN $uln, baseline $baseline: $needed', ({ term, value, unit, uln, baseline, ...then }) => {
    const facts = { death: false, bleeding: false, 'clinical manifestations of leucostasis': false }
    const denied = term === 'Leukocytosis' ? { ...facts, 'urgent intervention indicated': false } : facts
    const row = { value, unit, uln, facts: denied, ...(baseline && { baseline: { value: baseline } }) }
    const outcome = grade(ctcae50, term as string, row)
    expect(inBrief(outcome)).toBe(then.possible)
    expect(outcome).toMatchObject({ needs: [then.needed] })
  })

  it('a value that no axis can place is not a missing value, whichever was asked first', () => {
    const term = 'Activated partial thromboplastin time prolonged'
    const facts = { bleeding: false }
    const said = (rows: readonly { value?: number }[]) => {
      const compiled = compileTable(ctcae50)
      return rows.map((row) => grade(compiled, term, { ...row, facts }, { unreported: 'absent' }))
    }
    const [value, none] = said([{ value: 40 }, {}])
    const [noneFirst, valueSecond] = said([{}, { value: 40 }])
    expect(value).toMatchObject({ possible: [0, 1, 2, 3], needs: ['ULN'] })
    expect(none).toMatchObject({ ungradable: 'no value' })
    expect([valueSecond, noneFirst]).toEqual([value, none])
  })
})
