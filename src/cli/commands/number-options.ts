import { numbersFrom } from '../../dosing/spec.schema.ts'

/** A whole number from an option; throws with what was expected. */
export function wholeFrom(option: string, text: string, least = 1, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= least && number <= most) return number
  const upTo = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`
  throw new RangeError(`${option}: expected a whole number from ${least}${upTo}; got "${text}"`)
}

/** A number above 0 from an option; throws with what was expected. */
export function numberFrom(option: string, text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number
  throw new RangeError(`${option}: expected a number above 0; got "${text}"`)
}

/** DLT rates with commas from an option; throws with what was expected. */
export function ratesFrom(option: string, text: string): number[] {
  const rates = ((): number[] => {
    try {
      return numbersFrom(text)
    } catch {
      return []
    }
  })()
  if (rates.length > 0 && rates.every((rate) => rate >= 0 && rate <= 1)) return rates
  throw new RangeError(`${option}: expected rates from 0 to 1 with commas, such as 0.1,0.25; got "${text}"`)
}
