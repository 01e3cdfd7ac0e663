import { dltsByCorrection } from '../corrections-words.ts'
import { heldOnTheWay } from '../on-the-way-words.ts'
import type { Report } from '../report.ts'
import { withdrawalInWords } from '../withdrawn-words.ts'
import { conductAlerts } from './conduct-alerts.ts'
import { whenInWords } from './days.ts'
import { openItems } from './open-items.ts'
import { gateAlerts, ineligibleAlerts, ongoingAlerts, unseenAlerts } from './participant-alerts.ts'

/** What a committee must not overlook, a sentence each, gravest first. */
export function alertsOf(report: Report): readonly string[] {
  const { decisions, participants, issues, levels } = report
  const changed = decisions.filter((one) => one.basisChanged)
  const undated = openItems(report).filter(({ until }) => until === undefined)
  const overdue = openItems(report).filter((one) => one.overdue)
  const late = participants.filter(({ outside }) => outside.length > 0)
  const atExcluded = levels.filter(({ excluded, pending }) => excluded && pending > 0)
  const errors = issues.filter(({ severity }) => severity === 'error')
  return [
    ...conductAlerts(report),
    ...changed.map((one) => `What the decision "${one.decision}" stood on has changed since it was taken.`),
    ...dltsByCorrection(report),
    ...(report.withdrawn ?? []).map(withdrawalInWords),
    ...atExcluded.map(
      ({ label, pending }) => `Level ${label} is excluded and has ${people(pending)} still pending there.`,
    ),
    ...unseenAlerts(report),
    ...ongoingAlerts(report),
    ...report.signals.map(
      ({ participant, at, says }) => `Safety signal of ${participant} on ${whenInWords(at)}: ${says}.`,
    ),
    ...heldOnTheWay(report.onTheWay ?? []),
    ...ineligibleAlerts(report),
    ...gateAlerts(report),
    ...(undated.length > 0
      ? [`${count(undated.length, 'question')} no date will settle: ${names(undated.map((one) => one.participant))}.`]
      : []),
    ...(overdue.length > 0
      ? [
          `${count(overdue.length, 'deadline')} passed with the answer still missing: ${names(overdue.map((one) => one.participant))}.`,
        ]
      : []),
    ...(late.length > 0
      ? [`DLT-like events outside the window (shown, not counted): ${names(late.map((one) => one.participant))}.`]
      : []),
    ...(errors.length > 0 ? [`${count(errors.length, 'error')} in the source records; see the queries.`] : []),
  ]
}

const people = (n: number): string => count(n, 'participant')
const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
const names = (all: readonly string[]): string => [...new Set(all)].join(', ')
