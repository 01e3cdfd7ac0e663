import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Command } from 'commander'
import { loadTable, tableIds } from '../../../grading-tables/load.ts'
import type { Assessment } from '../../grading/assessment.ts'
import { compileTable } from '../../grading/compile.ts'
import { explain } from '../../grading/explain.ts'
import { grade } from '../../grading/grade.ts'
import { isGraded, isRanged } from '../../grading/outcome.ts'
import { nextQuestions, type Question } from '../../grading/questions.ts'

/** The streams a command reads and writes; a test hands in its own. */
export type Streams = { readonly input: Readable; readonly output: Writable }

/** `gradus ask TERM`: asks what it takes to reach one grade, the question that settles most first. */
export function ask(program: Command, streams: Streams = { input: process.stdin, output: process.stdout }): void {
  program
    .command('ask')
    .description('ask the questions that settle the grade of a term, one by one')
    .argument('<term>', 'adverse event term')
    .option('--table <id>', `grading table: ${tableIds.join(', ')}`, 'ctcae-5.0')
    .action(async (term: string, options: { table: string }, command: Command) => {
      const table = await loadTable(options.table)
      if (!table)
        return command.error(`no table is called ${options.table}; there are ${tableIds.join(', ')}`, { exitCode: 2 })
      const compiled = compileTable(table)
      if (!compiled.termNamed(term)) {
        const outcome = grade(compiled, term, {})
        const near = 'candidates' in outcome ? outcome.candidates : []
        return command.error(
          `${options.table} has no term ${term}${near.length > 0 ? `; near to it: ${near.join(', ')}` : ''}`,
          { exitCode: 1 },
        )
      }
      const lines = createInterface({ input: streams.input })[Symbol.asyncIterator]()
      let assessment: Assessment = {}
      const skipped = new Set<string>()
      for (;;) {
        const question = nextQuestions(compiled, term, assessment).find(({ ask: name }) => !skipped.has(name))
        if (!question) break
        streams.output.write(`${question.ask}? [${question.answer}, ? if not known] `)
        const { value, done } = await lines.next()
        if (done) break
        const next = withAnswer(assessment, question, String(value).trim())
        if (!next) skipped.add(question.ask)
        else assessment = next
      }
      const outcome = grade(compiled, term, assessment)
      const said = isGraded(outcome)
        ? `grade ${outcome.grade}: `
        : isRanged(outcome)
          ? 'not settled: '
          : 'cannot be graded: '
      streams.output.write(`\n${said}${explain(outcome, assessment)}\n`)
    })
}

/** The assessment with an answer in its place; undefined where the answer is "not known" and has no place. */
function withAnswer(assessment: Assessment, { ask: name, field }: Question, answer: string): Assessment | undefined {
  const known = answer !== '' && answer !== '?'
  if (field === 'facts') {
    const truth = /^y/i.test(answer) ? true : /^n/i.test(answer) ? false : null
    return { ...assessment, facts: { ...assessment.facts, [name]: truth } }
  }
  if (!known) return undefined
  if (field === 'baseline.value') return { ...assessment, baseline: { ...assessment.baseline, value: answer } }
  if (field === 'baseline.indicator')
    return {
      ...assessment,
      baseline: { ...assessment.baseline, indicator: /^n/i.test(answer) ? 'NORMAL' : 'ABNORMAL' },
    }
  if (field === 'value') return { ...assessment, ...valueAndUnit(answer) }
  if (field === 'unit' || field === 'lln' || field === 'uln') return { ...assessment, [field]: answer }
  if (field !== 'measures') return undefined
  const measure = name.replace(/^.* of /, '')
  return { ...assessment, measures: { ...assessment.measures, [measure]: valueAndUnit(answer) } }
}

/** "9.5 g/dL" as a value and its unit. */
function valueAndUnit(answer: string): { value: string; unit?: string } {
  const [value = '', ...unit] = answer.split(/\s+/)
  return unit.length > 0 ? { value, unit: unit.join(' ') } : { value }
}
