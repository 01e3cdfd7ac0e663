import { describe, expect, it } from 'vitest'
import type { LevelTally } from '../../src/dosing/design.ts'
import { type TiteBoin, titeBoin } from '../../src/dosing/tite-boin.ts'
import { cases } from './cases.ts'

const none = { n: 0, dlt: 0, pending: 0 }

/** At the second of three levels: `treated` there, `dlt` DLTs, `pending` followed for `stft` windows in all. */
function said(
  treated: number,
  dlt: number,
  pending: number,
  stft: number,
  version: '2018' | 'approximate' = '2018',
  target = 0.2,
) {
  const followUp = Array.from({ length: pending }, () => stft / pending)
  const tally = [{ n: 3, dlt: 0, pending: 0 }, { n: treated - pending, dlt, pending, followUp }, none]
  const { action, excluded } = titeBoin({ version, target })(tally, 2)
  return excluded.includes(2) ? `${action}, excluded` : action
}

/**
 * Table 1 of PMC9260438 (Contemporary Clinical Trials Communications), target 0.2; `from` and `to` bound the total follow-up of the pending; where the table prints a
 * threshold to two decimals, half a unit to either side.
 */
describe('TITE-BOIN, every row of the published table for target 0.2', () => {
  it.each(
    cases<'treated' | 'dlt' | 'pending' | 'from' | 'to' | 'action'>(`
    treated  dlt  pending  from   to     action
    3        0    0-1      0      1      escalate
    3        0    2-3      0      3      suspend
    3        1    0-2      0      2      de-escalate
    3        2-3  0-1      0      1      de-escalate, excluded
    6        0    0-3      0      3      escalate
    6        0    4-6      0      6      suspend
    6        1    0-3      0      3      stay
    6        1    4-5      0      5      suspend
    6        2    0-4      0      4      de-escalate
    6        3-6  0-3      0      3      de-escalate, excluded
    9        0    0-4      0      4      escalate
    9        0    5-9      0      9      suspend
    9        1    0-2      0      2      escalate
    9        1    3        0.775  3      escalate
    9        1    3        0      0.765  stay
    9        1    4        2.155  4      escalate
    9        1    4        0      2.145  stay
    9        1    5-8      0      8      suspend
    9        2    0        0      0      stay
    9        2    1        0.525  1      stay
    9        2    1        0      0.515  de-escalate
    9        2    2        1.595  2      stay
    9        2    2        0      1.585  de-escalate
    9        2    3        2.665  3      stay
    9        2    3        0      2.655  de-escalate
    9        2    4        3.735  4      stay
    9        2    4        0      3.725  de-escalate
    9        2    5-7      0      7      suspend
    9        3    0-6      0      6      de-escalate
    9        4-9  0-5      0      5      de-escalate, excluded
  `),
  )('$treated treated, $dlt DLTs, $pending pending, followed $from to $to: $action', (row) => {
    for (const dlt of range(row.dlt))
      for (const pending of range(row.pending).filter((each) => each + dlt <= Number(row.treated)))
        for (const stft of [Number(row.from), Math.min(Number(row.to), pending)])
          expect([dlt, pending, stft, said(Number(row.treated), dlt, pending, stft)]).toEqual([
            dlt,
            pending,
            stft,
            row.action,
          ])
  })
})

