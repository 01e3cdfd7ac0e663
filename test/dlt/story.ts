import type { Criterion } from '../../src/core/criterion.ts'
import type { EventClause } from '../../src/core/event-clause.schema.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { advanceEvent, type EventFact, startEvent } from '../../src/dlt/advance-event.ts'
import { advanceParticipant, type ParticipantFact, startParticipant } from '../../src/dlt/advance-participant.ts'
import type { EventSummary } from '../../src/dlt/event.ts'
import { type Judgement, judge, type ParticipantSummary } from '../../src/dlt/participant.ts'
import type { RuleAnswer } from '../../src/dlt/rule.ts'
import type { Posted } from '../../src/machines/router.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { type Day, dateOf, each, enrolled, type Happening, infused } from '../../src/testing/index.ts'

/** A protocol like NCT07021534 with one rule, no trigger, and what else a test changes. */
export const protocolWith = (when: Criterion<EventClause>, changes: Partial<Protocol> = {}): Protocol => {
  const { titrationTrigger: _, stopping: __, ...rest } = nct07021534
  return { ...rest, dltRules: [{ id: 'R', section: 'x', says: '', when }], ...changes }
}

/** Enrolled at level 1 and given CAR-T on days 0 and 1. */
export const dosed: Happening = (participant) =>
  [
    enrolled(-20, '1'),
    infused('CAR-T', 0, { amount: '1.5e7', unit: 'cells/kg', infusion: 1, cycle: 1 }),
    infused('CAR-T', 1, { amount: '1.5e7', unit: 'cells/kg', infusion: 2, cycle: 1 }),
  ].flatMap((happens) => happens(participant))

/** The summary that facts come to, in the order given, without any machine. */
export function summaryOf(soc: string | undefined, ...story: readonly Happening[]): ParticipantSummary {
  const events: Record<string, EventSummary> = {}
  let summary = startParticipant('001')
  for (const fact of each('001', ...story)) summary = advanceParticipant(summary, asNews(events, soc, fact))
  return summary
}

function asNews(events: Record<string, EventSummary>, soc: string | undefined, fact: Posted): ParticipantFact {
  if (!fact.type.startsWith('adverseEvent') && fact.type !== ('labGraded' as string)) return fact as ParticipantFact
  const about = fact as EventFact
  const held = events[about.event]
  const next = held
    ? advanceEvent(held, about as Parameters<typeof advanceEvent>[1])
    : startEvent(about as Parameters<typeof startEvent>[0], 'ctcae-5.0', soc)
  events[about.event] = next
  return { type: 'gradeChanged', participant: '001', at: about.at, summary: next }
}

/** What a judgement says as of a day. */
export function judged(protocol: Protocol, now: Day, ...story: readonly Happening[]): Judgement {
  return judge(protocol, { ...summaryOf('Investigations', ...story), now: dateOf(now) })
}

/** What the one rule answers as of a day, for a participant dosed on days 0 and 1. */
export const answered = (when: Criterion<EventClause>, now: Day, ...story: readonly Happening[]): RuleAnswer =>
  judged(protocolWith(when), now, dosed, ...story).rules[0]!

/** A clinical fact assessed about an event. */
export const assessed =
  (event: string, day: Day, fact: string, value: boolean): Happening =>
  (participant) => [{ type: 'assessed', participant, at: dateOf(day), instrument: fact, value, event }]

/** A transfusion or growth factor; the product as it was named. */
export const supported =
  (day: Day, name?: string, kind: 'transfusion' | 'growthFactor' = 'transfusion'): Happening =>
  (participant) => [
    { type: 'intervention', participant, at: dateOf(day), kind, ...(name === undefined ? {} : { name }) },
  ]

/** A grade that a result gave. */
export const measured =
  (term: string, day: Day, atLeast: number, atMost = atLeast): Happening =>
  (participant) =>
    [
      {
        type: 'labGraded',
        participant,
        at: dateOf(day),
        event: `lab:${term}`,
        term,
        soc: 'Investigations',
        scale: 'ctcae-5.0',
        atLeast,
        atMost,
      },
    ] as unknown as readonly Posted[]
