import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { add, emptyWorld, judgesFor, machinesFor, post, replay, worldOf } from '../../src/machines/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { adverseEvent, died, each, enrolled, infused, lab, screened, withdrew } from '../../src/testing/index.ts'

const machines = machinesFor(judgesFor(nct07021534, ctcae50))
const own = each('001', screened(-10, { age: 57 }), enrolled(-5, '1'), infused('CAR-T', 0))
const ofDonor: readonly Fact[] = each(
  '001',
  screened(-9, { age: 17 }),
  lab('ALT', -9, '900', 'U/L', { uln: '40' }),
  adverseEvent('Cytokine release syndrome', 2, 4),
  infused('CAR-T', 1),
  withdrew(3),
  died(4),
).map((fact) => ({ ...fact, donor: 'father' }) as Fact)

describe('what is recorded of a donor reaches no machine of the participant', () => {
  it('in a replay', () =>
    expect(worldOf(replay(machines, [...own, ...ofDonor]))).toEqual(worldOf(replay(machines, own))))

  it('one by one, in time or late', () => {
    const state = replay(machines, own)
    for (const fact of ofDonor) expect(add(state, fact)).toEqual([])
    expect(worldOf(state)).toEqual(worldOf(replay(machines, own)))
  })

  it('in a live trial', () => {
    const world = emptyWorld(machines)
    for (const fact of ofDonor) expect(post(machines, world, fact)).toEqual([world, []])
  })

  it('while the same facts about the participant do', () => {
    const mine = ofDonor.map(({ donor: _, ...fact }) => fact as Fact)
    expect(worldOf(replay(machines, [...own, ...mine]))).not.toEqual(worldOf(replay(machines, own)))
  })
})
