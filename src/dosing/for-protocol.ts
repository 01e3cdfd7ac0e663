import type { Protocol } from '../core/protocol.schema.ts'
import type { Design, Recommendation, Tally } from './design.ts'
import type { DesignSpec } from './designs.schema.ts'
import { designs, makeDesign } from './designs.ts'
import { stopAt, treats } from './modifiers.ts'
import { singleArm, suspending } from './single-arm.ts'
import { earliestNext } from './stagger.ts'
import { tableOfTrial } from './table-design.ts'

/** Where the participants of one level stand, as the cohort counts them. */
export type LevelStanding = {
  readonly settled: number
  readonly dlt: number
  readonly pending: number
  readonly notEvaluable: number
  readonly triggers: number
  readonly triggerOpen: number
  readonly dosed: number
  readonly firstDose?: string
  readonly lastDose?: string
}

/**
 * The design a protocol names, with its options; throws where no design has that name. "none" goes on at the one level; a bound on
 * the DLT rate of a trial of one level suspends it where it is crossed; a table waits where it has no row.
 */
export function designOf({ design, levels }: Protocol): Design {
  if (design.name === 'none') return singleArm
  if (!(design.name in designs))
    throw new RangeError(`design: expected none or one of ${Object.keys(designs).join(', ')}; got "${design.name}"`)
  const spec = { name: design.name, ...design.options } as DesignSpec
  const made = spec.name === 'table' ? tableOfTrial(spec) : makeDesign(spec)
  return design.name === 'toxicityMonitor' && levels.length === 1 ? suspending(made) : made
}

/** The design with the trial's cap around it. `lost` participants are not in the tally and use up the cap. */
export const designFor = (protocol: Protocol, lost = 0): Design =>
  stopAt(protocol.maximum.participants, { lost })(designOf(protocol))

/** How many who are not in the tally use up the trial's maximum: by default everybody who is not evaluable. */
export function lostOf({ maximum }: Protocol, standings: readonly (LevelStanding | undefined)[]): number {
  const { counts = 'assigned' } = maximum
  if (counts === 'evaluable') return 0
  return standings.reduce((sum, standing) => {
    if (!standing) return sum
    const { notEvaluable, dosed, settled, pending } = standing
    return sum + (counts === 'assigned' ? notEvaluable : Math.max(0, dosed - settled - pending))
  }, 0)
}

/**
 * What the protocol recommends after these counts, with the tally the design was shown. Somebody whose titration trigger is not
 * yet known is shown as pending while that may matter. Participants who are not evaluable use up the trial's cap.
 */
export function recommend(
  protocol: Protocol,
  design: Design,
  standings: readonly (LevelStanding | undefined)[],
  current: number,
): { readonly tally: Tally; readonly recommendation: Recommendation } {
  const cap = Number(protocol.design.options.cap ?? 1)
  const tally = standings.map((standing, i) => tallyOf(standing, i < cap))
  const next = stopAt(protocol.maximum.participants, { lost: lostOf(protocol, standings) })(design)(tally, current)
  const until = treats(next) && next.level !== null ? earliestNext(protocol, standings, next.level)?.date : undefined
  return { tally, recommendation: until === undefined ? next : { ...next, until } }
}

function tallyOf(standing: LevelStanding | undefined, titrates: boolean): Tally[number] {
  if (!standing) return { n: 0, dlt: 0, pending: 0 }
  const open = titrates ? standing.triggerOpen : 0
  return {
    n: standing.settled - open,
    dlt: standing.dlt,
    pending: standing.pending + open,
    ...(titrates && standing.triggers > 0 ? { triggers: standing.triggers } : {}),
  }
}
