/** Order of two texts by code unit, the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Order of two keys part by part, numbers by their size: AE|001|2 before AE|001|10. */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [a.split('|'), b.split('|')]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = compareParts(left[index] ?? '', right[index] ?? '')
    if (order !== 0) return order
  }
  return 0
}

const whole = /^\d{1,15}$/
const compareParts = (a: string, b: string): number =>
  whole.test(a) && whole.test(b) ? Number(a) - Number(b) || compareText(a, b) : compareText(a, b)
