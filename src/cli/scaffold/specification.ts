/** The specification that `gradus init` writes beside its example: section 5 of the protocol as tests. */
export const specification = `import { judgesFor, machinesFor } from 'gradus'
import { checkProtocol } from 'gradus/checking'
import { Protocol } from 'gradus/schemas'
import { ctcae50 } from 'gradus/tables/ctcae-5.0'
import { adverseEvent, each, ended, enrolled, followedUp, given, infused, regraded, withdrew } from 'gradus/testing'
import 'gradus/testing/vitest'
import { describe, expect, it } from 'vitest'
import json from './protocol.json' with { type: 'json' }

const protocol = Protocol.parse(json)
const machines = machinesFor(judgesFor(protocol, ctcae50))

const amounts: Record<string, string> = { '1': '10', '2': '20', '3': '40' }
const treated = (level: string) => [
  enrolled(-7, level),
  infused('study drug', 0, { amount: amounts[level]!, unit: 'mg', cycle: 1, infusion: 1 }),
]
const related = { attribution: { 'study drug': 'probable' } } as const

it('the protocol does not contradict itself', () =>
  expect(checkProtocol(protocol, ctcae50).contradictions).toEqual([]))

describe('§5.1 Dose escalation: 3+3', () => {
  it.each([
    ['1NN', 'stay at 1, 1 more'],
    ['1NNN', 'escalate to 2, 3 more'],
    ['1NNT', 'stay at 1, 3 more'],
    ['1NNT 1NNN', 'escalate to 2, 3 more'],
    ['1NNN 2NTT', 'de-escalate to 1, 3 more'],
    ['1NNN 2NNP', 'wait at 2'],
  ])('%s: %s', (outcomes, recommendation) =>
    expect(given(machines, outcomes).onReview()).toRecommend(recommendation))
})

describe('§5.2.1 Neutropenia grade 4 lasting longer than 7 days', () => {
  const neutropenia = 'Neutrophil count decreased'
  const lasting = (days: number) =>
    given(machines, each('001', ...treated('1'), adverseEvent(neutropenia, 8, 4), regraded(neutropenia, 8 + days, 3)))

  it('seven days: no DLT', () => expect(lasting(7).onReview(20)).toAnswer('001', 'DLT-1', 'not met'))
  it('eight days: a DLT', () => expect(lasting(8).onReview(20)).toHaveDlt('001', 'DLT-1'))
  it('still open on day 12: pending', () => expect(lasting(8).onReview(12)).toBePending('001', { rule: 'DLT-1' }))
})

describe('§5.2.2 Any other event grade 3 or higher, at least possibly related', () => {
  const nausea = (known: object) =>
    given(machines, each('001', ...treated('1'), adverseEvent('Nausea', 3, 3, known), ended('Nausea', 5))).onReview(6)

  it('related: a DLT at once', () => expect(nausea(related)).toHaveDlt('001', 'DLT-2'))
  it('unrelated: no DLT', () =>
    expect(nausea({ attribution: { 'study drug': 'unrelated' } })).toAnswer('001', 'DLT-2', 'not met'))
  it('nobody said whether it is related: not known, and never read as unrelated', () =>
    expect(nausea({})).toAnswer('001', 'DLT-2', 'undeterminable'))
})

describe('§5.3 Evaluability and replacement', () => {
  it('seen after the window without DLT: evaluable', () =>
    expect(given(machines, each('001', ...treated('1'), followedUp(29))).onReview(29)).toBeEvaluable('001'))
  it('withdrawn inside the window: not evaluable, and another takes the place', () => {
    const trial = given(machines, each('001', ...treated('1'), withdrew(10))).onReview(11)
    expect(trial).not.toBeEvaluable('001')
    expect(trial).toRecommend('stay at 1, 3 more')
  })
})
`
