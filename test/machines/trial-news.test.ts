import { describe, expect, it } from 'vitest'
import type { Basis } from '../../src/machines/emitted.ts'
import type { Taken, TrialContext } from '../../src/machines/trial-context.ts'
import {
  countedNews,
  decidedNews,
  decisionName,
  heldFor,
  heldNews,
  rp2dNews,
  sameBasis,
  stoppingNews,
} from '../../src/machines/trial-news.ts'
import { cases } from '../../src/testing/index.ts'
import { machines } from '../support/trial.ts'

const labels = ['1', '2', '3', '4']
const at = '2026-04-01'
type News = readonly { readonly type: string; readonly issue?: { readonly message: string } }[]
const messages = (news: News) => news.flatMap(({ issue }) => (issue ? [issue.message] : []))
const types = (news: News) => news.map(({ type }) => type)

/** "3/0 2/1p1": three settled without DLT at level 1, two with one DLT and one pending at level 2. */
const tallyOf = (words: string) =>
  words.split(' ').map((level) => {
    const [, n, dlt, pending = '0'] = /^(\d)\/(\d)(?:p(\d))?$/.exec(level)!
    return { n: Number(n), dlt: Number(dlt), pending: Number(pending) }
  })
type Known = { action?: string; level?: number | null; mtd?: number | null; excluded?: number[]; rule?: string }
const basis = (tally: string, known: Known = {}): Basis =>
  ({
    tally: tallyOf(tally),
    current: 1,
    recommendation: {
      action: 'stay',
      level: 1,
      excluded: [],
      ...known,
      rule: { id: known.rule ?? 'R', says: 'as the rule says', section: 'x' },
    },
  }) as never
const context = (known: object = {}): TrialContext =>
  ({ basis: basis('0/0'), rp2d: null, decisions: [], ...known }) as never

describe('a declared RP2D, against the MTD and what is excluded', () => {
  it.each(
    cases(`
      declared  MTD  excluded  stands   says
      1         2    3 4       below    -
      2         2    3 4       at       -
      3         2    3 4       above    urgent: the RP2D is declared at level 3, at or above an excluded level
      3         2    4         above    -
      4         2    3         above    urgent: the RP2D is declared at level 4, at or above an excluded level
      2         -    -         without  -
    `),
  )(
    'level $declared with an MTD of $MTD and $excluded excluded: $stands',
    ({ declared, MTD, excluded, stands, says }) => {
      const known = { mtd: MTD ? Number(MTD) : null, excluded: excluded?.split(' ').map(Number) ?? [] }
      const news = rp2dNews(at, declared!, labels, context({ basis: basis('3/0', known) }))
      expect(news[0]).toEqual({ type: 'rp2dDeclared', at, level: declared, mtd: stands })
      expect(messages(news)).toEqual(says ? [says] : [])
    },
  )

  it('a level that the protocol does not have is queried', () =>
    expect(messages(rp2dNews(at, '9', labels, context()))).toEqual([
      'the RP2D is declared at level 9, which the protocol does not have',
    ]))

  it('declared anew at another level is queried, at the same level it is not', () => {
    expect(messages(rp2dNews(at, '1', labels, context({ rp2d: '2' })))).toEqual([
      'the RP2D was declared at level 2 and is now declared at level 1',
    ])
    expect(messages(rp2dNews(at, '2', labels, context({ rp2d: '2' })))).toEqual([])
  })
})

