import type { ReportedParticipant } from './report.ts'
import type { ReportedCriterion, ReportedEligibility, ReportedGate } from './reported-eligibility.ts'

/** A participant whose eligibility was asked, with the criteria that this record alone leaves open. */
export type Asked = {
  readonly participant: string
  readonly eligibility: ReportedEligibility
  readonly open: readonly ReportedCriterion[]
}

/** Eligibility of everybody: what no record answers is told once, not for each. */
export type EligibilityInBrief = {
  readonly asked: readonly Asked[]
  /** Criteria that nobody's record answers, where there is more than one participant. */
  readonly unanswered: readonly ReportedCriterion[]
  readonly criteria: number
}

export function eligibilityInBrief(participants: readonly ReportedParticipant[]): EligibilityInBrief {
  const told = participants.flatMap(({ participant, eligibility }) =>
    eligibility ? [{ participant, eligibility }] : [],
  )
  const [first] = told
  const isOpen = (id: string) => (one: (typeof told)[number]) =>
    one.eligibility.criteria.some((criterion) => criterion.id === id && criterion.holds === 'unknown')
  const unanswered =
    told.length > 1 ? (first?.eligibility.criteria ?? []).filter(({ id }) => told.every(isOpen(id))) : []
  const shared = new Set(unanswered.map(({ id }) => id))
  const asked = told.map(({ participant, eligibility }) => ({
    participant,
    eligibility,
    open: eligibility.criteria.filter(({ id, holds, priority }) => holds === 'unknown' && !priority && !shared.has(id)),
  }))
  return { asked, unanswered, criteria: first?.eligibility.criteria.length ?? 0 }
}

/** The gates of one participant: those that did not say go, those not known by what they want, and the next. */
export type GatesInBrief = {
  readonly given: number
  readonly go: number
  readonly against: readonly ReportedGate[]
  readonly open: readonly { readonly gates: readonly ReportedGate[]; readonly wants: readonly string[] }[]
  readonly next?: ReportedGate
}

export function gatesInBrief(gates: readonly ReportedGate[]): GatesInBrief {
  const given = gates.filter(({ dose }) => dose === 'given')
  const next = gates.find(({ dose }) => dose === 'next')
  const open = new Map<string, { gates: ReportedGate[]; wants: readonly string[] }>()
  for (const gate of given.filter(({ isUnknown }) => isUnknown)) {
    const wants = wantsOf(gate)
    const held = open.get(wants.join('|'))
    if (held) held.gates.push(gate)
    else open.set(wants.join('|'), { gates: [gate], wants })
  }
  return {
    given: given.length,
    go: given.filter(({ is }) => is === 'go').length,
    against: given.filter(({ is, isUnknown }) => is !== 'go' && !isUnknown),
    open: [...open.values()],
    ...(next ? { next } : {}),
  }
}

/** The facts a gate wants, without the date each is asked for. */
export const wantsOf = ({ needs }: Pick<ReportedGate, 'needs'>): readonly string[] => [
  ...new Set(needs.map(({ fact }) => fact.replace(/( within [^;]+?)? before \d{4}-\S*$/, ''))),
]

/** Why a gate holds or stops, without what is merely not known. */
export const reasonsOf = ({ because }: Pick<ReportedGate, 'because'>): readonly string[] =>
  because.filter((one) => !one.includes(' not yet known: '))

/** The first few of many, and how many more there are. */
export const firstFew = (all: readonly string[], few = 3): string =>
  `${all.slice(0, few).join('; ')}${all.length > few ? `; and ${all.length - few} more` : ''}`
