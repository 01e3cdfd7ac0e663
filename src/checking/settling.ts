import { clausesOf } from '../core/criterion.ts'
import type { EventClause } from '../core/event-clause.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { type Length, lengthInWords } from '../core/time.ts'
import { type Finding, finding, named } from './finding.ts'
import { rulesOf } from './vocabulary.ts'

/** What can keep a participant pending after the window, and what waits for somebody's judgement. */
export const settlingNotices = (protocol: Protocol): readonly Finding[] => [
  ...rulesOf(protocol).flatMap((rule) => {
    const clauses = clausesOf(rule.when)
    const where = named(rule.id, rule)
    return [...clauses.flatMap((clause) => pastWindow(protocol, clause, where)), ...attributionNotice(clauses, where)]
  }),
  ...staggerNotices(protocol),
  ...gateNotices(protocol),
]

/** A grade reached on the window's last day is watched for its qualifier's whole length. */
function pastWindow({ window }: Protocol, clause: EventClause, where: string): readonly Finding[] {
  if (!('grade' in clause)) return []
  const { length, after, endInclusive } = window.closes
  const held = clause.unresolved?.within ?? clause.longerThan ?? clause.atLeastFor
  if (!held) return []
  const last = endInclusive || 'hours' in length ? daysOf(length) : daysOf(length) - 1
  const settled = last + daysOf(held)
  const what = clause.unresolved ? `not resolved within ${lengthInWords(held)}` : `lasting ${lengthInWords(held)}`
  const anchor = `the ${after.infusion} infusion of ${after.agent}`
  return [
    finding(
      'pastWindow',
      where,
      `can settle after the window: grade ${clause.grade.atLeast} begun on its last day, day ${last} after ${anchor}, and ${what}, settles by the end of day ${settled} (then open longer: day ${settled + 1})`,
    ),
  ]
}

const daysOf = (length: Length): number => ('days' in length ? length.days : Math.ceil(length.hours / 24))

function attributionNotice(clauses: readonly EventClause[], where: string): readonly Finding[] {
  const agents = [...new Set(clauses.flatMap((clause) => ('attributedTo' in clause ? clause.attributedTo : [])))]
  if (agents.length === 0) return []
  return [
    finding(
      'attribution',
      where,
      `blocks the decision while nobody has judged an event's relation to ${agents.join(' and ')}: it is never read as unrelated`,
    ),
  ]
}

function staggerNotices({ stagger, window }: Protocol): readonly Finding[] {
  const where = named('stagger', stagger)
  const shown = lengthInWords(window.closes.length)
  return [
    ...(hoursOf(stagger.sentinel) > hoursOf(window.closes.length)
      ? [
          finding(
            'stagger',
            where,
            `the first participant is watched ${lengthInWords(stagger.sentinel)}, longer than the window of ${shown}`,
          ),
        ]
      : []),
    ...(hoursOf(stagger.between) > hoursOf(stagger.sentinel)
      ? [
          finding(
            'stagger',
            where,
            `later participants wait longer (${lengthInWords(stagger.between)}) than the second after the first (${lengthInWords(stagger.sentinel)})`,
          ),
        ]
      : []),
  ]
}

const hoursOf = (length: Length): number => ('days' in length ? 24 * length.days : length.hours)

function gateNotices({ gates, expansion }: Protocol): readonly Finding[] {
  if (!expansion)
    return gates.map((gate) =>
      finding('gates', named(gate.id, gate), 'nothing waits for this gate: there is no expansion'),
    )
  return gates.length === 0
    ? [finding('gates', named('expansion', expansion), 'waits for no gate: it opens as soon as the RP2D is declared')]
    : []
}
