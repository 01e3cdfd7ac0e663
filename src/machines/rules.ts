import type { Protocol } from '../core/protocol.schema.ts'
import type { EventSummary } from '../dlt/event.ts'
import { lowestGradeAsked } from '../dlt/relevance.ts'
import { adverseEventMachine } from './adverse-event.ts'
import { cohortMachine } from './cohort.ts'
import type { CohortEmitted, EventEmitted, IssueEmitted, ParticipantEmitted, TrialEmitted } from './emitted.ts'
import { expansionMachine } from './expansion.ts'
import type { GradeLab } from './labs.ts'
import { participantMachine } from './participant.ts'
import { stepper } from './step.ts'
import { trialMachine } from './trial.ts'

/** What a trial is judged by: its protocol, and what the grading table in force says of results and terms. */
export type Judges = {
  readonly protocol: Protocol
  /** Every term a laboratory result can grade, graded. */
  readonly gradeLab: GradeLab
  /** The SOC of a term, where the table knows it. */
  readonly socOf: (term: string) => string | undefined
}

/** A trial's machines, made once for its judges, each with its pure step. */
export function machinesFor(judges: Judges) {
  const participant = participantMachine(judges.protocol)
  const expansion = expansionMachine(judges.protocol)
  const trial = trialMachine(judges.protocol)
  const watched = new Map<string, number>()
  const watchFrom = (term: string, soc: string) => {
    const known = watched.get(term)
    if (known !== undefined) return known
    const made = lowestGradeAsked(judges.protocol, term, soc)
    watched.set(term, made)
    return made
  }
  return {
    judges,
    labGrading: { scale: judges.protocol.grading.table, grade: judges.gradeLab, watchFrom },
    /** Which event summaries any rule could be met by: asked again and again, and never another answer. */
    concerning: new WeakMap<EventSummary, boolean>(),
    adverseEvent: {
      machine: adverseEventMachine,
      step: stepper<typeof adverseEventMachine, EventEmitted | IssueEmitted>(adverseEventMachine),
    },
    participant: {
      machine: participant,
      step: stepper<typeof participant, ParticipantEmitted | IssueEmitted>(participant),
    },
    cohort: {
      machine: cohortMachine,
      step: stepper<typeof cohortMachine, CohortEmitted | IssueEmitted>(cohortMachine),
    },
    expansion: { machine: expansion, step: stepper<typeof expansion, TrialEmitted | IssueEmitted>(expansion) },
    trial: { machine: trial, step: stepper<typeof trial, TrialEmitted | IssueEmitted>(trial) },
  }
}

export type Machines = ReturnType<typeof machinesFor>
