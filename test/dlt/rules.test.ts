import { describe, expect, it } from 'vitest'
import type { Criterion } from '../../src/core/criterion.ts'
import type { EventClause } from '../../src/core/event-clause.schema.ts'
import { spanAt } from '../../src/core/time.ts'
import { advanceEvent, type EventFact, startEvent } from '../../src/dlt/advance-event.ts'
import { advanceParticipant, startParticipant } from '../../src/dlt/advance-participant.ts'
import { currentGrade, type EventSummary, worstGrade } from '../../src/dlt/event.ts'
import { answerRule } from '../../src/dlt/rule.ts'
import { adverseEvent, cases, dateOf, ended, peaked, regraded } from '../../src/testing/index.ts'

type Story = ReturnType<typeof adverseEvent>

/** The summary that facts about one event come to. */
function event(soc: string | undefined, ...story: readonly Story[]): EventSummary {
  const [first, ...more] = story.flatMap((happens) => happens('001')) as EventFact[]
  const start = startEvent(first as Extract<EventFact, { type: 'adverseEventReported' }>, 'ctcae-5.0', soc)
  return (more as Exclude<EventFact, { type: 'adverseEventReported' }>[]).reduce(advanceEvent, start)
}

const asking = (now: number) => ({
  window: { opens: spanAt(dateOf(0)), closesAfter: spanAt(dateOf(1)), length: { days: 14 }, endInclusive: true },
  now: spanAt(dateOf(now)),
  onset: 'in' as const,
})
const answer = (when: Criterion<EventClause>, events: readonly EventSummary[], now = 30) =>
  answerRule({ id: 'R', section: 'x', says: '', when }, events, asking(now))

const nausea = (grade: number, ...more: readonly Story[]) =>
  event('Gastrointestinal disorders', adverseEvent('Nausea', 3, grade), ...more)

describe('which events a rule concerns', () => {
  it('by SOC', () => {
    expect(answer({ all: [{ soc: ['gastrointestinal disorders'] }, { grade: { atLeast: 3 } }] }, [nausea(3)]).is).toBe(
      'met',
    )
    expect(answer({ all: [{ soc: ['Cardiac disorders'] }, { grade: { atLeast: 3 } }] }, [nausea(3)]).is).toBe('not met')
  })
  it('an event whose SOC no table knows leaves it open', () =>
    expect(
      answer({ all: [{ soc: ['Cardiac disorders'] }, { grade: { atLeast: 3 } }] }, [
        event(undefined, adverseEvent('Heart trouble', 3, 3)),
      ]),
    ).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'the SOC of Heart trouble' }],
    }))
  it('by the parent it is a manifestation of; otherwise manifestations are the parent’s', () => {
    const fever = { ...nausea(3), term: 'Fever', manifestationOf: 'Cytokine release syndrome' }
    expect(
      answer({ all: [{ manifestationOf: ['Cytokine release syndrome'] }, { grade: { atLeast: 3 } }] }, [fever]).is,
    ).toBe('met')
    expect(answer({ all: [{ manifestationOf: ['Sepsis'] }, { grade: { atLeast: 3 } }] }, [fever]).is).toBe('not met')
  })
  it('by a consensus scale, where somebody graded by it', () => {
    const rule = { grade: { atLeast: 3, scale: 'astct-crs-2019' } }
    const byAstct =
      (grade: number): Story =>
      (participant) =>
        regraded('Nausea', 4, grade)(participant).map((one) => ({ ...one, scale: 'astct-crs-2019' }) as typeof one)
    expect(answer(rule, [nausea(1, byAstct(3))]).is).toBe('met')
    expect(answer(rule, [nausea(4, byAstct(2))]).is).toBe('not met')
    expect(answer(rule, [nausea(4)])).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'the astct-crs-2019 grade of Nausea' }],
    })
    expect(worstGrade(nausea(1, byAstct(3)))).toEqual({ atLeast: 1, atMost: 1 })
  })
})

