import { describe, expect, it } from 'vitest'
import { cohortsOf } from '../../src/dosing/outcomes.ts'

describe('outcome strings with labels that end in a letter of an outcome', () => {
  it.each([
    ['ATNNN', ['AT', 'B'], [{ level: 1, outcomes: 'NNN' }]],
    [
      'BNT ATT',
      ['AT', 'B'],
      [
        { level: 2, outcomes: 'NT' },
        { level: 1, outcomes: 'T' },
      ],
    ],
    ['NN', ['N', 'B'], [{ level: 1, outcomes: 'N' }]],
    ['12NNP', [1, 12, 2], [{ level: 2, outcomes: 'NNP' }]],
    [
      '-1NNN 1T',
      ['-1', '1'],
      [
        { level: 1, outcomes: 'NNN' },
        { level: 2, outcomes: 'T' },
      ],
    ],
    ['AN', ['A', 'AN'], [{ level: 1, outcomes: 'N' }]],
  ] as const)('%s with levels %j', (text, labels, cohorts) => {
    expect(cohortsOf(text, labels)).toEqual(cohorts)
  })

  it('a word two labels can begin is refused, with both readings', () => {
    expect(() => cohortsOf('ANNN', ['A', 'AN'])).toThrow(
      'outcomes: "ANNN" can be read as NNN at level A or as NN at level AN: give the counts as a tally instead',
    )
  })

  it('a word no label begins is refused', () => {
    expect(() => cohortsOf('CNN', ['AT', 'B'])).toThrow('expected a level (AT, B) and N, T or P, like ATNNT; got "CNN"')
    expect(() => cohortsOf('AT', ['AT', 'B'])).toThrow('got "AT"')
    expect(() => cohortsOf('0NNN')).toThrow('got "0NNN"')
    expect(() => cohortsOf('1')).toThrow('got "1"')
  })
})
