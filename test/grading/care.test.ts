import { describe, expect, it } from 'vitest'
import { tables } from '../../grading-tables/index.ts'
import type { Assessment, Care } from '../../src/grading/assessment.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { grade } from '../../src/grading/grade.ts'

describe.each(Object.values(tables).map((table) => compileTable(table)))('$table.id', (table) => {
  const anemia = (care: readonly Care[] | undefined, unreported: 'absent' | 'unknown' = 'absent', more = {}) =>
    grade(
      table,
      'Anemia',
      { value: 95, unit: 'g/L', lln: 120, event: 'AE-7', ...(care && { care }), ...more },
      {
        unreported,
      },
    )

  it('given-is-indicated: what was given for the event was indicated; what was not given is unknown', () => {
    const given = anemia([{ what: 'transfusion', for: 'AE-7' }])
    expect(given).toMatchObject({ grade: 3, clauses: ['transfusion indicated'] })
    expect(given.readings).toContain('given-is-indicated')
    expect(anemia(undefined, 'unknown')).toMatchObject({ possible: [2, 3, 4, 5] })
    expect(anemia([], 'unknown')).toMatchObject({ possible: [2, 3, 4, 5] })
    expect(anemia([])).toMatchObject({ grade: 2 })
    expect(anemia([{ what: 'transfusion', for: 'AE-7' }], 'unknown')).toMatchObject({ possible: [3, 4, 5] })
  })
  it('because-of-the-event: care counts only when linked, by the id of the event or its term', () => {
    expect(anemia([{ what: 'transfusion', for: ['AE-1', 'anemia'] }])).toMatchObject({ grade: 3 })
    expect(anemia([{ what: 'transfusion', for: 'AE-1' }])).toMatchObject({
      grade: 2,
      flags: ['laboratory value alone'],
    })
    const unlinked = anemia([{ what: 'transfusion' }])
    expect(unlinked).toMatchObject({ grade: 2 })
    expect(unlinked.readings).toContain('because-of-the-event')
    expect(unlinked.flags).toContain('"transfusion" is not linked to any event and was not counted')
    expect(anemia([{ what: 'transfusion' }], 'unknown')).toMatchObject({ possible: [2, 3, 4, 5] })
  })
  it('because-of-the-event: a planned admission never counts', () => {
    const care = (planned: boolean): Assessment => ({ care: [{ what: 'hospitalization', for: 'Diarrhea', planned }] })
    expect(grade(table, 'Diarrhea', care(false), { unreported: 'absent' })).toMatchObject({ grade: 3 })
    expect(grade(table, 'Diarrhea', care(true), { unreported: 'absent' })).not.toHaveProperty('grade', 3)
  })
  it('care that no term asks for is said, and what is stated outright goes before it', () => {
    expect(anemia([{ what: 'chicken soup', for: 'AE-7' }]).flags).toContain('no term asks for "chicken soup"')
    const denied = { facts: { 'transfusion indicated': false } }
    expect(anemia([{ what: 'transfusion', for: 'AE-7' }], 'absent', denied)).toMatchObject({ grade: 2 })
  })
  it('overlap-highest: a delivery at 24 weeks is in two ranges; the higher counts', () => {
    const [third, fourth] = [
      'delivery of a liveborn infant at 24 - 28 weeks gestation',
      'gestational age at delivery <=24 weeks',
    ]
    const both = grade(table, 'Premature delivery', { facts: { [third]: true, [fourth]: true } })
    expect(both).toMatchObject({ grade: 4, readings: ['overlap-highest'] })
    const one = grade(table, 'Premature delivery', { facts: { [third]: true } }, { unreported: 'absent' })
    expect(one).toMatchObject({ grade: 3, readings: [] })
  })
})
