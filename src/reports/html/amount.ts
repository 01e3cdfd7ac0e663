/** A whole amount of many digits in the short way people write cells: "15000000" as "1.5e7". Any other is left as it is. */
export function amountInShort(amount: string): string {
  if (!/^[1-9]\d{5,}$/.test(amount)) return amount
  const digits = amount.replace(/0+$/, '')
  const [first, rest] = [digits.slice(0, 1), digits.slice(1)]
  return `${first}${rest === '' ? '' : `.${rest}`}e${amount.length - 1}`
}
