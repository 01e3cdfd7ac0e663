import { describe, expect, it } from 'vitest'
import { domains } from '../../../src/adapters/sdtm/domains.ts'
import { readSdtm, sdtmColumns } from '../../../src/adapters/sdtm/index.ts'
import { Decision } from '../../../src/core/decision.schema.ts'
import { Fact } from '../../../src/core/fact.schema.ts'
import type { Issue } from '../../../src/core/issue.ts'
import type { SourceRecord } from '../../../src/core/record.ts'
import { fixtures } from './fixtures.ts'
import { csv } from './read.ts'

type Grid = readonly (readonly string[])[]

const gridOf = (domain: string): Grid =>
  csv(fixtures[domain] as string)
    .split('\n')
    .map((row) => row.split(','))
const textOf = (grid: Grid): string => grid.map((row) => row.join(',')).join('\n')

/** The whole export, one of its files replaced. */
function read(domain: string, grid: Grid) {
  const files = Object.fromEntries(Object.keys(fixtures).map((name) => [`${name}.csv`, csv(fixtures[name] as string)]))
  return readSdtm({ ...files, [`${domain}.csv`]: textOf(grid) }, { cutOff: '2026-06-30' })
}

const withoutRow = ({ where: { row, ...where }, ...issue }: Issue) => ({ ...issue, where })

describe.each(domains.map(({ domain }) => domain))('%s', (domain) => {
  const grid = gridOf(domain)
  const [header = [], ...rows] = grid
  const whole = read(domain, grid)
  const own = whole.records.filter(({ key }) => key.startsWith(`${domain}|`))

  const stating = (records: readonly SourceRecord[]): number =>
    records.filter(({ key, states }) => key.startsWith(`${domain}|`) && states.length > 0).length

  it('gives one record a row, and nothing to remark', () => {
    expect(own).toHaveLength(rows.length)
    expect(whole.issues).toEqual([])
  })

  it('states facts and decisions as the core knows them', () => {
    for (const state of own.flatMap(({ states }) => states)) {
      const schema = Fact.safeParse(state).success ? Fact : Decision
      expect(schema.parse(state)).toEqual(state)
    }
  })

  it('does not depend on the order of rows or columns', () => {
    const shuffled = read(
      domain,
      [header, ...[...rows].reverse()].map((row) => [...row].reverse()),
    )
    expect(shuffled.records).toEqual(whole.records)
    expect(shuffled.issues.map(withoutRow)).toEqual(whole.issues.map(withoutRow))
  })

  it('accounts for every row whatever cell is blank: it states something, or an issue names its file', () => {
    for (const [y] of rows.entries()) {
      for (const [x] of header.entries()) {
        const blanked = read(
          domain,
          grid.map((row, line) => (line === y + 1 ? row.with(x, '') : row)),
        )
        const named = blanked.issues.some(({ where }) => where.file === `${domain}.csv`)
        expect(stating(blanked.records) >= stating(own) || named, `row ${y + 2}, ${header[x]}`).toBe(true)
      }
    }
  })

  it('never drops a row over a cell that makes no sense', () => {
    for (const [x] of header.entries()) {
      const { records, issues } = read(
        domain,
        grid.map((row, line) => (line === 1 ? row.with(x, 'zz?') : row)),
      )
      const present = records.filter(({ key }) => key.startsWith(`${domain}|`))
      const named = issues.some(({ where }) => where.file === `${domain}.csv`)
      expect(present.length === rows.length || named, header[x]).toBe(true)
    }
  })

  it('is not read at all without a column it must have, and says which', () => {
    const required = sdtmColumns.filter((column) => column.domain === domain && column.required)
    expect(required.length).toBeGreaterThan(0)
    for (const { column, or } of required) {
      const lacking = grid.map((row) => row.filter((_, x) => header[x] !== column && header[x] !== or))
      const { records, issues } = read(domain, lacking)
      expect(records.filter(({ key }) => key.startsWith(`${domain}|`))).toEqual([])
      expect(issues).toContainEqual(
        expect.objectContaining({
          severity: 'error',
          code: 'missingField',
          where: { file: `${domain}.csv`, field: column },
        }),
      )
    }
  })

  it('is not read at all where the file is no CSV', () => {
    const { records, issues } = read(domain, [...grid, ['"never closed']])
    expect(records.filter(({ key }) => key.startsWith(`${domain}|`))).toEqual([])
    expect(issues).toContainEqual(expect.objectContaining({ severity: 'error', code: 'unreadable' }))
  })

  it('reads the same row twice once, and says so', () => {
    const { records, issues } = read(domain, [...grid, rows[0] as string[]])
    expect(records).toEqual(whole.records)
    expect(issues.map(({ code }) => code)).toContain('duplicate')
  })
})

it('every domain has a fixture, and every column of the fixtures is one that is read', () => {
  expect(Object.keys(fixtures).sort()).toEqual(domains.map(({ domain }) => domain).sort())
  for (const domain of Object.keys(fixtures)) {
    const known = sdtmColumns.filter((column) => column.domain === domain).map(({ column }) => column)
    expect(known).toEqual(expect.arrayContaining([...(gridOf(domain)[0] ?? [])]))
  }
})
