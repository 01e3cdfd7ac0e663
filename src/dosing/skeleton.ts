/**
 * A CRM skeleton by indifference intervals (Lee and Cheung 2009, Clinical Trials 6, 227, doi:10.1177/1740774509105076 (DOI not confirmed)): the level
 * `prior` has the target rate, and levels are spaced so that rates within `halfWidth` of the target cannot be told apart. As
 * `getprior` in the R package dfcrm.
 */
export function skeletonFor(
  model: 'empiric' | 'logistic',
  target: number,
  halfWidth: number,
  prior: number,
  levels: number,
  intercept = 3,
): number[] {
  if (!(halfWidth > 0 && target - halfWidth > 0 && target + halfWidth < 1))
    throw new RangeError(`half-width ${halfWidth}: expected target ± half-width within 0 and 1`)
  const rates = new Array<number>(levels).fill(target)
  const [low, high] = [target - halfWidth, target + halfWidth]
  for (let level = prior + 1; level <= levels; level++)
    rates[level - 1] = spaced(model, rates[level - 2] ?? target, low, high, intercept)
  for (let level = prior - 1; level >= 1; level--)
    rates[level - 1] = spaced(model, rates[level] ?? target, high, low, intercept)
  return rates
}

const logit = (p: number) => Math.log(p / (1 - p))

/** The rate of the next level: where the curve that gives this level `here` gives the next `there`. */
function spaced(model: 'empiric' | 'logistic', rate: number, here: number, there: number, intercept: number): number {
  if (model === 'empiric') return Math.exp((Math.log(there) * Math.log(rate)) / Math.log(here))
  const x = ((logit(rate) - intercept) * (logit(there) - intercept)) / (logit(here) - intercept)
  return 1 / (1 + Math.exp(-intercept - x))
}
