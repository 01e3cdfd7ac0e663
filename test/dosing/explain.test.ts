import { expect, it } from 'vitest'
import { because, explain } from '../../src/dosing/explain.ts'
import { threePlusThree } from '../../src/dosing/three-plus-three.ts'
import { whatWouldChange } from '../../src/dosing/what-would-change.ts'
import { outcomes } from './cases.ts'

const design = threePlusThree({ family: 'korn' })

it('reads as a committee reads it', () => {
  const { tally, current } = outcomes('1NNN 2NTP', 3)
  const changes = whatWouldChange(design, tally, current)
  expect(explain(design(tally, current), undefined, changes)).toMatchInlineSnapshot(`
    [
      "Wait at level 2 for those pending there.",
      "Level 2: 1 of 2 settled with DLT, 1 participant pending.",
      "Rule: three treated, not all settled, fewer than two DLTs: wait (3+3 three open; follows from counting no pending participant as safe).",
      "Considered, not met: two or more DLTs: the level exceeds the MTD; fill the level below (3+3 too toxic; Korn et al. (1994), doi:10.1002/sim.4780131802).",
      "Considered, not met: fewer than three treated: treat up to three (3+3 first three; Storer (1989), doi:10.2307/2531693).",
      "Considered, not met: no DLT in three: escalate (3+3 0 of 3; Storer (1989), doi:10.2307/2531693).",
      "Considered, not met: one DLT in three: treat three more (3+3 1 of 3; Storer (1989), doi:10.2307/2531693).",
      "If one pending participant at level 2 has a DLT: de-escalate, level 1.",
      "If one pending participant at level 2 has no DLT: stay, level 2.",
    ]
  `)
})

it('uses the labels of the protocol', () => {
  const { tally } = outcomes('1NNN 2TT', 3)
  expect(explain(design(tally, 2), ['-1', '1', '2a'])).toMatchInlineSnapshot(`
    [
      "De-escalate to level -1: treat 3 more there.",
      "Level 1: 2 of 2 settled with DLT, nobody pending.",
      "Rule: two or more DLTs: the level exceeds the MTD; fill the level below (3+3 too toxic; Korn et al. (1994), doi:10.1002/sim.4780131802).",
      "Excluded: level 1, 2a.",
    ]
  `)
  expect(because(design(tally, 2), ['-1', '1', '2a'])).toBe(
    'two or more DLTs: the level exceeds the MTD; fill the level below: 2 of 2 with DLT at level 1',
  )
})

it('with nobody pending, says what the next participant would change', () => {
  const { tally, current } = outcomes('1NNT 1NN', 3)
  expect(whatWouldChange(design, tally, current)).toEqual([
    { if: 'the next participant at level 1 has a DLT', action: 'stop', level: null },
    { if: 'the next participant at level 1 has no DLT', action: 'escalate', level: 2 },
  ])
})
