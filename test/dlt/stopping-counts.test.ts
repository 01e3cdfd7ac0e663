import { describe, expect, it } from 'vitest'
import type { StoppingCount } from '../../src/core/stopping.schema.ts'
import { safetyOf, stoppingEventRules } from '../../src/dlt/stopping.ts'
import {
  adjudicated,
  adverseEvent,
  cases,
  type Day,
  dateOf,
  died,
  ended,
  type Happening,
  infused,
  regraded,
} from '../../src/testing/index.ts'
import { dosed, judged, protocolWith, summaryOf } from './story.ts'

const CRS = 'Cytokine release syndrome'
const never = { grade: { atLeast: 5 }, longerThan: { days: 900 } } as never
const stopping = (counts: StoppingCount, id = 'S') =>
  ({ id, section: 'x', says: '', counts, over: 'trial', bound: { atLeast: 1 } }) as const
const safety = (counts: StoppingCount, now: Day, ...story: readonly Happening[]) =>
  judged(protocolWith(never, { stopping: [stopping(counts)] }), now, ...story).safety
const counted = (counts: StoppingCount, ...story: readonly Happening[]) =>
  safety(counts, 90, dosed, ...story)?.counted.S ?? { is: 'not met' }

const days30 = { length: { days: 30 } }
const afterFirst = { ...days30, after: 'firstDose' } as const
const afterLast = { ...days30, after: 'lastDose' } as const
const toCells = { agents: ['CAR-NK', 'CAR-T'], atLeast: 'possible' } as never

describe('who is counted at all', () => {
  const crs4: StoppingCount = { event: { grade: { atLeast: 4 } } }
  it('those given cells, from their first', () => {
    const bad = adverseEvent(CRS, 9, 4)
    expect(safety(crs4, 20, bad)).toEqual({ counted: {} })
    expect(safety(crs4, 20, infused('lymphodepletion', -3), bad)).toEqual({ counted: {} })
    expect(safety(crs4, 20, infused('CAR-NK', 0), bad)).toMatchObject({
      treated: dateOf(0),
      counted: { S: { is: 'met' } },
    })
    expect(
      safety(crs4, 20, infused('CAR-T', 5), infused('CAR-NK', 0), infused('lymphodepletion', -3), bad),
    ).toMatchObject({ treated: dateOf(0) })
  })
  it('a protocol without stopping rules counts nothing', () => {
    expect(judged(protocolWith(never), 20, dosed)).not.toHaveProperty('safety')
    expect(judged(protocolWith(never, { stopping: [] }), 20, dosed)).not.toHaveProperty('safety')
  })
  it('each rule by its own name, those not met left out', () => {
    const rules = [4, 3, 5].map((atLeast) => stopping({ event: { grade: { atLeast } } }, `S${atLeast}`))
    const protocol = protocolWith(never, { stopping: rules })
    expect(Object.keys(judged(protocol, 20, dosed, adverseEvent(CRS, 9, 4)).safety!.counted)).toEqual(['S4', 'S3'])
    expect(judged(protocol, 20, dosed).safety).toEqual({ treated: dateOf(0), counted: {} })
  })
})

describe('events', () => {
  const grade4: StoppingCount = { event: { grade: { atLeast: 4 } } }
  it.each(
    cases(`
      onset     any time   within 30 of the first   within 30 of the last
      -1        not met    not met                  not met
      0         met        met                      met
      30        met        met                      met
      31        met        not met                  met
      32        met        not met                  not met
      2026-03   met        met                      met
      2026      unknown    unknown                  unknown
      2026-04   met        not met                  unknown
      2026-05   met        not met                  not met
    `),
  )('grade 4 with onset on $onset', (row) => {
    const at = row.onset!.startsWith('2026') ? row.onset! : Number(row.onset)
    const is = (within?: typeof afterFirst | typeof afterLast) =>
      counted({ ...grade4, ...(within ? { within } : {}) } as never, adverseEvent(CRS, at, 4)).is
    expect([is(), is(afterFirst), is(afterLast)]).toEqual([
      row['any time'],
      row['within 30 of the first'],
      row['within 30 of the last'],
    ])
  })
  it('says what it saw, once, and what is wanted', () => {
    expect(counted(grade4, adverseEvent(CRS, 9, 4))).toEqual({
      is: 'met',
      saw: `${CRS} reached it on 2026-03-10; ${CRS} grade 4 on 2026-03-10`,
      needs: [],
    })
    const twice = { event: { all: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 4 } }] } } as never
    expect(counted(twice, adverseEvent(CRS, 9, 4))).toMatchObject({
      saw: `${CRS} reached it on 2026-03-10; ${CRS} grade 4 on 2026-03-10`,
    })
    expect(counted(grade4, adverseEvent(CRS, 9))).toMatchObject({
      is: 'unknown',
      needs: [{ fact: `the grade of ${CRS}` }],
    })
  })
})

