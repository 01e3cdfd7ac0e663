import { describe, expect, it } from 'vitest'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import {
  adverseEvent,
  cases,
  type Day,
  dateOf,
  died,
  enrolled,
  followedUp,
  type Happening,
  infused,
  regraded,
  withdrew,
} from '../../src/testing/index.ts'
import { dosed, judged, protocolWith } from './story.ts'

/** CAR-T on days 0 and 1, the window until day 15; grade 3 nausea lasting longer than 7 days is a DLT. */
const nausea = { all: [{ term: ['Nausea'] }, { grade: { atLeast: 3 }, longerThan: { days: 7 } }] } as never
const protocol = protocolWith(nausea)
const evaluability = (changes: Partial<Protocol['evaluability']>): Partial<Protocol> => ({
  evaluability: { ...protocol.evaluability, ...changes },
})
const completed =
  (day: Day): Happening =>
  (participant) => [{ type: 'completed', participant, at: dateOf(day) } as never]
const carT = (day: Day, infusion: number, amount = '1.5e7') =>
  infused('CAR-T', day, { amount, unit: 'cells/kg', infusion, cycle: 1 })
const status = (now: Day, ...story: readonly Happening[]) => judged(protocol, now, ...story).status
const says =
  (day: Day, is: 'met' | 'not met'): Happening =>
  (participant) => [
    { type: 'adjudicated', participant, at: dateOf(day), rule: 'evaluability', is, by: 'SRC', reason: 'as seen' },
  ]
const notEvaluableAsDecided = {
  is: 'notEvaluable',
  why: 'adjudicated',
  replaced: true,
  saw: 'adjudicated by SRC: as seen',
}

describe('somebody without the agent that opens the window', () => {
  const nk = infused('CAR-NK', 0)
  it.each<[string, readonly Happening[], string | undefined]>([
    ['still there', [], undefined],
    ['withdrew', [withdrew(5)], dateOf(5)],
    ['died', [died(6)], dateOf(6)],
    ['completed', [completed(7)], dateOf(7)],
    ['withdrew, then died', [withdrew(5), died(6)], dateOf(5)],
    ['died, the study completed', [died(6), completed(7)], dateOf(6)],
  ])('%s', (_, story, left) =>
    expect(status(20, enrolled(-20, '1'), nk, ...story)).toEqual(
      left === undefined
        ? { is: 'notDosed' }
        : { is: 'notEvaluable', why: 'notDosed', replaced: true, saw: `left on ${left} without CAR-T` },
    ),
  )
})

describe('while the window is open', () => {
  it('it is watched until its end', () =>
    expect(status(14, dosed)).toEqual({
      is: 'watching',
      until: dateOf(15),
      needs: [{ fact: 'the end of the DLT window', until: dateOf(15) }],
    }))
  it('without the last planned infusion it has no end', () =>
    expect(status(40, enrolled(-20, '1'), carT(0, 1))).toEqual({
      is: 'watching',
      needs: [{ fact: 'the last planned infusion of CAR-T, cycle 1, or a decision on evaluability without it' }],
    }))
  it('what is open beside it is told, and the latest date counts', () => {
    expect(status(14, dosed, adverseEvent('Nausea', 13, 3))).toMatchObject({
      until: dateOf(20),
      needs: [{ until: dateOf(15) }, { until: dateOf(20) }],
    })
    expect(status(5, dosed, adverseEvent('Nausea', 3, 3))).toMatchObject({
      until: dateOf(15),
      needs: [{ until: dateOf(15) }, { until: dateOf(10) }],
    })
  })
  it('what is open without a date leaves the others their date', () => {
    const related = protocolWith({ all: [{ grade: { atLeast: 3 } }, { attributedTo: ['CAR-T'], atLeast: 'possible' }] })
    expect(judged(related, 5, dosed, adverseEvent('Nausea', 3, 3)).status).toEqual({
      is: 'watching',
      until: dateOf(15),
      needs: [{ fact: 'the end of the DLT window', until: dateOf(15) }, { fact: 'the attribution of Nausea to CAR-T' }],
    })
  })
  it('a DLT settles it at once, by name', () =>
    expect(status(12, dosed, adverseEvent('Nausea', 3, 3))).toEqual({ is: 'dlt', rules: ['R'] }))
  it('each rule that is met is named', () => {
    const rules = ['A', 'B', 'C'].map((id, i) => ({ id, section: 'x', says: '', when: { grade: { atLeast: i + 2 } } }))
    const graded = (grade: number) =>
      judged(protocolWith(nausea, { dltRules: rules }), 12, dosed, adverseEvent('Nausea', 3, grade)).status
    expect(graded(3)).toEqual({ is: 'dlt', rules: ['A', 'B'] })
    expect(graded(4)).toEqual({ is: 'dlt', rules: ['A', 'B', 'C'] })
  })
})

