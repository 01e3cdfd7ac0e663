import type { Protocol } from '../core/protocol.schema.ts'
import type { Design, Tally } from '../dosing/design.ts'
import { designFor, lostOf } from '../dosing/for-protocol.ts'
import type { Hall } from '../machines/hall.ts'
import { gradesHold } from './unseen.ts'

/** The trial's design as it recommends now, and what is taken for granted when it is asked about other counts. */
export type PresentDesign = {
  readonly design: Design
  readonly labels: readonly string[]
  readonly tally: Tally
  readonly current: number
  readonly assumes: readonly string[]
}

/** The design with those lost used up from the trial's cap. */
export function presentDesign(protocol: Protocol, { trial }: Hall): PresentDesign {
  const { counts, basis } = trial.context
  const labels = protocol.levels.map(({ label }) => label)
  const standings = labels.map((label) => counts[label])
  const lost = lostOf(protocol, standings)
  const open = standings.reduce((total, standing) => total + (standing?.triggerOpen ?? 0), 0)
  const { tally, current } = basis
  return {
    design: designFor(protocol, lost),
    labels,
    tally,
    current,
    assumes: assumed(protocol, tally, lost, open),
  }
}

const people = (n: number): string => `${n} participant${n === 1 ? '' : 's'}`

function assumed(protocol: Protocol, tally: Tally, lost: number, open: number): readonly string[] {
  const { maximum, titrationTrigger } = protocol
  const triggered = tally.reduce((sum, { triggers = 0 }) => sum + triggers, 0)
  const titrates = titrationTrigger !== undefined && tally.every(({ dlt, triggers = 0 }) => dlt + triggers === 0)
  return [
    'everyone treated from here on is evaluable',
    gradesHold,
    ...(lost > 0
      ? [`${people(lost)} not evaluable use${lost === 1 ? 's' : ''} up the cap of ${maximum.participants}`]
      : []),
    ...(triggered > 0
      ? [`${people(triggered)} with the titration trigger and no DLT, counted as such throughout`]
      : []),
    ...(titrates ? [`no titration trigger (${titrationTrigger.id}) is met from here on`] : []),
    ...(open > 0 ? [`${people(open)} without DLT, whose titration trigger is not known, counted as pending`] : []),
  ]
}
