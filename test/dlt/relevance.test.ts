import { describe, expect, it } from 'vitest'
import type { Criterion } from '../../src/core/criterion.ts'
import type { EventClause } from '../../src/core/event-clause.schema.ts'
import type { DltRule, Protocol } from '../../src/core/protocol.schema.ts'
import {
  anyClause,
  asksSupport,
  concernsRules,
  lowestGradeAsked,
  mayConcern,
  needsGrade,
} from '../../src/dlt/relevance.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { eventOf } from './course-in-words.ts'
import { protocolWith } from './story.ts'

type When = Criterion<EventClause>
const rule = (when: When): DltRule => ({ id: 'R', section: 'x', says: '', when })
const grade = (atLeast: number): When => ({ grade: { atLeast } })
const nausea: When = { term: ['Nausea'] }
const gut: When = { soc: ['Gut'] }

/** Rules by the names the grids below call them. */
const rules: Readonly<Record<string, When>> = {
  'grade 1': grade(1),
  'grade 3': grade(3),
  'grade 5': grade(5),
  'grade 3 or 4': { any: [grade(3), grade(4)] },
  'grade 4 or 3': { any: [grade(4), grade(3)] },
  'no grade 3': { not: grade(3) },
  nausea,
  'nausea grade 3': { all: [nausea, grade(3)] },
  'nausea or grade 3': { any: [nausea, grade(3)] },
  'other than nausea, grade 3': { all: [{ not: nausea }, grade(3)] },
  'gut grade 2': { all: [gut, grade(2)] },
  'serious grade 3': { all: [{ serious: true }, grade(3)] },
}

describe('whether a rule could be met by an event, from its term and its worst possible grade alone', () => {
  it.each(
    cases(`
      rule                         term      soc     course     outcome                 could
      grade 3                      Nausea    Gut     3 2        -                       no
      grade 3                      Nausea    Gut     3 3        -                       yes
      grade 3                      Nausea    Gut     3 1-5      -                       yes
      grade 3                      Nausea    Gut     3 3, 5 1   -                       yes
      grade 3                      Nausea    Gut     3 1        fatal                   yes
      grade 3                      Nausea    Gut     3 1        recovered               no
      grade 3                      Nausea    Gut     3 1        recoveredWithSequelae   no
      grade 5                      Nausea    Gut     3 1        fatal                   yes
      grade 5                      Nausea    Gut     3 4        -                       no
      grade 1                      Nausea    Gut     3 0        -                       no
      grade 1                      Nausea    Gut     3 1        -                       yes
      grade 3 or 4                 Nausea    Gut     3 3        -                       yes
      grade 4 or 3                 Nausea    Gut     3 3        -                       yes
      grade 4 or 3                 Nausea    Gut     3 2        -                       no
      no grade 3                   Nausea    Gut     3 1        -                       yes
      nausea                       nausea    Gut     3 1        -                       yes
      nausea                       Fever     Gut     3 1        -                       no
      nausea grade 3               Nausea    Gut     3 3        -                       yes
      nausea grade 3               Fever     Gut     3 3        -                       no
      nausea or grade 3            Nausea    Gut     3 1        -                       yes
      nausea or grade 3            Fever     Gut     3 1        -                       yes
      other than nausea, grade 3   Fever     Gut     3 3        -                       yes
      other than nausea, grade 3   Nausea    Gut     3 3        -                       no
      gut grade 2                  Nausea    gut     3 2        -                       yes
      gut grade 2                  Nausea    Heart   3 2        -                       no
      gut grade 2                  Nausea    -       3 2        -                       yes
      serious grade 3              Nausea    Gut     3 3        -                       yes
      serious grade 3              Nausea    Gut     3 2        -                       no
    `),
  )('$rule of $term ($soc), graded $course $outcome: $could', ({ rule: name, term, soc, course, outcome, could }) => {
    const ended = outcome ? { at: dateOf(9), outcome: outcome as 'fatal' } : undefined
    const event = { ...eventOf(course!, ended), term: term!, ...(soc ? { soc } : {}) }
    expect([1, 2].map(() => mayConcern(rule(rules[name!]!), event))).toEqual([could === 'yes', could === 'yes'])
    const asked = rule(rules[name!]!)
    expect([1, 2].map(() => mayConcern(asked, event))).toEqual([could === 'yes', could === 'yes'])
  })
  it('of events of several terms, each by its own', () => {
    const asked = rule(rules['gut grade 2']!)
    const of = (soc: string) => mayConcern(asked, { ...eventOf('3 2'), soc })
    expect([of('Gut'), of('Heart'), of('Gut')]).toEqual([true, false, true])
  })
  it('a grade by another scale may be as bad as any', () =>
    expect(mayConcern(rule(grade(3)), { ...eventOf('3 1'), otherScales: { astct: [] } })).toBe(true))
  it.each(
    cases(`
      rule                needs
      grade 3             yes
      grade 4 or 3        yes
      nausea grade 3      yes
      nausea or grade 3   no
      nausea              no
      no grade 3          no
    `),
  )('$rule needs a grade: $needs', ({ rule: name, needs }) =>
    expect(needsGrade(rule(rules[name!]!))).toBe(needs === 'yes'),
  )
})

