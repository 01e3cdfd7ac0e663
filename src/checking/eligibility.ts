import type { EligibilityCriterion } from '../core/eligibility.schema.ts'
import type { ParticipantClause } from '../core/participant-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { conjunctions, type Literal, together } from './conjunctions.ts'
import { type Checked, type Finding, finding, named } from './finding.ts'
import { personConflict } from './person-conflict.ts'

type Ways = readonly (readonly Literal<ParticipantClause>[])[] | undefined
type Asked = { readonly criterion: EligibilityCriterion; readonly ways: Ways }

/** Whether each criterion can be met, and whether any two that are asked together can be satisfied by one person. */
export function checkEligibility({ eligibility, infusionGates = [] }: Protocol): Checked {
  const criteria = (eligibility?.criteria ?? []).filter(({ priority }) => !priority)
  const donors = eligibility?.donors?.criteria ?? []
  const checks = [criteria, donors].map(checkTogether)
  const gates = infusionGates.flatMap(({ requires }) => requires.flatMap((row) => deadRow(row)))
  return {
    contradictions: [...checks.flatMap(({ contradictions }) => contradictions), ...gates],
    notices: checks.flatMap(({ notices }) => notices),
  }
}

function deadRow(row: {
  readonly id: string
  readonly section: string
  readonly when: EligibilityCriterion['when']
}): readonly Finding[] {
  const why = conflictOf(conjunctions(row.when))
  return why === undefined ? [] : [finding('eligibility', named(row.id, row), `can never be met: ${why}`)]
}

function checkTogether(criteria: readonly EligibilityCriterion[]): Checked {
  const alone = criteria.flatMap(checkAlone)
  const satisfied = criteria.map((criterion): Asked => ({ criterion, ways: satisfying(criterion) }))
  const living = satisfied.filter(({ ways }) => conflictOf(ways) === undefined)
  const pairs = living.flatMap((one, i) => living.slice(i + 1).map((other) => [one, other] as const))
  return {
    contradictions: [...alone, ...pairs.flatMap(([one, other]) => clash(one, other))],
    notices: pairs.flatMap(([one, other]) => overlap(one.criterion, other.criterion)),
  }
}

function checkAlone(criterion: EligibilityCriterion): readonly Finding[] {
  const why = conflictOf(conjunctions(criterion.when))
  const always = conflictOf(conjunctions(criterion.when, false))
  const where = named(criterion.id, criterion)
  const [nobody, everybody] =
    criterion.kind === 'inclusion'
      ? ['includes nobody', 'includes everybody']
      : ['excludes nobody', 'excludes everybody']
  return [
    ...(why === undefined ? [] : [finding('eligibility', where, `${nobody}: it can never be met: ${why}`)]),
    ...(always === undefined
      ? []
      : [finding('eligibility', where, `${everybody}: it can never fail to be met: ${always}`)]),
  ]
}

/** Every way to satisfy a criterion: to meet an inclusion, not to meet an exclusion. */
const satisfying = ({ kind, when }: EligibilityCriterion): Ways => conjunctions(when, kind === 'inclusion')

/** Two criteria that no one person satisfies. */
function clash(one: Asked, other: Asked): readonly Finding[] {
  if (one.criterion.gate !== other.criterion.gate) return []
  const why = conflictOf(together([one.ways, other.ways]))
  if (why === undefined) return []
  const where = `${named(one.criterion.id, one.criterion)} and ${named(other.criterion.id, other.criterion)}`
  return [finding('eligibility', where, `nobody can satisfy both: ${why}`)]
}

/** An exclusion of those whom an inclusion does not take anyway. */
function overlap(a: EligibilityCriterion, b: EligibilityCriterion): readonly Finding[] {
  if (a.kind === b.kind || a.gate !== b.gate) return []
  const [inclusion, exclusion] = a.kind === 'inclusion' ? [a, b] : [b, a]
  const why = conflictOf(together([conjunctions(inclusion.when), conjunctions(exclusion.when)]))
  if (why === undefined) return []
  const says = `excludes nobody whom ${inclusion.id} takes: ${why}`
  return [finding('eligibility', named(exclusion.id, exclusion), says)]
}

/** Why no way can be gone; `undefined` where one can, or there are too many to look through. */
function conflictOf(ways: Ways): string | undefined {
  if (!ways) return undefined
  const reasons = ways.map(personConflict)
  return reasons.every((reason) => reason !== undefined) ? [...new Set(reasons)].join('; ') : undefined
}
