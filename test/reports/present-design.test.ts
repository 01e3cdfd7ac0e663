import { describe, expect, it } from 'vitest'
import type { Tally } from '../../src/dosing/design.ts'
import { recommend } from '../../src/dosing/for-protocol.ts'
import { threePlusThree } from '../../src/dosing/index.ts'
import { emptyWorld } from '../../src/machines/router.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { reportedDecisionTable } from '../../src/reports/decision-table.ts'
import { actionInWords } from '../../src/reports/html/action.ts'
import { reportedPathways } from '../../src/reports/pathways.ts'
import { presentDesign } from '../../src/reports/present-design.ts'
import { machines } from '../support/trial.ts'

const untreated = { n: 0, dlt: 0, pending: 0 }
const main = threePlusThree({ family: 'sixAtMtd' })
const present = (tally: Tally, current: number, design = main) => ({
  design,
  labels: ['-1', '1', '2a'],
  tally,
  current,
  assumes: [],
})

describe('the decision table of the report', () => {
  const tallies: readonly Tally[] = [0, 1, 2, 3, 4, 6].flatMap((n) =>
    [0, 1, 2].flatMap((pending) =>
      [0, 1, 2].filter((dlt) => dlt <= n).map((dlt) => [{ n: 3, dlt: 0, pending: 0 }, { n, dlt, pending }, untreated]),
    ),
  )

  it('marks one cell for every state, and it is what the design says, with its rule', () => {
    for (const tally of tallies) {
      const table = reportedDecisionTable(nct07021534, present(tally, 2))
      const { action, rule } = main(tally, 2)
      expect(table.cells.filter(({ isCurrent }) => isCurrent)).toMatchObject([{ action, rule: rule.id }])
      expect(table.rules.filter(({ decided }) => decided)).toMatchObject([{ id: rule.id }])
      for (const cell of table.cells) expect(table.rules.map(({ id }) => id)).toContain(cell.rule)
    }
  })

  it('says levels by their labels', () => {
    const table = reportedDecisionTable(nct07021534, present([{ n: 3, dlt: 0, pending: 0 }, untreated, untreated], 1))
    expect(table).toMatchObject({ level: '-1' })
    expect(table.cells.find(({ isCurrent }) => isCurrent)?.level).toBe('1')
  })
})

describe('the pathways of the report', () => {
  it('settle the pending of each level first, lowest first', () => {
    const tally = [{ n: 5, dlt: 0, pending: 1 }, { n: 1, dlt: 0, pending: 2 }, untreated]
    const { from } = reportedPathways(present(tally, 2))
    expect(from.next.map(({ after }) => after)).toEqual([
      { who: 'pending', level: '-1', of: 1, dlts: 0 },
      { who: 'pending', level: '-1', of: 1, dlts: 1 },
    ])
    expect(from.next[0]?.next.map(({ after }) => after)).toEqual(
      [0, 1, 2].map((dlts) => ({ who: 'pending', level: '1', of: 2, dlts })),
    )
    expect(from.next[0]?.next[0]?.next[0]?.after?.who).toBe('cohort')
  })

  it('tell a level that needs nobody by what follows it, once those pending have settled', () => {
    const cleared = { n: 3, dlt: 0, pending: 0 }
    expect(reportedPathways(present([cleared, cleared, untreated], 1)).from).toMatchObject({ level: '2a', more: 3 })
    const { from } = reportedPathways(present([{ n: 5, dlt: 0, pending: 1 }, cleared, untreated], 1))
    expect(from.next).toMatchObject([
      { after: { who: 'pending', level: '-1', of: 1, dlts: 0 }, action: 'escalate', level: '2a', more: 3 },
      { after: { who: 'pending', level: '-1', of: 1, dlts: 1 }, action: 'escalate', level: '2a', more: 3 },
    ])
    expect(actionInWords({ action: 'escalate', level: '1', more: 0 })).toBe('escalate to 1, nobody there')
  })
})

