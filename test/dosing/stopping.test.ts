import { describe, expect, it } from 'vitest'
import type { StoppingRule } from '../../src/core/stopping.schema.ts'
import { answerStopping, looksAt, type Watched } from '../../src/dosing/stopping.ts'
import { cases, dateOf } from '../../src/testing/index.ts'

const counts = { x: 'met', '?': 'unknown' } as const

/**
 * One letter a participant, in order of treatment: x has what the rule counts, ? may have it, . has not. `on`: the day of each
 * first dose, by default one a day; `at`: the level of each, E one of the expansion.
 */
function people(outcomes: string, { on = '', at = '' }: { on?: string | undefined; at?: string | undefined } = {}) {
  const [days, levels] = [on, at].map((text) => text.split(' ').filter(Boolean))
  return [...outcomes].map((letter, i): Watched => {
    const is = counts[letter as keyof typeof counts]
    const level = levels![i] ?? '1'
    return {
      participant: String(i + 1).padStart(3, '0'),
      ...(level === 'E' ? { expansion: 'gastric' } : { level }),
      treated: dateOf(Number(days![i] ?? i)),
      is: 'watching',
      ...(is ? { counted: { R: { is, saw: 'seen', needs: [] } } } : {}),
    }
  })
}

const rule = (over: StoppingRule['over'], bound: StoppingRule['bound']): StoppingRule => ({
  id: 'R',
  section: '6',
  says: 'too many deaths',
  counts: { died: {} },
  over,
  bound,
})
describe('whom a rule looks at', () => {
  it.each(
    cases(`
      over             dose finding  expansion
      trial            yes           yes
      doseFinding      yes           no
      level            yes           no
      expansionCohort  no            yes
    `),
  )('$over', (row) => {
    const over = { over: row.over as StoppingRule['over'] }
    expect(looksAt(over, undefined)).toBe(row['dose finding'] === 'yes')
    for (const cohort of ['gastric', null]) expect(looksAt(over, cohort)).toBe(row.expansion === 'yes')
  })
})

const answer = (of: StoppingRule, all: readonly Watched[]) => answerStopping([of], all)[0]!

describe('so many among the first so many treated: 2 of the first 3', () => {
  it.each(
    cases(`
      outcomes  on         answer
      -         -          not met
      x         -          not met
      xx        -          met
      x.x       -          met
      x..       -          not met
      x..x      -          not met
      ..xx      -          not met
      x?        -          unknown
      x.?       -          unknown
      x..?      -          not met
      ???       -          unknown
      .??       -          unknown
      ..??      -          not met
      x..x      0 1 2 2    met
      x..x      0 1 2 3    not met
      x..?      0 1 2 2    unknown
      x.x.      9 2 1 0    not met
      xx..      1 2 3 0    met
    `),
  )('$outcomes, first doses on days $on: $answer', ({ outcomes = '', on, answer: is }) =>
    expect(answer(rule('trial', { atLeast: 2, amongFirst: 3 }), people(outcomes, { on })).is).toBe(is),
  )
})

describe('rows of a boundary, any deciding: 2 of the first 3, or 3 of the first 6', () => {
  const rows = {
    rows: [
      { amongFirst: 3, atLeast: 2 },
      { amongFirst: 6, atLeast: 3 },
    ],
  } as const
  it.each(
    cases(`
      outcomes  answer
      xx.       met
      x.x...    met
      x..       not met
      x..x..    not met
      x..xx.    met
      x..x.x    met
      x..x..x   not met
      ...xxx    met
      ...xx.x   not met
      x?.       unknown
      x..x?.    unknown
      x..x..?   not met
      x..?..    not met
      xx.???    met
    `),
  )('$outcomes: $answer', ({ outcomes = '', answer: is }) =>
    expect(answer(rule('trial', { rows: [...rows.rows] }), people(outcomes)).is).toBe(is),
  )
})

describe('over whom a rule counts: 2 or more', () => {
  it.each(
    cases(`
      over         outcomes  at         answer    where
      trial        xx        1 E        met       -
      trial        xx        1 2        met       -
      trial        x.        1 E        not met   -
      doseFinding  xx        1 2        met       -
      doseFinding  xx        1 E        not met   -
      doseFinding  x?        1 E        not met   -
      doseFinding  x?        1 2        unknown   -
      doseFinding  xxE       1 2 E      met       -
      level        xx        1 1        met       1
      level        xx        1 2        not met   1
      level        xx        2 2        met       2
      level        xx.x      1 2 1 2    met       2
      level        xx        2 E        not met   2
      level        x?        1 1        unknown   1
      level        x?        1 2        not met   1
      level        x?xx      1 1 2 2    met       2
      level        ..x?      1 1 2 2    unknown   2
    `),
  )('over $over, $outcomes at $at: $answer', ({ over, outcomes = '', at, answer: is, where }) => {
    const found = answer(rule(over as StoppingRule['over'], { atLeast: 2 }), people(outcomes, { at }))
    expect([found.is, found.where]).toEqual([is, where])
  })

  it('over levels with nobody treated: not met', () =>
    expect(answer(rule('level', { atLeast: 1 }), [])).toMatchObject({ is: 'not met', of: 0 }))

  it('names whom it counted, and who is not known', () =>
    expect(answer(rule('doseFinding', { atLeast: 2 }), people('x?.'))).toMatchObject({
      met: ['001'],
      open: ['002'],
      of: 3,
    }))

  it('a rule over each expansion cohort is asked there, and not here', () =>
    expect(answerStopping([rule('expansionCohort', { atLeast: 1 })], people('x'))).toEqual([]))
})
