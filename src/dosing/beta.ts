import { decimal } from './decimal.ts'

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine terms); relative error below 1e-13 for Γ. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  const t = z + 7.5
  const sum = lanczos.reduce((total, c, i) => total + (i === 0 ? c : c / (z + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The continued fraction of the incomplete beta function, by Lentz' method (DLMF 8.17.22). */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  const away = (v: number) => (Math.abs(v) < tiny ? tiny : v)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= 2000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return h
}

/** P(p ≤ x) for p ~ Beta(a, b). Absolute error below 1e-12 for a + b ≤ 1000 (tested against published software). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b
}

/** P(p > x) for p ~ Beta(a, b), precise in the upper tail too. */
export const betaTail = (x: number, a: number, b: number): number => betaCdf(1 - x, b, a)

/** Whether P(p > limit) > threshold for p ~ Beta(a, b); near the threshold decided exactly where a and b are whole. */
export function tailExceeds(limit: number, threshold: number, a: number, b: number): boolean {
  const gap = betaTail(limit, a, b) - threshold
  if (Math.abs(gap) > 1e-10 || !Number.isInteger(a) || !Number.isInteger(b)) return gap > 0
  return exactlyExceeds(limit, threshold, a, b)
}

/** P(p > x | Beta(a, b)) = P(fewer than a successes of a + b − 1 at x), a sum of decimals. */
function exactlyExceeds(limit: number, threshold: number, a: number, b: number): boolean {
  const { num: p, den } = decimal(limit)
  const trials = a + b - 1
  let choose = 1n
  let sum = 0n
  for (let k = 0; k < a; k++) {
    sum += choose * p ** BigInt(k) * (den - p) ** BigInt(trials - k)
    choose = (choose * BigInt(trials - k)) / BigInt(k + 1)
  }
  const bound = decimal(threshold)
  return sum * bound.den > bound.num * den ** BigInt(trials)
}
