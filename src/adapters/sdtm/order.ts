/** Order of two texts by code unit, the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Order of two keys part by part, numbers by their size: AE|001|2 before AE|001|10. */
export const compareKeys = (a: string, b: string): number => compareParts(a.split('|'), b.split('|'))

/** Order of two keys that have been split. */
export function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = comparePart(a[index] ?? '', b[index] ?? '')
    if (order !== 0) return order
  }
  return 0
}

const whole = /^\d{1,15}$/
const comparePart = (a: string, b: string): number =>
  whole.test(a) && whole.test(b) ? Number(a) - Number(b) || compareText(a, b) : compareText(a, b)
