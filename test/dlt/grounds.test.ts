import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/core/criterion.ts'
import { spanAt } from '../../src/core/time.ts'
import { type Asking, askEvent, asksTheSame } from '../../src/dlt/clause.ts'
import type { EventSummary } from '../../src/dlt/event.ts'
import { cases, dateOf } from '../../src/testing/index.ts'
import { eventOf } from './course-in-words.ts'

/** Window from day 0 to day 15, asked on day 30. */
const window = { opens: spanAt(dateOf(0)), closesAfter: spanAt(dateOf(1)), length: { days: 14 }, endInclusive: true }
const asking: Asking = { window, now: spanAt(dateOf(30)), onset: 'in' }
const said = ({ is, grounds, needs }: Answer) => ({
  is,
  grounds: grounds.map(({ clause, is: ground, saw }) => `${clause}: ${ground}, ${saw}`),
  needs: needs.map(({ fact, until }) => (until === undefined ? fact : `${fact} by ${until}`)),
})
const ask = (clause: object, event: Partial<EventSummary>, more: Partial<Asking> = {}) =>
  said(askEvent(clause as never, { ...eventOf('3 3, 9 2'), ...event }, { ...asking, ...more }))

describe('what a clause saw of an event, and what it wants', () => {
  it.each([
    [{ term: ['Nausea', 'Vomiting'] }, {}, 'term is Nausea or Vomiting: met, Nausea'],
    [{ term: ['Vomiting'] }, {}, 'term is Vomiting: not met, Nausea'],
    [{ soc: ['Gut'] }, { soc: 'gut' }, 'SOC is Gut: met, gut'],
    [{ soc: ['Gut'] }, { soc: 'Heart' }, 'SOC is Gut: not met, Heart'],
    [{ source: 'laboratory' }, {}, 'laboratory event: not met, reported event'],
    [{ source: 'reported' }, {}, 'reported event: met, reported event'],
    [{ manifestationOf: ['CRS'] }, { manifestationOf: 'crs' }, 'manifestation of CRS: met, crs'],
    [{ manifestationOf: ['CRS'] }, { manifestationOf: 'TLS' }, 'manifestation of CRS: not met, TLS'],
    [{ manifestationOf: ['CRS'] }, {}, 'manifestation of CRS: not met, no parent event recorded'],
    [{ fact: 'expected' }, { facts: { expected: true } }, 'expected: met, expected: yes'],
    [{ fact: 'expected' }, { facts: { expected: false } }, 'expected: not met, expected: no'],
    [{ fact: 'expected', is: false }, { facts: { expected: false } }, 'not expected: met, expected: no'],
    [{ serious: true }, { serious: true }, 'serious: met, serious'],
    [{ serious: true }, { serious: false }, 'serious: not met, not serious'],
    [{ serious: false }, { serious: false }, 'not serious: met, not serious'],
    [{ outcome: ['fatal'] }, {}, 'outcome is fatal: not met, Nausea ongoing'],
    [{ outcome: ['fatal'] }, { ended: { at: dateOf(9), outcome: 'fatal' } }, 'outcome is fatal: met, Nausea fatal'],
    [
      { attributedTo: ['CAR-T'], atLeast: 'possible' },
      { attribution: { 'CAR-T': 'possible' } },
      'at least possible to CAR-T: met, possible to CAR-T',
    ],
    [
      { attributedTo: ['CAR-T'], atLeast: 'possible' },
      { attribution: { 'CAR-T': 'unlikely' } },
      'at least possible to CAR-T: not met, unlikely to CAR-T',
    ],
  ] as const)('%j of %j: %s', (clause, event, ground) => {
    const is = ground.includes(': met, ') ? 'met' : 'not met'
    expect(ask(clause, event)).toEqual({ is, grounds: [ground], needs: [] })
  })

  it.each([
    [{ soc: ['Gut'] }, 'SOC is Gut: unknown, SOC unknown', 'the SOC of Nausea'],
    [
      { category: 'dermal' },
      'category is dermal: unknown, no list of this category',
      'the terms of the category dermal',
    ],
    [{ fact: 'expected' }, 'expected: unknown, not recorded', 'whether Nausea: expected'],
    [{ serious: true }, 'serious: unknown, seriousness not recorded', 'the seriousness of Nausea'],
    [{ serious: false }, 'not serious: unknown, seriousness not recorded', 'the seriousness of Nausea'],
    [
      { attributedTo: ['CAR-T'], atLeast: 'possible' },
      'at least possible to CAR-T: unknown, attribution not recorded',
      'the attribution of Nausea to CAR-T',
    ],
    [
      { grade: { atLeast: 3, scale: 'astct' } },
      'astct grade ≥ 3: unknown, not graded by this scale',
      'the astct grade of Nausea',
    ],
  ] as const)('%j of an event of which it is not recorded: %s, for want of %s', (clause, ground, need) =>
    expect(ask(clause, {})).toEqual({ is: 'unknown', grounds: [ground], needs: [need] }),
  )

  it.each(
    cases(`
      given                       to                answer
      possible -                  CAR-T             met
      unlikely -                  CAR-T             not met
      unrelated possible          CAR-T CAR-NK      met
      unrelated unlikely          CAR-T CAR-NK      not met
      unrelated -                 CAR-T CAR-NK      unknown
      definite -                  CAR-T CAR-NK      met
    `),
  )('attributed $given, asked at least possible to $to: $answer', ({ given, to, answer }) => {
    const [carT, carNk] = given!.split(' ').map((one) => (one === '-' ? undefined : one))
    const attribution = { ...(carT ? { 'CAR-T': carT } : {}), ...(carNk ? { 'CAR-NK': carNk } : {}) } as never
    expect(ask({ attributedTo: to!.split(' '), atLeast: 'possible' }, { attribution }).is).toBe(answer)
  })

  it.each(
    cases(`
      terms    socs   event    soc     answer
      Fever    -      fever    -       met
      Fever    -      Chills   -       not met
      Fever    -      Chills   Gut     not met
      -        Gut    Chills   gut     met
      -        Gut    Chills   Heart   not met
      -        Gut    Chills   -       unknown
      Fever    Gut    Fever    -       met
    `),
  )('a category of the terms $terms and the SOCs $socs: $event of $soc is $answer', (row) => {
    const held = { term: row.terms ? [row.terms] : [], soc: row.socs ? [row.socs] : [] }
    const event = { term: row.event!, ...(row.soc ? { soc: row.soc } : {}) }
    expect(ask({ category: 'own' }, event, { category: () => held })).toMatchObject({
      is: row.answer,
      grounds: [expect.stringContaining('category is own: ')],
    })
  })
})

