import { current } from '../ledger/known-on.ts'
import type { Entry } from '../ledger/ledger.ts'
import { type Replay, replay } from '../machines/replay.ts'
import type { Machines } from '../machines/rules.ts'
import type { SuspensionStands } from '../machines/trial-context.ts'
import { correctionsAmong } from './corrections.ts'
import { postedAt } from './posted.ts'
import { recordInWords } from './record-words.ts'
import { entriesByParticipant, mayWithdraw, type RecordedMoment, recordedMoments } from './recorded-moments.ts'
import type { ReportedWithdrawal } from './report.ts'
import type { DltChange } from './reported-corrections.ts'
import { isCounted, type ToldThen, toldThen } from './told-then.ts'

/** What was so by what was known then, and by what is known now never was. */
export type Withdrawn = {
  /** Suspensions by a stopping rule: they stand until somebody resumes. */
  readonly suspensions: readonly SuspensionStands[]
  /** DLTs that were flagged, each with the record that withdrew it. */
  readonly dlts: readonly ReportedWithdrawal[]
  /** DLTs that came or went with corrections. */
  readonly turned: readonly TurnedDlt[]
}

/** A DLT that somebody has, or no longer has, since these entries corrected their records. */
export type TurnedDlt = Pick<DltChange, 'participant' | 'rule' | 'is'> & { readonly corrections: readonly Entry[] }

/**
 * What entries took back that had been judged before they came. Only participants whose records were corrected, or whose events were
 * told of late, are judged again; the trial only where somebody was ever counted by a stopping rule, and one of them then came to
 * stand otherwise, or a decision was corrected. `now` is the trial by all that is known.
 */
export function withdrawnIn(machines: Machines, ledger: readonly Entry[], now: Pick<Replay, 'emitted'>): Withdrawn {
  const moments = momentsWithChanges(machines, ledger)
  const dlts = moments.flatMap(({ moment, changes }) => changes.flatMap((change) => withdrawnDlts(moment, change)))
  const isCorrection = correctionsAmong(ledger)
  const turned = moments.flatMap(({ changes }) => changes.flatMap((change) => turnedDlts(change, isCorrection)))
  const heard = moments.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after]))
  const everCounted =
    heard.some((one) => one.isCounted) || now.emitted.some((one) => isCounted(machines.judges.protocol, one))
  if (!everCounted) return { suspensions: [], dlts, turned }
  const suspensions: SuspensionStands[] = []
  for (const { moment, changes } of moments)
    if (changes.length > 0 || moment.entries.some(correctsTrial))
      suspensions.push(...lostSuspensions(machines, ledger, moment, suspensions))
  return { suspensions, dlts, turned }
}

type Change = {
  readonly participant: string
  readonly causes: readonly Entry[]
  readonly before: ToldThen
  readonly after: ToldThen
  /** How they would stand after these entries had only the others among them come. */
  readonly without: (entries: readonly Entry[]) => ToldThen
}

/** The moments at which something was recorded, each with those who then came to stand otherwise. */
function momentsWithChanges(machines: Machines, ledger: readonly Entry[]) {
  const moments = recordedMoments(ledger, machines.judges.protocol).map((moment) => ({
    moment,
    changes: [] as Change[],
  }))
  const at = new Map(moments.flatMap((one) => one.moment.entries.map((entry) => [entry, one] as const)))
  for (const [participant, own] of entriesByParticipant(ledger))
    for (let from = 0, to = 0; from < own.length; from = to) {
      const one = at.get(own[from]!)!
      while (to < own.length && at.get(own[to]!) === one) to++
      one.changes.push(...changeOf(machines, one.moment, participant, own.slice(0, from), own.slice(from, to)))
    }
  return moments
}

