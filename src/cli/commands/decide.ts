import type { Command } from 'commander'
import { answerOf, designMaker, readRequest } from '../../dosing/answer.ts'
import { explain, labelOf } from '../../dosing/explain.ts'
import { DecisionRequest } from '../../dosing/request.schema.ts'
import { faultsOf } from '../../dosing/spec.schema.ts'
import { whatWouldChange } from '../../dosing/what-would-change.ts'
import { answerLines, type Streams } from './ndjson.ts'
import { objectionsKept } from './table-warning.ts'

/** `gradus decide`: the next dose for each NDJSON line of counts. */
export function decide(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('decide')
    .description('recommend the next dose: NDJSON with a design and its counts on stdin')
    .option('--explain', 'add the recommendation as sentences for a committee, and what would change it')
    .action(async (options: { readonly explain?: boolean }) => {
      const asking = { make: designMaker(), objectionsTo: objectionsKept(), isExplained: options.explain ?? false }
      const isClean = await answerLines(streams, (line) => answer(line, asking))
      if (!isClean) process.exitCode = 1
    })
}

type Asking = {
  readonly make: ReturnType<typeof designMaker>
  readonly objectionsTo: ReturnType<typeof objectionsKept>
  readonly isExplained: boolean
}

function answer(line: Record<string, unknown>, { make, objectionsTo, isExplained }: Asking): object {
  const request = DecisionRequest.safeParse(line)
  if (!request.success) throw new TypeError(faultsOf(request.error, line, DecisionRequest))
  const question = readRequest(request.data, make)
  const { design, tally, current, labels } = question
  const recommendation = design(tally, current)
  const violations = objectionsTo(request.data.design)
  const answered = { ...answerOf(recommendation, question), ...(violations.length > 0 && { violations }) }
  if (!isExplained) return answered
  const changes = whatWouldChange(design, tally, current, labels)
  const named = changes.map((each) => ({ ...each, level: each.level === null ? null : labelOf(each.level, labels) }))
  const assumed = question.followUpAssumed ? ['Follow-up of the pending is not given: taken as none.'] : []
  return { ...answered, explain: [...explain(recommendation, labels, changes), ...assumed], changes: named }
}
