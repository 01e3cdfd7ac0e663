import type { Answer, Ground, Need, Truth } from '../core/criterion.ts'
import type { EligibilityCriterion } from '../core/eligibility.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { answerFor } from './ask.ts'
import { donorsOf, type PersonRecord, recordOf, type TrialFacts, trialFacts } from './record.ts'

/** What one criterion came to. `holds`: the inclusion is met, or the exclusion is not. */
export type CriterionAnswer = {
  readonly id: string
  readonly kind: 'inclusion' | 'exclusion'
  readonly section: string
  readonly says: string
  readonly assumed: boolean
  readonly note?: string
  /** Gives precedence, and excludes nobody. */
  readonly priority: boolean
  readonly is: Truth
  readonly holds: Truth
  readonly grounds: readonly Ground[]
  readonly needs: readonly Need[]
}

export type EligibilityIs = 'eligible' | 'not eligible' | 'not yet known'

/** Whether somebody may take part, with every criterion and what it saw. */
export type EligibilityAnswer = {
  readonly participant: string
  readonly donor?: string
  /** As of when. */
  readonly at: string
  readonly is: EligibilityIs
  /** The criteria that exclude. */
  readonly against: readonly CriterionAnswer[]
  /** What would settle what is not yet known. */
  readonly needs: readonly Need[]
  readonly criteria: readonly CriterionAnswer[]
  readonly donors: readonly EligibilityAnswer[]
  /** Whether a donor is at hand, where one is needed. */
  readonly donorsAre?: 'met' | 'unknown'
  /** What the protocol assumed, and what its source lacks. */
  readonly assumptions: readonly string[]
}

/**
 * Whether a participant is eligible by a protocol, as of a date or moment: eligible, not eligible, or not yet known and for want
 * of what. `facts` may be of the whole trial; `participant` is needed where they are of several. With `gate` the criteria asked
 * again there are answered instead, such as those before lymphodepletion. Throws where the protocol has no eligibility.
 */
export function eligibilityOf(
  protocol: Protocol,
  facts: readonly Fact[],
  at: string,
  { participant = facts[0]?.participant ?? '', gate }: { readonly participant?: string; readonly gate?: string } = {},
): EligibilityAnswer {
  return eligibilityIn(protocol, trialFacts(facts, protocol.siteOffset), at, participant, gate)
}

/** As `eligibilityOf`, from facts that were dated and grouped before. */
export function eligibilityIn(
  { id, eligibility }: Protocol,
  trial: TrialFacts,
  at: string,
  participant: string,
  gate?: string,
): EligibilityAnswer {
  if (!eligibility) throw new TypeError(`${id}: expected a protocol with eligibility criteria`)
  const record = recordOf(trial, participant, at)
  const asked = eligibility.criteria.filter((criterion) => criterion.gate === gate)
  const criteria = asked.map((criterion) => answerCriterion(criterion, record))
  const donors = gate === undefined ? donorsFor(eligibility.donors, trial, record) : noDonors
  const assumptions = [
    ...(eligibility.assumed && eligibility.note ? [eligibility.note] : []),
    ...(eligibility.missing ?? []),
    ...criteria.flatMap(({ section, assumed, note }) => (assumed && note ? [`${section}: ${note}`] : [])),
  ]
  return {
    ...verdict(criteria, donors.is, donors.needs),
    participant,
    at,
    donors: donors.answers,
    donorsAre: donors.is,
    assumptions,
  }
}

const opposite = { met: 'not met', 'not met': 'met', unknown: 'unknown' } as const

/** Answers one criterion for one person. */
export function answerCriterion(criterion: EligibilityCriterion, record: PersonRecord): CriterionAnswer {
  const { id, kind, section, says, assumed = false, note, priority = false, when } = criterion
  const { is, grounds, needs }: Answer = answerFor(when, record)
  const holds = kind === 'inclusion' ? is : opposite[is]
  return {
    id,
    kind,
    section,
    says,
    assumed,
    ...(note === undefined ? {} : { note }),
    priority,
    is,
    holds,
    grounds,
    needs,
  }
}

function verdict(criteria: readonly CriterionAnswer[], donors: 'met' | 'unknown', donorNeeds: readonly Need[]) {
  const counting = criteria.filter(({ priority }) => !priority)
  const against = counting.filter(({ holds }) => holds === 'not met')
  const open = counting.filter(({ holds }) => holds === 'unknown')
  const needs = distinct([...open.flatMap((one) => one.needs), ...donorNeeds])
  if (against.length > 0) return { is: 'not eligible' as EligibilityIs, against, needs, criteria }
  return {
    is: (open.length > 0 || donors === 'unknown' ? 'not yet known' : 'eligible') as EligibilityIs,
    against,
    needs,
    criteria,
  }
}

type Donors = {
  readonly is: 'met' | 'unknown'
  readonly answers: readonly EligibilityAnswer[]
  readonly needs: readonly Need[]
}
const noDonors: Donors = { is: 'met', answers: [], needs: [] }

/** The donors of a participant: one who is eligible is enough, and none is needed where the protocol says so. */
function donorsFor(
  donors: NonNullable<Protocol['eligibility']>['donors'],
  trial: TrialFacts,
  record: PersonRecord,
): Donors {
  if (!donors) return noDonors
  const unneeded = donors.unlessParticipant ? answerFor(donors.unlessParticipant, record) : undefined
  const answers = donorsOf(trial, record.participant).map((donor): EligibilityAnswer => {
    const criteria = donors.criteria.map((one) =>
      answerCriterion(one, recordOf(trial, record.participant, record.asked, donor)),
    )
    return {
      ...verdict(criteria, 'met', []),
      participant: record.participant,
      donor,
      at: record.asked,
      donors: [],
      assumptions: [],
    }
  })
  if (unneeded?.is === 'met' || answers.some(({ is }) => is === 'eligible')) return { is: 'met', answers, needs: [] }
  const openDonors = answers.filter(({ is }) => is === 'not yet known')
  const needs = [
    ...(unneeded?.needs ?? []),
    ...openDonors.flatMap((one) => one.needs.map((need) => ({ ...need, fact: `donor ${one.donor}: ${need.fact}` }))),
    ...(answers.length === openDonors.length && answers.length > 0 ? [] : [{ fact: 'an eligible donor' }]),
  ]
  return { is: 'unknown', answers, needs }
}

function distinct(needs: readonly Need[]): readonly Need[] {
  const seen = new Set<string>()
  return needs.filter(({ fact, until = '' }) => (seen.has(`${fact}|${until}`) ? false : seen.add(`${fact}|${until}`)))
}
