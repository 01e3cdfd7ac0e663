import { describe, expect, it } from 'vitest'
import { readRequest } from '../../src/dosing/answer.ts'
import { DecisionRequest } from '../../src/dosing/request.schema.ts'
import { whatWouldChange, withOutcome } from '../../src/dosing/what-would-change.ts'
import { cases } from './cases.ts'

const crm = { name: 'crm', model: 'empiric', skeleton: [0.05, 0.1, 0.2, 0.35, 0.5], target: 0.25 }
const question = (outcomes: string) => readRequest(DecisionRequest.parse({ design: crm, outcomes }))
const asked = (outcomes: string) => {
  const { design, tally, current } = question(outcomes)
  const { action, level } = design(tally, current)
  return { action, level }
}

describe('what one more outcome would change goes by the cohort treated last, as the design itself does', () => {
  it.each(
    cases<'now' | 'dlt' | 'none'>(`
    now                   dlt                   none
    1NNN 2NNN 2NTP        1NNN 2NNN 2NTT        1NNN 2NNN 2NTN
    1NNN 2NNN 2NNP        1NNN 2NNN 2NNT        1NNN 2NNN 2NNN
    1NNN 2NNNNNN 2NNN     1NNN 2NNNNNN 2NNN 2T  1NNN 2NNNNNN 2NNNN
    1NNN 2NNNNNN 2NTN     1NNN 2NNNNNN 2NTN 2T  1NNN 2NNNNNN 2NTNN
  `),
  )('after $now: as asking $dlt, or $none', ({ now, dlt, none }) => {
    const { design, tally, current } = question(now)
    const [one, other] = whatWouldChange(design, tally, current)
    expect(one).toMatchObject(asked(dlt))
    expect(other).toMatchObject(asked(none))
  })

  it.each([
    ['one pending of it has a DLT', 1, true, { n: 2, dlt: 2 }],
    ['one pending of it has none: its share is not made less', 1, false, { n: 2, dlt: 1 }],
    ['the next has a DLT: a cohort of their own', 0, true, { n: 1, dlt: 1 }],
    ['the next has none: the cohort before still counts', 0, false, { n: 2, dlt: 1 }],
  ])('%s', (_, pending, isDlt, last) => {
    expect(withOutcome({ n: 5, dlt: 1, pending, last: { n: 2, dlt: 1 } }, isDlt).last).toEqual(last)
  })
  it('a DLT in a cohort nobody of which had settled is a cohort with a DLT', () => {
    expect(withOutcome({ n: 6, dlt: 0, pending: 1, last: { n: 0, dlt: 0 } }, true).last).toEqual({ n: 1, dlt: 1 })
  })
  it('a cohort nobody told stays untold', () => {
    expect(withOutcome({ n: 5, dlt: 1, pending: 1 }, true)).not.toHaveProperty('last')
  })
})

describe('a cohort treated last of which nobody has settled', () => {
  it.each(['2P', '2PP', '2PPP'])('1NNN 2NNNNNN %s: no escalation that its DLTs would forbid', (last) => {
    expect(asked(`1NNN 2NNNNNN ${last.replaceAll('P', 'T')}`).action).not.toBe('escalate')
    expect(asked(`1NNN 2NNNNNN ${last}`)).toEqual({ action: 'wait', level: 2 })
  })
})