describe('what a grade clause saw', () => {
  const at3 = { grade: { atLeast: 3 } }
  it('onset and grade', () =>
    expect(ask(at3, {})).toEqual({
      is: 'met',
      grounds: [
        'onset inside the DLT window: met, Nausea reached it on 2026-03-04',
        'grade ≥ 3: met, Nausea grade 3 on 2026-03-04',
      ],
      needs: [],
    }))
  it('a grade that it never reached', () => {
    expect(ask(at3, eventOf('3 2'))).toEqual({
      is: 'not met',
      grounds: ['grade ≥ 3: not met, Nausea below grade 3'],
      needs: [],
    })
    expect(ask({ grade: { atLeast: 5 } }, eventOf('3 4')).is).toBe('not met')
    expect(ask({ grade: { atLeast: 5 } }, eventOf('3 5')).is).toBe('met')
    expect(ask({ grade: { atLeast: 5 } }, eventOf('3 1', { at: dateOf(9), outcome: 'fatal' })).is).toBe('met')
    expect(ask({ grade: { atLeast: 5 } }, eventOf('3 1', { at: dateOf(9), outcome: 'recovered' })).is).toBe('not met')
  })
  it('a grade that it may have reached', () =>
    expect(ask(at3, eventOf('3 2-4'))).toEqual({
      is: 'unknown',
      grounds: [
        'onset inside the DLT window: met, Nausea reached it on 2026-03-04',
        'grade ≥ 3: unknown, Nausea grade 2 to 4 on 2026-03-04',
      ],
      needs: ['the grade of Nausea'],
    }))
  it('a maximum that may have been reached on any of some days', () =>
    expect(ask(at3, eventOf('3 1, 8 3p')).grounds).toEqual([
      'onset inside the DLT window: met, Nausea reached it between 2026-03-04 and 2026-03-09',
      'grade ≥ 3: met, Nausea grade 3 between 2026-03-04 and 2026-03-09',
    ]))
  it('one that may have been reached inside the window, or after it', () =>
    expect(ask(at3, eventOf('14 1, 20 3p'))).toMatchObject({
      is: 'unknown',
      needs: ['the date Nausea reached this grade'],
    }))
  it.each(
    cases(`
      course       answer    saw
      3 3          met       Nausea grade 3
      3 3, 5 4     not met   Nausea grade 4
      3 3-4        unknown   Nausea grade 3 to 4
      3 4-5        not met   Nausea grade 4 to 5
    `),
  )('grade 3 and not above it, of $course: $answer', ({ course, answer, saw }) => {
    const answered = ask({ grade: { atLeast: 3, atMost: 3 } }, eventOf(course!))
    expect(answered.is).toBe(answer)
    expect(answered.grounds).toContain(`not above grade 3: ${answer}, ${saw}`)
    expect(answered.needs).toEqual(answer === 'unknown' ? ['the grade of Nausea'] : [])
  })
  it('how long it lasted', () => {
    const long = { ...at3, longerThan: { days: 7 } }
    expect(ask(long, {}).grounds).toEqual([
      'grade ≥ 3 lasting longer than 7 days: not met, Nausea 6 days from 2026-03-04 to 2026-03-10',
    ])
    expect(ask(long, eventOf('3 3'), { now: spanAt(dateOf(9)) })).toMatchObject({
      is: 'unknown',
      needs: ['whether it resolves in time: Nausea by 2026-03-11'],
    })
    expect(ask(long, eventOf('3 3m')).needs).toEqual(['an assessment of its grade: Nausea'])
  })
  it('every qualifier that is asked', () => {
    const both = { ...at3, unresolved: { to: 2, within: { days: 3 } }, longerThan: { days: 7 } }
    expect(ask(both, {}).is).toBe('not met')
    expect(ask({ ...both, longerThan: { days: 5 } }, {}).is).toBe('met')
    expect(ask({ ...at3, atLeastFor: { days: 6 } }, {}).is).toBe('met')
    expect(ask({ ...at3, atLeastFor: { days: 7 } }, {}).is).toBe('not met')
  })
  it.each(
    cases(`
      baseline   course   answer
      0          3 3      met
      1-2        3 4      met
      1-2        3 2      not met
      1-2        3 3      unknown
      0-1        3 3      met
      2-3        3 4      unknown
      3          3 4      not met
      4          3 5      not met
      3          3 5      met
    `),
  )('at least 3 and 2 above a baseline of $baseline, of $course: $answer', ({ baseline, course, answer }) => {
    const [atLeast, atMost = atLeast] = baseline!.split('-').map(Number)
    const known = { atLeast: atLeast!, atMost: atMost! }
    const shift = { grade: { atLeast: 3, aboveBaseline: 2 } }
    const answered = ask(shift, eventOf(course!), { baseline: () => known })
    expect(answered.is).toBe(answer)
    if (answer === 'unknown')
      expect(answered).toMatchObject({
        grounds: [`grade ≥ 3 at least 2 above baseline: unknown, baseline grade ${atLeast} to ${atMost}`],
        needs: ['the grade of Nausea at baseline'],
      })
  })
  it.each(
    cases(`
      above   worst   answer
      2       1       not met
      2       2       unknown
      2       5       unknown
      1       4       unknown
      1       5       met
    `),
  )('$above above a baseline from 0 to 4 that nobody knows, grade $worst: $answer', ({ above, worst, answer }) =>
    expect(ask({ grade: { atLeast: 1, aboveBaseline: Number(above) } }, eventOf(`3 ${worst}`)).is).toBe(answer),
  )
  it('a baseline that nobody knows', () =>
    expect(ask({ grade: { atLeast: 3, aboveBaseline: 2 } }, {}).grounds).toEqual([
      'grade ≥ 3 at least 2 above baseline: unknown, baseline not known',
    ]))
})

