import { describe, expect, it } from 'vitest'
import { isoOf, type Length, spanAt } from '../../src/core/time.ts'
import { type Supported, supportOf, unsupportedFrom } from '../../src/dlt/support.ts'
import { adverseEvent, cases, dateOf, regraded } from '../../src/testing/index.ts'
import { answered, supported } from './story.ts'

describe('what was given, by the name it was given under', () => {
  const given = (kind: string, name?: string) =>
    supportOf({ type: 'intervention', participant: '001', at: dateOf(3), kind, ...(name ? { name } : {}) } as never)
  it.each(
    cases(`
      kind           name                          product
      transfusion    platelets                     platelets
      transfusion    Thrombocyte concentrate       platelets
      transfusion    apheresis                     platelets
      transfusion    platelets in plasma           platelets
      transfusion    red cells                     redCells
      transfusion    red blood cells               redCells
      transfusion    Erythrocytes                  redCells
      transfusion    RBC                           redCells
      transfusion    PRBC                          redCells
      transfusion    packed cells                  redCells
      transfusion    FFP (plasma)                  plasma
      transfusion    cryoprecipitate               plasma
      transfusion    fibrinogen concentrate        plasma
      transfusion    blood product                 notNamed
      transfusion    -                             notNamed
      growthFactor   filgrastim                    growthFactor
      growthFactor   platelets                     growthFactor
      vasopressor    norepinephrine                -
      oxygen         -                             -
    `),
  )('$kind of $name: $product', ({ kind, name, product }) => expect(given(kind!, name)?.product).toBe(product))
  it('keeps when it was given, and until when', () => {
    const fact = { type: 'intervention', participant: '001', at: dateOf(3), until: dateOf(5) }
    expect(supportOf({ ...fact, kind: 'growthFactor' } as never)).toEqual({
      at: dateOf(3),
      until: dateOf(5),
      product: 'growthFactor',
    })
    expect(supportOf({ ...fact, kind: 'transfusion' } as never)).toMatchObject({ until: dateOf(5) })
    expect(given('transfusion')).toEqual({ at: dateOf(3), product: 'notNamed' })
  })
})

describe('from when a recovery counts as the participant’s own', () => {
  const at = (text: string) => dateOf(text.includes(':') ? text : Number(text))
  const written = (text: string): Supported => {
    const [, from, until, product = 'platelets'] = /^(-?\d+(?: \d{2}:\d{2})?)(?:~(-?\d+))?(?: ([a-zA-Z]+))?$/.exec(
      text,
    )!
    return { at: at(from!), ...(until ? { until: at(until) } : {}), product: product as Supported['product'] }
  }
  const from = (recovered: string, supports: string | undefined, free: Length) =>
    unsupportedFrom(
      spanAt(at(recovered)),
      supports?.split(', ').map(written) ?? [],
      ['platelets', 'growthFactor'],
      free,
    )
  const inWords = (recovered: string, supports: string | undefined, free: Length) => {
    const { surely, maybe } = from(recovered, supports, free)
    const [first, last] = [isoOf(surely.from), isoOf(surely.to)]
    return [first === last ? first : `${first}/${last}`, ...(maybe ? ['or later'] : [])].join(' ')
  }
  it.each(
    cases(`
      recovered   given                      counts
      10          -                          2026-03-11
      10          2                          2026-03-11
      10          3                          2026-03-11
      10          4                          2026-03-12
      10          9                          2026-03-17
      10          10                         2026-03-18
      10          11                         2026-03-11
      10          9 growthFactor             2026-03-17
      10          9 redCells                 2026-03-11
      10          9 notNamed                 2026-03-11 or later
      10          3 notNamed                 2026-03-11
      10          11 notNamed                2026-03-11
      10          9, 12                      2026-03-20
      10          12, 9                      2026-03-20
      10          9, 16                      2026-03-24
      10          9, 17                      2026-03-17
      10          9, 12 notNamed             2026-03-17 or later
      10          9 notNamed, 12             2026-03-11 or later
      10          3~9                        2026-03-17
      10          9~12                       2026-03-20
    `),
  )('recovered on day $recovered, given on day $given, 7 days: counts from $counts', ({ recovered, given, counts }) =>
    expect(inWords(recovered!, given, { days: 7 })).toBe(counts),
  )
  it.each(
    cases(`
      recovered   given       counts
      3 20:00     3 07:59     2026-03-04T20:00
      3 20:00     3 08:00     2026-03-04T20:00
      3 20:00     3 08:01     2026-03-04T20:01
      3 20:00     3 19:00     2026-03-05T07:00
      3 20:00     3 20:00     2026-03-05T08:00
      3 20:00     3 20:01     2026-03-04T20:00
      3 20:00     2           2026-03-04T20:00
      3 20:00     3           2026-03-04T20:00/2026-03-05T11:59
      3           3 20:00     2026-03-05T08:00
    `),
  )('recovered at $recovered, given at $given, 12 h: counts from $counts', ({ recovered, given, counts }) =>
    expect(inWords(recovered!, given, { hours: 12 })).toBe(counts),
  )
  it('a date without a time, within reach of the hours asked, leaves it open', () => {
    const rule = {
      grade: { atLeast: 4 },
      longerThan: { hours: 18 },
      unsupported: { by: ['platelets'], for: { hours: 12 } },
    } as never
    const story = (given: number | string) =>
      answered(rule, 40, adverseEvent('P', '3 08:00', 4), supported(given, 'platelets'), regraded('P', '3 20:00', 2)).is
    expect(story('3 08:30')).toBe('not met')
    expect(story('3 19:00')).toBe('met')
    expect(story(3)).toBe('undeterminable')
    expect(story(2)).toBe('not met')
  })
})

describe('grade 4 from day 3, longer than 14 days, recovery counted 7 days after platelets', () => {
  const rule = {
    grade: { atLeast: 4 },
    longerThan: { days: 14 },
    unsupported: { by: ['platelets'], for: { days: 7 } },
  } as never
  it.each(
    cases(`
      platelets   back      again     at last   answer
      7           10        -         -         not met
      8           10        -         -         not met
      10          15        -         -         not met
      11          15        -         -         met
      9           10        15 4      17        not met
      9           10        15 4      18        met
      9           10        16 4      18        not met
      9           10        15 3      18        not met
    `),
  )(
    'platelets on day $platelets, back on day $back, again $again, back on day $at last: $answer',
    ({ platelets, back, again, 'at last': last, answer }) => {
      const [day, grade] = (again ?? '').split(' ').map(Number)
      const more = [...(again ? [regraded('P', day!, grade!)] : []), ...(last ? [regraded('P', Number(last), 2)] : [])]
      expect(
        answered(
          rule,
          60,
          adverseEvent('P', 3, 4),
          supported(Number(platelets), 'platelets'),
          regraded('P', Number(back), 2),
          ...more,
        ).is,
      ).toBe(answer)
    },
  )
})
