/** Chosen option per reading id; a reading not named takes the table's default, its first option. */
export type ReadingChoices = Readonly<Record<string, string>>

/** Options that only serve to see whether a reading decided; they are not offered. */
export const asPrinted = 'as-printed'

/** The option in force for a reading. */
export const chosen = (choices: ReadingChoices, id: keyof typeof defaults): string => choices[id] ?? defaults[id]

/** The default of every reading the evaluator knows how to apply. */
export const defaults = {
  'gap-half-open': 'starts-where-below-ends',
  'gap-point-worse': 'worse-grade',
  'inside-reference': 'as-written',
  'creatinine-or': 'literal',
  'hgb-increase': 'above-uln',
  'fibrinogen-abnormal': 'baseline-below-lln',
  'ef-drop': 'percentage-points',
  'v6-baseline-over-5': 'no-hole',
  'v6-lower-step': 'unchanged-is-grade-1',
} as const

/** The other option of each, by which the evaluator finds whether the reading decided. */
export const others: Readonly<Record<keyof typeof defaults, string>> = {
  'gap-half-open': asPrinted,
  'gap-point-worse': asPrinted,
  'inside-reference': 'cap-at-0',
  'creatinine-or': 'baseline-only-above-uln',
  'hgb-increase': 'above-baseline-if-baseline-above-uln',
  'fibrinogen-abnormal': 'current-below-lln',
  'ef-drop': 'relative-percent',
  'v6-baseline-over-5': asPrinted,
  'v6-lower-step': 'unchanged-is-grade-0',
}

export type AppliedReading = keyof typeof defaults
export const appliedReadings = Object.keys(defaults) as readonly AppliedReading[]
