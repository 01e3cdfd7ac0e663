import { atSite, spanAt } from '../core/time.ts'
import { type Superseding, supersedingIn } from '../ledger/corrections.ts'
import type { Entry } from '../ledger/ledger.ts'
import { factChanges } from './fact-changes.ts'
import { optional } from './optional.ts'
import { recordInWords } from './record-words.ts'
import type { ReportedDecision } from './report.ts'
import type { FactChange, ReportedCorrection, ReportedCorrections } from './reported-corrections.ts'
import type { TurnedDlt } from './withdrawn.ts'

/** What the corrections are held against: what had happened by when, the dose decisions, and the DLTs that came or went. */
type Beside = {
  readonly asOf: string
  readonly decisions: readonly ReportedDecision[]
  readonly turned: readonly TurnedDlt[]
  readonly timesKnown: boolean
  readonly siteOffset: string | undefined
}

/** Every correction among what is known of what had happened. */
export function reportedCorrections(ledger: readonly Entry[], beside: Beside): ReportedCorrections {
  const limit = spanAt(beside.asOf).to
  const happened = ({ states }: Entry) => states.some(({ at }) => spanAt(at).from <= limit)
  const terms = termsIn(ledger)
  const changed = supersedingIn(ledger)
    .filter(({ entry, was }) => happened(entry) || happened(was))
    .map((one) => ({ ...one, kind: kindOf(one) }))
  const count = (kind: Kind) => changed.filter((one) => one.kind === kind).length
  return {
    all: changed.filter(({ kind }) => kind === 'corrected').map((one) => reportedCorrection(one, beside, terms)),
    completed: count('completed'),
    repeated: count('repeated'),
    timesKnown: beside.timesKnown,
  }
}

/** Tells whether an entry corrects its record, rather than completes or repeats it. */
export function correctionsAmong(ledger: readonly Entry[]): (entry: Entry) => boolean {
  const corrections = new Set(supersedingIn(ledger).flatMap((one) => (kindOf(one) === 'corrected' ? [one.entry] : [])))
  return (entry) => corrections.has(entry)
}

type Kind = 'corrected' | 'completed' | 'repeated'

/** A record is corrected where something it stated changed or is gone, where it states again, or where a reason was given. */
function kindOf({ entry, was, everStated }: Superseding): Kind {
  const changes = factChanges(was.states, entry.states)
  const statesAgain = was.states.length === 0 && everStated
  if (changes.some(({ is }) => is !== 'added') || (changes.length > 0 && (statesAgain || entry.reason !== undefined)))
    return 'corrected'
  return changes.length > 0 ? 'completed' : 'repeated'
}

type Terms = ReadonlyMap<string, string>

/** What every event is called, by participant and identifier, by its latest report. */
const termsIn = (ledger: readonly Entry[]): Terms =>
  new Map(
    ledger.flatMap(({ states }) =>
      states.flatMap((one) =>
        one.type === 'adverseEventReported' ? [[`${one.participant} ${one.event}`, one.term] as const] : [],
      ),
    ),
  )

function reportedCorrection({ entry, was }: Superseding, beside: Beside, terms: Terms): ReportedCorrection {
  const { record, recordedAt, by, reason } = entry
  const about = [...was.states, ...entry.states].flatMap((one) => ('participant' in one ? [one.participant] : []))
  const participants = [...new Set(about)].sort()
  return {
    record,
    place: recordInWords(record),
    participants,
    at: atSite(recordedAt, beside.siteOffset),
    by,
    ...optional({ reason }),
    changes: changesOf(was, entry, participants, terms),
    dlts: beside.turned.flatMap(({ participant, rule, is, corrections }) =>
      corrections.includes(entry) ? [{ participant, rule, is, together: corrections.length }] : [],
    ),
    decidedBefore: decidedBefore(was, entry, beside),
  }
}

function changesOf(was: Entry, entry: Entry, [participant]: readonly string[], terms: Terms): readonly FactChange[] {
  return factChanges(was.states, entry.states, (event) => terms.get(`${participant} ${event}`))
}

/** Dose decisions that were taken while the record stated what it then no longer did. */
function decidedBefore(
  was: Entry,
  entry: Entry,
  { decisions, siteOffset }: Beside,
): ReportedCorrection['decidedBefore'] {
  const [stated, corrected] = [spanAt(was.recordedAt, siteOffset), spanAt(entry.recordedAt, siteOffset)]
  return decisions.flatMap(({ at, decision }) => {
    const taken = spanAt(at)
    if (taken.to < stated.from || taken.from > corrected.to) return []
    return [{ decision, isSure: taken.from > stated.to && taken.to < corrected.from }]
  })
}
