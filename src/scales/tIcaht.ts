import { algorithm, graded, type Said } from './algorithm.ts'
import { lowestByDay, runs } from './dailyValues.ts'

const citation = { text: 'T-ICAHT definition, American Society of Hematology (2025), view-large/12809257' }
type Series = readonly (readonly (number | null)[])[]

/** Early thrombocytopenia after cell therapy by cumulative days, days 0 to 30; all limits strict. T-ICAHT (2025). */
export const tIcahtEarly = algorithm({
  id: 't-icaht-2025-early',
  version: '2025',
  title: 'Early T-ICAHT (day 0 to 30)',
  gives: 'grade',
  citation,
  evidence: 'A',
  unconfirmed: ['how days without a count are taken; here they end a run and do not count'],
  inputs: {
    daysPlateletsBelow50: {
      kind: 'number',
      says: 'days with platelets below 50',
      min: 0,
      integer: true,
      ordered: 'up',
    },
    daysPlateletsBelow20: {
      kind: 'number',
      says: 'days with platelets below 20',
      min: 0,
      integer: true,
      ordered: 'up',
    },
    plateletsX10e9: { kind: 'series', of: 'day and number', says: 'platelets (10^9/L) by day' },
  },
  said: (read) => {
    const series = read('plateletsX10e9') as Series | null
    const below50 = read('daysPlateletsBelow50') ?? (series && daysBelow(series, 50))
    const below20 = read('daysPlateletsBelow20') ?? (series && daysBelow(series, 20))
    const isGiven = read('daysPlateletsBelow50') !== null && read('daysPlateletsBelow20') !== null
    const unmeasured = isGiven || !series ? 0 : daysUnmeasured(series)
    return {
      ...early(below50 as number | null, below20 as number | null),
      flags: unmeasured > 0 ? [`unmeasured: ${unmeasured} days without a count before the last one do not count`] : [],
    }
  },
})

/** Days below a cut from day 0 to 30, all together; one or two days above do not count as recovery. */
function daysBelow(series: Series, cut: number): number {
  const found = runs(lowestByDay(series, 30), (value) => value < cut, 2)
  return found.reduce((sum, run) => sum + run.days, 0)
}

/** Days without a count, up to the last that has one. */
function daysUnmeasured(series: Series): number {
  const days = lowestByDay(series, 30)
  return days.slice(0, days.findLastIndex((value) => value !== null) + 1).filter((value) => value === null).length
}

function early(below50: number | null, below20: number | null): Said {
  const needs = [
    ...(below50 === null ? ['days with platelets below 50'] : []),
    ...(below20 === null ? ['days with platelets below 20'] : []),
  ]
  const because = `${below50 ?? 'unknown'} days below 50, ${below20 ?? 'unknown'} below 20`
  return graded('grade', possibleGrades(below50, below20), needs, because)
}

function possibleGrades(below50: number | null, below20: number | null): readonly number[] {
  const of50 = below50 === null ? [0, 1, 2] : [below50 >= 7 ? 2 : below50 >= 1 ? 1 : 0]
  const of20 =
    below20 === null ? (below50 === 0 ? [0] : below50 !== null && below50 < 14 ? [0, 3] : [0, 3, 4]) : [by20(below20)]
  return of50.flatMap((a) => of20.map((b) => Math.max(a, b)))
}

const by20 = (days: number) => (days >= 14 ? 4 : days >= 1 ? 3 : 0)

/** Late T-ICAHT, days 31 to 100, from two platelet counts or more; all limits strict. T-ICAHT (2025). */
export const tIcahtLate = algorithm({
  id: 't-icaht-2025-late',
  version: '2025',
  title: 'Late T-ICAHT (day 31 to 100)',
  gives: 'grade',
  citation,
  evidence: 'A',
  unconfirmed: ['what a single count is worth; here it is graded on itself and flagged'],
  inputs: {
    plateletsX10e9: { kind: 'series', of: 'number', says: 'platelets (10^9/L) after day 30' },
    daysPlateletsBelow20: {
      kind: 'number',
      says: 'days with platelets below 20',
      min: 0,
      integer: true,
      ordered: 'up',
    },
  },
  said: (read) => {
    const all = (read('plateletsX10e9') ?? []) as readonly (number | null)[]
    const values = all.filter((value) => value !== null).sort((a, b) => a - b)
    const [lowest, second] = values
    if (lowest === undefined) return { ...graded('grade', [], ['platelets'], 'no platelets'), outcome: 'no-data' }
    const days = read('daysPlateletsBelow20') ?? values.filter((value) => value < 20).length
    const transient = second !== undefined && second >= 100
    const missing = all.length - values.length
    return {
      grade: transient ? 0 : late(lowest, Number(days)),
      because: `lowest ${lowest}, ${days} days below 20`,
      flags: [
        ...(second === undefined ? ['single-value: graded on one value alone'] : []),
        ...(read('daysPlateletsBelow20') === null && lowest < 20 ? ['days: each count below 20 taken as one day'] : []),
        ...(missing > 0 ? [`missing: ${missing} values are not known`] : []),
      ],
    }
  },
})

const late = (lowest: number, days: number) =>
  lowest < 20 ? (days >= 14 ? 4 : 3) : lowest < 50 ? 2 : lowest < 100 ? 1 : 0
