import { describe, expect, it } from 'vitest'
import type { Judgement } from '../../src/dlt/participant.ts'
import { newsOf, standingOf } from '../../src/machines/participant-news.ts'

const at = '2026-03-20'
const watching = { is: 'watching', until: '2026-03-25', needs: [{ fact: 'a contact after the window' }] }
const notEvaluable = { is: 'notEvaluable', why: 'withdrew', replaced: true }
const judgement = (known: object = {}): Judgement => ({ status: watching, rules: [], outside: [], ...known }) as never
const answer = (rule: string, is: string, more: object = {}) => ({ rule, is, ...more })
const told = (before: object | null, after: object) =>
  newsOf('001', at, 'late labResult', before && judgement(before), judgement(after))
const types = (...judgements: Parameters<typeof told>) => told(...judgements).map(({ type }) => type)

describe('what is told when a participant’s judgement moves', () => {
  it('the first one, to the cohort', () =>
    expect(told(null, { status: { is: 'notDosed' } })).toEqual([
      { type: 'participantJudged', participant: '001', at, judgement: judgement({ status: { is: 'notDosed' } }) },
    ]))
  it('nothing where it is the same', () => expect(told({}, {})).toEqual([]))

  it('a DLT, with its level where that is known', () => {
    const met = answer('DLT-1', 'met')
    const flagged = { type: 'dltFlagged', participant: '001', at, answer: met }
    expect(told({}, { rules: [met] })).toStrictEqual([flagged])
    expect(told({ level: '2' }, { level: '2', rules: [met] })).toEqual([{ ...flagged, level: '2' }])
  })
  it.each([
    ['met already', [answer('DLT-1', 'met')], [answer('DLT-1', 'met')], []],
    ['pending before', [answer('DLT-1', 'pending')], [answer('DLT-1', 'met')], ['dltFlagged']],
    [
      'another rule was met',
      [answer('DLT-2', 'met')],
      [answer('DLT-2', 'met'), answer('DLT-1', 'met')],
      ['dltFlagged'],
    ],
    ['pending now', [], [answer('DLT-1', 'pending')], []],
    ['no longer met', [answer('DLT-1', 'met')], [answer('DLT-1', 'not met')], ['dltCleared']],
    ['not asked any more', [answer('DLT-1', 'met')], [], ['dltCleared']],
    ['never met', [answer('DLT-1', 'not met')], [], []],
  ])('a rule: %s', (_what, before, after, news) => expect(types({ rules: before }, { rules: after })).toEqual(news))
  it('what cleared a DLT is named', () =>
    expect(told({ rules: [answer('DLT-1', 'met')] }, {})).toEqual([
      { type: 'dltCleared', participant: '001', at, rule: 'DLT-1', by: 'late labResult' },
    ]))

  it('what would be a DLT outside the window, once, and on which side', () => {
    const late = answer('DLT-1', 'met', { position: 'after' })
    const early = answer('DLT-2', 'met', { position: 'before' })
    expect(told({}, { outside: [late, early] })).toMatchObject([
      { type: 'dltOutsideWindow', position: 'after' },
      { type: 'dltOutsideWindow', position: 'before' },
    ])
    expect(types({ outside: [late] }, { outside: [late] })).toEqual([])
    expect(types({}, { outside: [answer('DLT-1', 'pending', { position: 'after' })] })).toEqual([])
  })

  it('a titration trigger, when it is first met', () => {
    const met = { trigger: answer('T', 'met') }
    expect(types({ trigger: answer('T', 'not met') }, met)).toEqual(['titrationTriggered', 'participantJudged'])
    expect(types({}, met)).toContain('titrationTriggered')
    expect(types(met, met)).toEqual([])
    expect(types({}, { trigger: answer('T', 'pending') })).not.toContain('titrationTriggered')
  })

  it.each([
    [
      'pending, until when and for want of what',
      watching,
      { type: 'dltPending', until: '2026-03-25', needs: ['a contact after the window'] },
    ],
    ['clear', { is: 'clear' }, { type: 'participantCleared' }],
    [
      'not evaluable, why, and whether another takes the place',
      notEvaluable,
      { type: 'participantNotEvaluable', why: 'withdrew', replaced: true },
    ],
  ])('the status: %s', (_what, status, news) => {
    const [first] = told({ status: { is: 'dlt' } }, { status })
    expect(first).toStrictEqual({ participant: '001', at, ...news })
    expect(told({ status }, { status })).toEqual([])
  })
  it('pending with no end in sight', () =>
    expect(told({ status: { is: 'clear' } }, { status: { is: 'watching', needs: [] } })[0]).toStrictEqual({
      type: 'dltPending',
      participant: '001',
      at,
      needs: [],
    }))
  it.each([{ is: 'dlt' }, { is: 'notDosed' }])('the status %j is told by what led to it', (status) =>
    expect(types({}, { status })).toEqual(['participantJudged']),
  )
  it('pending for other wants is told; to the cohort it is the same', () =>
    expect(types({}, { status: { ...watching, until: '2026-03-26' } })).toEqual(['dltPending']))
})

describe('what a cohort keeps of a judgement', () => {
  const window = { opens: '2026-03-10T08:00' }
  const standing = (known: object) => standingOf(judgement(known))
  it.each([
    ['nothing but the status', {}, { is: 'watching', trigger: 'not met' }],
    ['the level', { level: '2' }, { level: '2' }],
    ['the first dose, as it was written', { window, dosedAt: '2026-03-10' }, { dosed: '2026-03-10' }],
    ['the first dose, as the window opened', { window }, { dosed: '2026-03-10T08:00' }],
    ['the trigger, met', { trigger: answer('T', 'met') }, { trigger: 'met' }],
    ['the trigger, not met', { trigger: answer('T', 'not met') }, { trigger: 'not met' }],
    ['the trigger, pending', { trigger: answer('T', 'pending') }, { trigger: 'open' }],
    ['the trigger, not determinable', { trigger: answer('T', 'undeterminable') }, { trigger: 'open' }],
    ['that another takes the place', { status: notEvaluable }, { is: 'notEvaluable', replaced: true }],
    ['the expansion cohort', { expansion: 'gastric' }, { expansion: 'gastric' }],
    ['an expansion cohort that is not known', { expansion: null }, { expansion: null }],
    ['when cells were first given', { safety: { treated: '2026-03-01', counted: {} } }, { treated: '2026-03-01' }],
    ['whom the stopping rules count', { safety: { counted: { S: { is: 'met' } } } }, { counted: { S: { is: 'met' } } }],
  ])('%s', (_what, known, kept) =>
    expect(standing(known)).toStrictEqual({ is: 'watching', trigger: 'not met', ...kept }),
  )
  it.each([
    ['a dose outside any window', { dosedAt: '2026-03-10' }],
    ['one who is not replaced', { status: { ...watching, replaced: true } }],
    ['no stopping rule', { safety: { counted: {} } }],
  ])('nothing of %s', (_what, known) => expect(standing(known)).toStrictEqual({ is: 'watching', trigger: 'not met' }))
  it('one who is not evaluable and not replaced', () =>
    expect(standing({ status: { ...notEvaluable, replaced: false } })).toStrictEqual({
      is: 'notEvaluable',
      trigger: 'not met',
    }))
})
