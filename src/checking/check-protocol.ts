import type { Protocol } from '../core/protocol.schema.ts'
import type { Table } from '../grading/table.ts'
import { checkAssumptions } from './assumptions.ts'
import { checkDesign } from './design.ts'
import { checkEligibility } from './eligibility.ts'
import type { Checked } from './finding.ts'
import { gateFaults } from './gates.ts'
import { gradingFaults } from './grading.ts'
import { checkRules } from './rules.ts'
import { settlingNotices } from './settling.ts'
import { checkStopping } from './stopping.ts'
import { structureFaults } from './structure.ts'
import { vocabularyOf } from './vocabulary.ts'

/**
 * What a protocol's data say against themselves, and what a reader should know before the first participant.
 * `contradictions` cannot be as written: a rule that nothing can meet, levels out of order, a cap too small for the design, a term the
 * grading table does not have. `notices` are no faults: what can settle only after the window, what waits for somebody's judgement,
 * every assumption. Total: any protocol that keeps the schema gives an answer.
 */
export function checkProtocol(protocol: Protocol, table: Table): Checked {
  const vocabulary = vocabularyOf(protocol, table)
  const faults = [...gradingFaults(protocol, table), ...structureFaults(protocol), ...gateFaults(protocol)]
  const parts: readonly Checked[] = [
    { contradictions: faults, notices: [] },
    checkRules(protocol, vocabulary),
    checkStopping(protocol, vocabulary),
    checkDesign(protocol),
    checkEligibility(protocol),
    { contradictions: [], notices: settlingNotices(protocol) },
    checkAssumptions(protocol),
  ]
  return {
    contradictions: parts.flatMap(({ contradictions }) => contradictions),
    notices: parts.flatMap(({ notices }) => notices),
  }
}
