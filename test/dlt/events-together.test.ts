import { describe, expect, it } from 'vitest'
import { advanceParticipant } from '../../src/dlt/advance-participant.ts'
import { judge } from '../../src/dlt/participant.ts'
import {
  adverseEvent,
  attributed,
  cases,
  dateOf,
  ended,
  type Happening,
  infused,
  regraded,
} from '../../src/testing/index.ts'
import { answered, assessed, dosed, judged, measured, protocolWith, summaryOf } from './story.ts'

const CRS = 'Cytokine release syndrome'
const grade3 = { grade: { atLeast: 3 } }
const shift = (above: number) => ({ grade: { atLeast: 3, aboveBaseline: above } })
const stated =
  (term: string, value: number): Happening =>
  (participant) => [
    { type: 'assessed', participant, at: dateOf(-1), instrument: 'baselineGrade', item: term, value } as never,
  ]

describe('a rule over manifestations', () => {
  const ofCrs = { all: [{ manifestationOf: [CRS] }, grade3] } as never
  const fever = (parent: string) => adverseEvent('Fever', 3, 4, { manifestationOf: parent })
  const crs = adverseEvent(CRS, 2, 1, { event: 'E1' })
  it('asks them by their parent’s term, however the parent was named', () => {
    expect(answered(ofCrs, 20, crs, fever('E1')).is).toBe('met')
    expect(answered(ofCrs, 20, crs, fever(CRS)).is).toBe('met')
    expect(answered(ofCrs, 20, crs, fever(CRS.toUpperCase())).is).toBe('met')
    expect(answered(ofCrs, 20, crs, adverseEvent('Fever', 3, 4)).is).toBe('not met')
  })
  it('a manifestation that counts nowhere else still counts there, each time it is asked', () => {
    const protocol = protocolWith(ofCrs)
    const summary = { ...summaryOf('x', dosed, crs, fever('E1')), now: dateOf(20) }
    expect([1, 2].map(() => judge(protocol, { ...summary }).rules[0]!.is)).toEqual(['met', 'met'])
  })
  it('of a parent not on record, both are said', () =>
    expect(answered(grade3, 20, fever('E9'))).toEqual({
      rule: 'R',
      section: 'x',
      is: 'undeterminable',
      event: 'Fever',
      grounds: [
        {
          clause: 'counts by itself',
          is: 'unknown',
          saw: 'Fever is a manifestation of event E9, which is not on record',
        },
      ],
      needs: [{ fact: 'event E9, of which Fever is a manifestation' }],
    }))
  it('of a parent not on record, and open by itself: for want of either', () => {
    const related = { all: [grade3, { attributedTo: ['CAR-T'], atLeast: 'possible' }] } as never
    expect(answered(related, 20, fever('E9')).needs).toEqual([
      { fact: 'the attribution of Fever to CAR-T' },
      { fact: 'event E9, of which Fever is a manifestation' },
    ])
    expect(answered(related, 20, fever('E9'), attributed('Fever', 9, 'CAR-T', 'unrelated')).is).toBe('not met')
  })
})

describe('what is learnt of an event later', () => {
  it('a finding changes the answer at once', () => {
    const protocol = protocolWith({ all: [grade3, { fact: 'expected', is: false }] } as never)
    const summary = { ...summaryOf('x', dosed, adverseEvent('Nausea', 3, 3)), now: dateOf(10) }
    expect(judge(protocol, summary).rules[0]!.is).toBe('undeterminable')
    const [finding] = assessed('Nausea', 11, 'expected', false)('001')
    const later = advanceParticipant(summary, finding as never)
    expect(later.events).toBe(summary.events)
    expect(judge(protocol, later).rules[0]!.is).toBe('met')
    expect(judge(protocol, summary).rules[0]!.is).toBe('undeterminable')
  })
  it('so does a grade that a person decided', () => {
    const protocol = protocolWith(grade3)
    const summary = { ...summaryOf('x', dosed, adverseEvent('Nausea', 3, 3)), now: dateOf(10) }
    expect(judge(protocol, summary).rules[0]!.is).toBe('met')
    const decision = { type: 'adjudicated', participant: '001', at: dateOf(11), by: 'Dr Lin', reason: 'read' } as const
    const later = advanceParticipant(summary, { ...decision, event: 'Nausea', grade: 2 } as never)
    expect(judge(protocol, later).rules[0]!.is).toBe('not met')
  })
})

