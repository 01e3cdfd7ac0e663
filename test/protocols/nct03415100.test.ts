import { describe, expect, it } from 'vitest'
import '../../src/testing/vitest.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { Protocol } from '../../src/core/protocol.schema.ts'
import { endpointsOf } from '../../src/endpoints/index.ts'
import { nct03415100 as protocol } from '../../src/protocols/index.ts'
import { adverseEvent, cases, dateOf, each, given, lab, regraded, screened } from '../../src/testing/index.ts'
import { singleArm } from '../support/single-arm.ts'

const { machines, clean, infusedOn, toxic, deadOn, related, unrelated } = singleArm(protocol)

describe('NCT03415100 · the protocol as data', () => {
  it('is of the schema', () => expect(Protocol.parse(protocol)).toEqual(protocol))

  it('states no dose, and marks as assumed everything the registry leaves open', () => {
    expect(protocol.levels).toEqual([{ label: '1', unit: 'cells' }])
    expect(
      [protocol.design, protocol.window, protocol.stagger, protocol.evaluability].map((one) => one.assumed),
    ).toEqual([true, true, true, true])
  })
})

describe('NCT03415100 · registry: single arm, 30 participants, no escalation', () => {
  it('after the first participant: go on at the one dose', () =>
    expect(given(machines, each('001', ...clean(0))).onReview(30)).toMatchObject({
      phase: 'singleArm',
      action: 'stay',
    }))

  it('the second participant is not infused before day 14 of the first (assumed)', () =>
    expect(given(machines, each('001', infusedOn(0))).onReview(3).recommendation.until).toBe('2026-03-15'))

  it('an infusion whose dose is not stated counts: no share of a plan is asked', () =>
    expect(given(machines, each('001', ...clean(0))).onReview(30)).toBeEvaluable('001'))

  it('inside the 28 days a participant is pending', () =>
    expect(given(machines, each('001', infusedOn(0))).onReview(27)).toBePending('001', { until: '2026-03-29' }))

  it('thirty treated: stop, cap reached', () => {
    const thirty = Array.from({ length: 30 }, (_, i) => each(String(i + 1).padStart(3, '0'), ...clean(i + 20)))
    expect(given(machines, ...thirty.slice(1)).onReview(90)).toMatchObject({ action: 'stay' })
    expect(given(machines, ...thirty).onReview(90)).toMatchObject({
      action: 'stop',
      because: expect.stringContaining('cap reached'),
    })
  })
})

describe('NCT03415100 · assumed 5: toxicity that limits', () => {
  it.each(
    cases(`
      grade  attribution  is
      4      possible     met
      4      unlikely     not_met
      2      definite     not_met
    `),
  )('grade $grade, $attribution: $is', ({ grade, attribution, is }) =>
    expect(
      given(
        machines,
        each(
          '001',
          infusedOn(0),
          adverseEvent('Nausea', 2, Number(grade), { attribution: { 'CAR-NK': attribution } } as never),
        ),
      ).onReview(4).rules['001'],
    ).toMatchObject({ 'DLT-1': is!.replace('_', ' ') }),
  )

  it.each([
    [9, 'not met'],
    [11, 'met'],
  ] as const)('grade 3 from day 2, grade 2 on day %i: %s', (day, is) =>
    expect(
      given(
        machines,
        each(
          '001',
          infusedOn(0),
          adverseEvent('Nausea', '2 08:00', 3, related as never),
          regraded('Nausea', `${day} 08:00`, 2),
        ),
      ).onReview(20).rules['001'],
    ).toMatchObject({ 'DLT-1': is }),
  )
})

describe('NCT03415100 · assumed stopping: more than 30 % with more than 90 % posterior probability', () => {
  const among = (toxicities: number, participants: number) =>
    given(
      machines,
      ...Array.from({ length: participants }, (_, i) =>
        each(String(i + 1).padStart(3, '0'), ...(i < toxicities ? toxic(i * 14) : clean(i * 14))),
      ),
    ).onReview(participants * 14 + 30)

  it.each([
    [2, 3, 'suspend'],
    [1, 3, 'stay'],
    [2, 4, 'stay'],
    [3, 5, 'suspend'],
    [3, 6, 'stay'],
    [4, 8, 'suspend'],
    [4, 9, 'stay'],
    [4, 7, 'suspend'],
  ])('%i of %i: %s', (toxicities, participants, action) =>
    expect(among(toxicities, participants)).toMatchObject({ action }),
  )

  it('a related death suspends; one nobody attributed holds; an unrelated one does neither', () => {
    const afterDeath = (known: object) => given(machines, each('001', infusedOn(0), ...deadOn(9, known))).onReview(10)
    expect(afterDeath(related).phase).toBe('suspended')
    expect(afterDeath({})).toMatchObject({ phase: 'singleArm', held: { 'STOP-1': null } })
    expect(afterDeath(unrelated)).toMatchObject({ phase: 'singleArm', held: {} })
  })
})

describe('NCT03415100 · a donor is a person who is no participant', () => {
  it('a donor’s result is never graded as the participant’s', () => {
    const ofDonor = (participant: string) =>
      lab('ALT', 3, '900', 'U/L', { uln: '40' })(participant).map((fact) => ({ ...fact, donor: 'parent' }) as Fact)
    const own = lab('ALT', 3, '900', 'U/L', { uln: '40' })
    const graded = (...happenings: Parameters<typeof each>[1][]) =>
      given(machines, each('001', screened(-9, { age: 40 }), infusedOn(0), ...happenings))
        .onReview(4)
        .emitted.filter(({ type }) => type === 'graded').length
    expect([graded(ofDonor), graded(own)]).toEqual([0, 1])
  })
})

describe('NCT03415100 · registry: feasibility', () => {
  it('one of two enrolled was infused', () => {
    const facts = [
      { type: 'enrolled', participant: '001', at: dateOf(-5) },
      { type: 'enrolled', participant: '002', at: dateOf(-5) },
      { type: 'dosed', participant: '001', at: dateOf(0), agent: 'CAR-NK', cycle: 1, infusion: 1 },
      { type: 'withdrew', participant: '002', at: dateOf(1) },
    ] as Fact[]
    const { endpoints } = endpointsOf(protocol.endpoints!, facts, dateOf(30))
    const feasible = endpoints.find(({ id }) => id === 'feasibility')
    expect(feasible).toMatchObject({ participants: [{ is: 'met' }, { is: 'notMet' }] })
  })
})
