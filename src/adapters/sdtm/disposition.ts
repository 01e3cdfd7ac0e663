import { lookUp } from './cells.ts'
import type { Context } from './context.ts'
import type { Line } from './domain.ts'
import type { Disposition } from './map.ts'

/**
 * What a row of DS states. A disposition event that no map names is a withdrawal for that reason;
 * the end of one treatment (DSSCAT) is not the end of participation.
 */
export function dispositionOf(line: Line, context: Context): Disposition | 'treatmentEnded' | undefined {
  const category = line.cells.DSCAT?.toUpperCase()
  const named = lookUp(context.map.dispositions, line.cells.DSDECOD ?? '')
  const leaves = category === 'DISPOSITION EVENT' || category === undefined || category === ''
  if (leaves && /\bTREATMENT\b/i.test(line.cells.DSSCAT ?? '')) return 'treatmentEnded'
  return named ?? (category === 'DISPOSITION EVENT' && line.cells.DSDECOD ? 'withdrew' : undefined)
}
