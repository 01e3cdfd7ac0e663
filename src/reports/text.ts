import { alertsOf } from './html/alerts.ts'
import { distanceInWords, sentence, whenInWords, withoutT } from './html/days.ts'
import { visible } from './html/markup.ts'
import { openItems } from './html/open-items.ts'
import { statusStanding } from './html/standing.ts'
import { wrapped } from './html/wrap.ts'
import { notCounted } from './on-the-way-words.ts'
import type { Report, ReportedDecision, ReportedParticipant } from './report.ts'
import { columns } from './text/columns.ts'
import { conduct } from './text/conduct.ts'
import { crs } from './text/crs.ts'
import { decisionTable, pathways } from './text/dosing.ts'
import { eligibility } from './text/eligibility.ts'
import { endpoints } from './text/endpoints.ts'
import { icans } from './text/icans.ts'
import { restsInWords } from './unseen.ts'

/** How many open questions the summary names; the rest are counted. */
const OPEN_SHOWN = 8

/** The report as a short summary for a terminal, no line longer than `width`. */
export function toText(report: Report, { width = 100 }: { readonly width?: number } = {}): string {
  const room = Math.max(40, width)
  const blocks = [
    head(report),
    recommendation(report),
    alerts(report),
    decisions(report.decisions),
    levels(report),
    conduct(report),
    decisionTable(report),
    pathways(report),
    crs(report),
    icans(report),
    participants(report),
    eligibility(report),
    open(report),
    endpoints(report.endpoints),
    queries(report),
    ['This report supports decisions; it makes none.'],
  ]
  const lines = blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : ['', ...block]))
  return `${lines.flatMap((line) => fitted(line, room)).join('\n')}\n`
}

function head({ protocol, asOf, knownOn, basis }: Report): readonly string[] {
  const known = knownOn === undefined ? 'everything recorded' : `as known on ${whenInWords(knownOn)}`
  return [
    `${protocol.id}: ${protocol.title}`,
    `As of ${whenInWords(asOf)}, ${known}. ${protocol.version}; ${basis.table}; ${basis.software}.`,
    `Ledger: ${basis.head === '' ? 'no entries' : `${basis.entries} entries, head ${basis.head.slice(0, 16)}`}.`,
  ]
}

function recommendation({ recommendation: one, onTheWay = [] }: Report): readonly string[] {
  const { headline, because, rule, excluded, awaits, wouldChange } = one
  const uncounted = notCounted(onTheWay, one)
  return [
    `RECOMMENDATION OF THE RULE: ${headline}`,
    `  ${sentence(because)} (${rule.id}; ${rule.source}).`,
    ...awaits.map(
      ({ participant, until, needs }) =>
        `  Waits for ${participant} ${until === undefined ? '(no date will settle it)' : `until ${whenInWords(until)}`}: ${needs.map(({ fact, until: by }) => (by === undefined ? fact : `${fact} (by ${whenInWords(by)})`)).join('; ') || 'not named'}.`,
    ),
    ...(uncounted === undefined ? [] : [`  On the way to a dose: ${uncounted}.`]),
    ...(excluded.length > 0 ? [`  Excluded: level ${excluded.join(', ')}.`] : []),
    ...wouldChange.map((change) => `  If ${change.if}: ${change.then}.`),
  ]
}

function alerts(report: Report): readonly string[] {
  const all = alertsOf(report)
  return all.length === 0 ? [] : ['NEEDS ATTENTION', ...all.map((line) => `  ! ${line}`)]
}

const decisions = (all: readonly ReportedDecision[]): readonly string[] =>
  all.length === 0 ? [] : ['DECISIONS OF THE COMMITTEE', ...all.map(decisionLine)]

function decisionLine({ decision, by, recommended, differs, basisChanged }: ReportedDecision): string {
  const then = recommended === '' ? 'what the rule said then is not recorded' : `rule then: ${recommended}`
  return `  ${decision}, by ${by}${differs ? ', DIFFERS from the rule' : ''}; ${then}${basisChanged ? ` BASIS CHANGED; rule with what is known now: ${basisChanged.after}` : ''}`
}

function levels({ levels: all }: Report): readonly string[] {
  const rows = all.map((level) => [
    `${level.label}${level.current ? ' *' : ''}${level.excluded ? ' X' : ''}`,
    `${level.amount} ${level.unit}`,
    ...[level.dosed, level.evaluable, level.dlt, level.pending, level.notEvaluable].map(String),
  ])
  return [
    'COHORTS (* current, X excluded)',
    ...columns([['Level', 'Dose', 'Dosed', 'Evaluable', 'DLT', 'Pending', 'Not evaluable'], ...rows]),
  ]
}

function participants({ participants: all }: Report): readonly string[] {
  const told = all.filter(({ status }) => status !== 'clear')
  const clear = all.filter(({ status }) => status === 'clear').map(({ participant }) => participant)
  return [
    'PARTICIPANTS',
    ...told.map(participantLine),
    ...(clear.length > 0 ? [`  Evaluable, no DLT: ${clear.join(', ')}.`] : []),
    ...(all.length === 0 ? ['  none recorded'] : []),
  ]
}

const participantLine = (one: ReportedParticipant): string =>
  `  ${one.participant}, level ${one.level ?? one.assigned ?? 'not known'}: ${statusStanding(one).words.toUpperCase()}. ${sentence(one.why)}.${one.unseenSince === undefined ? '' : ` ${sentence(restsInWords(one.unseenSince))}.`}`

function open(report: Report): readonly string[] {
  const items = openItems(report)
  if (items.length === 0) return ['OPEN: nothing']
  const rest = items.length - OPEN_SHOWN
  return [
    'OPEN, BY DEADLINE',
    ...items.slice(0, OPEN_SHOWN).map(({ until, participant, fact, concerns }) => {
      const by =
        until === undefined
          ? 'no date, needs an answer'
          : `${whenInWords(until)} (${distanceInWords(report.asOf, until)})`
      return `  ${by}: ${participant}, ${withoutT(fact)} [${concerns.join(', ')}]`
    }),
    ...(rest > 0 ? [`  and ${rest} more in the full report`] : []),
  ]
}

function queries({ issues, corrections }: Report): readonly string[] {
  const count = (severity: string) => issues.filter((issue) => issue.severity === severity).length
  const corrected = corrections ? `, ${corrections.all.length} corrections` : ''
  return [
    `SOURCE RECORDS: ${count('error')} errors, ${count('query')} queries for the sites, ${count('note')} notes${corrected}`,
  ]
}

/** A line within the room there is: what does not fit goes on below, two further in. Tables keep their spaces where they fit. */
function fitted(line: string, room: number): readonly string[] {
  const shown = visible(line).replace(/[\n\r\t]/g, ' ')
  if (shown.length <= room) return [shown]
  const margin = ' '.repeat(shown.length - shown.trimStart().length)
  return wrapped(shown, room - margin.length - 4).map((part, i) => `${margin}${i === 0 ? '' : '    '}${part}`)
}