describe('the grade at baseline', () => {
  const PLATELETS = 'Platelet count decreased'
  const then = adverseEvent(PLATELETS, 5, 3, { event: 'E' })
  it.each(
    cases(`
      before                       answer
      -10 2                        not met
      -10 1                        met
      -10 2, -5 1                  met
      -10 1, -5 2                  not met
      -5 1, -10 2                  met
      -5 2, -10 1                  not met
      -1 2                         not met
      0 2                          undeterminable
    `),
  )('of other events of the term, graded $before: at least 2 above it is $answer', ({ before, answer }) => {
    const events = before!.split(', ').map((one, i) => {
      const [day, grade] = one.split(' ').map(Number)
      return adverseEvent(PLATELETS, day!, grade, { event: `B${i}` })
    })
    expect(answered(shift(2), 20, ...events, then).is).toBe(answer)
  })
  it('of another term is no matter', () => {
    expect(answered(shift(2), 20, adverseEvent('Nausea', -10, 2), then).is).toBe('undeterminable')
    expect(answered(shift(2), 20, stated('Nausea', 0), then).is).toBe('undeterminable')
  })
  it('until the minute of the first dose', () => {
    const protocol = protocolWith(shift(2))
    const at = (when: string) =>
      judged(
        protocol,
        20,
        infused('CAR-T', '0 08:00', { infusion: 1 }),
        infused('CAR-T', 1, { infusion: 2 }),
        adverseEvent(PLATELETS, when, 1, { event: 'B' }),
        then,
      ).rules[0]!.is
    expect(at('0 07:59')).toBe('met')
    expect(at('0 08:00')).toBe('undeterminable')
  })
  it('0 once it had recovered', () => {
    const before = adverseEvent(PLATELETS, -10, 2, { event: 'B' })
    expect(answered(shift(3), 20, before, ended('B', -5), then).is).toBe('met')
    expect(answered(shift(3), 20, before, ended('B', -5, 'recoveredWithSequelae'), then).is).toBe('not met')
    expect(answered(shift(3), 20, before, ended('B', 5), then).is).toBe('not met')
  })
  it('as somebody stated it, whatever events say', () => {
    const before = adverseEvent(PLATELETS, -10, 2, { event: 'B' })
    expect(answered(shift(2), 20, before, stated(PLATELETS.toUpperCase(), 0), then).is).toBe('met')
    expect(answered(shift(2), 20, stated('Nausea', 2), stated(PLATELETS, 1), then).is).toBe('met')
  })
  it('where a trigger alone asks for it', () => {
    const trigger = { id: 'T', section: 'x', says: '', when: shift(2) }
    const protocol = protocolWith(grade3, { titrationTrigger: trigger })
    expect(judged(protocol, 20, dosed, adverseEvent(PLATELETS, -10, 1, { event: 'B' }), then).trigger!.is).toBe('met')
    expect(judged(protocol, 20, dosed, adverseEvent(PLATELETS, -10, 2, { event: 'B' }), then).trigger!.is).toBe(
      'not met',
    )
  })
  it('where only one of several rules asks for it', () => {
    const rules = [grade3, shift(2)].map((when, i) => ({ id: `R${i}`, section: 'x', says: '', when }))
    const protocol = protocolWith(grade3, { dltRules: rules })
    const story = [dosed, adverseEvent(PLATELETS, -10, 1, { event: 'B' }), then]
    expect(judged(protocol, 20, ...story).rules.map(({ is }) => is)).toEqual(['met', 'met'])
  })
})

