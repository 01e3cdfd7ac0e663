import { describe, expect, it } from 'vitest'
import { tables } from '../../grading-tables/index.ts'
import { grade } from '../../src/grading/grade.ts'
import { listTerms, termsLike } from '../../src/grading/terms.ts'
import { cases } from './grid.ts'

const v50 = tables['ctcae-5.0']

describe('the search for terms', () => {
  it.each(
    cases(`
    text                  term
    Anaemia               Anemia
    neutropenia febrile   Febrile neutropenia
    diarhoea              Diarrhea
    Burping               Belching
    Herpes zoster         Shingles
    hair loss             Alopecia
    itching               Pruritus
    Nosebleed             Epistaxis
    shortness of breath   Dyspnea
    low platelets         Platelet count decreased
  `),
  )('$text: $term', ({ text, term }) => {
    expect(termsLike(v50, text as string)[0]?.term).toBe(term)
  })
  it('keeps to one organ class where that is asked', () => {
    const found = termsLike(v50, 'pain', { soc: 'Eye disorders', count: 3 })
    expect(found.map(({ soc }) => soc)).toContain('Eye disorders')
    expect(new Set(found.map(({ soc }) => soc)).size).toBe(1)
  })
  it('names nothing for what is like nothing', () => {
    expect(termsLike(v50, 'qqqq')).toEqual([])
  })
  it.each(Object.values(tables))('$id: every lay word stands for terms of the table', (table) => {
    const terms = new Set(listTerms(table).map(({ term }) => term))
    expect(
      Object.values(table.words ?? {})
        .flat()
        .filter((term) => !terms.has(term)),
    ).toEqual([])
    expect(Object.keys(table.words ?? {}).length).toBeGreaterThan(50)
  })
  it.each(Object.values(tables))('$id: every synonym of a note finds its term', (table) => {
    const lost = listTerms(table).flatMap(({ term, definition }) =>
      (definition.navigation ?? [])
        .filter(({ kind }) => kind === 'synonym')
        .flatMap(({ terms = [] }) => terms)
        .filter((word) => !termsLike(table, word).some((found) => found.term === term))
        .map((word) => `${word}: ${term}`),
    )
    expect(lost).toEqual([])
  })
})

describe("a site's own coding map", () => {
  const coding = { 'ANC low (local)': 'Neutrophil count decreased' }
  it('puts its term first in a search', () => {
    expect(termsLike(v50, 'anc LOW (local)', { coding })[0]?.term).toBe('Neutrophil count decreased')
  })
  it('grades by its term and says so; without the map nothing is guessed', () => {
    const row = { value: 0.4, unit: '10^9/L' }
    expect(grade(v50, 'ANC low (local)', row, { coding })).toMatchObject({
      grade: 4,
      term: 'Neutrophil count decreased',
      flags: ['"ANC low (local)" is coded to Neutrophil count decreased by the site\'s map'],
    })
    expect(grade(v50, 'ANC low (local)', row)).toMatchObject({ ungradable: 'no such term in ctcae-5.0' })
  })
  it('that codes to no term of the table ends in no such term', () => {
    expect(grade(v50, 'x', {}, { coding: { x: 'Nothing' } })).toMatchObject({ ungradable: 'no such term in ctcae-5.0' })
  })
})