describe('what a protocol asks', () => {
  const stopping = (when: When): Partial<Protocol> => ({
    stopping: [
      { id: 'S', section: 'x', says: '', counts: { event: when as never }, over: 'trial', bound: { atLeast: 1 } },
    ],
  })
  const trigger = (when: When): Partial<Protocol> => ({ titrationTrigger: rule(when) })
  const several = (...when: When[]): Partial<Protocol> => ({ dltRules: when.map(rule) })

  it.each<[string, Partial<Protocol>, number]>([
    ['grade 3 of anything', {}, 3],
    ['grade 4, or grade 2 of nausea', several(grade(4), { all: [nausea, grade(2)] }), 2],
    ['grade 2 of another term', several(grade(4), { all: [{ term: ['Fever'] }, grade(2)] }), 4],
    ['a trigger of grade 2', trigger(grade(2)), 2],
    ['a stopping rule of grade 1', stopping(grade(1)), 1],
    ['a trigger of another term', trigger({ all: [{ term: ['Fever'] }, grade(2)] }), 3],
    ['a rule without a grade', several(nausea), 0],
    ['nothing of this term', several({ all: [{ term: ['Fever'] }, grade(2)] }), 6],
  ])('%s: the lowest grade of nausea that matters is %s', (_, changes, lowest) =>
    expect(lowestGradeAsked(protocolWith(grade(3), changes), 'Nausea', 'Gut')).toBe(lowest),
  )

  it.each<[string, Partial<Protocol>, string, boolean]>([
    ['grade 3', {}, '3 3', true],
    ['grade 3', {}, '3 2', false],
    ['grade 4 or a rule of grade 2', several(grade(4), grade(2)), '3 2', true],
    ['grade 3, a trigger of grade 2', trigger(grade(2)), '3 2', true],
    ['grade 3, a trigger of grade 2', trigger(grade(2)), '3 1', false],
    ['grade 2, a trigger of grade 3', { ...several(grade(2)), ...trigger(grade(3)) }, '3 2', true],
    ['grade 3, a stopping rule of grade 2', stopping(grade(2)), '3 2', true],
    ['grade 3, a stopping rule of grade 2', stopping(grade(2)), '3 1', false],
  ])('%s: an event graded %s %s', (_, changes, course, concerns) => {
    const protocol = protocolWith(grade(3), changes)
    const event = eventOf(course)
    expect(concernsRules(protocol, 'nausea', [event])).toBe(concerns)
    expect(concernsRules(protocol, 'Nausea', [eventOf('3 1'), undefined, event])).toBe(concerns)
    expect(concernsRules(protocol, 'Fever', [event])).toBe(false)
  })

  const supported: When = { grade: { atLeast: 4 }, unsupported: { by: ['platelets'], for: { days: 7 } } } as never
  it.each<[string, Partial<Protocol>, boolean]>([
    ['no rule', {}, false],
    ['no rule and no grade', several(nausea), false],
    ['one of several rules', several(grade(3), { all: [nausea, supported] }), true],
    ['the trigger', trigger(supported), true],
    ['a stopping rule', stopping({ any: [grade(3), supported] }), true],
  ])('%s counts recovery without support: %s', (_, changes, asks) => {
    const protocol = protocolWith(grade(3), changes)
    expect([asksSupport(protocol), asksSupport(protocol)]).toEqual([asks, asks])
  })

  it.each<[When, boolean]>([
    [nausea, true],
    [grade(3), false],
    [{ all: [grade(3), nausea] }, true],
    [{ all: [grade(3), gut] }, false],
    [{ any: [grade(3), nausea] }, true],
    [{ any: [grade(3), gut] }, false],
    [{ not: nausea }, true],
    [{ not: { all: [gut, { any: [nausea] }] } }, true],
  ])('a term anywhere in %j: %s', (when, found) => expect(anyClause(when, (clause) => 'term' in clause)).toBe(found))
})