describe('an onset before, inside or after the windows', () => {
  const second = { ...window, opens: spanAt(dateOf(40)), closesAfter: spanAt(dateOf(41)) }
  it.each(
    cases(`
      onset        one      two
      -1           before   before
      0            in       in
      15           in       in
      16           after    after
      39           after    after
      40           after    in
      55           after    in
      56           after    after
      2026-02      before   before
      2026-03      -        -
      2026-04      after    -
      2026-05      after    after
    `),
  )('onset on $onset: $one the window, $two two of them', ({ onset, one, two }) => {
    const at = onset!.startsWith('2026') ? onset! : dateOf(Number(onset))
    const event = { onset: at, course: [{ at, atLeast: 3, atMost: 3, as: 'change' as const }] }
    const position = (also: Partial<Asking>) =>
      (['before', 'in', 'after'] as const).filter(
        (where) => ask({ grade: { atLeast: 3 } }, event, { ...also, onset: where }).is === 'met',
      )
    expect(position({})).toEqual(one ? [one] : [])
    expect(position({ also: [second] })).toEqual(two ? [two] : [])
  })
  it('says where it was asked', () =>
    expect(
      (['before', 'in', 'after'] as const).map(
        (onset) => askEvent({ grade: { atLeast: 3 } }, eventOf('3 3'), { ...asking, onset }).grounds[0]!.clause,
      ),
    ).toEqual(['onset before the DLT window', 'onset inside the DLT window', 'onset after the DLT window']))
})

