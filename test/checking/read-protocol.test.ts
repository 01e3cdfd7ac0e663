import { describe, expect, it } from 'vitest'
import { readProtocol } from '../../src/checking/index.ts'
import { sound } from './protocol.ts'

/** The sound protocol as JSON with one value set at a path. */
function withValue(path: string, value: unknown): unknown {
  const copy = structuredClone(sound) as Record<string, unknown>
  const keys = path.split('.')
  const last = keys.pop()!
  const at = keys.reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, copy)
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}
const faults = (value: unknown) => {
  const read = readProtocol(value)
  return 'faults' in read ? read.faults : []
}

describe('a protocol that keeps the schema is read', () => {
  it('as it is', () => expect(readProtocol(JSON.parse(JSON.stringify(sound)))).toEqual({ protocol: sound }))
})

describe('one that does not says which field, what was expected, and what came', () => {
  it.each<[string, unknown, string]>([
    ['maximum.participants', 'eighteen', 'maximum.participants: expected number; got "eighteen"'],
    ['maximum.participants', undefined, 'maximum.participants: expected number; got nothing'],
    [
      'grading.unreported',
      'no',
      'grading.unreported: Invalid option: expected one of "unknown"|"absent"|"worstCase"; got "no"',
    ],
    ['levels.1.amount', true, 'levels[1].amount: expected string or number; got true'],
    [
      'window.closes.length',
      { weeks: 4 },
      'window.closes.length: expected one of the keys days, hours; got {"weeks":4}',
    ],
    ['window.closes.length', { days: 1.5 }, 'window.closes.length.days: expected int; got 1.5'],
    [
      'dltRules.0.when',
      { grade: { atLeast: 6 } },
      'dltRules[0].when.grade.atLeast: Too big: expected number to be <=5; got 6',
    ],
    [
      'dltRules.1.when',
      { all: [{ term: ['Nausea'] }, { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: -7 } } }] },
      'dltRules[1].when.all[1].unresolved.within.days: Too small: expected number to be >=0; got -7',
    ],
    [
      'dltRules.0.when',
      { grade: { atLeast: 3 }, unresolvd: {} },
      'dltRules[0].when: Unrecognized key: "unresolvd"; got {"grade":{"atLeast":3},"unresolvd":{}}',
    ],
    ['dltRules.0.whn', {}, 'dltRules[0]: Unrecognized key: "whn"; got '],
  ])('%s', (path, value, says) => expect(faults(withValue(path, value))[0]).toContain(says))

  it('a clause of no kind says which there are', () =>
    expect(faults(withValue('dltRules.0.when', { grad: 3 }))[0]).toMatch(
      /^dltRules\[0\]\.when: expected one of the keys term, soc, .*grade.*all, any, not; got {"grad":3}$/,
    ))
  it('several faults are all named', () => expect(faults({}).length).toBeGreaterThan(10))
  it.each([[null], [3], ['protocol'], [[]]])('%j is no protocol', (value) =>
    expect(faults(value)[0]).toMatch(/^the whole: expected object; got /),
  )
  it('a criterion nested without end is refused, not followed', () => {
    let nested: unknown = { term: ['Nausea'] }
    for (let depth = 0; depth < 10_000; depth++) nested = { not: nested }
    expect(faults(withValue('dltRules.0.when', nested))[0]).toContain('nested at most 40 deep')
  })
})
