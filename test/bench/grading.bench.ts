import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { compileTable } from '../../src/grading/compile.ts'
import { type GradingRow, gradeAll } from '../../src/grading/grade.ts'
import { benchFirstGrade } from './first-grade.bench.ts'
import { mixedRows } from './grading-rows.ts'

/** Times the first grade of a process, then batches: a million mixed laboratory rows, one compiled term, and clinical terms with a handful of facts. */
export function benchGrading(print: (line: string) => void): void {
  benchFirstGrade(print)
  const compiled = compileTable(ctcae50)
  const rows = mixedRows(ctcae50, 1_000_000)
  const graded = best(3, () => gradeAll(compiled, rows, { unreported: 'absent' }))
  print(
    `grading: ${million(rows.length, graded.ms)} mixed laboratory rows a second (1,000,000 rows in ${graded.ms.toFixed(0)} ms)`,
  )
  print(`grading: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB resident with input and output held`)
  const potassium = singles(200_000)
  const single = best(5, () => {
    for (let again = 0; again < 10; again += 1) gradeAll(compiled, potassium, { unreported: 'absent' })
  })
  print(`grading: ${million(10 * potassium.length, single.ms)} single values a second for one compiled term`)
  const clinical = clinicalRows(200_000)
  const facts = best(3, () => gradeAll(compiled, clinical, { unreported: 'unknown' }))
  print(`grading: ${million(clinical.length, facts.ms)} assessments a second for clinical terms with four facts`)
}

const million = (count: number, ms: number): string => `${(count / ms / 1000).toFixed(2)} million`

function best<T>(times: number, run: () => T): { readonly ms: number; readonly result: T } {
  let fastest = Number.POSITIVE_INFINITY
  let result: T | undefined
  for (let at = 0; at < times; at += 1) {
    const start = performance.now()
    result = run()
    fastest = Math.min(fastest, performance.now() - start)
  }
  return { ms: fastest, result: result as T }
}

const singles = (count: number): readonly GradingRow[] =>
  Array.from({ length: count }, (_, at) => ({
    term: 'Hypokalemia',
    value: 2 + (at % 40) / 10,
    unit: 'mmol/L',
    lln: 3.5,
    uln: 5.1,
  }))

const clinicalRows = (count: number): readonly GradingRow[] =>
  Array.from({ length: count }, (_, at) => ({
    term: 'Anemia',
    facts: {
      'transfusion indicated': at % 2 === 0,
      'life-threatening consequences': at % 5 === 0,
      'urgent intervention indicated': at % 7 === 0,
      death: false,
    },
  }))