describe('once it has closed', () => {
  it('with its last day, seen on that day or later: clear', () => {
    expect(status(14, dosed, followedUp(14))).toMatchObject({ is: 'watching' })
    expect(status(15, dosed, followedUp(15))).toEqual({ is: 'clear' })
    expect(status(16, dosed, followedUp(14))).toEqual({
      is: 'watching',
      needs: [{ fact: `a contact on or after ${dateOf(15)}` }],
    })
  })
  it.each(
    cases(`
      last seen     14         15
      followedUp    watching   clear
      completed     watching   clear
      withdrew      left       clear
      died          left       clear
    `),
  )('$last seen', (row) => {
    const seen = { followedUp, completed, withdrew, died }[row['last seen']!]!
    const is = (day: number) => status(30, dosed, seen(day)).is.replace('notEvaluable', 'left')
    expect([is(14), is(15)]).toEqual([row['14'], row['15']])
  })
  it('where the protocol asks no contact, none is waited for', () =>
    expect(judged(protocolWith(nausea, evaluability({ contactAfterWindow: false })), 16, dosed).status).toEqual({
      is: 'clear',
    }))
  it('what is still open keeps it from settling', () => {
    const open = [dosed, followedUp(15), adverseEvent('Nausea', 14, 3)]
    expect(status(16, ...open)).toMatchObject({ is: 'watching', until: dateOf(21) })
    expect(status(16, ...open, regraded('Nausea', 16, 1))).toEqual({ is: 'clear' })
    expect(status(30, dosed, followedUp(15), adverseEvent('Nausea', '2026-03', 3))).toMatchObject({ is: 'watching' })
  })
  it('a window in hours closes at its hour', () => {
    const { window } = protocol
    const hours = protocolWith(nausea, { window: { ...window, closes: { ...window.closes, length: { hours: 48 } } } })
    const given = [enrolled(-20, '1'), carT('0 08:00', 1), carT('1 08:00', 2)]
    expect(judged(hours, '3 07:59', ...given, followedUp('3 07:59')).status).toMatchObject({ is: 'watching' })
    expect(judged(hours, '3 08:00', ...given, followedUp('3 08:00')).status).toEqual({ is: 'clear' })
    expect(judged(hours, '3 09:00', ...given, followedUp('3 07:59')).status).toMatchObject({
      needs: [{ fact: 'a contact on or after 2026-03-04T08:00' }],
    })
  })
})