describe('the investigator’s events of a term and the laboratory’s', () => {
  const TERM = 'Neutrophil count decreased'
  const related = { all: [grade3, { attributedTo: ['CAR-T'], atLeast: 'possible' }] } as never
  const reported = (grade: number, given: string | undefined, event = 'E1') =>
    adverseEvent(TERM, 3, grade, { event, ...(given ? { attribution: { 'CAR-T': given as never } } : {}) })
  it.each(
    cases(`
      reported   attribution   measured   answer
      3          possible      -          met
      3          unrelated     -          not met
      2          possible      2          not met
      2          possible      3          undeterminable
      3          possible      2          undeterminable
      3          possible      3          met
      3          unrelated     3          not met
      3          -             3          undeterminable
      -          -             3          undeterminable
      2          unrelated     3          not met
    `),
  )('reported $reported, $attribution, measured $measured: $answer', (row) =>
    expect(
      answered(
        related,
        20,
        ...(row.reported ? [reported(Number(row.reported), row.attribution)] : []),
        ...(row.measured ? [measured(TERM, 3, Number(row.measured))] : []),
      ).is,
    ).toBe(row.answer),
  )
  it('where a person decided the grade of one of the reported, the laboratory does not contradict', () => {
    const decision: Happening = (participant) => [
      { type: 'adjudicated', participant, at: dateOf(9), by: 'Dr Lin', reason: 'read', event: 'E1', grade: 2 } as never,
    ]
    const two = [reported(2, 'possible', 'E1'), reported(1, 'possible', 'E2'), measured(TERM, 3, 3)]
    expect(answered(related, 20, ...two).is).toBe('undeterminable')
    expect(answered(related, 20, ...two, decision).is).toBe('not met')
  })
  it('where they differ, it says how', () =>
    expect(answered(related, 20, reported(2, 'possible'), measured(TERM, 3, 3))).toEqual({
      rule: 'R',
      section: 'x',
      is: 'undeterminable',
      event: 'E1',
      grounds: [
        {
          clause: `${TERM}: investigator's and computed grade`,
          is: 'unknown',
          saw: 'by the investigator not met, by the laboratory met',
        },
      ],
      needs: [{ fact: `reconciliation of the investigator's and the computed grade of ${TERM}` }],
    }))
  it('what was recorded of the reported events holds of the laboratory’s', () => {
    const serious =
      (value: boolean, event: string): Happening =>
      (participant) =>
        reported(2, 'possible', event)(participant).map((one) => ({ ...one, serious: value }) as never)
    const asks = { all: [grade3, { serious: true }] } as never
    const both = (...said: boolean[]) =>
      answered(asks, 20, ...said.map((one, i) => serious(one, `E${i}`)), measured(TERM, 3, 3)).is
    expect(both(true)).toBe('undeterminable')
    expect(both(false)).toBe('not met')
    expect(both(false, true)).toBe('undeterminable')
  })
  it('what was said with the report holds of the laboratory’s', () => {
    const asks = { all: [grade3, { fact: 'clinicallySignificant' }] } as never
    const said =
      (value: boolean): Happening =>
      (participant) =>
        reported(
          2,
          'possible',
        )(participant).map((one) => ({ ...one, facts: { clinicallySignificant: value } }) as never)
    expect(answered(asks, 20, said(true), measured(TERM, 3, 3)).is).toBe('undeterminable')
    expect(answered(asks, 20, said(false), measured(TERM, 3, 3)).is).toBe('not met')
  })
  it('of two reports a yes is the laboratory’s, in any order', () => {
    const asks = { all: [grade3, { fact: 'clinicallySignificant' }] } as never
    const said =
      (value: boolean, event: string): Happening =>
      (participant) =>
        reported(
          2,
          'possible',
          event,
        )(participant).map((one) => ({ ...one, facts: { clinicallySignificant: value } }) as never)
    const both = (first: boolean, second: boolean) =>
      answered(asks, 20, said(first, 'E1'), said(second, 'E2'), measured(TERM, 3, 3)).is
    expect([both(true, false), both(false, true), both(false, false)]).toEqual([
      'undeterminable',
      'undeterminable',
      'not met',
    ])
  })
  it('of two attributions the stronger is the laboratory’s, in any order', () => {
    const two = (first: string, second: string) =>
      answered(related, 20, reported(2, first, 'E1'), reported(2, second, 'E2'), measured(TERM, 3, 3)).is
    expect(two('unrelated', 'possible')).toBe('undeterminable')
    expect(two('possible', 'unrelated')).toBe('undeterminable')
    expect(two('unrelated', 'unlikely')).toBe('not met')
  })
  it('a rule over the laboratory’s alone, within a choice of several, asks each by itself', () => {
    const lab = { all: [{ any: [{ source: 'laboratory' }, { term: ['Nausea'] }] }, grade3] } as never
    expect(answered(lab, 20, reported(2, 'possible'), measured(TERM, 3, 3)).is).toBe('met')
    const notLab = { all: [{ not: { source: 'laboratory' } }, grade3] } as never
    expect(answered(notLab, 20, reported(2, 'possible'), measured(TERM, 3, 3)).is).toBe('undeterminable')
    const reportedOnly = { all: [{ source: 'reported' }, grade3] } as never
    expect(answered(reportedOnly, 20, reported(3, 'possible'), measured(TERM, 3, 2)).is).toBe('undeterminable')
    expect(answered(reportedOnly, 20, measured(TERM, 3, 3)).is).toBe('not met')
  })
})