function range(text: string): number[] {
  const [from = 0, to = from] = text.split('-').map(Number)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

describe('TITE-BOIN, beyond the table', () => {
  it('the two versions are told apart: the same counts, other rates', () => {
    const tally = [{ n: 5, dlt: 1, pending: 4, followUp: [0.5, 0.5, 0.5, 0.5] }, none]
    const rate = (version: '2018' | 'approximate') => titeBoin({ version, target: 0.2 })(tally, 1).figures?.rate
    expect(rate('2018')).toBeCloseTo((1 + (1.1 / 4.9) * 2) / 9, 14)
    expect(rate('approximate')).toBeCloseTo(1 / 7, 14)
  })

  it('suspends with more than half of the level pending, not with half', () => {
    const design = titeBoin({ version: '2018', target: 0.3 })
    const action = (n: number, pending: number) =>
      design([{ n, dlt: 0, pending, followUp: Array.from({ length: pending }, () => 0.9) }, none], 1).action
    expect([action(3, 3), action(2, 4), action(2, 2), action(1, 2)]).toEqual([
      'escalate',
      'suspend',
      'escalate',
      'suspend',
    ])
  })

  it('escalates only once the one followed least has been followed long enough', () => {
    const design = titeBoin({ version: '2018', target: 0.3, minFollowUp: 0.25 })
    const action = (...followUp: number[]) => design([{ n: 4, dlt: 0, pending: 2, followUp }, none], 1).action
    expect([action(0.24, 0.9), action(0.25, 0.9), action(0.9, 0.24)]).toEqual(['stay', 'escalate', 'stay'])
  })

  it('a follow-up nobody told counts as none: no escalation before it is told', () => {
    const design = titeBoin({ version: '2018', target: 0.3, minFollowUp: 0.25 })
    const asked = (pending: Partial<LevelTally>) => {
      const { action, level, rule } = design([{ n: 5, dlt: 0, pending: 1, ...pending }, none], 1)
      return [action, level, rule.id]
    }
    expect(asked({})).toEqual(asked({ followUp: [0] }))
    expect(asked({}).slice(0, 2)).toEqual(['stay', 1])
    expect(asked({ followUp: [0.25] }).slice(0, 2)).toEqual(['escalate', 2])
    expect(asked({ pending: 0 }).slice(0, 2)).toEqual(['escalate', 2])
  })

  it('with nobody pending both are BOIN', () => {
    for (const version of ['2018', 'approximate'] as const) expect(said(6, 1, 0, 0, version)).toBe('stay')
  })

  it('says what it would be if every pending participant had a DLT', () => {
    const tally = [{ n: 4, dlt: 1, pending: 2, followUp: [0.9, 0.9] }, none]
    expect(titeBoin({ version: '2018', target: 0.3 })(tally, 1)).toMatchObject({
      action: 'escalate',
      ifAllDlt: { action: 'stay', level: 1 },
    })
  })

  it('does not escalate while the settled share exceeds the target, unless the guard is taken off', () => {
    const tally = [{ n: 3, dlt: 1, pending: 3, followUp: [0.99, 0.99, 0.99] }, none]
    expect(titeBoin({ version: '2018', target: 0.3 })(tally, 1).action).toBe('stay')
    expect(titeBoin({ version: '2018', target: 0.3, guard: false })(tally, 1).action).toBe('escalate')
  })
})

describe('TITE-BOIN says what held it back, and lists as not met only what was not', () => {
  const low = 'the DLT rate with follow-up counted is low enough'
  const asked = (options: Partial<TiteBoin>, level: LevelTally) => {
    const { action, rule, considered } = titeBoin({ version: '2018', target: 0.3, ...options })([level, none], 1)
    return { action, says: rule.says, notMet: considered.map(({ id }) => id.replace('TITE-BOIN ', '')) }
  }
  const soFar = ['exclude', 'DLTs', 'suspend']

  it('somebody pending followed too short', () => {
    expect(asked({ minFollowUp: 0.25 }, { n: 5, dlt: 0, pending: 1, followUp: [0.2] })).toEqual({
      action: 'stay',
      says: `${low}, but the participant followed least has been followed less than 25 % of the window: stay`,
      notMet: soFar,
    })
  })
  it('the settled share above the target', () => {
    expect(asked({}, { n: 3, dlt: 1, pending: 3, followUp: [0.99, 0.99, 0.99] })).toEqual({
      action: 'stay',
      says: `${low}, but the settled DLT share exceeds the target: stay`,
      notMet: soFar,
    })
  })
  it('a rate too high that rests on who is pending', () => {
    expect(asked({}, { n: 2, dlt: 1, pending: 2, followUp: [0, 0] })).toEqual({
      action: 'stay',
      says: 'the DLT rate with follow-up counted is too high, but the DLTs seen, of all treated, are not above the target: stay',
      notMet: [...soFar, 'escalate'],
    })
  })
  it('a rate near the target', () => {
    expect(asked({}, { n: 6, dlt: 2, pending: 0 })).toEqual({
      action: 'stay',
      says: 'the DLT rate with follow-up counted is near the target: stay',
      notMet: [...soFar, 'escalate', 'de-escalate'],
    })
  })
  it('nobody treated at the level: no rate', () => {
    expect(asked({}, none).notMet).toEqual(['exclude'])
    expect(titeBoin({ version: '2018', target: 0.3 })([none], 1).figures).not.toHaveProperty('rate')
  })

  it.each([
    [0.5, 'half'],
    [0.3, '30 %'],
    [0.07, '7 %'],
  ])('suspends with more than %d pending, and says so', (maxPending, share) => {
    const { action, says } = asked({ maxPending }, { n: 2, dlt: 0, pending: 4, followUp: [0, 0, 0, 0] })
    expect([action, says]).toEqual([
      'suspend',
      `more than ${share} of the level is pending: suspend accrual until more is settled`,
    ])
  })

  it.each(['2018', 'approximate'] as const)('version %s: nothing is known where nobody was followed', (version) => {
    const design = titeBoin({ version, target: 0.3, maxPending: 1 })
    for (const followUp of [undefined, [0, 0, 0]]) {
      const now = design([{ n: 0, dlt: 0, pending: 3, ...(followUp && { followUp }) }, none], 1)
      expect(now).toMatchObject({ action: 'suspend', level: 1, rule: { id: 'TITE-BOIN unfollowed' }, awaits: [1] })
      expect(now.figures).not.toHaveProperty('rate')
      expect(now.considered.map(({ id }) => id)).toEqual(soFar.map((id) => `TITE-BOIN ${id}`))
    }
    expect(design([{ n: 0, dlt: 0, pending: 3, followUp: [0, 0, 0.1] }, none], 1).action).toBe('escalate')
  })
})
