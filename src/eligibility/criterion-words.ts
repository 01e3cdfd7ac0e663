import type { CriterionAnswer } from './eligibility.ts'

const words = {
  inclusion: { met: 'is met', 'not met': 'is not met', unknown: 'is not yet known' },
  exclusion: { met: 'does not apply', 'not met': 'applies', unknown: 'is not yet known' },
} as const

/** How a criterion stands, by its kind: an inclusion is met or not met, an exclusion applies or does not apply. */
export const standingOf = ({ kind, holds }: Pick<CriterionAnswer, 'kind' | 'holds'>): string => words[kind][holds]

/** Nothing speaks against a person, as the two kinds of criteria say it. */
export const NOTHING_AGAINST = 'every inclusion criterion is met and no exclusion criterion applies'
