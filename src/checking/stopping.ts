import type { Protocol } from '../core/protocol.schema.ts'
import type { StoppingRule } from '../core/stopping.schema.ts'
import { type Checked, type Finding, finding, named } from './finding.ts'
import { checkCriterion, unknownAgent } from './rules.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Whether each stopping rule can be met at all, and names what there is. */
export function checkStopping(protocol: Protocol, vocabulary: Vocabulary): Checked {
  const rules = protocol.stopping ?? []
  const counted = rules.map((rule) =>
    'event' in rule.counts
      ? checkCriterion(protocol, { ...rule, when: rule.counts.event }, vocabulary)
      : { contradictions: [], notices: [] },
  )
  return {
    contradictions: [
      ...counted.flatMap(({ contradictions }) => contradictions),
      ...rules.flatMap((rule) => [
        ...boundFaults(rule),
        ...scopeFaults(protocol, rule),
        ...agentFaults(protocol, rule),
      ]),
    ],
    notices: counted.flatMap(({ notices }) => notices),
  }
}

function boundFaults(rule: StoppingRule): readonly Finding[] {
  const { bound } = rule
  const rows = 'rows' in bound ? bound.rows : 'atLeast' in bound ? [bound] : []
  return rows
    .filter(({ atLeast, amongFirst }) => amongFirst !== undefined && atLeast > amongFirst)
    .map(({ atLeast, amongFirst }) =>
      finding('neverMet', named(rule.id, rule), `can never be met: at least ${atLeast} among the first ${amongFirst}`),
    )
}

function scopeFaults({ expansion, maximum }: Protocol, rule: StoppingRule): readonly Finding[] {
  const where = named(rule.id, rule)
  if (rule.over === 'expansionCohort' && !expansion)
    return [finding('neverMet', where, 'can never be met: it looks at expansion cohorts, and there is none')]
  const { bound } = rule
  const most = maximum.participants
  if (rule.over === 'trial' || rule.over === 'expansionCohort' || !('atLeast' in bound) || bound.atLeast <= most)
    return []
  return [finding('neverMet', where, `can never be met: at least ${bound.atLeast} of at most ${most} participants`)]
}

function agentFaults(protocol: Protocol, rule: StoppingRule): readonly Finding[] {
  const { counts } = rule
  const agents = 'died' in counts ? (counts.died.attributedTo?.agents ?? []) : []
  return agents
    .filter((agent) => !protocol.agents.some(({ name }) => name === agent))
    .map((agent) => finding('unknownAgent', named(rule.id, rule), unknownAgent(protocol, agent)))
}
