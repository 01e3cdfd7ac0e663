import { type Answer, evaluate, type Ground } from '../core/criterion.ts'
import type { ParticipantClause, ParticipantCriterion } from '../core/participant-clause.schema.ts'
import { adverseEventInWords, askAdverseEvent } from './ask-adverse-event.ts'
import { askClearance, clearanceInWords } from './ask-clearance.ts'
import { askDailyDose, dailyDoseInWords } from './ask-daily-dose.ts'
import { askFinding, findingInWords } from './ask-finding.ts'
import { askGiven, givenInWords } from './ask-given.ts'
import { askHistory, historyInWords } from './ask-history.ts'
import { askMeasurableLesion, lesionInWords } from './ask-lesion.ts'
import { askMeasured, measuredInWords } from './ask-measured.ts'
import { ageInWords, askAge, askCohort, askEarlierWithdrawal, askRecorded, askSex } from './ask-person.ts'
import type { PersonRecord } from './record.ts'

/** Answers one clause about one person. Total: any record gives an answer. */
export function askPerson(clause: ParticipantClause, record: PersonRecord): Answer {
  if ('age' in clause) return askAge(clause, record)
  if ('sex' in clause) return askSex(clause, record)
  if ('cohort' in clause) return askCohort(clause, record)
  if ('measured' in clause) return askMeasured(clause, record)
  if ('clearance' in clause) return askClearance(clause, record)
  if ('finding' in clause) return askFinding(clause, record)
  if ('recorded' in clause) return askRecorded(clause, record)
  if ('history' in clause) return askHistory(clause, record)
  if ('dailyDose' in clause) return askDailyDose(clause, record)
  if ('measurableLesion' in clause) return askMeasurableLesion(clause, record)
  if ('adverseEvent' in clause) return askAdverseEvent(clause, record)
  if ('given' in clause) return askGiven(clause, record)
  return askEarlierWithdrawal(record)
}

/** Answers a criterion about one person; the grounds say what each clause itself answered. */
export const answerFor = (when: ParticipantCriterion, record: PersonRecord): Answer => {
  const answer = evaluate<ParticipantClause>(when, (clause) => askPerson(clause, record))
  return { ...answer, grounds: distinct(answer.grounds) }
}

function distinct(grounds: readonly Ground[]): readonly Ground[] {
  const seen = new Set<string>()
  return grounds.filter(({ clause, saw }) => {
    const key = `${clause}|${saw}`
    return seen.has(key) ? false : seen.add(key)
  })
}

/** The clause as a phrase, for people. */
export function participantClauseInWords(clause: ParticipantClause): string {
  if ('age' in clause) return ageInWords(clause.age)
  if ('sex' in clause) return `sex is ${clause.sex}`
  if ('cohort' in clause) return `disease cohort is ${clause.cohort.join(' or ')}`
  if ('measured' in clause) return measuredInWords(clause)
  if ('clearance' in clause) return clearanceInWords(clause)
  if ('finding' in clause) return findingInWords(clause)
  if ('recorded' in clause) return `${clause.recorded} is ${clause.among.join(' or ')}`
  if ('history' in clause) return historyInWords(clause)
  if ('dailyDose' in clause) return dailyDoseInWords(clause)
  if ('measurableLesion' in clause) return lesionInWords(clause)
  if ('adverseEvent' in clause) return adverseEventInWords(clause)
  if ('given' in clause) return givenInWords(clause)
  return 'withdrew from this study before'
}
