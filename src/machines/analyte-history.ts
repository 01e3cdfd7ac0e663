import type { FactOf } from '../core/fact.schema.ts'
import type { LabGraded } from '../dlt/advance-event.ts'
import { type AnalyteState, advanceAnalyte, type LabGrading, type LabSetting, noResults } from './labs.ts'
import { compareOrdered, type Ordered, placeOf } from './order.ts'

/** One analyte's results in order, and what is remembered after each. */
export type AnalyteHistory = { readonly results: Ordered[]; readonly after: AnalyteState[] }

/** What a result gave: the grades that are news. */
export type Graded = { readonly when: Ordered; readonly facts: readonly LabGraded[] }

/** What results are read by, as it was at a moment. */
export type SettingAt = (when: Ordered) => LabSetting

export const startAnalyte = (): AnalyteHistory => ({ results: [], after: [] })

/** Takes the next result. */
export function appendResult(
  history: AnalyteHistory,
  when: Ordered,
  setting: LabSetting,
  by: LabGrading,
): readonly LabGraded[] {
  const before = history.after.at(-1) ?? noResults
  const [after, graded] = advanceAnalyte(before, when.posted as FactOf<'labResult'>, setting, by)
  history.results.push(when)
  history.after.push(after)
  return graded
}

/** Takes results out and puts others in; returns what every result gave that was graded anew. */
export function redoResults(
  history: AnalyteHistory,
  gone: readonly Ordered[],
  came: readonly Ordered[],
  settingAt: SettingAt,
  by: LabGrading,
): readonly Graded[] {
  const results = [...history.results.filter((one) => !gone.includes(one)), ...came].sort(compareOrdered)
  const first = [...gone, ...came].reduce(
    (least, one) => Math.min(least, placeOf(history.results, one)),
    results.length,
  )
  const lastChange = Math.max(
    -1,
    ...came.map((one) => results.indexOf(one)),
    ...gone.map((one) => placeOf(results, one)),
  )
  const was = { results: history.results.slice(first), after: history.after.slice(first) }
  history.results.length = first
  history.after.length = first
  const graded: Graded[] = []
  for (let i = first; i < results.length; i++) {
    const when = results[i]!
    graded.push({ when, facts: appendResult(history, when, settingAt(when), by) })
    if (i < lastChange) continue
    const then = was.results.indexOf(when)
    if (then < 0 || !sameState(was.after[then]!, history.after.at(-1)!)) continue
    history.results.push(...was.results.slice(then + 1))
    history.after.push(...was.after.slice(then + 1))
    break
  }
  return graded
}

/** Grades every result again: how results are read has changed. */
export function redoAll(history: AnalyteHistory, settingAt: SettingAt, by: LabGrading): readonly Graded[] {
  const results = history.results.splice(0)
  history.after.length = 0
  return results.map((when) => ({ when, facts: appendResult(history, when, settingAt(when), by) }))
}

const sameState = (a: AnalyteState, b: AnalyteState) => a === b || JSON.stringify(a) === JSON.stringify(b)
