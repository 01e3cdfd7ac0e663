import { type Exact, exact, minus, over, times } from './exact.ts'

/** What the formula reads. Which weight to use (actual, ideal, adjusted) is for the protocol to say. */
export type ClearanceInputs = {
  readonly ageYears: Exact
  readonly weightKg: Exact
  readonly creatinineMgDl: Exact
  readonly sex: 'F' | 'M'
}

/**
 * Creatinine clearance in mL/min, exactly; creatinine must be above zero. The formula holds for adults.
 * Cockcroft and Gault (1976), doi:10.1159/000180580.
 */
export function cockcroftGaultOf({ ageYears, weightKg, creatinineMgDl, sex }: ClearanceInputs): Exact {
  const male = over(times(minus(exact('140'), ageYears), weightKg), times(exact('72'), creatinineMgDl))
  return sex === 'F' ? times(male, exact('0.85')) : male
}
