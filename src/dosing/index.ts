export { type AcceleratedTitration, acceleratedTitration } from './accelerated-titration.ts'
export { type Backfill, type BackfillLevel, backfillLevels, withBackfill } from './backfill.ts'
export { type Blrm, blrm, blrmMtd } from './blrm.ts'
export { type BlrmModel, type BlrmPosterior, blrmGrid, blrmPosterior } from './blrm-posterior.ts'
export { type Boin, boin, boinBoundaries, boinCounts, boinMtd } from './boin.ts'
export { type Crm, crm, crmMtd } from './crm.ts'
export { type CrmModel, crmGrid, crmPosterior } from './crm-posterior.ts'
export {
  cellLetter,
  clearedBelow,
  type DecisionTable,
  decisionTable,
  type TableCell,
  type TableRange,
  tableCsv,
  tableLegend,
  tableText,
} from './decision-table.ts'
export { tableSvg } from './decision-table-figure.ts'
export type { Action, Change, Design, LevelTally, Modifier, Recommendation, Rule, Tally } from './design.ts'
export type { DesignName, DesignSpec } from './designs.schema.ts'
export { designs, type Listed, listedFor, makeDesign, selectionFor } from './designs.ts'
export { type Expectation, expected, type Path, paths, pathText } from './enumerate.ts'
export { because, explain, headline, type Labels, labelOf } from './explain.ts'
export { i3Plus3 } from './i3-plus-3.ts'
export { isotonic, type Selected, type Selection, selectMtd } from './isotonic.ts'
export { keyboard } from './keyboard.ts'
export {
  atLeastAt,
  committeeCap,
  excludeForGood,
  modified,
  noSkipping,
  stagger,
  stopAt,
  stopWhenTooToxic,
  treats,
} from './modifiers.ts'
export { mtpi } from './mtpi.ts'
export { type Cohort, cohortsOf, tallyOf } from './outcomes.ts'
export { type Pathway, pathways, pathwaysCsv, pathwaysText } from './pathways.ts'
export { pathwaysSvg } from './pathways-figure.ts'
export { type PlanOptions, planOf } from './plan.ts'
export { type RapidTitration, rapidTitration } from './rapid-titration.ts'
export { type RollingSix, rollingSix } from './rolling-six.ts'
export { type RunOptions, runJob } from './run-job.ts'
export { addResults, type Estimate, type SimulationResult, type Summary, summarise } from './simulation-result.ts'
export { skeletonFor } from './skeleton.ts'
export { type TableDesign, type TableRow, tableDesign, tableViolations, type Violation } from './table-design.ts'
export type { Target } from './target.ts'
export { type Family, families, type ThreePlusThree, threePlusThree } from './three-plus-three.ts'
export { type TiteBoin, titeBoin, titeRate } from './tite-boin.ts'
export { type Titration, titration } from './titration.ts'
export { boundaries, crosses, stopping, type ToxicityMonitor, toxicityMonitor } from './toxicity-monitor.ts'
export { TrialGraph, type TrialNode, type TrialPlan } from './trial-graph.ts'
export { whatWouldChange } from './what-would-change.ts'
