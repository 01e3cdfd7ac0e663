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
  readonly theta1: Float64Array
  readonly logPrior: Float64Array
  /** By dose: how far the dose moves the logit of the DLT rate from θ1. */
  readonly shifts: readonly number[]
  /** By dose and node: the logarithm of the probability of no DLT, and the probability of one. */
  readonly logSafe: readonly Float64Array[]
  readonly tox: readonly Float64Array[]
  /** By dose, the lower and the upper cut. */
  readonly lower: readonly Cut[]
  readonly upper: readonly Cut[]
}

/** The nodes of the quadrature: rows of θ2, each with nodes of θ1. */
export type BlrmGrid = {
  readonly theta1: Float64Array
  readonly theta2: Float64Array
  readonly row: (index: number) => Row
}

const spaced = (mean: number, reach: number, step: number) => {
  const half = Math.ceil(reach / step)
  return Float64Array.from({ length: 2 * half + 1 }, (_, i) => mean + (i - half) * step)
}

/**
 * A grid of at least thirteen nodes to a prior standard deviation of θ1 and eight of θ2, over 7.5 and 7 to either side, and no wider
 * apart than the posterior of 60 participants needs, however wide the prior; rows are worked out when first needed. Smooth integrands
 * by the trapezoid rule, interval probabilities by a smoothed step: every figure within 1e-8 for up to 60 participants (tested by
 * composite Gauss-Legendre quadrature).
 */
export function blrmGrid(model: BlrmModel): BlrmGrid {
  const [m1, m2] = model.prior.mean
  const [s1, s2] = model.prior.sd
  const theta1 = spaced(m1, 7.5 * s1, Math.min(s1 / 13, 0.13))
  const theta2 = spaced(m2, 7 * s2, Math.min(s2 / 8, 0.12))
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
  return {
    theta1,
    logPrior,
    shifts,
    ...ratesOf(theta1, shifts),
    lower: shifts.map((shift) => cutAt(theta1, logit(cuts[0]) - shift)),
    upper: shifts.map((shift) => cutAt(theta1, logit(cuts[1]) - shift)),
  }
}

