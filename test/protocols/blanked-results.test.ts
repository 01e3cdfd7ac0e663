import { expect, it } from 'vitest'
import type { RuleIs } from '../../src/dlt/rule.ts'
import { asOf } from '../../src/machines/as-of.ts'
import { replay } from '../../src/machines/replay.ts'
import type { Posted } from '../../src/machines/router.ts'
import { demoPosted } from '../support/demo.ts'
import { machines } from '../support/trial.ts'

/** Every row takes a minute; the suite takes each eighth. With 1 it takes all. */
const STRIDE = Number(process.env.BLANK_EVERY ?? 8)

const cutOff = '2026-11-12'
const happened = asOf(demoPosted(), cutOff)
const participants = [...new Set(happened.flatMap((one) => ('participant' in one ? [one.participant] : [])))]

function answers(participant: string, facts: readonly Posted[]): ReadonlyMap<string, RuleIs> {
  const state = replay(machines, [...facts, { type: 'timePassed', participant, at: cutOff }])
  const { rules, trigger } = state.lanes.get(participant)!.lane.participant.context.judgement
  return new Map([...rules, ...(trigger ? [trigger] : [])].map((answer) => [answer.rule, answer.is]))
}

it.each(participants)(
  '%s: a laboratory result blanked never turns an open or a met rule into "not met"',
  { timeout: 120_000 },
  (participant) => {
    const facts = happened.filter((one) => 'participant' in one && one.participant === participant)
    const before = answers(participant, facts)
    const wrong: string[] = []
    for (const [i, fact] of facts.entries()) {
      if (fact.type !== 'labResult' || fact.value === undefined || i % STRIDE !== 0) continue
      const { value: _, ...blank } = fact
      const after = answers(participant, facts.with(i, blank))
      for (const [rule, is] of before)
        if (is !== 'not met' && after.get(rule) === 'not met')
          wrong.push(`${rule} ${is} by ${fact.analyte} of ${fact.at}`)
    }
    expect(wrong).toEqual([])
  },
)

it('a baseline that is blanked is an unknown baseline, not the one before', () => {
  const base = { type: 'labResult', participant: '1', analyte: 'ALT', unit: 'U/L', uln: '40' } as const
  const course = (baseline: object) =>
    replay(machines, [
      { ...base, at: '2026-02-01', value: '30' },
      { ...base, at: '2026-02-10', ...baseline },
      { type: 'dosed', participant: '1', at: '2026-03-01', agent: 'CAR-T' },
      { ...base, at: '2026-03-05', value: '440' },
    ])
      .lanes.get('1')!
      .lane.events['lab:Alanine aminotransferase increased']!.context.summary!.course.at(-1)
  expect(course({ value: '30' })).toMatchObject({ atLeast: 3, atMost: 3 })
  expect(course({ value: '160', baseline: true })).toMatchObject({ atLeast: 1, atMost: 1 })
  expect(course({})).toMatchObject({ atLeast: 0, atMost: 3 })
  expect(course({ baseline: true })).toMatchObject({ atLeast: 0, atMost: 3 })
})
