import { readBound } from '../../src/grading/bound.ts'
import type { Cell } from '../../src/grading/clause.ts'
import { quantitiesOf } from '../../src/grading/gaps.ts'
import type { GradingRow } from '../../src/grading/grade.ts'
import { printedUnits } from '../../src/grading/layout.ts'
import type { Table, Term } from '../../src/grading/table.ts'
import { random } from '../support/random.ts'

type Kind = { readonly term: string; readonly unit: string; readonly typical: number; readonly cuts: readonly number[] }

/** Laboratory rows over every term a single value grades: a quarter without a limit or baseline, 2 % on a cut, 10 % as text. */
export function mixedRows(table: Table, count: number): readonly GradingRow[] {
  const kinds = table.chapters.flatMap(({ terms }) => terms.flatMap(kindsOf))
  const next = random(7)
  return Array.from({ length: count }, () => row(kinds[Math.floor(next() * kinds.length)] as Kind, next))
}

function row({ term, unit, typical, cuts }: Kind, next: () => number): GradingRow {
  const low = round(typical * 0.7)
  const high = round(typical * 1.3)
  const onCut = next() < 0.02
  const cut = cuts.length > 0 ? (cuts[Math.floor(next() * cuts.length)] as number) : high
  const value = onCut ? cut : round(typical * (0.2 + 2.3 * next()))
  const written = next() < 0.1 ? String(value) : value
  const lacking = next()
  const lln = lacking < 0.09 ? undefined : low
  const uln = lacking > 0.03 && lacking < 0.15 ? undefined : high
  if (lacking > 0.75) return { term, value: written, unit, lln: low, uln: high }
  return {
    term,
    value: written,
    unit,
    lln,
    uln,
    baseline: { value: round(typical * (0.8 + next() * 0.7)), unit, indicator: undefined },
  }
}

const round = (value: number): number => Number(value.toPrecision(4))

function kindsOf(term: Term): readonly Kind[] {
  const measure = term.measuredAs?.[0] ?? Object.keys(term.measures ?? {})[0]
  if (measure === undefined || term.together) return []
  const cuts = Object.values(term.grades).flatMap((cell) =>
    quantitiesOf(cell as Cell).filter(({ quantity }) => quantity === measure),
  )
  const units = printedUnits(term, measure)
  if (units.length === 0)
    return [{ term: term.term, unit: unitless[measure] ?? 'U/L', typical: 50, cuts: [65, 97.5, 195] }]
  return units.map((unit) => {
    const numbers = cuts
      .filter((clause) => clause.unit === unit)
      .flatMap(({ bounds }) => bounds.map(readBound))
      .flatMap(({ number, of }) => (number && of === 'none' ? [Number(number)] : []))
    return { term: term.term, unit, typical: (numbers[0] ?? 100) * 1.1, cuts: numbers }
  })
}

const unitless: Readonly<Record<string, string>> = {
  bilirubin: 'umol/L',
  creatinine: 'umol/L',
  bicarbonate: 'mmol/L',
  urate: 'umol/L',
  haptoglobin: 'g/L',
  eosinophils: '10^9/L',
  methemoglobin: '%',
  'troponin I': 'ng/L',
  'troponin T': 'ng/L',
  aPTT: 's',
  TSH: 'mIU/L',
  weight: 'kg',
}
