import type { Change, Recommendation, Rule } from './design.ts'

/** What people call the levels; the numbers 1 to D where nothing else is said. */
export type Labels = readonly (string | number)[]

/** A level as people call it. */
export const labelOf = (level: number, labels?: Labels): string | number => labels?.[level - 1] ?? level

const people = (n: number) => `${n} participant${n === 1 ? '' : 's'}`

function more({ more: number }: Recommendation): string {
  if (number === 0) return ': treat nobody there, and ask again from there'
  return number === undefined ? '' : `: treat ${number} more there`
}

const named = (level: number | null, labels?: Labels) =>
  level === null ? 'no level' : `level ${labelOf(level, labels)}`

/** What is recommended, in a sentence. */
export function headline(recommendation: Recommendation, labels?: Labels): string {
  const { action, level, until } = recommendation
  const where = named(level, labels)
  const when = until === undefined ? '' : `, not before ${until}`
  switch (action) {
    case 'escalate':
      return `Escalate to ${where}${more(recommendation)}${when}.`
    case 'de-escalate':
      return `De-escalate to ${where}${more(recommendation)}${when}.`
    case 'stay':
      return `Stay at ${where}${more(recommendation)}${when}.`
    case 'switch':
      return `Switch design at ${where}${more(recommendation)}${when}.`
    case 'declare-mtd':
      return `Declare ${where} the MTD.`
    case 'stop':
      return level === null ? 'Stop: treat nobody further.' : `Stop: ${where} is tolerated and no MTD was reached.`
    case 'suspend':
      return `Suspend accrual at ${where}${when}.`
    case 'wait':
      return `Wait${level === null ? '' : ` at ${where}`}${awaited(recommendation, labels) || (recommendation.awaits ? ' for those pending there' : '')}${when}.`
  }
}

const awaited = ({ awaits = [], level }: Recommendation, labels?: Labels) =>
  awaits.length === 0 || (awaits.length === 1 && awaits[0] === level)
    ? ''
    : ` for the pending at level ${awaits.map((level) => labelOf(level, labels)).join(', ')}`

const cited = ({ id, says, source }: Rule) => `${says} (${id}; ${source})`

/** Why, in one line: the rule that decided, and the counts it saw. */
export function because({ rule, saw }: Recommendation, labels?: Labels): string {
  const open = saw.pending === 0 ? '' : `, ${saw.pending} pending`
  return `${rule.says}: ${saw.dlt} of ${saw.n} with DLT at level ${labelOf(saw.level, labels)}${open}`
}

/** A recommendation as a safety committee reads it, a sentence a line. */
export function explain(recommendation: Recommendation, labels?: Labels, changes: readonly Change[] = []): string[] {
  const { saw, rule, considered, excluded, figures, ifAllDlt } = recommendation
  const open = saw.pending === 0 ? 'nobody pending' : `${people(saw.pending)} pending`
  return [
    headline(recommendation, labels),
    `Level ${labelOf(saw.level, labels)}: ${saw.dlt} of ${saw.n} settled with DLT, ${open}.`,
    `Rule: ${cited(rule)}.`,
    ...considered.map((each) => `Considered, not met: ${cited(each)}.`),
    ...(excluded.length === 0
      ? []
      : [`Excluded: level ${excluded.map((level) => labelOf(level, labels)).join(', ')}.`]),
    ...figuresLines(figures),
    ...(ifAllDlt === undefined
      ? []
      : [`If all pending had a DLT: ${ifAllDlt.action}, ${named(ifAllDlt.level, labels)}.`]),
    ...changes.map((change) => `If ${change.if}: ${change.action}, ${named(change.level, labels)}.`),
  ]
}

const shown = (x: number | readonly number[]): string =>
  typeof x === 'number' ? String(Number(x.toPrecision(4))) : x.map(shown).join(' ')

function figuresLines(figures: Recommendation['figures'] = {}): string[] {
  const named = Object.entries(figures).map(([name, value]) => `${name} ${shown(value)}`)
  return named.length === 0 ? [] : [`Figures: ${named.join(', ')}.`]
}