/** Of each dose at each node, from the logit of its DLT rate: the logarithm of no DLT's probability, and the rate. */
function ratesOf(theta1: Float64Array, shifts: readonly number[]): Pick<Row, 'logSafe' | 'tox'> {
  const logSafe = shifts.map(() => new Float64Array(theta1.length))
  const tox = shifts.map(() => new Float64Array(theta1.length))
  for (let d = 0; d < shifts.length; d++) {
    const [safe, rate, shift] = [logSafe[d] as Float64Array, tox[d] as Float64Array, shifts[d] as number]
    for (let i = 0; i < theta1.length; i++) {
      const logit = (theta1[i] as number) + shift
      const small = Math.exp(-Math.abs(logit))
      safe[i] = -Math.max(logit, 0) - Math.log1p(small)
      rate[i] = (logit > 0 ? 1 : small) / (1 + small)
    }
  }
  return { logSafe, tox }
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

/** Sums over the nodes: of the weights, of θ1 and θ2 by weight, and by dose of the DLT rate and of the mass up to either cut. */
type Sums = {
  mass: number
  theta1: number
  theta2: number
  readonly tox: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** A row's weights, and their sums up to each node. */
type Work = { readonly density: Float64Array; readonly cumulative: Float64Array }

/** The posterior after a tally. */
export function blrmPosterior(grid: BlrmGrid, tally: Tally): BlrmPosterior {
  const { theta1, theta2 } = grid
  const seen = evidenceOf(tally)
  const { most, first, last } = windowsOf(grid, seen)
  const byDose = () => new Float64Array(tally.length)
  const sums: Sums = { mass: 0, theta1: 0, theta2: 0, tox: byDose(), low: byDose(), high: byDose() }
  const work: Work = { density: new Float64Array(theta1.length), cumulative: new Float64Array(theta1.length + 1) }
  for (let r = 0; r < theta2.length; r++) {
    const [from, to] = [first[r] as number, last[r] as number]
    if (from > to) continue
    const row = grid.row(r)
    logPosterior(row, seen, work.density, { from, to, stride: 1 })
    const mass = addRow(sums, row, work, most, from, to)
    sums.theta2 += mass * (theta2[r] as number)
  }
  const share = (values: Float64Array) => Array.from(values, (value) => Math.min(1, Math.max(0, value / sums.mass)))
  const under = share(sums.low)
  const notOver = share(sums.high)
  return {
    estimate: [sums.theta1 / sums.mass, sums.theta2 / sums.mass],
    pTox: share(sums.tox),
    under,
    target: notOver.map((each, d) => Math.max(0, each - (under[d] ?? 0))),
    over: notOver.map((each) => 1 - each),
  }
}

/** Adds a row whose log posterior is at hand, less the most of all; the row's mass. */
function addRow(sums: Sums, row: Row, { density, cumulative }: Work, most: number, from: number, to: number): number {
  cumulative[from] = 0
  for (let i = from; i <= to; i++) {
    const weight = Math.exp((density[i] as number) - most)
    density[i] = weight
    cumulative[i + 1] = (cumulative[i] as number) + weight
  }
  const mass = cumulative[to + 1] as number
  sums.mass += mass
  sums.theta1 += product(density, row.theta1, 0, from, to)
  for (let d = 0; d < sums.tox.length; d++) {
    sums.tox[d] = (sums.tox[d] as number) + product(density, row.tox[d] as Float64Array, 0, from, to)
    sums.low[d] = (sums.low[d] as number) + below(row.lower[d] as Cut, density, cumulative, from, to)
    sums.high[d] = (sums.high[d] as number) + below(row.upper[d] as Cut, density, cumulative, from, to)
  }
  return mass
}

/** What a tally says: by dose how many have settled and how many with a DLT, and all DLTs. */
type Evidence = { readonly n: Int32Array; readonly dlt: Int32Array; readonly dlts: number }

function evidenceOf(tally: Tally): Evidence {
  const [n, dlt] = [new Int32Array(tally.length), new Int32Array(tally.length)]
  let dlts = 0
  for (let d = 0; d < tally.length; d++) {
    const level = tally[d] as Tally[number]
    n[d] = level.n
    dlt[d] = level.dlt
    dlts += level.dlt
  }
  return { n, dlt, dlts }
}

type Nodes = { readonly from: number; readonly to: number; readonly stride: number }

/**
 * Puts a row's log posterior into `work`, at every `stride`-th node from one to another. With x the logit of the DLT rate, a DLT
 * says x + log(1 - p) and no DLT log(1 - p): so the DLTs' part is linear in θ1.
 */
function logPosterior(row: Row, { n, dlt, dlts }: Evidence, work: Float64Array, { from, to, stride }: Nodes): void {
  const { theta1, logPrior, shifts } = row
  let shift = 0
  for (let d = 0; d < n.length; d++) shift += (dlt[d] as number) * (shifts[d] as number)
  for (let i = from; i <= to; i += stride) work[i] = (logPrior[i] as number) + dlts * (theta1[i] as number) + shift
  for (let d = 0; d < n.length; d++) {
    const settled = n[d] as number
    const safe = row.logSafe[d] as Float64Array
    if (settled > 0)
      for (let i = from; i <= to; i += stride) work[i] = (work[i] as number) + settled * (safe[i] as number)
  }
}

/** The first and last node of each row that carry mass; the first after the last where the row carries none. */
type Windows = { readonly most: number; readonly first: Int32Array; readonly last: Int32Array }

/** Found on every eighth node of every other row and widened by one such step. */
function windowsOf({ theta1, theta2, row }: BlrmGrid, seen: Evidence): Windows {
  const work = new Float64Array(theta1.length)
  const nodes = { from: 0, to: theta1.length - 1, stride: everyNode }
  const looks = Math.floor(nodes.to / everyNode) + 1
  const rows = Math.ceil(theta2.length / everyRow)
  const looked = new Float64Array(rows * looks)
  for (let k = 0; k < rows; k++) {
    logPosterior(row(k * everyRow), seen, work, nodes)
    for (let look = 0; look < looks; look++) looked[k * looks + look] = work[look * everyNode] as number
  }
  const most = largest(looked)
  const first = new Int32Array(theta2.length).fill(theta1.length)
  const last = new Int32Array(theta2.length).fill(-1)
  for (let k = 0; k < rows; k++) {
    const [from, to] = above(looked.subarray(k * looks, (k + 1) * looks), most + negligible)
    if (from > to) continue
    for (let r = Math.max(0, (k - 1) * everyRow); r <= Math.min(theta2.length - 1, (k + 1) * everyRow); r++) {
      first[r] = Math.min(first[r] as number, Math.max(0, (from - 1) * everyNode))
      last[r] = Math.max(last[r] as number, Math.min(nodes.to, (to + 1) * everyNode))
    }
  }
  return { most, first, last }
}

function largest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > most) most = values[i] as number
  return most
}

/** The first and the last place of a value not below a bound. */
function above(values: Float64Array, bound: number): readonly [number, number] {
  let [from, to] = [0, values.length - 1]
  while (from <= to && (values[from] as number) < bound) from++
  while (to >= from && (values[to] as number) < bound) to--
  return [from, to]
}

/** The sum of products of two rows of numbers from one node to another, the second row begun at an offset. */
function product(a: Float64Array, b: Float64Array, offset: number, from: number, to: number): number {
  let sum = 0
  for (let i = from; i <= to; i++) sum += (a[i] as number) * (b[i - offset] as number)
  return sum
}

/** The row's mass up to a cut. */
function below(cut: Cut, density: Float64Array, cumulative: Float64Array, from: number, to: number): number {
  const first = Math.min(Math.max(cut.from, from), to + 1)
  const last = Math.min(to, cut.from + cut.weights.length - 1)
  const whole = (cumulative[first] as number) - (cumulative[from] as number)
  return whole + product(density, cut.weights, cut.from, first, last)
}