describe('a rule that an event can meet with a grade or without', () => {
  const either = { any: [{ fact: 'fatalIfUntreated' }, grade3] } as never
  it.each(
    cases(`
      onset   course   fact   answer
      3       3 2      yes    met
      3       3 2      no     not met
      3       3 2      -      undeterminable
      3       3 3      -      met
      -1      5 3      -      met
      -1      5 3      no     met
      -1      5 2      yes    not met
      -1      5 2      -      not met
      16      17 2     yes    not met
    `),
  )('onset on day $onset, graded $course, the fact said $fact: $answer', ({ onset, course, fact, answer }) => {
    const [day, grade] = course!.split(' ').map(Number)
    const story = [adverseEvent('Nausea', Number(onset), 1), regraded('Nausea', day!, grade!)]
    const said = fact ? [assessed('Nausea', 9, 'fatalIfUntreated', fact === 'yes')] : []
    expect(answered(either, 30, ...story, ...said).is).toBe(answer)
  })
})

describe('the same events asked again', () => {
  const related = protocolWith({ all: [grade3, { attributedTo: ['CAR-T'], atLeast: 'possible' }] } as never)
  const given = (event: string, grade: number, to: 'unrelated' | 'probable') =>
    adverseEvent('Nausea', 3, grade, { event, attribution: { 'CAR-T': to } })
  const at = (summary: ReturnType<typeof summaryOf>, now: number, protocol = related) =>
    judge(protocol, { ...summary, now: dateOf(now) }).rules[0]!.is
  const add = (summary: ReturnType<typeof summaryOf>, happens: Happening, from = summaryOf('x', happens).events) => ({
    ...summary,
    events: { ...summary.events, ...from },
  })
  it('later, by the later time; and the earlier still by its own', () => {
    const long = protocolWith({ grade: { atLeast: 3 }, longerThan: { days: 7 } })
    const summary = summaryOf('x', dosed, adverseEvent('Nausea', 3, 3))
    expect([9, 11, 9].map((now) => at(summary, now, long))).toEqual(['pending', 'met', 'pending'])
  })
  it('with one more, or another in its place', () => {
    const one = summaryOf('x', dosed, given('E1', 3, 'unrelated'))
    const two = add(one, given('E2', 3, 'unrelated'))
    const other = add(one, given('E2', 3, 'probable'))
    expect([one, two, other, two, one].map((summary) => at(summary, 20))).toEqual([
      'not met',
      'not met',
      'met',
      'not met',
      'not met',
    ])
  })
  it('with another event of a second term, that of the first as it was', () => {
    const fatigue = (to: 'unrelated' | 'probable') =>
      adverseEvent('Fatigue', 3, 3, { event: 'F1', attribution: { 'CAR-T': to } })
    const one = summaryOf('x', dosed, given('E1', 3, 'unrelated'))
    const both = (to: 'unrelated' | 'probable') => at(add(one, fatigue(to)), 20)
    expect([both('unrelated'), both('probable'), both('unrelated')]).toEqual(['not met', 'met', 'not met'])
  })
  it('by another rule, or against other windows', () => {
    const summary = summaryOf('x', dosed, given('E1', 3, 'probable'))
    expect(at(summary, 20)).toBe('met')
    expect(at(summary, 20, protocolWith({ grade: { atLeast: 4 } }))).toBe('not met')
    const shorter = { ...related.window, closes: { ...related.window.closes, length: { days: 1 } } }
    expect(at(summary, 20, { ...related, window: shorter })).toBe('not met')
    expect(at(summary, 20)).toBe('met')
  })
})

