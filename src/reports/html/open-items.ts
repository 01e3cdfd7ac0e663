import type { Report, ReportedParticipant, ReportedRule } from '../report.ts'
import { isOver } from './days.ts'

/** One thing that is not yet known, of whom, what it holds up, and by when it is known. */
export type OpenItem = {
  readonly participant: string
  readonly level?: string
  readonly fact: string
  /** Absent: no future fact is due; somebody has to supply or decide it. */
  readonly until?: string
  readonly concerns: readonly string[]
  /** The date has come and the fact has not. */
  readonly overdue: boolean
}

/** Everything open in a report by deadline; what no date will settle comes first, since somebody has to act. */
export function openItems({ participants, asOf }: Report): readonly OpenItem[] {
  return participants
    .flatMap((participant) => merged(needsOf(participant), participant, asOf))
    .sort((a, b) => compare(a.until ?? '', b.until ?? '') || compare(a.participant, b.participant))
}

type Wanted = { readonly fact: string; readonly until?: string; readonly concern: string }

function needsOf({ status, needs, rules, trigger }: ReportedParticipant): readonly Wanted[] {
  const asked = [...rules, ...(trigger ? [trigger] : [])].filter(isOpen)
  const ofRules = asked.flatMap((rule) => wantedBy(rule))
  const known = new Set(ofRules.map(({ fact, until }) => keyOf(fact, until)))
  const ofStatus = status === 'watching' ? needs.filter((need) => !known.has(keyOf(need.fact, need.until))) : []
  return [...ofRules, ...ofStatus.map((need) => ({ ...need, concern: 'DLT evaluability' }))]
}

/** Whether a rule's answer is still open. */
export const isOpen = ({ is }: ReportedRule): boolean => is === 'pending' || is === 'undeterminable'

const wantedBy = ({ needs, rule, is, until }: ReportedRule): readonly Wanted[] =>
  needs.length > 0
    ? needs.map((need) => ({ ...need, concern: rule }))
    : [
        {
          fact: `what would settle ${rule} is not named (${is})`,
          ...(until === undefined ? {} : { until }),
          concern: rule,
        },
      ]

function merged(
  wanted: readonly Wanted[],
  { participant, level, assigned }: ReportedParticipant,
  asOf: string,
): OpenItem[] {
  const items = new Map<string, OpenItem>()
  const at = level ?? assigned
  for (const { fact, until, concern } of wanted) {
    const concerns = items.get(keyOf(fact, until))?.concerns ?? []
    items.set(keyOf(fact, until), {
      participant,
      ...(at === undefined ? {} : { level: at }),
      fact,
      ...(until === undefined ? {} : { until }),
      concerns: concerns.includes(concern) ? concerns : [...concerns, concern],
      overdue: until !== undefined && isOver(until, asOf),
    })
  }
  return [...items.values()]
}

const keyOf = (fact: string, until = ''): string => `${until}|${fact}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
