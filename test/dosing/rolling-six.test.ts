import { describe, expect, it } from 'vitest'
import { rollingSix } from '../../src/dosing/rolling-six.ts'
import { cases, outcomes, said } from './cases.ts'

const none = { n: 0, dlt: 0, pending: 0 }
const cleared = { n: 3, dlt: 0, pending: 0 }

/**
 * The "Rolling 6" column of Table 2 in doi:10.1001/jamanetworkopen.2020.4787: enrolled, evaluable and DLTs at the level. Rows of the
 * table with more than six enrolled belong to another design.
 */
const grid = cases<'enrolled' | 'evaluable' | 'dlt' | 'decision'>(`
  enrolled  evaluable  dlt  decision
  0-5       0          0    stay
  6         0          0    suspend
  1-5       1          0    stay
  6         1          0    suspend
  2-5       2          0    stay
  6         2          0    suspend
  3         3          0    escalate
  4-5       3          0    stay
  6         3          0    suspend
  4         4          0    escalate
  5         4          0    stay
  6         4          0    suspend
  5         5          0    escalate
  6         5          0    escalate
  6         6          0    escalate
  1-5       1-5        1    stay
  6         1-5        1    suspend
  6         6          1    escalate
  2-6       2-6        2-6  de-escalate
`)

const range = (text: string): [number, number] => {
  const [from = 0, to = from] = text.split('-').map(Number)
  return [from, to]
}
const within = (x: number, text: string) => range(text)[0] <= x && x <= range(text)[1]

describe('rolling six (Skolnik et al. 2008)', () => {
  const states = [0, 1, 2, 3, 4, 5, 6].flatMap((enrolled) =>
    Array.from({ length: enrolled + 1 }, (_, settled) => settled).flatMap((settled) =>
      Array.from({ length: settled + 1 }, (_, dlt) => ({ enrolled, settled, dlt })),
    ),
  )

  it('has 83 states with somebody enrolled', () => {
    expect(states.filter(({ enrolled }) => enrolled > 0)).toHaveLength(83)
  })

  it.each(states)(
    '$enrolled enrolled, $settled settled, $dlt DLTs as in the published grid',
    ({ enrolled, settled, dlt }) => {
      const rows = grid.filter(
        (row) => within(enrolled, row.enrolled) && within(settled, row.evaluable) && within(dlt, row.dlt),
      )
      expect(new Set(rows.map(({ decision }) => decision)).size).toBe(1)
      const tally = [cleared, { n: settled, dlt, pending: enrolled - settled }, none]
      expect(rollingSix()(tally, 2).action).toBe(rows[0]?.decision)
    },
  )

  it.each(
    cases<'outcomes' | 'recommendation'>(`
    outcomes               recommendation
    1NNN 2TT               de-escalate 1 +1
    1NNNNNN 2TT            declare-mtd 1
    1NNNNNP 2TT            suspend 1
    1NNN 2TTP 1NN          stay 1 +1
    1TT                    stop none
    1NNN 2NNN 3NNN         stay 3 +1
    1NNN 2NNN 3NNNNNN      stop 3
    1NNN 2NNN 3NNNNNP      suspend 3
    1NNNNNP 2NNN           escalate 3 +1
  `),
  )('at the edges, after $outcomes: $recommendation', ({ outcomes: text, recommendation }) => {
    expect(said(rollingSix(), text, 3)).toBe(recommendation)
  })

  it.each(
    cases<'outcomes' | 'recommendation'>(`
    outcomes                     recommendation
    2N 1NNN                      escalate 2 +1
    2NTNNN 1NNN                  escalate 2 +1
    2PPP 1NNN                    wait 1
    2NTNNNP 1NNN                 suspend 2
    2NNN 1NNN                    escalate 2 +0
    2NTNNNN 1NNN                 escalate 2 +0
    2NTNNNN 3TT 1NNN             declare-mtd 2
    2NNN 3TT 1NNN                escalate 2 +1
    3NTNNNN 2NNN                 stop 3
  `),
  )(
    'up to a level where people were treated already, after $outcomes: $recommendation',
    ({ outcomes: text, recommendation }) => {
      expect(said(rollingSix(), text, 3)).toBe(recommendation)
    },
  )

  it.each(
    cases<'outcomes' | 'rule' | 'saw' | 'notMet'>(`
    outcomes           rule                    saw         notMet
    1NNNPPP 2TTN       rolling six suspend     0/3+3 at 1  rolling six cleared, rolling six 0 of 6, rolling six 1 of 6
    1NNNNNN 2TTN       rolling six MTD         0/6+0 at 1  rolling six cleared
    1TNNNNN 2TTN       rolling six MTD         1/6+0 at 1  rolling six cleared, rolling six 0 of 6
    1NNN 2TTN          rolling six too toxic   2/3+0 at 2  -
    1NNN 2NNNNNN 3NNN  rolling six six at MTD  0/3+0 at 3  rolling six too toxic
  `),
  )(
    'the counts named are those of the level the rule judged, after $outcomes: $rule, $saw, and not met: $notMet',
    ({ outcomes: text, ...row }) => {
      const { tally, current } = outcomes(text, 3)
      const { rule: fired, saw, considered } = rollingSix()(tally, current)
      expect([fired.id, `${saw.dlt}/${saw.n}+${saw.pending} at ${saw.level}`]).toEqual([row.rule, row.saw])
      expect(considered.map(({ id }) => id).join(', ') || '-').toBe(row.notMet)
    },
  )

  it('strict: six without DLT wait for the sixth', () => {
    expect(said(rollingSix({ strict: true }), '1NNNNNP', 3)).toBe('suspend 1')
  })
})