describe('DLTs', () => {
  it('as the protocol’s own rules answer', () => {
    const of = (is: 'met' | 'not met' | 'pending' | 'undeterminable') => ({
      ...{
        rule: 'R',
        section: 'x',
        is,
        grounds: [{ clause: 'c', is: 'met' as const, saw: 'it' }],
        needs: [{ fact: 'f' }],
      },
    })
    const found = (...answers: ReturnType<typeof of>[]) => {
      const protocol = protocolWith(never, { stopping: [stopping({ dlt: true })] })
      return safetyOf(protocol, summaryOf(undefined, dosed), answers, () => [])!.counted.S?.is ?? 'not met'
    }
    expect(found(of('met'))).toBe('met')
    expect(found(of('not met'))).toBe('not met')
    expect(found(of('pending'))).toBe('unknown')
    expect(found(of('undeterminable'))).toBe('unknown')
    expect(found(of('not met'), of('met'))).toBe('met')
    expect(found(of('not met'), of('pending'))).toBe('unknown')
    expect(found()).toBe('not met')
  })
})

describe('deaths', () => {
  const death: StoppingCount = { died: {} }
  it('any', () => {
    expect(counted(death, died(60))).toEqual({ is: 'met', saw: `died on ${dateOf(60)}`, needs: [] })
    expect(counted(death, adverseEvent('Sepsis', 5, 4)).is).toBe('not met')
  })
  it.each(
    cases(`
      story                     died
      died                      2026-03-10
      ended fatal               2026-03-10
      grade 5                   2026-03-10
      grade 5, then recovered   2026-03-10
      ended otherwise           -
      grade 4                   -
    `),
  )('told by $story: $died', ({ story, died: on }) => {
    const told: Readonly<Record<string, readonly Happening[]>> = {
      died: [died(9)],
      'ended fatal': [adverseEvent('Sepsis', 5, 4), ended('Sepsis', 9, 'fatal')],
      'grade 5': [adverseEvent('Sepsis', 5, 4), regraded('Sepsis', 9, 5)],
      'grade 5, then recovered': [adverseEvent('Sepsis', 5, 4), regraded('Sepsis', 9, 5), regraded('Sepsis', 12, 2)],
      'ended otherwise': [adverseEvent('Sepsis', 5, 4), ended('Sepsis', 9)],
      'grade 4': [adverseEvent('Sepsis', 5, 4), regraded('Sepsis', 9, 4)],
    }
    const found = counted(death, ...told[story!]!)
    expect(found).toMatchObject(on ? { is: 'met', saw: `died on ${on}` } : { is: 'not met' })
  })
  it('of several fatal events the first date; the date of the death where it is on record', () => {
    const fatal = (event: string, day: number) => [adverseEvent(event, 5, 4), ended(event, day, 'fatal')]
    expect(counted(death, ...fatal('Sepsis', 12), ...fatal('Hypoxia', 9))).toMatchObject({ saw: 'died on 2026-03-10' })
    expect(counted(death, ...fatal('Sepsis', 12), died(13))).toMatchObject({ saw: 'died on 2026-03-14' })
  })
  it.each(
    cases(`
      died      first     last
      29        met       met
      30        met       met
      31        not met   met
      32        not met   not met
      2026-03   met       met
      2026      unknown   unknown
      2026-04   not met   unknown
      2026-05   not met   not met
    `),
  )('on $died, within 30 days of the first dose: $first, of the last: $last', ({ died: on, first, last }) => {
    const at = on!.startsWith('2026') ? on! : Number(on)
    expect(counted({ died: { within: afterFirst } }, died(at)).is).toBe(first)
    expect(counted({ died: { within: afterLast } }, died(at)).is).toBe(last)
  })
  it('says how long after which dose', () => {
    expect(counted({ died: { within: afterFirst } }, died(9))).toMatchObject({
      saw: 'died on 2026-03-10; within 30 days of the first dose',
    })
    expect(counted({ died: { within: afterLast } }, died(9))).toMatchObject({
      saw: 'died on 2026-03-10; within 30 days of the last dose',
    })
    expect(counted({ died: { within: afterLast } }, died('2026-04'))).toMatchObject({
      needs: [{ fact: 'the date of death' }],
    })
  })
  it.each(
    cases(`
      CAR-NK      CAR-T       answer
      possible    unrelated   met
      unrelated   possible    met
      unlikely    unrelated   not met
      unrelated   -           unknown
      -           -           unknown
    `),
  )('of an event $CAR-NK to CAR-NK and $CAR-T to CAR-T: $answer', (row) => {
    const given = Object.fromEntries(['CAR-NK', 'CAR-T'].flatMap((agent) => (row[agent] ? [[agent, row[agent]]] : [])))
    const sepsis = adverseEvent('Sepsis', 5, 4, { attribution: given as never })
    expect(counted({ died: { attributedTo: toCells } }, sepsis, died(9, 'Sepsis')).is).toBe(row.answer)
  })
  it('of two fatal events either; of none on record, it is asked', () => {
    const fatal = (event: string, to: string) => [
      adverseEvent(event, 5, 4, { attribution: { 'CAR-T': to as never, 'CAR-NK': 'unrelated' } }),
      ended(event, 9, 'fatal'),
    ]
    const related: StoppingCount = { died: { attributedTo: toCells } }
    expect(counted(related, ...fatal('Sepsis', 'unrelated'), ...fatal('Hypoxia', 'possible')).is).toBe('met')
    expect(counted(related, ...fatal('Sepsis', 'unrelated'), ...fatal('Hypoxia', 'unrelated')).is).toBe('not met')
    const summary = { ...summaryOf(undefined, dosed), died: { at: dateOf(9) } }
    expect(safetyOf(protocolWith(never, { stopping: [stopping(related)] }), summary, [], () => [])!.counted.S).toEqual({
      is: 'unknown',
      saw: `died on ${dateOf(9)}`,
      needs: [{ fact: 'the attribution of the death' }],
    })
  })
})