describe('what an answer over several events says', () => {
  it('of a rule no event meets, what refused those that reached its grade', () => {
    const rule = { all: [{ term: ['Nausea', 'Fatigue'] }, { grade: { atLeast: 3 }, longerThan: { days: 7 } }] } as never
    const { is, grounds } = answered(
      rule,
      30,
      adverseEvent('Nausea', 3, 3),
      ended('Nausea', 5),
      adverseEvent('Fatigue', 3, 2),
      adverseEvent('Fever', 3, 4),
      adverseEvent('Vomiting', 3, 1),
      regraded('Vomiting', 4, 3),
    )
    expect(is).toBe('not met')
    expect(grounds.map(({ saw }) => saw)).toEqual(['Nausea 2 days from 2026-03-04 to 2026-03-06'])
  })
  it('of two events of a term, one of which was never near, what refused the other', () => {
    const long = { grade: { atLeast: 3 }, longerThan: { days: 7 } }
    const { grounds } = answered(
      long,
      30,
      adverseEvent('Nausea', 3, 3),
      ended('Nausea', 5),
      adverseEvent('Nausea', 9, 1, { event: 'E2' }),
    )
    expect(grounds.map(({ saw }) => saw)).toEqual(['Nausea 2 days from 2026-03-04 to 2026-03-06'])
  })
  it('of one that is met, what met it, and not what is open', () => {
    const related = { all: [grade3, { attributedTo: ['CAR-T'], atLeast: 'possible' }] } as never
    const met = answered(
      related,
      30,
      adverseEvent('Nausea', 3, 3),
      adverseEvent('Fatigue', 4, 3, { attribution: { 'CAR-T': 'possible' } }),
    )
    expect(met).toMatchObject({ is: 'met', event: 'Fatigue', needs: [] })
    expect(met.grounds.every(({ is }) => is === 'met')).toBe(true)
    expect(met).not.toHaveProperty('until')
  })
  it('of one that is open, what is open, and the latest date', () => {
    const long = { grade: { atLeast: 3 }, longerThan: { days: 7 } }
    const open = answered(long, 7, adverseEvent('Nausea', 3, 3), adverseEvent('Fatigue', 5, 3))
    expect(open).toMatchObject({ is: 'pending', event: 'Nausea', until: dateOf(12) })
    expect(open.needs.map(({ until }) => until)).toEqual([dateOf(10), dateOf(12)])
    expect(answered(long, 7, adverseEvent('Fatigue', 5, 3), adverseEvent('Nausea', 3, 3)).until).toBe(dateOf(12))
    expect(open.grounds.every(({ is }) => is === 'unknown')).toBe(true)
  })
  it('of no event, nothing', () =>
    expect(answered(grade3, 30)).toEqual({ rule: 'R', section: 'x', is: 'not met', grounds: [], needs: [] }))
})