describe('what the counts of a cohort change', () => {
  it('the same counts and the same recommendation are no news', () =>
    expect(countedNews(at, labels, context({ basis: basis('3/0') }), basis('3/0'))).toEqual([]))

  it.each([
    ['other counts', basis('3/1')],
    ['another action', basis('3/0', { action: 'escalate' })],
    ['another level', basis('3/0', { level: 2 })],
    ['an MTD', basis('3/0', { mtd: 1 })],
    ['an excluded level', basis('3/0', { excluded: [4] })],
    ['another rule', basis('3/0', { rule: 'R2' })],
  ])('%s: the recommendation is told', (_what, now) => {
    const before = basis('3/0')
    expect(sameBasis(before, now)).toBe(false)
    expect(countedNews(at, labels, context({ basis: before }), now)).toEqual([
      { type: 'doseRecommended', at, basis: now },
    ])
  })

  it.each(
    cases(`
      before         after              says
      3/0 0/0        3/0 2/2p1 x2       urgent: 1 participant(s) dosed and still in the window at level 2, which is excluded
      3/0 2/2p1 x2   3/0 2/2p1 x2       -
      3/0 2/2p1 x2   3/0 2/2p2 x2       urgent: 2 participant(s) dosed and still in the window at level 2, which is excluded
      3/0 2/2p2 x2   3/0 2/2p1 x2       -
      3/0 2/1p1      3/0 2/2p1 x2       urgent: 1 participant(s) dosed and still in the window at level 2, which is excluded
      3/0 2/2        3/0 2/2 x2         -
    `),
  )('from $before to $after: whoever is in the window at an excluded level is urgent', ({ before, after, says }) => {
    const told = (words: string) => {
      const [tally, excluded] = words.split(' x')
      return basis(tally!, { excluded: excluded ? [Number(excluded)] : [] })
    }
    expect(messages(countedNews(at, labels, context({ basis: told(before!) }), told(after!)))).toEqual(
      says ? [says] : [],
    )
  })

  it('a declared RP2D that is now excluded is urgent, once', () => {
    const excluded = basis('3/0 2/2', { excluded: [2, 3, 4] })
    const declared = (was: Basis) => countedNews(at, labels, context({ rp2d: '2', basis: was }), excluded)
    expect(messages(declared(basis('3/0 2/1')))).toEqual([
      'urgent: the declared RP2D, level 2, is now an excluded level',
    ])
    expect(messages(declared(excluded))).toEqual([])
    expect(messages(countedNews(at, labels, context({ rp2d: '1', basis: basis('3/0 2/1') }), excluded))).toEqual([])
    const first = basis('2/2', { excluded: [1] })
    expect(messages(countedNews(at, labels, context({ basis: basis('2/1') }), first))).toEqual([])
  })
})

describe('what an earlier decision stood on', () => {
  it.each(
    cases(`
      decided on  then     now      has changed
      3/0         3/0      3/1      yes
      3/1         3/1      3/0      yes
      3/0         3/0      2/0      yes
      3/0         4/0      3/0      no
      3/0         4/0      2/0      yes
      3/0         2/0      3/0      no
      3/0         3/0      4/0      no
      3/0         3/0      4/1      no
      3/0         3/0p1    3/0p2    no
      0/0         3/0      3/1      no
    `),
  )('decided on $decided on, then $then, now $now: $has changed', (row) => {
    const taken = { at: '2026-03-20', action: 'escalate', level: '2', basis: basis(row['decided on']!) } as Taken
    const earlier = { ...taken, basis: basis('6/6') }
    const [then, now] = [basis(row.then!), basis(row.now!)]
    const news = countedNews(at, labels, context({ basis: then, decisions: [earlier, taken] }), now)
    expect(news.filter(({ type }) => type === 'decisionBasisChanged')).toEqual(
      row['has changed'] === 'no'
        ? []
        : [
            {
              type: 'decisionBasisChanged',
              at,
              decision: 'escalate to level 2 (2026-03-20)',
              before: taken.basis,
              after: now,
            },
          ],
    )
  })
})

describe('a dose decision against the recommendation', () => {
  const decided = (action: string, level: string | null, recommended: Known, event: object = {}, now?: Basis) => {
    const stood = basis('3/0', recommended)
    const taken = { at, action, level, basis: stood } as Taken
    return decidedNews(labels, { type: 'doseDecided', at, by: 'SRC', action, ...event } as never, taken, now ?? stood)
  }

  it.each(
    cases(`
      recommended   decided      differs
      escalate 2    escalate 2   no
      escalate 2    escalate     no
      escalate 2    escalate 3   yes
      escalate 2    stay 1       yes
      escalate 2    stay 2       yes
      stop          stop         no
      stop          stop 1       yes
      wait 1        stay 1       yes
    `),
  )('recommended $recommended, decided $decided: differs $differs', (row) => {
    const [action, level] = row.recommended!.split(' ')
    const [taken, at2] = row.decided!.split(' ')
    const [news] = decided(taken!, at2 ?? null, { action: action!, level: level ? Number(level) : null })
    expect(news).toMatchObject({ type: 'decisionTaken', level: at2 ?? null, differs: row.differs === 'yes' })
  })

  it('a level that the protocol does not have is queried', () => {
    expect(messages(decided('escalate', '9', {}))).toEqual([
      `"escalate to level 9 (${at})" names level 9, which the protocol does not have`,
    ])
    expect(messages(decided('escalate', '2', {}))).toEqual([])
  })

  it('taken on what was known then: told if it is otherwise now', () => {
    const stood = basis('3/0')
    const [known, other] = [basis('3/0'), basis('3/1')]
    expect(types(decided('stay', '1', {}, { basis: stood }, known))).toEqual(['decisionTaken'])
    expect(decided('stay', '1', {}, { basis: stood }, other)[1]).toEqual({
      type: 'decisionBasisChanged',
      at,
      decision: `stay at level 1 (${at})`,
      before: stood,
      after: other,
    })
    expect(types(decided('stay', '1', {}, {}, other))).toEqual(['decisionTaken'])
  })

  it('is named by what it did, where, and when', () => {
    expect(decisionName({ action: 'stop', level: null, at })).toBe(`stop (${at})`)
    expect(decisionName({ action: 'de-escalate', level: '1', at })).toBe(`de-escalate to level 1 (${at})`)
  })
})