describe('an answer is kept only for the same asking', () => {
  const supports = [{ at: dateOf(3), product: 'platelets' as const }]
  const category = () => undefined
  const full: Asking = { ...asking, also: [window], supports, category }
  const moved = (changes: object): Asking['window'] => ({ ...window, ...changes })
  it.each<[string, Partial<Asking>, boolean]>([
    ['nothing', {}, true],
    ['the time of asking', { now: spanAt(dateOf(31)) }, true],
    ['an equal window', { window: moved({ opens: spanAt(dateOf(0)) }), also: [moved({})] }, true],
    ['when the window opens', { window: moved({ opens: spanAt(dateOf(1)) }) }, false],
    ['how exactly that is known', { window: moved({ opens: { ...window.opens, to: window.opens.to + 1 } }) }, false],
    ['what it closes after', { window: moved({ closesAfter: spanAt(dateOf(2)) }) }, false],
    ['that it has no end', { window: moved({ closesAfter: undefined }) }, false],
    ['its length', { window: moved({ length: { days: 15 } }) }, false],
    ['whether its end counts', { window: moved({ endInclusive: false }) }, false],
    ['before it or inside', { onset: 'before' }, false],
    ['another window beside it', { also: [moved({ endInclusive: false })] }, false],
    ['one window more', { also: [window, window] }, false],
    ['no window beside it', { also: [] }, false],
    ['the support given', { supports: [...supports] }, false],
    ['what a category holds', { category: () => undefined }, false],
    ['a baseline', { baseline: () => undefined }, false],
  ])('another in %s: the same is %s', (_, changes, same) => {
    expect(asksTheSame(full, { ...full, ...changes })).toBe(same)
    expect(asksTheSame({ ...full, ...changes }, full)).toBe(same)
  })
  it('none beside it, said or not', () => {
    expect(asksTheSame(asking, { ...asking, also: [] })).toBe(true)
    expect(asksTheSame(asking, { ...asking, also: [window] })).toBe(false)
    const open = { ...asking, window: moved({ closesAfter: undefined }) }
    expect(asksTheSame(open, { ...open, window: { ...open.window } })).toBe(true)
  })
})
