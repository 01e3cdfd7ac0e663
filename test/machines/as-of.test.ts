import { describe, expect, it } from 'vitest'
import { asOf } from '../../src/machines/as-of.ts'
import type { Posted } from '../../src/machines/router.ts'
import { adverseEvent, each, ended, followedUp, peaked, regraded } from '../../src/testing/index.ts'

const types = (posted: readonly Posted[]) => posted.map(({ type }) => type)

describe('as of a day: what had happened by its end', () => {
  it('the day itself is in, the next is not', () =>
    expect(asOf(each('001', followedUp('2026-03-10'), followedUp('2026-03-11')), '2026-03-10')).toHaveLength(1))

  it('a moment leaves out what came later that day', () =>
    expect(
      asOf(each('001', followedUp('2026-03-10T08:00'), followedUp('2026-03-10T08:01')), '2026-03-10T08:00'),
    ).toHaveLength(1))

  it('no end, outcome or maximum grade that was reached only later', () =>
    expect(
      types(
        asOf(
          each(
            '001',
            adverseEvent('Nausea', '2026-03-09'),
            peaked('Nausea', '2026-03-12', 3),
            ended('Nausea', '2026-03-12'),
          ),
          '2026-03-10',
        ),
      ),
    ).toEqual(['adverseEventReported']))

  it('what may have happened by then stays in; what may have ended by then has not', () =>
    expect(
      types(
        asOf(
          each('001', adverseEvent('Nausea', '2026-03'), regraded('Nausea', '2026-03', 3), ended('Nausea', '2026-03')),
          '2026-03-10',
        ),
      ),
    ).toEqual(['adverseEventReported', 'adverseEventRegraded']))

  it('an intervention still going on has no end yet', () => {
    const oxygen: Posted = {
      type: 'intervention',
      participant: '001',
      at: '2026-03-09',
      until: '2026-03-12',
      kind: 'oxygen',
    }
    expect(asOf([oxygen], '2026-03-10')).toEqual([
      { type: 'intervention', participant: '001', at: '2026-03-09', kind: 'oxygen' },
    ])
    expect(asOf([oxygen], '2026-03-12')).toEqual([oxygen])
  })

  it('an intervention whose end nobody told is as it was', () => {
    const begun: Posted = { type: 'intervention', participant: '001', at: '2026-03-09', kind: 'oxygen' }
    expect(asOf([begun], '2026-03-10')).toEqual([begun])
  })
})
