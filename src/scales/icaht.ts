import { algorithm, graded, type Said } from './algorithm.ts'
import { type Days, filled, longest, lowestByDay, runs, total } from './dailyValues.ts'

const citation = { text: 'Rejeski K et al. Blood 2023;142(10):865-877', doi: '10.1182/blood.2023020578' }
const lastEarlyDay = 30
const lastLateDay = 100
const longestGap = 7
const recovery = 3
const latestStart = 3

const readings = {
  duration: {
    default: 'longest',
    options: { longest: 'the longest run of days', cumulative: 'all days together, as the T-ICAHT paper counts' },
  },
  joining: {
    default: 'joined',
    options: { joined: 'up to two days above do not end a run', none: 'any day above ends it' },
  },
  'unmeasured-days': {
    default: 'not-counted',
    options: { 'not-counted': 'a gap of more than 7 days does not count', carried: 'it is filled in like a short one' },
  },
} as const

type Series = readonly (readonly (number | null)[])[]

/**
 * Early immune effector cell-associated haematotoxicity: neutropenia from day 0 to 30 by its depth and length.
 * Rejeski (2023), doi:10.1182/blood.2023020578; gaps, joining and early death as in published code of the method.
 */
export const icahtEarly = algorithm({
  id: 'icaht-2023-early',
  version: '2023',
  title: 'Early ICAHT (day 0 to 30)',
  gives: 'grade',
  citation,
  evidence: 'B',
  unconfirmed: [
    'filling of gaps, joining of runs and the rule for early death come from published code, not the paper',
  ],
  inputs: {
    ancPerUl: { kind: 'series', of: 'day and number', says: 'neutrophils (/µL) by day' },
    lastFollowUpDay: { kind: 'number', says: 'last day of follow-up', min: 0 },
  },
  readings,
  said: (read, chosen) => {
    const series = ((read('ancPerUl') ?? []) as Series).filter(([day, value]) => measured(day, value, lastEarlyDay))
    if (series.length === 0) return { ...graded('grade', [], ['neutrophils'], 'no neutrophils'), outcome: 'no-data' }
    const followUp = read('lastFollowUpDay')
    const last = Math.min(lastEarlyDay, typeof followUp === 'number' ? Math.floor(followUp) : lastDay(series))
    const gap = chosen['unmeasured-days'] === 'carried' ? lastEarlyDay : longestGap
    return early(filled(lowestByDay(series, Math.max(last, 0)), gap), chosen)
  },
})

const measured = (day: unknown, value: unknown, last: number) =>
  typeof day === 'number' && typeof value === 'number' && day >= 0 && day <= last

const lastDay = (series: Series): number => Math.max(...series.map(([day]) => Number(day)))

function early(days: Days, chosen: Readonly<Record<string, string>>): Said {
  const joining = chosen.joining === 'none' ? 0 : recovery - 1
  const low = (cut: number) => (value: number) => value <= cut
  const runs500 = runs(days, low(500), joining)
  const longest500 = longest(runs500)
  const longest100 = longest(runs(days, low(100), joining))
  const cumulative = chosen.duration === 'cumulative'
  const days500 = cumulative ? total(days, low(500)) : longest500
  const days100 = cumulative ? total(days, low(100)) : longest100
  const lastKnown = days.findLastIndex((value) => value !== null)
  const never = runs500.some((run) => run.first <= latestStart && run.last === lastKnown)
  const grade = never ? 4 : Math.max(by500(days500), by100(days100))
  const unmeasured = days.filter((value) => value === null).length
  const joined = longest(runs(days, low(500), 0)) !== longest500
  return {
    grade,
    longest500,
    longest100,
    unmeasuredDays: unmeasured,
    because: never
      ? 'from day 3 or before to the last value never above 500/µL'
      : `${days500} days at or below 500/µL, ${days100} at or below 100/µL`,
    readings: [
      ...(cumulative || longest500 !== total(days, low(500)) ? [`duration: ${chosen.duration}`] : []),
      ...(joined || chosen.joining === 'none' ? [`joining: ${chosen.joining}`] : []),
      ...(unmeasured > 0 || chosen['unmeasured-days'] === 'carried'
        ? [`unmeasured-days: ${chosen['unmeasured-days']}`]
        : []),
    ],
    flags:
      unmeasured > 0 ? [`unmeasured: ${unmeasured} days in gaps of more than ${longestGap} days do not count`] : [],
  }
}

const by500 = (days: number) => (days >= 14 ? 3 : days >= 7 ? 2 : days >= 1 ? 1 : 0)
const by100 = (days: number) => (days >= 14 ? 4 : days >= 7 ? 3 : 0)

/** Late ICAHT: the lowest of the neutrophils after day 30, once two of them are low. Rejeski (2023). */
export const icahtLate = algorithm({
  id: 'icaht-2023-late',
  version: '2023',
  title: 'Late ICAHT (after day 30)',
  gives: 'grade',
  citation,
  evidence: 'B',
  unconfirmed: ['the end at day 100 and the use of a single value come from published code, not the paper'],
  inputs: {
    ancPerUlAfterDay30: { kind: 'series', of: 'number', says: 'neutrophils (/µL) after day 30', unlisted: [] },
    ancPerUl: { kind: 'series', of: 'day and number', says: 'neutrophils (/µL) by day', unlisted: [] },
    censorDay: { kind: 'number', says: 'day of progression, new therapy or last follow-up', unlisted: lastLateDay },
  },
  said: (read) => {
    const last = Math.min(lastLateDay, Number(read('censorDay') ?? lastLateDay))
    const dated = ((read('ancPerUl') ?? []) as Series)
      .filter(([day]) => typeof day === 'number' && day > lastEarlyDay && day <= last)
      .map(([, value]) => value ?? null)
    return late([...((read('ancPerUlAfterDay30') ?? []) as (number | null)[]), ...dated], 'neutrophils', 1500, byNadir)
  },
})

const byNadir = (nadir: number) => (nadir <= 100 ? 4 : nadir <= 500 ? 3 : nadir <= 1000 ? 2 : nadir <= 1500 ? 1 : 0)

/** Grades the lowest value, unless the second lowest is already above `normal`; one value alone is graded on itself. */
function late(all: readonly (number | null)[], what: string, normal: number, grade: (nadir: number) => number): Said {
  const values = all.filter((value) => value !== null).sort((a, b) => a - b)
  const [nadir, second] = values
  if (nadir === undefined) return { ...graded('grade', [], [what], `no ${what}`), outcome: 'no-data' }
  const missing = all.length - values.length
  const transient = second !== undefined && second > normal
  const flags = [
    ...(second === undefined ? ['single-value: graded on one value alone'] : []),
    ...(missing > 0 ? [`missing: ${missing} values are not known`] : []),
  ]
  const because = transient ? `a single value at or below ${normal}: transient` : `lowest ${nadir}`
  return { grade: transient ? 0 : grade(nadir), because, flags }
}
