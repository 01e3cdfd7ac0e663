import { passed, treats } from './acts.ts'
import { quoted } from './decision-table.ts'
import type { Action, Design, Rule, Tally } from './design.ts'
import { type Labels, labelOf } from './explain.ts'
import { settledWith } from './settle.ts'
import { at, levelsFrom, pendingLevels, withLevel } from './tally.ts'

/** A step of a dose-transition pathway: what happened, what is then recommended, and where it can go from there. */
export type Pathway = {
  /** The outcomes that lead here: how the pending settled, or the cohort treated; empty at the start. */
  readonly after: string
  readonly tally: Tally
  readonly current: number
  readonly action: Action
  readonly level: number | null
  readonly more: number | undefined
  /** The rule that fired. */
  readonly rule: Rule
  readonly next: readonly Pathway[]
}

/**
 * Dose-transition pathways: every way the pending settle and the next cohorts can go. Titration triggers seen so far stay seen, and no
 * further one is supposed; a level that needs nobody is a step of its own. Yap et al. (2017), doi:10.1158/1078-0432.CCR-17-0582.
 */
export function pathways(design: Design, tally: Tally, current: number, cohorts: number, labels?: Labels): Pathway {
  return stepTo(design, tally, current, cohorts, '', labels)
}

function stepTo(design: Design, tally: Tally, current: number, left: number, after: string, labels?: Labels): Pathway {
  const recommendation = design(tally, current)
  const { action, level, more, rule } = recommendation
  const here = { after, tally, current, action, level, more, rule }
  const open = pendingLevels(tally)[0]
  if (open !== undefined) return { ...here, next: settling(design, tally, current, left, open, labels) }
  const through = passed(recommendation)
  if (through !== null && through > current) {
    const told = `nobody at ${labelOf(through, labels)}`
    return { ...here, next: [stepTo(design, tally, through, left, told, labels)] }
  }
  if (left === 0 || level === null || !treats(recommendation)) return { ...here, next: [] }
  const size = more ?? 3
  const next = levelsFrom(0, size).map((dlts) => {
    const { n, dlt, triggers } = at(tally, level)
    const kept = triggers === undefined ? {} : { triggers }
    const counts = { n: n + size, dlt: dlt + dlts, pending: 0, ...kept, last: { n: size, dlt: dlts } }
    const told = `${labelOf(level, labels)}${'N'.repeat(size - dlts)}${'T'.repeat(dlts)}`
    const without = tally.map(({ last: _, ...each }) => each)
    return stepTo(design, withLevel(without, level, counts), level, left - 1, told, labels)
  })
  return { ...here, next }
}

/** The ways the pending of one level settle; a further level follows in the next step. */
function settling(
  design: Design,
  tally: Tally,
  current: number,
  left: number,
  open: number,
  labels?: Labels,
): Pathway[] {
  const level = at(tally, open)
  return levelsFrom(0, level.pending).map((dlts) => {
    const told = `pending ${labelOf(open, labels)}${'N'.repeat(level.pending - dlts)}${'T'.repeat(dlts)}`
    return stepTo(design, withLevel(tally, open, settledWith(level, dlts)), current, left, told, labels)
  })
}

const outcome = ({ action, level, more }: Pathway, labels?: Labels) =>
  [
    action,
    ...(level === null ? [] : [String(labelOf(level, labels))]),
    ...(more === undefined ? [] : [`+${more}`]),
  ].join(' ')

/** The pathways as an indented text. */
export function pathwaysText(pathway: Pathway, labels?: Labels, depth = 0): string {
  const line = `${'  '.repeat(depth)}${pathway.after || 'now'}: ${outcome(pathway, labels)} (${pathway.rule.id})\n`
  return line + pathway.next.map((each) => pathwaysText(each, labels, depth + 1)).join('')
}

/** The pathways with every level called by its label, as a request may call it. */
export function labelledPathway(pathway: Pathway, labels?: Labels): LabelledPathway {
  const { current, level, next } = pathway
  return {
    ...pathway,
    current: labelOf(current, labels),
    level: level === null ? null : labelOf(level, labels),
    next: next.map((each) => labelledPathway(each, labels)),
  }
}

type LabelledPathway = Omit<Pathway, 'current' | 'level' | 'next'> & {
  readonly current: string | number
  readonly level: string | number | null
  readonly next: readonly LabelledPathway[]
}

/** The pathways as CSV: a row to each step, the outcomes up to it and the recommendation after it. */
export const pathwaysCsv = (pathway: Pathway, labels?: Labels): string =>
  ['step,outcomes,action,level,more,rule', ...rows(pathway, labels, [], 0), ''].join('\n')

function rows(pathway: Pathway, labels: Labels | undefined, before: readonly string[], depth: number): string[] {
  const path = pathway.after ? [...before, pathway.after] : before
  const { action, level, more, rule, next } = pathway
  const row = [depth, path.join(' '), action, level === null ? '' : labelOf(level, labels), more ?? '', rule.id]
  return [row.map(quoted).join(','), ...next.flatMap((each) => rows(each, labels, path, depth + 1))]
}
