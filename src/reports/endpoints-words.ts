import type { EndpointIs, Estimate, Rate, Survival, Within } from '../endpoints/index.ts'

/** How a participant stands on an endpoint. */
export const standingInWords: Readonly<Record<EndpointIs, string>> = {
  met: 'met',
  notMet: 'not met',
  open: 'not yet known',
  notEvaluable: 'not evaluable',
}

/** A share in per cent with one decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** A rate with its interval; while answers are open, what it can come to. */
export function rateInWords({ all, evaluable, possible }: Rate): string {
  if (!all)
    return `not yet known: from ${percent(possible.least)} to ${percent(possible.most)} of all, once the open settle`
  const interval = `${percent(all.share)} of all (${all.met} of ${all.of}; 95 % exact interval ${percent(all.low)} to ${percent(all.high)})`
  if (!evaluable || evaluable.of === all.of) return interval
  return `${interval}; ${percent(evaluable.share)} of the evaluable (${evaluable.met} of ${evaluable.of})`
}

/** A median survival in days with its interval, or its range over what is possible. */
export function medianInWords({ least, most, low, high }: Survival['median']): string {
  if (least === undefined) return `not reached${low === undefined ? '' : ` (95 % interval from ${low} days)`}`
  if (most === undefined) return `${least} days or later, or not reached, by how the partial dates come out`
  if (least !== most) return `${least} to ${most} days, by how the partial dates come out`
  if (low === undefined) return `${least} days`
  return `${least} days (95 % interval ${low} to ${high ?? 'not reached'})`
}

/** An estimate at a landmark. */
export function estimateInWords({ label, least, most, low, high }: Estimate): string {
  if (least === undefined || most === undefined) return `${label}: follow-up does not reach it`
  if (least !== most) return `${label}: ${percent(least)} to ${percent(most)}, by how the partial dates come out`
  const interval = low === undefined || high === undefined ? '' : ` (95 % interval ${percent(low)} to ${percent(high)})`
  return `${label}: ${percent(least)}${interval}`
}

/** A number that may be known only within limits. */
export function withinInWords(within: Within | undefined): string {
  if (!within) return 'not known'
  const { atLeast, atMost } = within
  const text = (value: number) => String(Number(value.toPrecision(6)))
  if (atLeast !== undefined && atLeast === atMost) return text(atLeast)
  if (atLeast !== undefined && atMost !== undefined) return `${text(atLeast)} to ${text(atMost)}`
  return atLeast === undefined
    ? atMost === undefined
      ? 'not known'
      : `at most ${text(atMost)}`
    : `at least ${text(atLeast)}`
}

/** The methods that the numbers stand on. */
export const methods =
  'Shares with exact intervals (Clopper and Pearson 1934). Survival by Kaplan and Meier (1958); standard errors by Greenwood (1926); limits by the log-log transformation; the median is the first day at which half or fewer are left, its interval by inverting those limits (Brookmeyer and Crowley 1982). Where a date is partial, the estimate is computed for every way it can come out.'