describe('a named person’s answer to a stopping rule', () => {
  it('is the answer, the latest of them', () => {
    const grade4: StoppingCount = { event: { grade: { atLeast: 4 } } }
    const bad = adverseEvent(CRS, 9, 4)
    expect(counted(grade4, bad, adjudicated('S', 20, 'not met', 'read anew')).is).toBe('not met')
    expect(counted(grade4, adjudicated('S', 20, 'met', 'read anew'))).toEqual({
      is: 'met',
      saw: 'SRC chair: read anew',
      needs: [],
    })
    expect(counted(grade4, bad, adjudicated('S', 20, 'not met', 'a'), adjudicated('S', 21, 'met', 'b'))).toMatchObject({
      is: 'met',
      saw: 'SRC chair: b',
    })
    expect(counted(grade4, bad, adjudicated('R', 20, 'not met', 'a')).is).toBe('met')
  })
})

describe('the events that stopping rules ask for', () => {
  it('what they name, and for deaths anything fatal', () => {
    const event = { grade: { atLeast: 4 } } as const
    const rules = [stopping({ dlt: true }, 'A'), stopping({ event }, 'B'), stopping({ died: {} }, 'C')]
    const protocol = protocolWith(never, { stopping: rules })
    const asked = stoppingEventRules(protocol)
    expect(asked.map(({ id, when }) => [id, when])).toEqual([
      ['B', event],
      ['C', { grade: { atLeast: 5 } }],
    ])
    expect(stoppingEventRules(protocol)).toEqual(asked)
    expect(stoppingEventRules(protocolWith(never))).toEqual([])
  })
})
