import { passed } from '../dosing/acts.ts'
import { labelOf, type Pathway, pathways } from '../dosing/index.ts'
import { at, pendingLevels } from '../dosing/tally.ts'
import { optional } from './optional.ts'
import type { PresentDesign } from './present-design.ts'
import type { ReportedPathway, ReportedPathways } from './reported-dosing.ts'

/** How many cohorts ahead the committee looks. */
const COHORTS = 2

/** The dose-transition pathways of the next cohorts from where the trial stands. */
export function reportedPathways(present: PresentDesign): ReportedPathways {
  const { design, labels, tally, current, assumes } = present
  const from = pathways(design, tally, current, COHORTS, labels)
  return { cohorts: COHORTS, from: step(present, from, undefined), assumes }
}

function step(present: PresentDesign, pathway: Pathway, before: Pathway | undefined): ReportedPathway {
  const { labels } = present
  const { action, level, more, rule, next } = onceThrough(pathway)
  return {
    ...optional({ after: before && happened(before, pathway, labels), more }),
    action,
    level: level === null ? null : String(labelOf(level, labels)),
    rule: rule.id,
    says: rule.says,
    next: next.map((each) => step(present, each, pathway)),
  }
}

/** Where the trial comes to once every level that needs nobody is passed. */
function onceThrough(pathway: Pathway): Pathway {
  const [only] = pathway.next
  return passed(pathway) !== null && pendingLevels(pathway.tally).length === 0 && only ? onceThrough(only) : pathway
}

/** What lies between two steps, read from their counts. */
function happened(before: Pathway, after: Pathway, labels: readonly string[]): NonNullable<ReportedPathway['after']> {
  const open = pendingLevels(before.tally)[0]
  const level = open ?? after.current
  const [was, is] = [at(before.tally, level), at(after.tally, level)]
  return {
    who: open === undefined ? 'cohort' : 'pending',
    level: String(labelOf(level, labels)),
    of: is.n - was.n,
    dlts: is.dlt - was.dlt,
  }
}
