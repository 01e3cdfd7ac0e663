/** The high half of the product of two 32-bit words; every sum and product stays below 2³², so the 32-bit operations lose nothing. */
function mulHigh(a: number, b: number): number {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const b0 = b & 0xffff
  const b1 = b >>> 16
  const middle = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0
  const carry = (Math.imul(a0, b1) + (middle & 0xffff)) | 0
  return (Math.imul(a1, b1) + (middle >>> 16) + (carry >>> 16)) | 0
}

/**
 * Philox4x32-10, a counter-based generator: four words out of a counter and a key, with no state in between, so that any worker can
 * draw any trial. Salmon et al. (2011), doi:10.1145/2063384.2063405.
 */
export function philox(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  let x0 = c0 | 0
  let x1 = c1 | 0
  let x2 = c2 | 0
  let x3 = c3 | 0
  let key0 = k0 | 0
  let key1 = k1 | 0
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(0xd2511f53, x0)
    const low0 = Math.imul(0xd2511f53, x0)
    const high1 = mulHigh(0xcd9e8d57, x2)
    const low1 = Math.imul(0xcd9e8d57, x2)
    x0 = high1 ^ x1 ^ key0
    x1 = low1
    x2 = high0 ^ x3 ^ key1
    x3 = low0
    key0 = (key0 + 0x9e3779b9) | 0
    key1 = (key1 + 0xbb67ae85) | 0
  }
  out[0] = x0
  out[1] = x1
  out[2] = x2
  out[3] = x3
}

/** What a draw is for; different purposes never share a word. */
export const purposes = { dlt: 0, arrival: 1, onset: 2 } as const

/**
 * The uniform draws of one trial: the i-th is the same whoever asks, in whatever order. Each is a multiple of 2⁻³², below 1. The
 * seed and the trial's number may be any safe whole numbers from 0.
 */
export class Draws {
  private readonly words = new Uint32Array(4)
  private block = -1
  private low = 0
  private high = 0

  constructor(
    private readonly seed: number,
    private readonly purpose: number,
  ) {}

  /** Turns to another trial. */
  trial(index: number): void {
    this.low = index >>> 0
    this.high = Math.floor(index / 2 ** 32)
    this.block = -1
  }

  /** The i-th draw as a whole number below 2³². */
  word(i: number): number {
    const block = i >>> 2
    if (block !== this.block) {
      philox(this.low, this.high, block, this.purpose, this.seed >>> 0, Math.floor(this.seed / 2 ** 32), this.words)
      this.block = block
    }
    return this.words[i & 3] as number
  }

  /** The i-th draw, from 0 to below 1. */
  uniform(i: number): number {
    return this.word(i) / 2 ** 32
  }
}
