import type { Command } from 'commander'
import { boinSelection } from '../../dosing/boin.ts'
import { selectMtd as select } from '../../dosing/isotonic.ts'
import { SelectionRequest } from '../../dosing/request.schema.ts'
import { faultsOf } from '../../dosing/spec.schema.ts'
import { assertTally } from '../../dosing/tally.ts'
import { answerLines, type Streams } from './ndjson.ts'

/** `gradus select-mtd`: BOIN's selection of the MTD by isotonic regression, for each NDJSON line of counts. */
export function selectMtd(
  program: Command,
  streams: Streams = { input: process.stdin, output: process.stdout, report: process.stderr },
): void {
  program
    .command('select-mtd')
    .description("select the MTD by BOIN's isotonic regression: NDJSON with a target and a tally on stdin")
    .action(async () => {
      if (!(await answerLines(streams, answer))) process.exitCode = 1
    })
}

function answer(line: Record<string, unknown>): object {
  const request = SelectionRequest.safeParse(line)
  if (!request.success) throw new TypeError(faultsOf(request.error, line, SelectionRequest))
  const { id: _, tally, ...options } = request.data
  assertTally(tally, 1)
  const pending = tally.reduce((sum, level) => sum + level.pending, 0)
  if (pending > 0) throw new RangeError(`${pending} pending: the MTD is selected once everyone has settled`)
  return select(tally, boinSelection(options))
}
