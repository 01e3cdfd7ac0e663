import type { Assessment, BaselineResult, Measurement, WrittenNumber } from './assessment.ts'
import { isGraded, isRanged, type Outcome } from './outcome.ts'

/** The outcome as one sentence with this assessment's numbers, made on demand. */
export function explain(outcome: Outcome, assessment: Assessment = {}): string {
  const seen = everythingIn(assessment)
  if (isGraded(outcome)) {
    if (outcome.grade === 0) return `${seen ? `${seen}: ` : ''}meets no criterion of ${outcome.term}`
    return [seen, outcome.clauses.join('; ')].filter(Boolean).join(': ')
  }
  if (isRanged(outcome))
    return `${seen ? `${seen}: ` : ''}${listed(outcome.possible)} possible; still needed: ${outcome.needs.join(', ')}`
  return outcome.ungradable
}

const listed = (grades: readonly number[]): string =>
  grades.length === 1 ? `grade ${grades[0]}` : `grades ${grades.slice(0, -1).join(', ')} and ${grades.at(-1)}`

/** The value, and every further quantity by its name. */
const everythingIn = (assessment: Assessment): string =>
  [
    numbersOf(assessment),
    ...Object.entries(assessment.measures ?? {}).map(([name, result]) => named(name, numbersOf(result))),
  ]
    .filter(Boolean)
    .join(', ')

/** The numbers a result brings, as "95 g/L (LLN 120, ULN 160, baseline 130)". */
function numbersOf({ value, unit, lln, uln, baseline, changeFromBaselinePercent }: Measurement): string {
  if (value === undefined || value === null || value === '') return ''
  const beside = [
    named('LLN', lln),
    named('ULN', uln),
    named('baseline', withOwnUnit(baseline, unit)),
    baseline?.indicator ? `baseline ${String(baseline.indicator).toLowerCase()}` : '',
    named('change from baseline', changeFromBaselinePercent, '%'),
  ].filter(Boolean)
  return `${value}${unit ? ` ${unit}` : ''}${beside.length > 0 ? ` (${beside.join(', ')})` : ''}`
}

const named = (name: string, value: WrittenNumber, unit = ''): string =>
  value === undefined || value === null || value === '' ? '' : `${name} ${value}${unit}`

/** A baseline with its unit where that is not the unit of the value. */
function withOwnUnit(baseline: BaselineResult | null | undefined, unit: Measurement['unit']): WrittenNumber {
  const value = baseline?.value
  const said = value !== undefined && value !== null && value !== ''
  return said && baseline?.unit && baseline.unit !== unit ? `${value} ${baseline.unit}` : value
}
