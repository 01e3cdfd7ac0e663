import { type Answer, every, met, type Need, notMet, some, unknown } from '../core/criterion.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import { remembering } from '../core/remembering.ts'
import type { StoppingCount, StoppingRule } from '../core/stopping.schema.ts'
import { elapsed, lengthInWords, type Span, spanAt } from '../core/time.ts'
import type { Window } from '../core/window.ts'
import { type Asking, askEvent } from './clause.ts'
import type { EventSummary } from './event.ts'
import type { ParticipantSummary } from './participant.ts'
import type { RuleAnswer } from './rule.ts'

/** Whether one participant has what a stopping rule counts. Those who have not are left out. */
export type Counted = { readonly is: 'met' | 'unknown'; readonly saw: string; readonly needs: readonly Need[] }

/** What the stopping rules know of one participant: when the cells were first given, and what was found, by rule. */
export type Safety = { readonly treated?: string; readonly counted: Readonly<Record<string, Counted>> }

/** Answers DLT-like rules over this participant's events, as the DLT rules are answered. */
type Ask = (rules: readonly DltRule[], asking: Asking) => readonly RuleAnswer[]

/** What the stopping rules find in one participant; nothing where the protocol has none. Total. */
export function safetyOf(
  protocol: Protocol,
  summary: ParticipantSummary,
  dltRules: readonly RuleAnswer[],
  ask: Ask,
): Safety | undefined {
  const { stopping = [] } = protocol
  if (stopping.length === 0) return undefined
  const given = cellDoses(protocol, summary)
  if (given.length === 0) return { counted: {} }
  const counted: Record<string, Counted> = {}
  for (const rule of stopping) {
    const { is, grounds, needs } = answerOf(rule, summary, given, dltRules, ask)
    if (is !== 'not met') counted[rule.id] = { is, saw: [...new Set(grounds.map(({ saw }) => saw))].join('; '), needs }
  }
  return { treated: given[0]!, counted }
}

/** The rules over adverse events that stopping rules ask: what they could be met by must reach the participant. */
export const stoppingEventRules: (protocol: Protocol) => readonly DltRule[] = remembering(({ stopping = [] }) =>
  stopping.flatMap((rule) => eventRuleOf(rule) ?? []),
)

const fatal: DltRule['when'] = { grade: { atLeast: 5 } }

function eventRuleOf({ id, section, says, counts }: StoppingRule): DltRule | undefined {
  if ('event' in counts) return { id, section, says, when: counts.event }
  return 'died' in counts ? { id, section, says, when: fatal } : undefined
}

const cellsOf = remembering(
  ({ agents }: Protocol): ReadonlySet<string> =>
    new Set(agents.filter(({ kind }) => kind === 'cells').map(({ name }) => name)),
)

const given = new WeakMap<
  ParticipantSummary['doses'],
  { readonly cells: ReadonlySet<string>; readonly dates: readonly string[] }
>()

/** When cells were given, earliest first. */
function cellDoses(protocol: Protocol, { doses }: ParticipantSummary): readonly string[] {
  const cells = cellsOf(protocol)
  const known = given.get(doses)
  if (known?.cells === cells) return known.dates
  const dates = doses
    .filter(({ agent }) => cells.has(agent))
    .map(({ at }) => at)
    .sort((a, b) => spanAt(a).from - spanAt(b).from)
  given.set(doses, { cells, dates })
  return dates
}

function answerOf(
  rule: StoppingRule,
  summary: ParticipantSummary,
  given: readonly string[],
  dltRules: readonly RuleAnswer[],
  ask: Ask,
): Answer {
  const decided = summary.adjudications.findLast((one) => one.rule === rule.id)
  if (decided) return (decided.is === 'met' ? met : notMet)(rule.id, `${decided.by}: ${decided.reason}`)
  const { counts } = rule
  if ('dlt' in counts) return some(dltRules.map(asAnswer))
  if ('died' in counts) return askDeath(counts.died, summary, given)
  const asked = stoppingRule(rule)
  const asking: Asking = { window: windowOf(counts.within, given), now: spanAt(summary.now), onset: 'in' }
  return some(ask([asked], asking).map(asAnswer))
}

const stoppingRule = remembering((rule: StoppingRule): DltRule => eventRuleOf(rule)!)

const asAnswer = ({ is, grounds, needs }: RuleAnswer): Answer => ({
  is: is === 'met' || is === 'not met' ? is : 'unknown',
  grounds,
  needs,
})

type Within = Extract<StoppingCount, { died: unknown }>['died']['within']

function windowOf(within: Within, given: readonly string[]): Window {
  const opens = spanAt(given[0]!)
  if (!within) return { opens, closesAfter: undefined, length: { days: 0 }, endInclusive: true }
  return { opens, closesAfter: anchorOf(within, given), length: within.length, endInclusive: true }
}

const anchorOf = ({ after }: NonNullable<Within>, given: readonly string[]): Span =>
  spanAt(after === 'firstDose' ? given[0]! : given.at(-1)!)

function askDeath(
  { within, attributedTo }: Extract<StoppingCount, { died: unknown }>['died'],
  { events, died }: ParticipantSummary,
  given: readonly string[],
): Answer {
  const fatalEvents = fatalOf(events)
  const at = died?.at ?? fatalEvents.map(deathOf).sort()[0]
  if (at === undefined) return notMet('death', 'no death recorded')
  return every([
    met('death', `died on ${at}`),
    ...(within ? [askTime(within, at, given)] : []),
    ...(attributedTo ? [askRelated(attributedTo, fatalEvents, at)] : []),
  ])
}

const isFatal = ({ ended, course }: EventSummary) =>
  ended?.outcome === 'fatal' || course.some(({ atLeast }) => atLeast >= 5)
const fatalOf = remembering((events: ParticipantSummary['events']) => Object.values(events).filter(isFatal))
const deathOf = ({ ended, course, onset }: EventSummary): string =>
  ended?.at ?? course.find(({ atLeast }) => atLeast >= 5)?.at ?? onset

function askTime(within: NonNullable<Within>, at: string, given: readonly string[]): Answer {
  const { least, most, limit } = elapsed(anchorOf(within, given), spanAt(at), within.length)
  const words = `within ${lengthInWords(within.length)} of the ${within.after === 'firstDose' ? 'first' : 'last'} dose`
  if (most <= limit) return met(words, `${words}`)
  return least > limit
    ? notMet(words, `died on ${at}, later`)
    : unknown(words, `died on ${at}`, { fact: 'the date of death' })
}

type AttributedTo = NonNullable<Extract<StoppingCount, { died: unknown }>['died']['attributedTo']>

function askRelated({ agents, atLeast }: AttributedTo, fatalEvents: readonly EventSummary[], at: string): Answer {
  if (fatalEvents.length === 0) return unknown('attribution', `died on ${at}`, { fact: 'the attribution of the death' })
  const asking: Asking = { window: windowOf(undefined, [at]), now: spanAt(at), onset: 'in' }
  return some(fatalEvents.map((event) => askEvent({ attributedTo: agents, atLeast }, event, asking)))
}
