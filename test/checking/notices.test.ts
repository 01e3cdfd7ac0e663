import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/index.ts'
import { checkedInWords, checkProtocol } from '../../src/checking/index.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { broken, ruled, sound } from './protocol.ts'

const notices = (protocol: Protocol, code: string) =>
  checkProtocol(protocol, ctcae50)
    .notices.filter((one) => one.code === code)
    .map(({ where, says }) => `${where}: ${says}`)

describe('a qualifier that can run past the window, with the latest day it settles', () => {
  it('window to day 14, longer than 28 days: by the end of day 42', () =>
    expect(notices(nct07021534, 'pastWindow').find((text) => text.startsWith('DLT-4'))).toBe(
      'DLT-4 (assumed 5.2.4): can settle after the window: grade 4 begun on its last day, day 14 after the last infusion of CAR-T, and lasting 28 days, settles by the end of day 42 (then open longer: day 43)',
    ))
  it('hours are counted up to whole days', () =>
    expect(notices(nct07021534, 'pastWindow').find((text) => text.startsWith('DLT-1'))).toContain(
      'not resolved within 72 h, settles by the end of day 17',
    ))
  it('a window whose end is not included has its last day one earlier', () => {
    const { window } = sound
    const protocol = {
      ...ruled({ grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }),
      window: { ...window, closes: { ...window.closes, endInclusive: false } },
    }
    expect(notices(protocol, 'pastWindow')[0]).toContain('day 27 after the first infusion of drug')
    expect(notices(protocol, 'pastWindow')[0]).toContain('by the end of day 34')
  })
  it('a grade without a qualifier settles with the window', () => expect(notices(sound, 'pastWindow')).toEqual([]))
})

describe('what a reader should know', () => {
  it('an attribution that nobody gave blocks', () =>
    expect(
      notices(
        ruled({ all: [{ grade: { atLeast: 3 } }, { attributedTo: ['drug'], atLeast: 'possible' }] }),
        'attribution',
      ),
    ).toEqual(
      [
        'DLT-1 (5.1): blocks the decision while nobody has judged an event’s relation to drug: it is never read as unrelated',
      ].map((text) => text.replace('’', "'")),
    ))
  it('a stagger longer than the window, or longer later than first', () => {
    const days = (sentinel: number, between: number) =>
      notices(
        broken({ stagger: { section: '5', sentinel: { days: sentinel }, between: { days: between } } }),
        'stagger',
      )
    expect(days(28, 7)).toEqual([])
    expect(days(29, 7)).toEqual([
      'stagger (5): the first participant is watched 29 days, longer than the window of 28 days',
    ])
    expect(days(7, 8)[0]).toContain('later participants wait longer (8 days)')
  })
  it('gates that nothing waits for, and an expansion that waits for none', () => {
    const gate = { id: 'g', says: 'a gate', section: '7' }
    const expansion = { section: '7', cohorts: ['a'], minimum: 3, maximum: 6 }
    expect(notices(broken({ gates: [gate] }), 'gates')).toEqual([
      'g (7): nothing waits for this gate: there is no expansion',
    ])
    expect(notices(broken({ expansion }), 'gates')).toEqual([
      'expansion (7): waits for no gate: it opens as soon as the RP2D is declared',
    ])
    expect(notices(broken({ gates: [gate], expansion }), 'gates')).toEqual([])
  })
  it('a titration without a trigger, and a trigger without a titration', () => {
    const trigger = { id: 'T', section: '5', says: 'grade 2', when: { grade: { atLeast: 2 } } }
    const titration = { section: '5', name: 'rapidTitration', options: {} }
    expect(notices(broken({ design: titration }), 'neverMet')).toHaveLength(1)
    expect(notices(broken({ titrationTrigger: trigger }), 'neverMet')).toEqual([
      'T (5): ends a titration, and 3+3 has none',
    ])
    expect(notices(broken({ design: titration, titrationTrigger: trigger }), 'neverMet')).toEqual([])
  })
  it('every assumption, with its note', () => {
    const all = notices(nct07021534, 'assumption')
    expect(all.find((text) => text.startsWith('DLT-4'))).toBe(
      'DLT-4 (assumed 5.2.4): Expected cytopenias count only when prolonged.',
    )
    expect(all.length).toBe(JSON.stringify(nct07021534).split('"assumed":true').length - 1)
  })
})

describe('in words', () => {
  it('contradictions first, and a line that sums up', () => {
    const protocol = broken({ escalated: 'x' })
    expect(checkedInWords(protocol, checkProtocol(protocol, ctcae50)).split('\n')).toEqual([
      'CONTRADICTIONS',
      '  escalated: names the agent "x": expected one of drug',
      '',
      'SOUND: 1 contradiction, no notices, no assumptions',
      '',
    ])
  })
})
