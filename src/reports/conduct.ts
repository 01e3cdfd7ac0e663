import type { Protocol } from '../core/protocol.schema.ts'
import type { StoppingRule } from '../core/stopping.schema.ts'
import { treats } from '../dosing/modifiers.ts'
import { earliestNext } from '../dosing/stagger.ts'
import { monitorOf, type StoppingAnswer } from '../dosing/stopping.ts'
import { boundaries } from '../dosing/toxicity-monitor.ts'
import { countsOf } from '../machines/cohort.ts'
import type { Hall } from '../machines/hall.ts'
import { replacementsOf } from '../machines/replacement-issues.ts'
import { phaseOf } from '../machines/trial.ts'
import { optional } from './optional.ts'
import type { ReportedConduct, ReportedExpansion, ReportedStopping } from './reported-conduct.ts'

/** How the trial stands above its participants and its dose: what suspends or holds it, its gates, its expansion cohorts. */
export function reportedConduct(protocol: Protocol, hall: Hall): ReportedConduct {
  const { held, rp2d, gates } = hall.trial.context
  const { maximum, maximumEach } = protocol.replacement
  return {
    phase: phaseOf(hall.trial),
    ...optional({ suspension: suspensionOf(hall) }),
    held: [...held, ...Object.values(hall.expansion).flatMap(cohortHolds)],
    ...optional({ earliestNext: earliest(protocol, hall), rp2d: rp2d ?? undefined }),
    stopping: reportedStopping(protocol, hall),
    gates: protocol.gates.map(({ id, says }) => ({ id, says, open: gates.includes(id) })),
    expansion: Object.entries(hall.expansion).map(([cohort, one]) => reportedExpansion(protocol, cohort, one)),
    replacements: { made: replacementsOf(hall.trial.context), ...optional({ maximum, maximumEach }) },
  }
}

function suspensionOf({ trial: { value, context } }: Hall): ReportedConduct['suspension'] {
  const { suspension, stopping } = context
  if (value !== 'suspended' || !suspension) return undefined
  const noLongerMet = suspension.rules.filter((id) => !stopping.some(({ rule, is }) => rule === id && is === 'met'))
  return { ...suspension, ...(noLongerMet.length > 0 ? { noLongerMet } : {}) }
}

type Cohort = Hall['expansion'][string]

function cohortHolds({ value, context: { cohort, heldBy, answers, held } }: Cohort): ReportedConduct['held'] {
  const met = answers.filter(({ is }) => is === 'met')
  return [
    ...held,
    ...(value === 'held' && heldBy !== null ? [{ by: 'decision', why: heldBy, needs: [], cohort }] : []),
    ...(value === 'held'
      ? met.map((answer) => ({ by: answer.rule, why: `${answer.rule} is met: ${sawOf(answer)}`, needs: [], cohort }))
      : []),
  ]
}

function earliest(protocol: Protocol, { trial }: Hall): ReportedConduct['earliestNext'] {
  const { basis, counts } = trial.context
  const { recommendation: next } = basis
  if (!treats(next) || next.level === null) return undefined
  const label = protocol.levels[next.level - 1]?.label ?? String(next.level)
  const found = earliestNext(
    protocol,
    protocol.levels.map((level) => counts[level.label]),
    next.level,
  )
  return found && { level: label, ...found }
}

function reportedStopping(protocol: Protocol, hall: Hall): readonly ReportedStopping[] {
  const answers = [
    ...hall.trial.context.stopping,
    ...Object.values(hall.expansion).flatMap((one) => one.context.answers),
  ]
  return (protocol.stopping ?? []).flatMap((rule) =>
    answers.filter((answer) => answer.rule === rule.id).map((answer) => answered(rule, answer)),
  )
}

const answered = ({ id, section, says, assumed = false }: StoppingRule, answer: StoppingAnswer): ReportedStopping => ({
  rule: id,
  section,
  says,
  assumed,
  ...optional({ where: answer.where }),
  is: answer.is,
  saw: sawOf(answer),
  needs: answer.needs,
})

const sawOf = ({ grounds }: StoppingAnswer): string => grounds.map(({ saw }) => saw).join('; ')

function reportedExpansion(protocol: Protocol, cohort: string, { value, context }: Cohort): ReportedExpansion {
  const { dosed, settled, dlt, pending, notEvaluable } = countsOf(context)
  const { minimum = 0, maximum = 0 } = protocol.expansion ?? {}
  return {
    cohort,
    state: String(value),
    minimum,
    maximum,
    dosed,
    evaluable: settled,
    dlt,
    pending,
    notEvaluable,
    participants: Object.keys(context.participants).sort(),
    boundary: boundaryOf(protocol, maximum),
  }
}

/** The bound on the DLT rate of an expansion cohort, where the protocol monitors it so. */
function boundaryOf({ stopping = [] }: Protocol, most: number): ReportedExpansion['boundary'] {
  const rule = stopping.find(
    ({ over, counts, bound }) => over === 'expansionCohort' && 'dlt' in counts && 'limit' in bound,
  )
  if (!rule || !('limit' in rule.bound)) return []
  return boundaries(monitorOf(rule.bound), most).flatMap((dlts, i) => (dlts === null ? [] : [{ settled: i + 1, dlts }]))
}
