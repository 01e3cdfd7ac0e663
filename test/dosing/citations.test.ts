import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { confirmedIn } from '../../src/dosing/citations.ts'
import { designList, listedText } from '../../src/dosing/design-list.schema.ts'

const folder = new URL('../../src/dosing/', import.meta.url)
const sources = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

const ids = (text: string) => text.match(/\b10\.\d{4,}\/[\w.()/-]*\w|\bNCT\d{8}\b/g) ?? []
const unmarked = (text: string) =>
  ids(text.replace(/doi:\S+[\s*]+\(DOI[\s*]+not[\s*]+confirmed\)/g, '')).filter((id) => !(id in confirmedIn))

describe('citations', () => {
  it.each(designList())('$name says whether its citation is confirmed, and the list says where it is not', (each) => {
    const { citation, confirmed } = each
    expect(typeof confirmed).toBe('boolean')
    expect(confirmed).toBe(ids(citation).length > 0 && ids(citation).every((id) => id in confirmedIn))
    expect(listedText(each).includes('[not confirmed]')).toBe(!confirmed)
  })

  it.each(sources)('$name cites no DOI that is neither confirmed nor marked', ({ text }) => {
    expect(unmarked(text)).toEqual([])
  })

  it('every confirmed DOI is cited', () => {
    const cited = new Set(sources.filter(({ name }) => name !== 'citations.ts').flatMap(({ text }) => ids(text)))
    expect(Object.keys(confirmedIn).filter((id) => !cited.has(id))).toEqual([])
  })

  it('a DOI outside the list is found unless it is marked', () => {
    expect(unmarked('Doe (1999), doi:10.1234/x.5; more')).toEqual(['10.1234/x.5'])
    expect(unmarked('Doe (1999), doi:10.1234/x.5\n * (DOI not confirmed)')).toEqual([])
  })
})
