import { describe, expect, it } from 'vitest'
import { replay } from '../../src/machines/replay.ts'
import { cases, each, type Happening, lab } from '../../src/testing/index.ts'
import { machinesWith, treated } from '../support/trial.ts'

const shift = machinesWith({
  dltRules: [{ id: 'SHIFT', section: '5', says: 'three grades up', when: { grade: { atLeast: 3, aboveBaseline: 3 } } }],
} as never)
const platelets = (day: number, value: string, known: object = {}): Happening =>
  lab('platelets', day, value, '10^9/L', { lln: '125', uln: '350', ...known })

describe('a rule by how far a laboratory grade lies above the participant’s own baseline', () => {
  const answered = (...results: readonly Happening[]) => {
    const { lanes } = replay(shift, each('001', treated('1'), ...results))
    return lanes.get('001')!.participant.snapshot.context.judgement.rules[0]!.is
  }

  it.each(
    cases(`
      baseline  later   answer
      200       20      met
      125       20      met
      124       20      met
      75        20      met
      74        20      not met
      30        20      not met
      200       30      met
      124       30      not met
      x         20      undeterminable
      -         20      undeterminable
    `),
  )('platelets $baseline before the first dose, $later after: $answer', ({ baseline, later, answer }) =>
    expect(
      answered(...(baseline ? [platelets(-13, baseline)] : []), platelets(5, later!)).replace(
        'pending',
        'undeterminable',
      ),
    ).toBe(answer),
  )

  it('the baseline that the source flags counts before the last result', () => {
    expect(answered(platelets(-15, '200', { baseline: true }), platelets(-13, '60'), platelets(5, '20'))).toBe('met')
    expect(answered(platelets(-15, '60', { baseline: true }), platelets(-13, '200'), platelets(5, '20'))).toBe(
      'not met',
    )
  })
})
