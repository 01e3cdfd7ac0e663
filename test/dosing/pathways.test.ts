import { describe, expect, it } from 'vitest'
import { decisionTable } from '../../src/dosing/decision-table.ts'
import type { Tally } from '../../src/dosing/design.ts'
import { pathways } from '../../src/dosing/pathways.ts'
import { rapidTitration } from '../../src/dosing/rapid-titration.ts'
import { threePlusThree } from '../../src/dosing/three-plus-three.ts'
import { outcomes } from './cases.ts'

const untreated = { n: 0, dlt: 0, pending: 0 }
const triggered: Tally = [{ n: 1, dlt: 0, pending: 0, triggers: 1 }, untreated, untreated]

describe('a titration trigger once seen stays seen', () => {
  const titrated = rapidTitration()

  it('in the table: the level is filled to three, whatever else is counted', () => {
    const { cells } = decisionTable(titrated, { tally: triggered, current: 1, least: 0, most: 3, pending: 1 })
    const said = (n: number, dlt: number, pending: number) => {
      const cell = cells.find((each) => each.n === n && each.dlt === dlt && each.pending === pending)
      return `${cell?.action} by ${cell?.rule}`
    }
    expect(said(1, 0, 0)).toBe('switch by titration trigger')
    expect(said(2, 0, 0)).toBe('stay by titration trigger')
    expect(said(3, 0, 0)).toBe('escalate by 3+3 0 of 3')
    expect(said(0, 0, 0)).toBe('stay by titration first')
    expect(said(0, 0, 1)).toBe('switch by titration trigger')
  })

  it('in the pathways: the trial does not go back to single participants', () => {
    const path = pathways(titrated, triggered, 1, 2)
    expect(path).toMatchObject({ action: 'switch', more: 2, rule: { id: 'titration trigger' } })
    const [clean] = path.next
    expect(clean).toMatchObject({ after: '1NN', action: 'escalate', level: 2, more: 3 })
    expect(clean?.tally[0]).toMatchObject({ n: 3, dlt: 0, triggers: 1 })
    expect(clean?.next[0]).toMatchObject({ after: '2NNN', rule: { id: '3+3 0 of 3' } })
  })

  it('in the pathways of a titration of several levels: a second trigger elsewhere is not needed twice', () => {
    const main = rapidTitration({ cap: 3 })
    const { next } = pathways(main, triggered, 1, 2)
    expect(next[0]).toMatchObject({ action: 'escalate', level: 2, more: 3 })
  })
})

describe('a decision table', () => {
  const { tally, current } = outcomes('1NNN', 3)
  const design = threePlusThree({ family: 'korn' })

  it('begins with one settled unless told, and lists the rules that decide its cells once each', () => {
    const { cells, rules } = decisionTable(design, { tally, current, most: 3 })
    expect(cells[0]).toMatchObject({ n: 1, dlt: 0 })
    expect(new Set(cells.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ id }) => id)))
    expect(rules.map(({ id }) => id)).toEqual(['3+3 first three', '3+3 none tolerated', '3+3 0 of 3', '3+3 1 of 3'])
  })
  it('can begin with nobody settled', () => {
    const { cells } = decisionTable(design, { tally, current: 2, least: 0, most: 1, pending: 1 })
    expect(cells.slice(0, 2)).toMatchObject([
      { n: 0, dlt: 0, pending: 0, action: 'stay', isCurrent: true },
      { n: 0, dlt: 0, pending: 1, action: 'stay', isCurrent: false },
    ])
  })
})
