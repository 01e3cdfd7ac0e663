import type { Protocol } from '../core/protocol.schema.ts'
import { notBefore, spanAt } from '../core/time.ts'
import type { Design, Recommendation, Tally } from './design.ts'
import type { DesignSpec } from './designs.schema.ts'
import { designs, makeDesign } from './designs.ts'
import { stopAt, treats } from './modifiers.ts'

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

/** The design a protocol names, with its options; throws where no design has that name. */
export function designOf({ design }: Protocol): Design {
  if (!(design.name in designs))
    throw new RangeError(`design: expected one of ${Object.keys(designs).join(', ')}; got "${design.name}"`)
  return makeDesign({ name: design.name, ...design.options } as DesignSpec)
}

/** The design with the trial's cap around it. `lost` participants are not evaluable and use up the cap. */
export const designFor = (protocol: Protocol, lost = 0): Design =>
  stopAt(protocol.maximum.participants - lost)(designOf(protocol))

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
  const lost = standings.reduce((sum, standing) => sum + (standing?.notEvaluable ?? 0), 0)
  const next = stopAt(protocol.maximum.participants - lost)(design)(tally, current)
  const until = treats(next) && next.level !== null ? earliestNext(protocol, standings[next.level - 1]) : undefined
  return { tally, recommendation: until === undefined ? next : { ...next, until } }
}

/** The earliest date of the next dose at a level: a time after the first participant, and then after the latest. */
export function earliestNext({ stagger }: Protocol, standing: LevelStanding | undefined): string | undefined {
  if (standing?.firstDose === undefined || standing.lastDose === undefined) return undefined
  const afterFirst = notBefore(spanAt(standing.firstDose), stagger.sentinel)
  if (standing.dosed < 2) return afterFirst
  const afterLast = notBefore(spanAt(standing.lastDose), stagger.between)
  return afterLast > afterFirst ? afterLast : afterFirst
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