describe('who left inside the window', () => {
  it.each(
    cases(`
      left               status         what
      withdrew 14        notEvaluable   withdrew on 2026-03-15 inside the window
      died 14            notEvaluable   died on 2026-03-15 inside the window
      died 9             notEvaluable   died on 2026-03-10 inside the window
      withdrew 15        clear          -
      died 15            clear          -
      withdrew 2026-03   watching       the date of withdrawal
      died 2026-03       watching       the date of death
      withdrew 2026-04   clear          -
      died 2026-04       clear          -
    `),
  )('$left: $status, $what', ({ left, status: is, what }) => {
    const [how, day] = left!.split(' ')
    const when = day!.startsWith('2026') ? day! : Number(day)
    const found = status(90, dosed, how === 'died' ? died(when) : withdrew(when), followedUp(90))
    expect(found.is).toBe(is)
    if (found.is === 'notEvaluable') expect(found).toMatchObject({ why: how, saw: what })
    if (found.is === 'watching') expect(found.needs).toEqual([{ fact: what }])
  })
  it('the reason given is told', () =>
    expect(status(20, dosed, withdrew(9, 'moved away'))).toMatchObject({
      saw: `withdrew on ${dateOf(9)} inside the window: moved away`,
    }))
  it('who withdrew and died is one who died', () =>
    expect(status(20, dosed, withdrew(8), died(9))).toMatchObject({ why: 'died' }))
  it('a sure withdrawal goes before a death that may be later', () =>
    expect(status(90, dosed, withdrew(8), died('2026-03'))).toMatchObject({ is: 'notEvaluable', why: 'withdrew' }))
  it('a window without an end is left whenever one leaves', () =>
    expect(status(90, enrolled(-20, '1'), carT(0, 1), withdrew(60))).toMatchObject({ why: 'withdrew' }))
  it('what is open may still be a DLT: it is waited for', () => {
    expect(status(12, dosed, adverseEvent('Nausea', 8, 3), withdrew(10))).toMatchObject({
      is: 'watching',
      until: dateOf(15),
    })
    expect(
      status(30, dosed, adverseEvent('Nausea', 8, 3), regraded('Nausea', '2026-03', 1), withdrew(10)),
    ).toMatchObject({ is: 'watching' })
    expect(status(12, dosed, adverseEvent('Nausea', 8, 3), withdrew('2026-03')).is).toBe('watching')
    expect(
      (status(12, dosed, adverseEvent('Nausea', 8, 3), withdrew('2026-03')) as { needs: readonly unknown[] }).needs,
    ).toHaveLength(2)
  })
})

describe('what was received', () => {
  const received = (first: string, second: string, ...more: readonly Happening[]) =>
    status(20, enrolled(-20, '1'), carT(0, 1, first), carT(1, 2, second), followedUp(15), ...more)
  it('80 % of the plan is enough', () => {
    expect(received('1.2e7', '1.2e7')).toEqual({ is: 'clear' })
    expect(received('1.2e7', '1.1e7')).toEqual({
      is: 'notEvaluable',
      why: 'underdosed',
      replaced: true,
      saw: 'received 76.7 % of the planned dose',
    })
  })
  it('an amount that cannot be read is asked for', () =>
    expect(received('1.5e7', 'x')).toEqual({
      is: 'watching',
      needs: [{ fact: `the amount given at ${dateOf(1)}, in cells/kg` }],
    }))
  it('so is a plan', () =>
    expect(status(20, enrolled(-20, '9'), carT(0, 1), carT(1, 2), followedUp(15))).toMatchObject({
      needs: [{ fact: 'the planned amount of infusion 1' }],
    }))
  it('a person may decide, and the latest decision counts', () => {
    expect(received('1e7', '1e7', says(16, 'met'))).toEqual({ is: 'clear' })
    expect(received('1e7', '1e7', says(16, 'met'), says(17, 'not met'))).toEqual(notEvaluableAsDecided)
    expect(received('1e7', '1e7', says(16, 'not met'), says(17, 'met'))).toEqual({ is: 'clear' })
  })
})

