import type { Assessment } from './assessment.ts'

/** Whether age, sex or fasting say that a participant belongs to a population a table names; undefined if they do not say. */
export function belongs(population: string, { age, sex, fasting }: Assessment): boolean | undefined {
  if (population === 'fasting') return fasting
  const name = population.toLowerCase()
  if (/^(fe)?males?$|^(wo)?m[ea]n$|^in women$/.test(name))
    return sexOf(sex, /^f|wom/.test(name.replace('in ', '')) ? 'F' : 'M')
  if (age === undefined || !Number.isFinite(age)) return undefined
  if (name === 'adult' || name === 'adults') return age >= 18
  if (name === 'pediatric' || name === 'children') return age < 18
  if (name === 'adolescent') return age >= 12 && age < 18
  if (name === 'infants' || name === 'infant') return age < 1
  if (name === 'pediatric and adolescent') return age < 18
  if (name === 'adult and pediatric') return true
  return undefined
}

const sexOf = (sex: string | undefined, wanted: 'F' | 'M'): boolean | undefined =>
  sex === 'F' || sex === 'M' ? sex === wanted : undefined
