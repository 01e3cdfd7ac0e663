import type { Ground, Need, Truth } from '../core/criterion.ts'
import type { InfusionGate } from '../core/eligibility.schema.ts'
import type { Fact } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { answerFor } from './ask.ts'
import { SAME_DAY } from './ask-adverse-event.ts'
import { infusionInWords } from './ask-given.ts'
import { standingOf } from './criterion-words.ts'
import { type CriterionAnswer, eligibilityIn } from './eligibility.ts'
import { answerInterval, type IntervalAnswer } from './interval.ts'
import { factsOf, type PersonRecord, recordOf, type TrialFacts, trialFacts } from './record.ts'

/** What one requirement of a gate came to, and what happens where it does not hold. */
export type RequirementAnswer = {
  readonly id: string
  readonly section: string
  readonly says: string
  /** Of an eligibility criterion that is asked again at the gate. */
  readonly kind?: CriterionAnswer['kind']
  readonly assumed: boolean
  readonly otherwise: 'hold' | 'stop'
  readonly is: Truth
  readonly grounds: readonly Ground[]
  readonly needs: readonly Need[]
}

/** Whether an administration may be given: go, hold until a date or a fact, or stop for this participant. */
export type GateAnswer = {
  readonly gate: string
  readonly participant: string
  readonly at: string
  /** The administration the gate is before. */
  readonly opens: string
  readonly is: 'go' | 'hold' | 'stop'
  /** Whether nothing but missing facts holds it. */
  readonly isUnknown: boolean
  /** Where time alone ends the hold: the first date on which it may be given. */
  readonly until?: string
  /** The last date on which it may be given. */
  readonly latest?: string
  /** Why, one phrase a reason; for go, none. */
  readonly because: readonly string[]
  /** What its requirements were held to be met on though the order within a day is not known; absent where there is none. */
  readonly notes?: readonly string[]
  /** The facts that would end the hold. */
  readonly needs: readonly Need[]
  readonly requires: readonly RequirementAnswer[]
  readonly intervals: readonly IntervalAnswer[]
}

/**
 * Whether the administration behind a gate may be given as of a date or moment. `facts` may be of the whole trial; `participant`
 * is needed where they are of several. Throws where the protocol has no gate of that id.
 */
export function gateOf(
  protocol: Protocol,
  gateId: string,
  facts: readonly Fact[],
  at: string,
  participant: string = facts[0]?.participant ?? '',
): GateAnswer {
  const gate = protocol.infusionGates?.find(({ id }) => id === gateId)
  if (!gate) {
    const known = (protocol.infusionGates ?? []).map(({ id }) => id).join(', ')
    throw new TypeError(`${protocol.id}: expected one of the infusion gates ${known || '(none)'}; got "${gateId}"`)
  }
  return gateIn(protocol, gate, trialFacts(facts, protocol.siteOffset), at, participant)
}

/** As `gateOf`, from facts that were dated and grouped before. */
export function gateIn(
  protocol: Protocol,
  gate: InfusionGate,
  trial: TrialFacts,
  at: string,
  participant: string,
): GateAnswer {
  const record = recordOf(trial, participant, at)
  const requires = [
    ...gate.requires.map((one) => answerRequirement(one, gate.assumed ?? false, record)),
    ...again(protocol, gate, trial, at, participant),
  ]
  const intervals = gate.intervals.map((one) => answerInterval(one, record))
  const left = offStudy(record)
  const stops = [
    ...left,
    ...requires.filter(({ is, otherwise }) => is === 'not met' && otherwise === 'stop').map(inWords),
  ]
  const holds = [
    ...requires.filter(({ is, otherwise }) => is === 'not met' && otherwise === 'hold').map(inWords),
    ...intervals.filter(({ is }) => is === 'too early' || is === 'too late').map(intervalInWords),
  ]
  const open = [...requires.filter(({ is }) => is === 'unknown'), ...intervals.filter(({ is }) => is === 'unknown')]
  const is = stops.length > 0 ? 'stop' : holds.length + open.length > 0 ? 'hold' : 'go'
  const early = intervals.filter((one) => one.is === 'too early').flatMap(({ earliest }) => earliest ?? [])
  const notes = requires.filter(({ is: one }) => one === 'met').flatMap(unordered)
  const latest = intervals.flatMap((one) => one.latest ?? []).sort()[0]
  return {
    gate: gate.id,
    participant,
    at,
    opens: infusionInWords(gate.opens),
    is,
    isUnknown: is === 'hold' && holds.length === 0,
    ...(is === 'hold' && early.length > 0 ? { until: early.sort().at(-1)! } : {}),
    ...(latest === undefined ? {} : { latest }),
    because: [...stops, ...holds, ...open.map(({ id, says }) => `${id} not yet known: ${says}`)],
    ...(notes.length === 0 ? {} : { notes }),
    needs: distinct([
      ...open.flatMap(({ needs }) => needs),
      ...requires
        .filter(({ is: one, otherwise }) => one === 'not met' && otherwise === 'hold')
        .map(({ kind, says }) => ({ fact: kind === 'exclusion' ? `Not: ${says}` : says })),
    ]),
    requires,
    intervals,
  }
}

/** A requirement that does not say whether it is assumed is as its gate is. */
function answerRequirement(
  one: InfusionGate['requires'][number],
  gateIsAssumed: boolean,
  record: PersonRecord,
): RequirementAnswer {
  const { id, section, says, assumed = gateIsAssumed, otherwise, when } = one
  const { is, grounds, needs } = answerFor(when, record)
  return { id, section, says, assumed, otherwise, is, grounds, needs }
}

/** The eligibility criteria that are asked again at a gate. */
function again(
  protocol: Protocol,
  { eligibilityGate }: InfusionGate,
  trial: TrialFacts,
  at: string,
  participant: string,
): readonly RequirementAnswer[] {
  if (eligibilityGate === undefined || !protocol.eligibility) return []
  return eligibilityIn(protocol, trial, at, participant, eligibilityGate).criteria.map(
    ({ id, kind, section, says, assumed, holds, grounds, needs }) => ({
      id,
      section,
      says,
      kind,
      assumed,
      otherwise: 'hold',
      is: holds,
      grounds,
      needs,
    }),
  )
}

/** Nobody who left or died is given anything more. */
const offStudy = (record: PersonRecord): readonly string[] => [
  ...factsOf(record, 'died').map(({ fact }) => `died ${fact.at}`),
  ...factsOf(record, 'withdrew').map(({ fact }) => `withdrew ${fact.at}`),
]

const inWords = ({ id, kind, is, says, grounds }: RequirementAnswer): string =>
  `${id} ${kind ? standingOf({ kind, holds: is }) : 'does not hold'}: ${says} (${grounds.map(({ saw }) => saw).join('; ')})`

const unordered = ({ id, grounds }: RequirementAnswer): readonly string[] =>
  grounds.filter(({ saw }) => saw.endsWith(SAME_DAY)).map(({ saw }) => `${id}: ${saw}`)

const intervalInWords = ({ id, says, is, saw, earliest, latest }: IntervalAnswer): string =>
  `${id}: ${is}, ${is === 'too early' ? `not before ${earliest}` : `not after ${latest}`} (${says}; ${saw})`

function distinct(needs: readonly Need[]): readonly Need[] {
  const seen = new Set<string>()
  return needs.filter(({ fact, until = '' }) => (seen.has(`${fact}|${until}`) ? false : seen.add(`${fact}|${until}`)))
}