describe('the design as it stands', () => {
  const { hall } = emptyWorld(machines)
  const lost = { dosed: 1, settled: 0, dlt: 0, pending: 0, notEvaluable: 2, triggers: 0, triggerOpen: 0 }
  const withCounts = (counts: object, tally: Tally) => {
    const context = { ...hall.trial.context, counts, basis: { ...hall.trial.context.basis, tally } }
    return presentDesign(nct07021534, { ...hall, trial: { ...hall.trial, context } } as unknown as typeof hall)
  }

  it('recommends what the trial’s own machine does before anything has happened', () => {
    const { design, tally, current } = presentDesign(nct07021534, hall)
    expect(design(tally, current)).toEqual(hall.trial.context.basis.recommendation)
  })

  it('uses up the cap with those who are lost, as the recommendation does', () => {
    const tally = [{ n: 6, dlt: 0, pending: 0 }, { n: 6, dlt: 1, pending: 0 }, { n: 3, dlt: 0, pending: 0 }, untreated]
    const stands = withCounts({ '1': lost }, tally)
    const standings = tally.map(({ n, dlt }, i) => ({ ...lost, settled: n, dlt, notEvaluable: i === 0 ? 2 : 0 }))
    const { recommendation } = recommend(nct07021534, main, standings, 3)
    expect(stands.design(tally, 3)).toMatchObject({ action: recommendation.action, more: recommendation.more })
    expect(stands.assumes).toContain('2 participants not evaluable use up the cap of 18')
  })

  it('does not forget a trigger when the table and the pathways ask about other counts', () => {
    const seen = [{ n: 1, dlt: 0, pending: 0, triggers: 1 }, untreated, untreated, untreated]
    const stands = withCounts({}, seen)
    const { cells } = reportedDecisionTable(nct07021534, stands)
    expect(cells.find(({ n, dlt }) => n === 1 && dlt === 0)).toMatchObject({
      rule: 'titration trigger',
      isCurrent: true,
    })
    expect(cells.find(({ n, dlt }) => n === 2 && dlt === 0)?.rule).toBe('titration trigger')
    const { from } = reportedPathways(stands)
    expect(from).toMatchObject({ action: 'switch', more: 2, rule: 'titration trigger' })
    expect(from.next[0]).toMatchObject({ action: 'escalate', level: '2', rule: '3+3 0 of 3' })
    expect(stands.assumes).toContain('1 participant with the titration trigger and no DLT, counted as such throughout')
    expect(stands.assumes.join()).not.toContain('is met from here on')
  })
})

describe('the cap of the design as it stands, by whom the maximum counts', () => {
  const { hall } = emptyWorld(machines)
  const atLevel = { dosed: 5, settled: 3, dlt: 0, pending: 1, notEvaluable: 2, triggers: 0, triggerOpen: 0 }
  const full = (counts: 'assigned' | 'dosed' | 'evaluable' | undefined) => {
    const maximum = { ...nct07021534.maximum, participants: 5, ...(counts ? { counts } : {}) }
    const context = { ...hall.trial.context, counts: { '1': atLevel } }
    const world = { ...hall, trial: { ...hall.trial, context } } as unknown as typeof hall
    const { design, assumes } = presentDesign({ ...nct07021534, maximum }, world)
    const [lost] = assumes.filter((one) => one.includes('not evaluable')).map((one) => one.slice(0, 13))
    return [design([{ n: 3, dlt: 0, pending: 0 }, untreated, untreated, untreated], 1).action, lost] as const
  }

  it.each([
    [undefined, 'stop', '2 participants'.slice(0, 13)],
    ['assigned', 'stop', '2 participants'.slice(0, 13)],
    ['dosed', 'escalate', '1 participant'],
    ['evaluable', 'escalate', undefined],
  ] as const)('%s: 3 of 5 evaluable and 2 lost, of whom 1 was dosed → %s', (counts, action, lost) =>
    expect(full(counts)).toEqual([action, lost]),
  )
})
