import type { ReportedCell } from '../reported-dosing.ts'

const words = {
  escalate: 'escalate to',
  stay: 'stay at',
  'de-escalate': 'de-escalate to',
  stop: 'stop',
  'declare-mtd': 'MTD is',
  wait: 'wait at',
  suspend: 'suspend at',
  switch: 'switch design at',
} as const

/** An action in a few words, with the level it names. */
export function actionInWords({
  action,
  level,
  more,
}: Pick<ReportedCell, 'action' | 'level'> & { more?: number }): string {
  if (action === 'declare-mtd' && level === null) return 'no MTD: no level tolerated'
  if (action === 'stop') return level === null ? 'stop' : `stop, ${level} tolerated`
  return `${words[action]} ${level ?? 'no level'}${more === undefined ? '' : more === 0 ? ', nobody there' : `, ${more} more`}`
}