describe('what no fact will settle, a person may decide', () => {
  const first = [enrolled(-20, '1'), carT(0, 1)]
  it('the second infusion is never given: not evaluable, though the window has no end', () => {
    expect(status(40, ...first, followedUp(30))).toMatchObject({ is: 'watching' })
    expect(status(40, ...first, followedUp(30), says(31, 'not met'))).toEqual(notEvaluableAsDecided)
  })
  it.each(
    cases(`
      now     seen        status
      13      13          watching
      14      13          watching
      14      14          clear
      30      13          watching
    `),
  )(
    'or evaluable, once 14 days after the infusion that was given are seen: day $now, last seen $seen, $status',
    (row) => {
      const [now, seen] = [Number(row.now), Number(row.seen)]
      expect(status(now, ...first, followedUp(seen), says(9, 'met')).is).toBe(row.status)
    },
  )
  it('nobody was seen after the window: not evaluable; that alone is never evaluable', () => {
    expect(status(30, dosed, followedUp(14), says(29, 'not met'))).toEqual(notEvaluableAsDecided)
    expect(status(30, dosed, followedUp(14), says(29, 'met'))).toMatchObject({ is: 'watching' })
  })
  it('a decision ends no window early, and leaves open what may still be a DLT', () => {
    expect(status(14, dosed, says(13, 'not met'))).toMatchObject({ is: 'watching', until: dateOf(15) })
    const open = [...first, adverseEvent('Nausea', 8, 3)]
    expect(status(12, ...open, says(12, 'not met'))).toMatchObject({ is: 'watching', until: dateOf(15) })
    expect(status(16, ...open, says(12, 'not met'))).toEqual({ is: 'dlt', rules: ['R'] })
  })
  it('where every infusion has a window, those that were given count', () => {
    const each = protocolWith(nausea, {
      window: { ...protocol.window, per: 'infusion', closes: { ...protocol.window.closes, length: { days: 5 } } },
    })
    const at = (now: Day, seen: Day) => judged(each, now, ...first, followedUp(seen), says(2, 'met')).status.is
    expect([at(4, 4), at(5, 4), at(5, 5)]).toEqual(['watching', 'watching', 'clear'])
  })
})

describe('the level analysed', () => {
  const level = (changes: Partial<Protocol>, ...story: readonly Happening[]) =>
    judged(protocolWith(nausea, changes), 20, ...story).level
  const dose = (day: Day, at?: string) =>
    infused('CAR-T', day, { amount: '3e7', unit: 'cells/kg', ...(at ? { level: at } : {}) })
  it('the one stated with the first dose', () => {
    expect(level({}, enrolled(-20, '1'), dose(0, '2'), dose(1, '3'))).toBe('2')
    expect(level({}, enrolled(-20, '1'), dose(1, '3'), dose(0, '2'))).toBe('2')
    expect(level({}, enrolled(-20, '1'), dose(0), dose(1, '3'))).toBe('1')
    expect(level({}, dose(0, '4'))).toBe('4')
  })
  it('as assigned, where the protocol says, and stated where none was assigned', () => {
    const assigned = evaluability({ analysedAt: 'assigned' })
    expect(level(assigned, enrolled(-20, '1'), dose(0, '2'))).toBe('1')
    expect(level(assigned, dose(0, '2'))).toBe('2')
  })
  it('assigned to none, by the amount; of a trial of one level, that one', () => {
    expect(level({}, dose(0))).toBe('2')
    expect(level({}, infused('CAR-T', 0, { amount: '2e7', unit: 'cells/kg' }))).toBeUndefined()
    expect(level({}, infused('CAR-T', 0, { amount: '3e7', unit: 'cells' }))).toBeUndefined()
    expect(level({}, infused('CAR-T', 0, { amount: '3e7' }))).toBeUndefined()
    expect(level({ levels: protocol.levels.slice(2, 3) }, dose(0))).toBe('3')
    const twice = [...protocol.levels, { label: '2b', amount: '3e7', unit: 'cells/kg' }]
    expect(level({ levels: twice }, dose(0))).toBeUndefined()
  })
})

describe('the trigger of a titration', () => {
  const trigger = { id: 'T', section: 'x', says: '', when: { grade: { atLeast: 2 } } } as const
  const at = (level: string, cap?: number) =>
    judged(
      protocolWith(nausea, {
        titrationTrigger: trigger,
        design: { ...protocol.design, options: cap === undefined ? {} : { cap } },
      }),
      20,
      enrolled(-20, level),
      carT(0, 1),
    ).trigger?.is
  it.each(
    cases(`
      level   cap   asked
      1       1     yes
      2       1     no
      2       2     yes
      3       2     no
      3       3     yes
      1       -     yes
      2       -     no
    `),
  )('at level $level of a titration up to level $cap: asked $asked', ({ level, cap, asked }) =>
    expect(at(level!, cap === undefined ? undefined : Number(cap)) !== undefined).toBe(asked === 'yes'),
  )
  it('not before the window opens', () =>
    expect(judged(protocolWith(nausea, { titrationTrigger: trigger }), 20, enrolled(-20, '1'))).not.toHaveProperty(
      'trigger',
    ))
})
