import type { Action } from '../dosing/design.ts'

/** What a specification claims of a recommendation; what it leaves out it does not claim. */
export type ExpectedRecommendation = {
  readonly action?: Action
  readonly level?: string | null
  /** How many more participants at the level. */
  readonly more?: number
  /** Text that the reason contains, or a pattern that it matches. */
  readonly because?: string | RegExp
  readonly excluded?: readonly string[]
  /** ISO date: not before then, or the latest of the dates awaited. */
  readonly until?: string
  readonly mtd?: string | null
}

const actions: readonly (readonly [RegExp, Action])[] = [
  [/^escalate\b/i, 'escalate'],
  [/^stay\b/i, 'stay'],
  [/^de-?escalate\b/i, 'de-escalate'],
  [/^declare[- ](the )?mtd\b/i, 'declare-mtd'],
  [/^stop\b/i, 'stop'],
  [/^wait\b/i, 'wait'],
  [/^suspend\b/i, 'suspend'],
  [/^switch( design)?\b/i, 'switch'],
]

/**
 * A recommendation as people write it: "escalate to 2", "stay at 2, 3 more", "declare MTD 2", "wait". Throws, with what was
 * expected, where it is none or names a level the protocol does not have.
 */
export function readRecommendation(text: string, labels: readonly string[]): ExpectedRecommendation {
  const trimmed = text.trim()
  const [pattern, action] = actions.find(([one]) => one.test(trimmed)) ?? []
  if (!pattern || !action)
    throw new RangeError(
      `recommendation: expected escalate, stay, de-escalate, declare MTD, stop, wait, suspend or switch; got "${text}"`,
    )
  const [, named, more] = /^:?\s*(?:(?:to|at)?\s*(?:level\s+)?(\S+?))?\s*(?:,\s*(\d+) more)?$/i.exec(
    trimmed.replace(pattern, '').trim(),
  ) ?? ['', '?']
  if (named !== undefined && !labels.includes(named))
    throw new RangeError(
      `recommendation: expected an action, then "to" or "at" a level (${labels.join(', ')}), then ", 3 more"; got "${text}"`,
    )
  return {
    action,
    ...(named === undefined ? {} : { level: named }),
    ...(more === undefined ? {} : { more: Number(more) }),
  }
}

/** A recommendation in the notation that `readRecommendation` reads. */
export function recommendationInWords({
  action,
  level,
  more,
  because,
  excluded,
  until,
  mtd,
}: ExpectedRecommendation): string {
  const joint = action === 'escalate' || action === 'de-escalate' ? ' to ' : ' at '
  const place =
    level === undefined ? '' : level === null ? ' at no level' : `${action === 'declare-mtd' ? ' ' : joint}${level}`
  return [
    `${action === 'declare-mtd' ? 'declare MTD' : (action ?? 'any action')}${place}`,
    ...(more === undefined ? [] : [`${more} more`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(mtd === undefined ? [] : [`MTD ${mtd ?? 'none'}`]),
    ...(excluded === undefined ? [] : [`excluded: ${excluded.join(' ') || 'none'}`]),
    ...(because === undefined ? [] : [`because ${because}`]),
  ].join(', ')
}
