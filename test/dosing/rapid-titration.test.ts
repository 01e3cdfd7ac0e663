import { expect, it } from 'vitest'
import type { LevelTally } from '../../src/dosing/design.ts'
import { rapidTitration } from '../../src/dosing/rapid-titration.ts'
import { said } from './cases.ts'

const none = { n: 0, dlt: 0, pending: 0 }
const clean = { n: 1, dlt: 0, pending: 0 }
const open = { n: 0, dlt: 0, pending: 1 }
const dlt = { n: 1, dlt: 1, pending: 0 }
const triggered = { ...clean, triggers: 1 }
const settled3 = { n: 3, dlt: 0, pending: 0 }

const four = (...seen: LevelTally[]) => [...seen, ...Array.from({ length: 4 - seen.length }, () => none)]

it.each([
  ['nobody yet: one participant', four(none), 1, 'stay', 1, 1],
  ['pending: wait', four(open), 1, 'wait', 1, undefined],
  ['clean: the next level, full cohorts', four(clean), 1, 'escalate', 2, 3],
  ['a trigger while pending: fill the cohort at once', four({ ...open, triggers: 1 }), 1, 'switch', 1, 2],
  ['a trigger, settled: fill the cohort', four(triggered), 1, 'switch', 1, 2],
  ['a DLT: fill the cohort', four(dlt), 1, 'switch', 1, 2],
  ['after the switch 0 of 3: escalate by 3+3', four({ ...settled3, triggers: 1 }), 1, 'escalate', 2, 3],
  ['after the switch 1 of 3: expand', four({ n: 3, dlt: 1, pending: 0 }), 1, 'stay', 1, 3],
  ['two DLTs at the first level', four({ n: 2, dlt: 2, pending: 0 }), 1, 'stop', null, undefined],
  ['level 2 under 3+3', four(clean, none), 2, 'stay', 2, 3],
  ['level 2 clean', four(clean, settled3), 2, 'escalate', 3, 3],
  [
    'level 2 too toxic: level 1 has one, fill it to three',
    four(clean, { n: 2, dlt: 2, pending: 0 }),
    2,
    'de-escalate',
    1,
    2,
  ],
  ['a late trigger at level 1: go back and fill it', four(triggered, clean), 2, 'de-escalate', 1, 2],
  ['a late DLT at level 1: go back and fill it', four(dlt, settled3), 2, 'de-escalate', 1, 2],
  ['level 1 open again below a clean level 2: wait', four(open, settled3), 2, 'wait', 2, undefined],
] as const)('%s', (_, tally, current, action, level, more) => {
  const next = rapidTitration()(tally, current)
  expect([next.action, next.level, next.more]).toEqual([action, level, more])
})

it('a participant left out of the first three: three more, unless it was a DLT', () => {
  const design = rapidTitration({ countTrigger: false })
  expect(design(four(triggered), 1)).toMatchObject({ action: 'switch', level: 1, more: 3 })
  expect(design(four(dlt), 1)).toMatchObject({ action: 'switch', level: 1, more: 2 })
  expect(design(four({ n: 4, dlt: 0, pending: 0, triggers: 1 }), 1)).toMatchObject({ action: 'escalate', level: 2 })
  expect(design(four({ n: 3, dlt: 0, pending: 1, triggers: 1 }), 1)).toMatchObject({ action: 'wait', level: 1 })
})

it('a late trigger may be left to the 3+3', () => {
  const design = rapidTitration({ lateTrigger: 'ignore' })
  expect(design(four(triggered, settled3), 2)).toMatchObject({ action: 'escalate', level: 3 })
})

it('a higher cap goes on in ones; the highest level is filled', () => {
  const design = rapidTitration({ cap: 4 })
  expect(design(four(clean, clean), 2)).toMatchObject({ action: 'escalate', level: 3, more: 1 })
  expect(design(four(clean, clean, clean, clean), 4)).toMatchObject({ action: 'switch', level: 4, more: 2 })
  expect(design(four(clean, clean, triggered), 3)).toMatchObject({ action: 'switch', level: 3, more: 2 })
})

it('levels above the titration are never reopened for a trigger: they are the 3+3’s', () => {
  expect(said(rapidTitration({ cap: 1 }), '1N 2NT 3NNN', 4)).toBe('escalate 4 +3')
  expect(said(rapidTitration({ cap: 2 }), '1N 2NT 3NNN', 4)).toBe('de-escalate 2 +1')
})

it('back up after a late trigger, the level above is not filled a second time', () => {
  const late = { ...settled3, triggers: 1 }
  const oneOf6 = { n: 6, dlt: 1, pending: 0 }
  const design = rapidTitration()
  expect(design([triggered, oneOf6, none], 2)).toMatchObject({ action: 'de-escalate', level: 1, more: 2 })
  const up = design([late, oneOf6, none], 1)
  expect([up.action, up.level, up.more]).toEqual(['escalate', 2, 0])
  expect(design([late, oneOf6, none], 2)).toMatchObject({ action: 'escalate', level: 3, more: 3 })
  expect(design([late, { n: 4, dlt: 1, pending: 0 }, none], 1)).toMatchObject({ action: 'escalate', level: 2, more: 2 })
})
