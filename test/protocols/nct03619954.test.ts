import { describe, expect, it } from 'vitest'
import '../../src/testing/vitest.ts'
import { Protocol } from '../../src/core/protocol.schema.ts'
import { nct03619954 as protocol } from '../../src/protocols/index.ts'
import { adverseEvent, each, given, lab, withdrew } from '../../src/testing/index.ts'
import { singleArm } from '../support/single-arm.ts'

const { machines, clean, infusedOn, toxic, deadOn, related, unrelated } = singleArm(protocol)

describe('NCT03619954 · the protocol as data', () => {
  it('is of the schema', () => expect(Protocol.parse(protocol)).toEqual(protocol))

  it('its primary endpoints are the registry’s: expansion of NK cells and objective response by irRECIST', () =>
    expect(
      protocol.endpoints?.definitions
        .filter(({ role }) => role === 'primary')
        .map(({ id, assumed = false }) => [id, assumed]),
    ).toEqual([
      ['nk-expansion', true],
      ['objective-response', true],
    ]))

  it('safety is explored without a rule in the registry: every rule here is marked as assumed', () =>
    expect(
      [...protocol.dltRules, ...(protocol.stopping ?? []), protocol.design, protocol.window].every(
        (one) => one.assumed,
      ),
    ).toBe(true))
})

describe('NCT03619954 · registry: a single group of 50, NK cells', () => {
  it('participants may follow one another at once (assumed): the next is not held back', () =>
    expect(given(machines, each('001', infusedOn(0)), each('002', infusedOn(0))).onReview(1)).toMatchObject({
      action: 'stay',
      phase: 'singleArm',
      issues: [],
    }))

  it('fifty treated: stop, cap reached', () => {
    const fifty = Array.from({ length: 50 }, (_, i) => each(String(i + 1).padStart(3, '0'), ...clean(i)))
    expect(given(machines, ...fifty.slice(1)).onReview(90)).toMatchObject({ action: 'stay' })
    expect(given(machines, ...fifty).onReview(90)).toMatchObject({
      action: 'stop',
      because: expect.stringContaining('cap reached'),
    })
  })

  it('who withdraws inside the window is not evaluable and not replaced', () =>
    expect(given(machines, each('001', infusedOn(0), withdrew(5))).onReview(6).emitted).toContainEqual(
      expect.objectContaining({ type: 'participantNotEvaluable', replaced: false }),
    ))
})

describe('NCT03619954 · assumed 5: toxicity that limits', () => {
  const standing = (...happenings: Parameters<typeof each>[1][]) =>
    given(machines, each('001', infusedOn(0), ...happenings)).onReview(5)

  it('grade 4, at least possibly related: met', () =>
    expect(standing(adverseEvent('Dyspnea', 2, 4, related as never))).toHaveDlt('001', 'DLT-1'))
  it('grade 4, unrelated: not met', () =>
    expect(standing(adverseEvent('Dyspnea', 2, 4, unrelated as never))).not.toHaveDlt('001', 'DLT-1'))
  it('grade 4, and nobody judged the relation: pending, never "unrelated"', () =>
    expect(standing(adverseEvent('Dyspnea', 2, 4))).toBePending('001', { rule: 'DLT-1' }))
  it('a grade 4 that only the laboratory saw waits for its attribution', () =>
    expect(standing(lab('platelets', 2, '20', '10^9/L', { lln: '150' }))).toBePending('001', { rule: 'DLT-1' }))
})

describe('NCT03619954 · assumed stopping', () => {
  it('three of three with a limiting toxicity: the rate is above 30 % with more than 90 % probability', () =>
    expect(
      given(machines, each('001', ...toxic(0)), each('002', ...toxic(1)), each('003', ...toxic(2))).onReview(9),
    ).toMatchObject({ action: 'suspend' }))

  it('a related death suspends; one nobody attributed holds; an unrelated one does neither', () => {
    const afterDeath = (known: object) => given(machines, each('001', infusedOn(0), ...deadOn(9, known))).onReview(10)
    expect(afterDeath(related).phase).toBe('suspended')
    expect(afterDeath({})).toMatchObject({ phase: 'singleArm', held: { 'STOP-1': null } })
    expect(afterDeath(unrelated)).toMatchObject({ phase: 'singleArm', held: {} })
  })
})
