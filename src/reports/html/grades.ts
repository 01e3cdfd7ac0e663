import type { ReportedEvent } from '../report.ts'
import { html, type Markup } from './markup.ts'
import { unknown } from './unknown.ts'

export type GradeRange = { readonly atLeast: number; readonly atMost: number }

/** A grade, the range it lies in, or that nobody recorded one. */
export function rangeInWords({ atLeast, atMost }: GradeRange): string {
  if (atLeast === atMost) return `grade ${atLeast}`
  return atLeast <= 1 && atMost >= 5 ? 'grade not known (1–5 possible)' : `grade ${atLeast}–${atMost} (range)`
}

/** The range a printed grade stands for: "3", or "2–3". What is neither says nothing: any grade is possible. */
export function rangeIn(grade: string): GradeRange {
  const [atLeast = Number.NaN, atMost = atLeast] = grade.split('–').map(Number)
  return Number.isInteger(atLeast) && Number.isInteger(atMost) ? { atLeast, atMost } : { atLeast: 1, atMost: 5 }
}

export const isRange = ({ atLeast, atMost }: GradeRange): boolean => atLeast !== atMost

/** How an observation is known, in a committee's words. */
export const knownAs = (as: string): string =>
  ({ change: 'recorded', measured: 'measured', peak: 'highest since onset; when is not known' })[as] ?? as

export const outcomeInWords = (outcome: string): string =>
  ({ recovered: 'recovered', recoveredWithSequelae: 'recovered with sequelae', fatal: 'fatal' })[outcome] ?? outcome

/** Whether the investigator's and the laboratory's worst grade cannot be the same. */
export const gradesDiffer = ({ worst, computed }: ReportedEvent): boolean =>
  computed !== undefined && (worst.atLeast > computed.atMost || worst.atMost < computed.atLeast)

/** A grade on the page; a range looks like a range. */
export const gradeOf = (grade: GradeRange): Markup =>
  isRange(grade) ? unknown(unbroken(rangeInWords(grade))) : html`<strong class="when">${rangeInWords(grade)}</strong>`

/** Words of which a range such as 2–3 stays on one line. */
const unbroken = (words: string): Markup =>
  html`${words.split(/(\S*–\S*)/).map((part) => (part.includes('–') ? html`<span class="when">${part}</span>` : part))}`
