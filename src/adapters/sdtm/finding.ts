import type { FactOf } from '../../core/fact.schema.ts'
import { type Line, stated } from './domain.ts'

type Finding = {
  readonly instrument: string
  readonly item?: string | undefined
  readonly value?: string | undefined
  readonly unit?: string | undefined
  readonly event?: string | undefined
}

/** An assessment with its value as it means: yes or no, a whole number, or the text. */
export const found = (line: Line, at: string, { instrument, item, value, unit, event }: Finding): FactOf<'assessed'> =>
  stated({
    type: 'assessed',
    participant: line.participant,
    at,
    id: line.key,
    instrument,
    item,
    value: meaningOf(value),
    unit,
    event,
  })

function meaningOf(value: string | undefined): string | number | boolean | undefined {
  if (value === undefined) return undefined
  if (/^(Y|YES)$/i.test(value)) return true
  if (/^(N|NO)$/i.test(value)) return false
  return /^\d{1,9}$/.test(value) ? Number(value) : value
}
