import { describe, expect, it } from 'vitest'
import '../../src/testing/vitest.ts'
import { adverseEvent, cases, given, outcomes } from '../../src/testing/index.ts'
import { machines } from '../support/trial.ts'

describe('outcomes make whole timelines', () => {
  it.each(
    cases(`
      outcomes           recommendation
      1N                 escalate to 2, 3 more
      1N 2NNN            escalate to 3, 3 more
      1N 2NNT            stay at 2, 3 more
      1N 2NNT 2NNN       escalate to 3, 3 more
      1N 2NTT            de-escalate to 1, 2 more
      1T 1NN             stay at 1, 3 more
      1N 2NNP            wait at 2
      1N 2NNN 3NNN 4NNN  stay at 4, 3 more
    `),
  )('$outcomes: $recommendation', ({ outcomes: text, recommendation }) =>
    expect(given(machines, text!).onReview()).toRecommend(recommendation!),
  )

  it('participants are numbered in the order written, and the decisions are the committee’s', () => {
    const told = given(machines, '1N 2NT').onReview()
    expect(told.participants).toEqual({ '001': 'clear', '002': 'clear', '003': 'dlt' })
    expect(told).toEmit('decisionTaken', { level: '2', differs: false })
  })

  it('somebody pending is still inside the window when the last cohort is over', () =>
    expect(given(machines, '1NNP 1NNN').onReview(46)).toBePending('003', { needs: 'the end of the DLT window' }))

  it('what a DLT was can be said', () => {
    const crs4 = { dlt: (day: number) => adverseEvent('Cytokine release syndrome', day + 2, 4) }
    const told = given(machines, outcomes(machines, '1T', crs4)).onReview()
    expect(told).toHaveDlt('001', 'DLT-1')
  })

  it('a level that the protocol does not have is refused', () => expect(() => given(machines, '9NNN')).toThrow('9NNN'))
})