describe('why nobody is to be dosed now', () => {
  const { protocol } = machines.judges
  const held = (known: Known, counts: object = {}, stopping: readonly object[] = [], on = at) =>
    heldFor(protocol, { basis: basis('3/0', known), counts, stopping } as never, on)
  const dosed = { dosed: 1, settled: 0, dlt: 0, pending: 1, notEvaluable: 0, triggers: 0, triggerOpen: 0 }
  const unknown = { rule: 'STOP-1', is: 'unknown', met: [], grounds: [{ saw: 'a death, cause not told' }], needs: [] }

  it('nothing holds it', () => expect(held({})).toEqual([]))
  it('a stopping rule that is not known; one that is not met holds nothing', () => {
    expect(held({}, {}, [unknown])).toEqual([
      { by: 'STOP-1', why: 'STOP-1 is not known: a death, cause not told', needs: [] },
    ])
    expect(held({}, {}, [{ ...unknown, is: 'not met' }])).toEqual([])
  })
  it.each(['wait', 'suspend'])('the recommendation: %s', (action) =>
    expect(held({ action, level: null })).toStrictEqual([{ by: 'R', why: 'as the rule says', needs: [] }]),
  )
  it('until a day, where time ends it', () =>
    expect(held({ action: 'wait', until: '2026-04-09' } as Known)).toMatchObject([{ by: 'R', until: '2026-04-09' }]))

  it('the stagger, until the day before it allows the next, and no longer on that day', () => {
    const counts = { '1': { ...dosed, firstDose: at, lastDose: at } }
    const [hold] = held({ action: 'stay', level: 1 }, counts)
    expect(hold).toMatchObject({ why: expect.any(String), until: expect.any(String) })
    expect(held({ action: 'stay', level: 1 }, counts, [], hold!.until)).toEqual([])
    expect(held({ action: 'stop', level: null }, counts)).toEqual([])
    expect(held({ action: 'stop', level: 1 }, counts)).toEqual([])
  })

  it('is told once, and again only when the rule, the reason or the day is another', () => {
    const hold = { by: 'R', why: 'x', until: '2026-04-09', needs: [] }
    expect(heldNews(at, [], [hold])).toEqual([{ type: 'enrollmentHeld', at, ...hold }])
    expect(heldNews(at, [hold], [hold])).toEqual([])
    for (const other of [{ by: 'S' }, { why: 'y' }, { until: '2026-04-10' }])
      expect(heldNews(at, [hold], [{ ...hold, ...other }])).toHaveLength(1)
  })
})

describe('what the stopping rules answer anew', () => {
  const answer = (is: string, ...met: string[]) =>
    ({ rule: 'STOP-1', is, met, needs: [], grounds: [{ saw: `${met.length} died` }, { saw: 'of 3' }] }) as never
  const other = { rule: 'STOP-2', is: 'met', met: ['009'], needs: [], grounds: [] } as never
  it.each([
    ['met for the first time', [], [answer('met', '001')], ['stoppingRuleMet']],
    ['no longer not met', [answer('not met')], [answer('met', '001')], ['stoppingRuleMet']],
    ['met, as before', [answer('met', '001')], [answer('met', '001')], []],
    ['met by one more', [answer('met', '001')], [answer('met', '001', '002')], ['stoppingRuleMet']],
    ['met by one less', [answer('met', '001', '002')], [answer('met', '001')], []],
    ['no longer met', [other, answer('met', '001')], [other, answer('not met')], ['stoppingRuleCleared']],
    ['not known any more', [answer('met', '001')], [answer('unknown')], ['stoppingRuleCleared']],
    ['never met', [answer('not met')], [answer('unknown')], []],
  ] as const)('%s', (_what, before, after, told) => expect(types(stoppingNews(at, before, after))).toEqual(told))

  it('what no longer meets it says what was seen, before and now', () =>
    expect(stoppingNews(at, [answer('met', '001')], [answer('not met')])).toEqual([
      { type: 'stoppingRuleCleared', at, rule: 'STOP-1', why: '0 died; of 3; before: 1 died; of 3' },
    ]))
})