/** How a participant stood before the entries that came at a moment and after them, where they stand otherwise. */
function changeOf(
  machines: Machines,
  { at, before }: RecordedMoment,
  participant: string,
  known: readonly Entry[],
  came: readonly Entry[],
): readonly Change[] {
  if (before === 0) return []
  const causes = mayWithdraw(came, known)
  if (causes.length === 0) return []
  const toldBy = (all: readonly Entry[]) => toldThen(machines, all, participant, at)
  const [was, is] = [toldBy(known), toldBy([...known, ...came])]
  if (was.heard === is.heard && isSameRules(was, is)) return []
  const without = (entries: readonly Entry[]) => toldBy([...known, ...came.filter((one) => !entries.includes(one))])
  return [{ participant, causes, before: was, after: is, without }]
}

/** The rules that are met, or no longer are, by the corrections among what came, and not by the rest of it. */
function turnedDlts(
  { participant, causes, before, after, without }: Change,
  isCorrection: (entry: Entry) => boolean,
): readonly TurnedDlt[] {
  const corrections = causes.filter(isCorrection)
  if (corrections.length === 0 || isSameRules(before, after)) return []
  const [uncorrected, corrected] = [metRules(without(corrections)), metRules(after)]
  const turned = (rules: readonly string[], is: TurnedDlt['is']) =>
    rules.map((rule): TurnedDlt => ({ participant, rule, is, corrections }))
  return [
    ...turned(
      corrected.filter((rule) => !uncorrected.includes(rule)),
      'met',
    ),
    ...turned(
      uncorrected.filter((rule) => !corrected.includes(rule)),
      'no longer met',
    ),
  ]
}

const metIn = ({ judgement }: ToldThen) => judgement?.rules.filter(({ is }) => is === 'met') ?? []
const metRules = (told: ToldThen) => metIn(told).map(({ rule }) => rule)
const isSameRules = (a: ToldThen, b: ToldThen) => JSON.stringify(metRules(a)) === JSON.stringify(metRules(b))

function withdrawnDlts(
  { at }: RecordedMoment,
  { participant, causes, before, after }: Change,
): readonly ReportedWithdrawal[] {
  const left = metRules(after)
  const by = causes.map(({ record, supersedes, by: whom, reason }) => {
    const how = supersedes === null ? 'recorded late' : 'corrected'
    return `${recordInWords(record)}, ${how} by ${whom}${reason === undefined ? '' : `: ${reason}`}`
  })
  return metIn(before)
    .filter(({ rule }) => !left.includes(rule))
    .map(({ rule, section, event }) => ({
      participant,
      rule,
      section,
      ...(event === undefined ? {} : { event }),
      at,
      by: by.join('; '),
    }))
}

const correctsTrial = ({ supersedes, states }: Entry): boolean =>
  supersedes !== null && states.every((one) => !('participant' in one))

/** Suspensions by rule that were told by what was known before a moment's entries, and by what was known after them no longer are. */
function lostSuspensions(
  machines: Machines,
  ledger: readonly Entry[],
  { at, before, entries }: RecordedMoment,
  stands: readonly SuspensionStands[],
): readonly SuspensionStands[] {
  const of = (known: readonly Entry[]) =>
    suspensionsIn(replay(machines, [...postedAt(machines.judges.protocol, current(known), at), ...stands]))
  const was = of(ledger.slice(0, before))
  return was.length === 0 ? [] : withoutThese(was, of(ledger.slice(0, before + entries.length)))
}

export const suspensionsIn = ({ emitted }: Pick<Replay, 'emitted'>): readonly SuspensionStands[] =>
  emitted.flatMap((one) =>
    one.type === 'trialSuspended' && one.rules.length > 0
      ? [{ type: 'suspensionStands' as const, at: one.at, rules: one.rules, why: one.why }]
      : [],
  )

/** Of suspensions those by rules that suspend less often among others; one that moved in time is the same. */
export function withoutThese(
  all: readonly SuspensionStands[],
  others: readonly SuspensionStands[],
): readonly SuspensionStands[] {
  const key = ({ rules }: SuspensionStands) => JSON.stringify(rules)
  const left = others.filter((other) => !all.some((one) => key(one) === key(other) && one.at === other.at))
  return all.filter((one) => {
    if (others.some((other) => key(one) === key(other) && one.at === other.at)) return false
    const moved = left.findIndex((other) => key(other) === key(one))
    if (moved >= 0) left.splice(moved, 1)
    return moved < 0
  })
}
