import type { Tally } from './design.ts'
import { halfWidth, smoothStep } from './smooth-step.ts'

/** The two-parameter logistic curve: logit p = θ1 + exp(θ2) ln(dose / reference), (θ1, θ2) bivariate normal. */
export type BlrmModel = {
  readonly doses: readonly number[]
  readonly reference: number
  readonly prior: {
    readonly mean: readonly [number, number]
    readonly sd: readonly [number, number]
    readonly rho?: number
  }
  /** The DLT rates that part under-, target and overdosing. */
  readonly cuts: readonly [number, number]
}

/** A cut's place at a row of the grid: the first node that needs a weight of its own, and the weights. */
type Cut = { readonly from: number; readonly weights: Float64Array }

type Row = {
  readonly logPrior: Float64Array
  /** By dose and node. */
  readonly logTox: readonly Float64Array[]
  readonly logSafe: readonly Float64Array[]
  readonly tox: readonly Float64Array[]
  /** By dose, the lower and the upper cut. */
  readonly cuts: readonly (readonly [Cut, Cut])[]
}

/** The nodes of the quadrature: rows of θ2, each with nodes of θ1. */
export type BlrmGrid = {
  readonly theta1: Float64Array
  readonly theta2: Float64Array
  readonly row: (index: number) => Row
}

const softplus = (v: number) => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)))

const spaced = (mean: number, reach: number, step: number) => {
  const half = Math.ceil(reach / step)
  return Float64Array.from({ length: 2 * half + 1 }, (_, i) => mean + (i - half) * step)
}

/**
 * A grid of thirteen nodes to a prior standard deviation of θ1 and at least eight of θ2, over 7.5 and 7 to either side; rows are worked
 * out when first needed. Smooth integrands by the trapezoid rule, interval probabilities by a smoothed step: every figure within
 * 1e-8 for up to 60 participants (tested by adaptive quadrature).
 */
export function blrmGrid(model: BlrmModel): BlrmGrid {
  const [m1, m2] = model.prior.mean
  const [s1, s2] = model.prior.sd
  const theta1 = spaced(m1, 7.5 * s1, s1 / 13)
  const theta2 = spaced(m2, 7 * s2, Math.min(s2 / 8, 0.15))
  const rows: Row[] = []
  return {
    theta1,
    theta2,
    row: (index) => {
      rows[index] ??= rowOf(model, theta1, theta2[index] ?? 0)
      return rows[index]
    },
  }
}

function rowOf({ doses, reference, prior, cuts }: BlrmModel, theta1: Float64Array, theta2: number): Row {
  const { mean, sd, rho = 0 } = prior
  const z2 = (theta2 - mean[1]) / sd[1]
  const logPrior = theta1.map((each) => {
    const z1 = (each - mean[0]) / sd[0]
    return -(z1 * z1 - 2 * rho * z1 * z2 + z2 * z2) / (2 * (1 - rho * rho))
  })
  const shifts = doses.map((dose) => Math.exp(theta2) * Math.log(dose / reference))
  const logTox = shifts.map((shift) => theta1.map((each) => -softplus(-each - shift)))
  return {
    logPrior,
    logTox,
    tox: logTox.map((each) => each.map(Math.exp)),
    logSafe: shifts.map((shift) => theta1.map((each) => -softplus(each + shift))),
    cuts: shifts.map(
      (shift) => [cutAt(theta1, logit(cuts[0]) - shift), cutAt(theta1, logit(cuts[1]) - shift)] as const,
    ),
  }
}

const logit = (p: number) => Math.log(p / (1 - p))

function cutAt(theta1: Float64Array, at: number): Cut {
  const first = theta1[0] ?? 0
  const step = (theta1[1] ?? 1) - first
  const place = (at - first) / step
  const from = Math.max(0, Math.min(theta1.length, Math.ceil(place) - halfWidth))
  const to = Math.max(from, Math.min(theta1.length, Math.floor(place) + halfWidth + 1))
  return { from, weights: Float64Array.from({ length: to - from }, (_, i) => smoothStep(place - (from + i))) }
}

/** What the posterior says of each level: mean DLT rate, and the probabilities of under-, target and overdosing. */
export type BlrmPosterior = {
  readonly estimate: readonly [number, number]
  readonly pTox: readonly number[]
  readonly under: readonly number[]
  readonly target: readonly number[]
  readonly over: readonly number[]
}

const negligible = -32
const everyRow = 2
const everyNode = 8

