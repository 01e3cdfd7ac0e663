import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import { endpointRows, endpointsOf, survivalRows } from '../../src/endpoints/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'

const definitions = nct07021534.endpoints!
const result = (...facts: Fact[]) => endpointsOf(definitions, facts, '2026-06-15', nct07021534.siteOffset)
const enrolled: Fact = { type: 'enrolled', participant: '001', at: '2026-03-01', level: '1' }
const dosed: Fact = {
  type: 'dosed',
  participant: '001',
  at: '2026-03-10',
  agent: 'CAR-T',
  amount: '1',
  unit: 'cells/kg',
}

describe('endpoints as rows for a statistician', () => {
  it('has a row of every endpoint for every participant, and none for anybody else', () => {
    const found = result(enrolled, { ...enrolled, participant: '002' }, dosed)
    for (const { id } of found.endpoints)
      expect(
        new Set(
          endpointRows(found)
            .filter(({ endpoint }) => endpoint === id)
            .map(({ participant }) => participant),
        ),
      ).toEqual(new Set(['001', '002']))
  })
  it('an answer that is not known says so, with what is wanted, and leaves no cell that reads as a no', () => {
    const open = endpointRows(result(enrolled)).filter(({ is }) => is === 'open')
    expect(open.length).toBeGreaterThan(0)
    expect(open.filter(({ note }) => note === '')).toEqual([])
  })
  it('nobody without a start is given a time', () => {
    const unplaced = survivalRows(result({ ...dosed, at: '2026-03-10' })).filter(({ note }) =>
      note.startsWith('not counted'),
    )
    for (const row of unplaced) expect(row).toMatchObject({ status: 'open', leastDays: '', mostDays: '', from: '' })
  })
  it('a death of which only the month is known is an event in a range of days', () => {
    const died: Fact = { type: 'died', participant: '001', at: '2026-05' }
    expect(survivalRows(result(enrolled, died)).find(({ endpoint }) => endpoint === 'overall-survival')).toMatchObject({
      from: '2026-03-01',
      leastDays: '61',
      mostDays: '91',
      status: 'event',
    })
  })
})
