import { type Answer, type Need, some } from '../core/criterion.ts'
import type { StoppingBound, StoppingRule } from '../core/stopping.schema.ts'
import { dayOf, spanAt } from '../core/time.ts'
import { boundaries, crosses } from './toxicity-monitor.ts'

/** One participant, as far as stopping rules go. */
export type Watched = {
  readonly participant: string
  readonly level?: string
  /** The expansion cohort; `null`: of the expansion, and which cohort is not known. */
  readonly expansion?: string | null
  /** When cells were first given. */
  readonly treated?: string
  /** Where the participant stands towards the DLT rules. */
  readonly is: 'notDosed' | 'watching' | 'dlt' | 'clear' | 'notEvaluable'
  /** What the rules count in this participant, by rule; who has none of it is left out. */
  readonly counted?: Readonly<
    Record<string, { readonly is: 'met' | 'unknown'; readonly saw: string; readonly needs: readonly Need[] }>
  >
}

/** What a stopping rule answers, over whom, and whom it counted. */
export type StoppingAnswer = Answer & {
  readonly rule: string
  /** The level or expansion cohort it answers for, where it is asked of each by itself. */
  readonly where?: string
  readonly met: readonly string[]
  readonly open: readonly string[]
  /** How many it is asked of: given any cells, or settled where it is a rate of DLTs. */
  readonly of: number
}

/** Answers every rule that is not one expansion cohort's own; a rule over levels gives the answer of the worst level. Total. */
export function answerStopping(rules: readonly StoppingRule[], all: readonly Watched[]): readonly StoppingAnswer[] {
  return rules.flatMap((rule) => {
    if (rule.over === 'expansionCohort') return []
    if (rule.over === 'trial') return [answerFor(rule, all)]
    const doseFinding = all.filter(({ expansion }) => looksAt(rule, expansion))
    if (rule.over === 'doseFinding') return [answerFor(rule, doseFinding)]
    const labels = [...new Set(doseFinding.map(({ level }) => level ?? ''))].sort()
    const answers = labels.map((where) =>
      answerFor(
        rule,
        doseFinding.filter(({ level = '' }) => level === where),
        where,
      ),
    )
    const worst = answers.find(({ is }) => is === 'met') ?? answers.find(({ is }) => is === 'unknown') ?? answers[0]
    return [worst ?? answerFor(rule, [])]
  })
}

/** Whether a rule looks at this participant: an expansion cohort's at those of the expansion, the trial's at everybody, any other at dose finding. */
export const looksAt = ({ over }: Pick<StoppingRule, 'over'>, expansion: Watched['expansion']): boolean =>
  over === 'trial' || (over === 'expansionCohort') === (expansion !== undefined)

/** Answers one rule over these participants. */
export function answerFor(rule: StoppingRule, people: readonly Watched[], where?: string): StoppingAnswer {
  const named = (is: 'met' | 'unknown') => people.filter(({ counted }) => counted?.[rule.id]?.is === is)
  const [met, open] = [named('met'), named('unknown')]
  const base = basis(rule, people)
  return {
    rule: rule.id,
    ...(where === undefined ? {} : { where }),
    ...bounded(rule.bound, { base, met, open, rule: rule.id, says: rule.says, counts: counted(rule) }),
    met: met.map(({ participant }) => participant),
    open: open.map(({ participant }) => participant),
    of: base.length,
  }
}

/** Of whom a rate is taken: a rate of DLTs of those settled, any other of all who were given any cells. */
function basis({ counts, bound }: StoppingRule, people: readonly Watched[]): readonly Watched[] {
  if ('dlt' in counts && 'limit' in bound) return people.filter(({ is }) => is === 'dlt' || is === 'clear')
  return people.filter(({ treated }) => treated !== undefined)
}

const counted = ({ counts, bound }: StoppingRule): string =>
  'dlt' in counts && 'limit' in bound ? 'settled' : 'given cells'

type Seen = {
  readonly base: readonly Watched[]
  readonly met: readonly Watched[]
  readonly open: readonly Watched[]
  readonly rule: string
  readonly says: string
  readonly counts: string
}

function bounded(bound: StoppingBound, seen: Seen): Answer {
  if ('rows' in bound) return some(bound.rows.map((row) => atLeast(row.atLeast, amongFirst(row.amongFirst, seen))))
  if ('limit' in bound) return rateOf(bound, seen)
  return atLeast(bound.atLeast, bound.amongFirst === undefined ? seen : amongFirst(bound.amongFirst, seen))
}

function atLeast(needed: number, seen: Seen): Answer {
  const [met, most] = [seen.met.length, seen.met.length + seen.open.length]
  return answered(met >= needed ? 'met' : most < needed ? 'not met' : 'unknown', seen, '')
}

/** The first so many treated; those who share the day of the last of them are all looked at, lest one be missed. */
function amongFirst(first: number, seen: Seen): Seen {
  const days = seen.base.map(({ treated }) => dayOf(spanAt(treated!).from)).sort((a, b) => a - b)
  const last = days[first - 1] ?? Number.POSITIVE_INFINITY
  const isAmong = ({ treated }: Watched) => treated !== undefined && dayOf(spanAt(treated).from) <= last
  return { ...seen, base: seen.base.filter(isAmong), met: seen.met.filter(isAmong), open: seen.open.filter(isAmong) }
}

function rateOf(bound: Extract<StoppingBound, { limit: number }>, seen: Seen): Answer {
  const monitor = monitorOf(bound)
  const n = seen.base.length
  const among = (one: Watched) => seen.base.includes(one)
  const dlt = seen.met.filter(among).length
  const added = seen.open.filter((one) => !among(one)).length
  const inside = seen.open.length - added
  const fewest = boundaries(monitor, Math.max(1, n)).at(-1) ?? undefined
  const figures =
    n === 0 ? '' : fewest === undefined ? '; no number crosses the bound yet' : `; ${fewest} cross the bound`
  if (n > 0 && crosses(monitor, n, dlt)) return answered('met', seen, figures)
  const may = Array.from({ length: added + 1 }, (_, more) => more).some(
    (more) => n + more > 0 && inside + more > 0 && crosses(monitor, n + more, dlt + inside + more),
  )
  return answered(may ? 'unknown' : 'not met', seen, figures)
}

/** A rate's bound as the design that monitors it takes it. */
export const monitorOf = ({ limit, threshold, prior, minimum }: Extract<StoppingBound, { limit: number }>) => ({
  limit,
  threshold,
  ...(prior ? { prior } : {}),
  ...(minimum === undefined ? {} : { minimum }),
})

function answered(is: Answer['is'], { base, met, open, rule, says, counts }: Seen, figures: string): Answer {
  const names = (people: readonly Watched[]) =>
    people.map(({ participant, counted: found }) => `${participant} (${found?.[rule]?.saw ?? ''})`).join(', ')
  const who = [...(met.length > 0 ? [names(met)] : []), ...(open.length > 0 ? [`not known: ${names(open)}`] : [])]
  const saw = `${met.length} of ${base.length} ${counts}${figures}${who.length > 0 ? `: ${who.join('; ')}` : ''}`
  const needs = is === 'unknown' ? open.flatMap((one) => needsOf(one, rule)) : []
  return { is, grounds: [{ clause: says, is, saw }], needs }
}

const needsOf = ({ participant, counted: found }: Watched, rule: string): readonly Need[] =>
  (found?.[rule]?.needs ?? []).map((need) => ({ ...need, fact: `${participant}: ${need.fact}` }))