/** The posterior after a tally. */
export function blrmPosterior(grid: BlrmGrid, tally: Tally): BlrmPosterior {
  const { theta1, theta2 } = grid
  const doses = tally.length
  const { most, windows } = windowsOf(grid, tally)
  const sums = { mass: 0, first: 0, second: 0 }
  const [pTox, low, high] = [new Float64Array(doses), new Float64Array(doses), new Float64Array(doses)]
  const density = new Float64Array(theta1.length)
  const cumulative = new Float64Array(theta1.length + 1)
  windows.forEach(([from, to], r) => {
    if (from > to) return
    const here = grid.row(r)
    logPosterior(here, tally, density, from, to, 1)
    cumulative[from] = 0
    for (let i = from; i <= to; i++) {
      const weight = Math.exp((density[i] as number) - most)
      density[i] = weight
      cumulative[i + 1] = (cumulative[i] as number) + weight
      sums.first += weight * (theta1[i] as number)
    }
    const mass = cumulative[to + 1] as number
    sums.mass += mass
    sums.second += mass * (theta2[r] as number)
    for (let d = 0; d < doses; d++) {
      const [lower, upper] = here.cuts[d] as readonly [Cut, Cut]
      const tox = here.tox[d] as Float64Array
      let sum = 0
      for (let i = from; i <= to; i++) sum += (density[i] as number) * (tox[i] as number)
      pTox[d] = (pTox[d] as number) + sum
      low[d] = (low[d] as number) + below(lower, density, cumulative, from, to)
      high[d] = (high[d] as number) + below(upper, density, cumulative, from, to)
    }
  })
  const share = (values: Float64Array) => Array.from(values, (value) => Math.min(1, Math.max(0, value / sums.mass)))
  const under = share(low)
  const notOver = share(high)
  return {
    estimate: [sums.first / sums.mass, sums.second / sums.mass],
    pTox: share(pTox),
    under,
    target: notOver.map((each, d) => Math.max(0, each - (under[d] ?? 0))),
    over: notOver.map((each) => 1 - each),
  }
}

/** Puts a row's log posterior into `work`, at every `stride`-th node from one to another. */
function logPosterior(row: Row, tally: Tally, work: Float64Array, from: number, to: number, stride: number): void {
  for (let i = from; i <= to; i += stride) work[i] = row.logPrior[i] as number
  for (let d = 0; d < tally.length; d++) {
    const { n, dlt } = tally[d] as Tally[number]
    if (n === 0) continue
    const tox = row.logTox[d] as Float64Array
    const safe = row.logSafe[d] as Float64Array
    for (let i = from; i <= to; i += stride)
      work[i] = (work[i] as number) + dlt * (tox[i] as number) + (n - dlt) * (safe[i] as number)
  }
}

type Window = readonly [from: number, to: number]

/** The nodes of each row that carry mass, found on every eighth node of every other row and widened by one such step. */
function windowsOf({ theta1, theta2, row }: BlrmGrid, tally: Tally): { most: number; windows: Window[] } {
  const end = theta1.length - 1
  const some = Array.from({ length: Math.ceil((theta2.length - 1) / everyRow) + 1 }, (_, k) => {
    const work = new Float64Array(theta1.length)
    logPosterior(row(Math.min(k * everyRow, theta2.length - 1)), tally, work, 0, end, everyNode)
    return work
  })
  let most = Number.NEGATIVE_INFINITY
  for (const work of some) for (let i = 0; i <= end; i += everyNode) most = Math.max(most, work[i] as number)
  const found = some.map((work): Window => {
    let from = 0
    let to = end - (end % everyNode)
    while (from <= to && (work[from] as number) < most + negligible) from += everyNode
    while (to >= from && (work[to] as number) < most + negligible) to -= everyNode
    return from > to ? [end + 1, -1] : [from, to]
  })
  const windows = Array.from(theta2, (_, r): Window => {
    const near = found.slice(Math.max(0, Math.floor(r / everyRow) - 1), Math.floor(r / everyRow) + 3)
    const from = Math.min(...near.map(([each]) => each))
    const to = Math.max(...near.map(([, each]) => each))
    return from > to ? [from, to] : [Math.max(0, from - everyNode), Math.min(end, to + everyNode)]
  })
  return { most, windows }
}

/** The row's mass up to a cut. */
function below(cut: Cut, density: Float64Array, cumulative: Float64Array, from: number, to: number): number {
  const first = Math.min(Math.max(cut.from, from), to + 1)
  let sum = (cumulative[first] as number) - (cumulative[from] as number)
  const last = Math.min(to, cut.from + cut.weights.length - 1)
  for (let i = first; i <= last; i++) sum += (density[i] as number) * (cut.weights[i - cut.from] as number)
  return sum
}
