import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { When } from '../../src/core/fact.schema.ts'
import { atSite, daysBetween, hoursBetween, isoOf, spanAt, spanOf } from '../../src/core/time.ts'
import { positionIn, type Window, windowEnd } from '../../src/core/window.ts'
import { cases } from '../../src/testing/index.ts'

describe('a date is the span of moments it can have been', () => {
  it.each(
    cases(`
      when                    from               to
      2026                    2026-01-01         2026-12-31
      2026-02                 2026-02-01         2026-02-28
      2024-02                 2024-02-01         2024-02-29
      2026-03-04              2026-03-04         2026-03-04
      2026-03-04T08           2026-03-04T08:00   2026-03-04T08:59
      2026-03-04T08:30        2026-03-04T08:30   2026-03-04T08:30
    `),
  )('$when runs from $from to $to', ({ when, from, to }) => {
    const span = spanAt(when!)
    expect([isoOf(span.from), isoOf(span.to)]).toEqual([from, to])
  })

  it.each(['', '2026-13', '2026-02-30', '2026-3-4', '2026-03-04T25:00', '04/03/2026', '2026-03-04 08:30', 'UNK'])(
    '"%s" is no date',
    (when) => expect(spanOf(when)).toBeUndefined(),
  )

  it('a time with an offset is moved to the site’s wall clock', () => {
    expect(atSite('2026-03-04T23:30Z', '+08:00')).toBe('2026-03-05T07:30:00')
    expect(atSite('2026-03-04T23:30', '+08:00')).toBe('2026-03-04T23:30')
    expect(atSite('2026-03', '+08:00')).toBe('2026-03')
  })
})

describe('a day or time that does not exist', () => {
  it('is no date, and the schema of facts refuses it', () => {
    expect(spanOf('2026-02-30')).toBeUndefined()
    expect(When.safeParse('2026-02-30').error?.issues[0]?.message).toBe('expected a day and time that exist')
    expect(When.safeParse('2026-02-28').success).toBe(true)
  })

  it.each([
    ['2026-02-30', '2026-02'],
    ['2026-02-30T25:61', '2026-02'],
    ['2026-02-28T25:00', '2026-02-28'],
    ['2026-13-01', '2026'],
  ])('%s counts as %s where a judgement meets it all the same: it never throws', (written, known) =>
    expect(spanAt(written)).toEqual(spanAt(known)),
  )

  it('what has not even a year is a mistake of the caller', () =>
    expect(() => spanAt('soon')).toThrow(/expected an ISO date/))
})

describe('elapsed time between partial dates is a range', () => {
  it.each(
    cases(`
      start              end                days     hours
      2026-03-01         2026-03-08         7-7      144-192
      2026-03-01T08:00   2026-03-04T08:00   3-3      72-72
      2026-03-01T08:00   2026-03-04         3-3      64-88
      2026-03            2026-04-01         1-31     0-768
    `),
  )('$start to $end: $days days, $hours h', ({ start, end, days, hours }) => {
    const [from, to] = [spanAt(start!), spanAt(end!)]
    const words = ({ least, most }: { least: number; most: number }) => `${Math.round(least)}-${Math.round(most)}`
    expect([words(daysBetween(from, to)), words(hoursBetween(from, to))]).toEqual([days, hours])
  })

  it('a less partial date never widens what is possible', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
        (date) => {
          const full = date.toISOString().slice(0, 16)
          for (const [part, whole] of [
            [4, 7],
            [7, 10],
            [10, 16],
          ] as const) {
            const [wide, narrow] = [spanAt(full.slice(0, part)), spanAt(full.slice(0, whole))]
            expect(wide.from <= narrow.from && narrow.to <= wide.to).toBe(true)
          }
        },
      ),
    ))
})

describe('a window states its anchor, its length and whether its end is inclusive', () => {
  const window = (end: string, endInclusive = true): Window => ({
    opens: spanAt('2026-03-01'),
    closesAfter: spanAt(end),
    length: { days: 14 },
    endInclusive,
  })

  it.each(
    cases(`
      moment       inclusive   exclusive
      2026-02-28   before      before
      2026-03-01   in          in
      2026-03-15   in          in
      2026-03-16   in          after
      2026-03-17   after       after
      2026-03      unknown     unknown
      2026-02      before      before
    `),
  )(
    '14 days after 2 March: $moment is $inclusive, or $exclusive with an exclusive end',
    ({ moment, inclusive, exclusive }) => {
      expect(positionIn(window('2026-03-02'), spanAt(moment!))).toBe(inclusive)
      expect(positionIn(window('2026-03-02', false), spanAt(moment!))).toBe(exclusive)
    },
  )

  it('its last moment is the end of its last day', () => {
    expect(isoOf(windowEnd(window('2026-03-02'))!)).toBe('2026-03-16')
    expect(isoOf(windowEnd(window('2026-03-02', false))!)).toBe('2026-03-15')
  })

  it('in hours, "within 72 h" holds at 72:00', () => {
    const hours: Window = {
      opens: spanAt('2026-03-01T08:00'),
      closesAfter: spanAt('2026-03-01T08:00'),
      length: { hours: 72 },
      endInclusive: true,
    }
    expect(positionIn(hours, spanAt('2026-03-04T08:00'))).toBe('in')
    expect(positionIn(hours, spanAt('2026-03-04T08:01'))).toBe('after')
    expect(positionIn(hours, spanAt('2026-03-04'))).toBe('unknown')
  })

  it('is open while the infusion it closes after has not been given', () => {
    expect(positionIn({ ...window('2026-03-02'), closesAfter: undefined }, spanAt('2027-01-01'))).toBe('in')
  })
})