describe('how bad and how long', () => {
  it.each(
    cases(`
      grade   atLeast   atMost   answer
      2       3         3        not met
      3       3         3        met
      4       3         3        not met
      4       3         4        met
    `),
  )('grade $grade against $atLeast to $atMost: $answer', ({ grade, atLeast, atMost, answer: is }) =>
    expect(
      answer({ grade: { atLeast: Number(atLeast), atMost: Number(atMost) } }, [
        nausea(Number(grade), ended('Nausea', 5)),
      ]).is,
    ).toBe(is),
  )

  it.each(
    cases(`
      back   answer
      9      not met
      10     not met
      11     met
    `),
  )('"longer than 7 days" from day 3 to day $back: $answer', ({ back, answer: is }) =>
    expect(
      answer({ grade: { atLeast: 4 }, longerThan: { days: 7 } }, [nausea(4, regraded('Nausea', Number(back), 3))]).is,
    ).toBe(is),
  )

  it('while it lasts it is pending, until the day it would be too long', () => {
    const rule = { grade: { atLeast: 4 }, longerThan: { days: 7 } }
    expect(answer(rule, [nausea(4)], 9)).toMatchObject({ is: 'pending', until: dateOf(10) })
    expect(answer(rule, [nausea(4)], 10).is).toBe('pending')
    expect(answer(rule, [nausea(4)], 11).is).toBe('met')
  })

  it('an event that came back is two stretches, each with its own clock', () => {
    const again = nausea(3, ended('Nausea', 6), regraded('Nausea', 8, 3), ended('Nausea', 12))
    expect(answer({ grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }, [again]).is).toBe('not met')
    expect(answer({ grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 3 } } }, [again]).is).toBe('met')
    expect(currentGrade(again)).toEqual({ atLeast: 0, atMost: 0 })
  })

  it('resolved with sequelae: what remained is not known, and never taken for nothing', () => {
    const sequelae = nausea(3, ended('Nausea', 5, 'recoveredWithSequelae'))
    expect(answer({ grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }, [sequelae]).is).toBe(
      'undeterminable',
    )
  })

  it('a maximum reached at an unknown time inside the extent is no shorter than nothing, no longer than the extent', () => {
    const rule = { grade: { atLeast: 3 }, longerThan: { days: 5 } }
    const known = (until: number) =>
      event('x', adverseEvent('Nausea', 3), peaked('Nausea', until, 3), ended('Nausea', until))
    expect(answer(rule, [known(8)]).is).toBe('not met')
    expect(answer(rule, [known(9)])).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'the dates at this grade: Nausea' }],
    })
    expect(answer({ grade: { atLeast: 4 } }, [known(9)]).is).toBe('not met')
  })
})

describe('a death', () => {
  const about = (...facts: Parameters<typeof advanceParticipant>[1][]) =>
    facts.reduce(advanceParticipant, startParticipant('001'))
  const news = (summary: EventSummary) => ({ type: 'graded' as const, participant: '001', at: summary.onset, summary })
  const died = { type: 'died', participant: '001', at: dateOf(9) } as const

  it('that no fatal event explains is an event of its own, of unknown relation', () =>
    expect(about(news(nausea(2)), died).events).toMatchObject({ death: { term: 'Death NOS', attribution: {} } }))
  it('that a fatal event explains is that event', () =>
    expect(Object.keys(about(news(nausea(4, ended('Nausea', 9, 'fatal'))), died).events)).toEqual(['Nausea']))
  it('that names an event makes it fatal', () =>
    expect(about(news(nausea(4)), { ...died, event: 'Nausea' }).events).toMatchObject({
      Nausea: { ended: { outcome: 'fatal' } },
    }))
})

describe('what an answer names', () => {
  const named = (id: string, summary: EventSummary): EventSummary => ({ ...summary, event: id })
  const rule = { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }

  it('the event that decided, among several of one term', () => {
    const short = named('E1', nausea(3, ended('Nausea', 5)))
    const long = named('E2', nausea(3, ended('Nausea', 15)))
    expect(answer(rule, [short, long])).toMatchObject({ is: 'met', event: 'E2' })
    expect(answer(rule, [long, short])).toMatchObject({ is: 'met', event: 'E2' })
  })
  it('the open event, where none decided', () => {
    const short = named('E1', nausea(3, ended('Nausea', 5)))
    const open = named('E2', nausea(3))
    expect(answer(rule, [short, open], 5)).toMatchObject({ is: 'pending', event: 'E2', until: dateOf(10) })
  })
  it('the latest of the dates it waits for', () => {
    const later = event('x', adverseEvent('Fatigue', 5, 3))
    expect(answer(rule, [nausea(3), later], 6)).toMatchObject({ is: 'pending', until: dateOf(12) })
    expect(answer(rule, [later, nausea(3)], 6)).toMatchObject({ is: 'pending', until: dateOf(12) })
  })
})
