import { type PrintedBound, readBound } from './bound.ts'
import {
  type Block,
  type Cell,
  type CellCriterion,
  type Clause,
  isBlock,
  isQuantity,
  type QuantityClause,
} from './clause.ts'
import { phrase } from './phrase.ts'
import type { GradeNumber, Table, Term } from './table.ts'

/** The wording of one cell, rendered from its criterion. No published sentence is stored anywhere. */
export function renderCell(cell: Cell): string {
  let text = ''
  cell.forEach((part, index) => {
    const newLine = isBlock(part) && index > 0
    text += index === 0 ? '' : newLine ? ';\n' : '; '
    text += isBlock(part) ? renderBlock(part) : renderCriterion(part)
  })
  return capital(text)
}

const renderBlock = (block: Block): string =>
  `${capital(block.for)}: ${capital(block.any.map(renderCriterion).join('; '))}`

const rendered = new WeakMap<CellCriterion, string>()

/** The wording of one criterion. */
export function renderCriterion(criterion: CellCriterion): string {
  const known = rendered.get(criterion) ?? wordsFor(criterion)
  rendered.set(criterion, known)
  return known
}

function wordsFor(criterion: CellCriterion): string {
  if (criterion.wording !== undefined) return criterion.wording
  if ('all' in criterion) return join(criterion.all as readonly CellCriterion[], criterion.joined ?? 'and')
  if ('any' in criterion) return join(criterion.any as readonly CellCriterion[], criterion.joined ?? 'or')
  if ('not' in criterion) return denial(criterion.not as CellCriterion, criterion.joined)
  return renderClause(criterion as Clause)
}

function join(parts: readonly CellCriterion[], word: string): string {
  const texts = withoutSharedEnd(parts, parts.map(renderCriterion))
  if (word === ',') return texts.join(', ')
  if (word === 'AND') return texts.join(' AND ')
  if (word.endsWith('following:')) return [word, ...texts.map((text, index) => `${index + 1}) ${text}`)].join('\n')
  if (word === '' || word === '/' || word === ':') return texts.join(word === '' ? ' ' : word === ':' ? ': ' : word)
  if (word === '()') return `${texts[0]} (${texts.slice(1).join(', ')})`
  const oxford = word.startsWith(', ')
  if (texts.length > 2) return `${texts.slice(0, -1).join(', ')}${oxford ? '' : ' '}${word} ${texts.at(-1)}`
  return texts.join(oxford ? `${word} ` : ` ${word} `)
}

/** Words that facts of one family end with alike are printed once: "tube feeding or TPN indicated". */
function withoutSharedEnd(parts: readonly CellCriterion[], texts: readonly string[]): readonly string[] {
  const family = parts.map((part) => sharing.find((name) => name in part && !part.wording))
  if (family.includes(undefined)) return texts
  const severities = family.every((name) => name === 'severity' || name === 'finding')
  if (!severities && family.some((name) => name === 'severity' || name === 'finding')) return texts
  const words = texts.map((text) => text.split(' '))
  const least = Math.min(...words.map((list) => list.length)) - 1
  let shared = 0
  while (shared < least && words.every((list) => list.at(-1 - shared) === words[0]?.at(-1 - shared))) shared += 1
  return words.map((list, index) => (index === words.length - 1 ? list : list.slice(0, list.length - shared)).join(' '))
}

const sharing = ['intervention', 'hospitalization', 'severity', 'finding'] as const

/** "intervention indicated" is denied as "intervention not indicated", other facts with a leading word. */
function denial(denied: CellCriterion, word: string | undefined): string {
  const text = renderCriterion(denied)
  if (word !== undefined) return `${word} ${text}`
  if (text === 'symptomatic') return 'asymptomatic'
  const verb = / (indicated|initiated|required|present)$/.test(text)
  return verb ? text.replace(/ (\w+)$/, ' not $1') : `no ${text}`
}

const renderClause = (clause: Clause): string =>
  isQuantity(clause) ? renderQuantity(clause) : (clause.wording ?? phrase(clause))

/** The wording of a quantity clause. */
export function renderQuantity(clause: QuantityClause): string {
  if (clause.style === 'named') return clause.as ?? clause.quantity
  const bounds = clause.bounds.slice(0, clause.style === 'first only' ? 1 : 2).map(readBound)
  const range = renderRange(clause, bounds)
  const named = clause.as ? `${clause.as} ${range}` : range
  const difference = clause.rise ?? clause.fall ?? clause.change
  return circumstance(difference ? renderDifference(clause, named) : named, clause.if)
}

function renderDifference(clause: QuantityClause, named: string): string {
  if (clause.as !== undefined) return named
  const what = clause.unitAs ? '' : clause.fall ? ' decrease' : clause.change ? ' change' : ' increase'
  return `${named}${what} from baseline`
}

const circumstance = (text: string, when: QuantityClause['if']): string =>
  when === undefined ? text : when === 'abnormal' ? `if abnormal, ${text}` : `${text} if ${when}`

function renderRange(clause: QuantityClause, bounds: readonly PrintedBound[]): string {
  const unit = clause.unitAs ?? clause.unit ?? ''
  const [first, second] = bounds as [PrintedBound, PrintedBound?]
  if (!second) return renderBound(first, unit, clause.style !== 'bare')
  if (clause.style === 'full') return `${renderBound(first, unit, true)} - ${renderBound(second, unit, true)}`
  if (clause.style === 'but') return `${first.comparator}normal, but ${renderBound(second, unit, true)}`
  const shared = first.of === second.of && first.number !== undefined && clause.style !== 'each with unit'
  const near = renderBound(first, shared ? '' : unit, false, shared)
  return `${near} ${clause.style === 'to' ? 'to' : '-'} ${renderBound(second, unit, false)}`
}

function renderBound(bound: PrintedBound, unit: string, alone: boolean, hideReference = false): string {
  const comparator = alone || !bound.comparator.endsWith('=') ? bound.comparator : ''
  if (bound.number === undefined) return `${comparator}${bound.of}`
  if (bound.of !== 'none') return `${comparator}${bound.number}${hideReference ? '' : ` x ${bound.of}`}`
  return `${comparator}${bound.number}${unit === '' ? '' : unit.startsWith('/') || unit.startsWith('%') ? unit : ` ${unit}`}`
}

/** A capital first letter, but for names such as eGFR and pH. */
const capital = (text: string): string =>
  /^[a-z]+[A-Z]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)

/** A term as published tables print it: each grade's wording, an unavailable grade as "-". */
export type RenderedTerm = {
  readonly soc: string
  readonly term: string
  readonly grades: Readonly<Record<string, string>>
}

export function renderTerm(soc: string, term: Term): RenderedTerm {
  const grades = ([1, 2, 3, 4, 5] as GradeNumber[]).map((grade) => {
    const cell = term.grades[grade]
    return [String(grade), cell ? renderCell(cell) : '-'] as const
  })
  return { soc, term: term.term, grades: Object.fromEntries(grades) }
}

/** A whole table as text, in its own order. */
export const renderTable = (table: Table): readonly RenderedTerm[] =>
  table.chapters.flatMap(({ soc, terms }) => terms.map((term) => renderTerm(soc, term)))
