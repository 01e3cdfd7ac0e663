import type { Ground, Need } from '../core/criterion.ts'

/**
 * Where a participant stands on an endpoint. `open`: not yet known, for want of the needs.
 * `notEvaluable`: what would have told is missed for good.
 */
export type EndpointIs = 'met' | 'notMet' | 'open' | 'notEvaluable'

/** One participant's answer with the values and dates behind it. */
export type EndpointAnswer = {
  readonly participant: string
  readonly is: EndpointIs
  readonly grounds: readonly Ground[]
  readonly needs: readonly Need[]
  /** What would change the answer although nothing is missing from it, such as a further dose. */
  readonly provisional?: string
}

type Said = Omit<EndpointAnswer, 'participant' | 'grounds' | 'needs'> & {
  readonly clause: string
  readonly saw: string
  readonly needs?: readonly Need[]
}

const truths = { met: 'met', notMet: 'not met', open: 'unknown', notEvaluable: 'unknown' } as const

/** An answer that stands on one ground. */
export const answer = (participant: string, { is, clause, saw, needs = [], provisional }: Said): EndpointAnswer => ({
  participant,
  is,
  grounds: [{ clause, is: truths[is], saw }],
  needs,
  ...(provisional === undefined ? {} : { provisional }),
})

/** How many stand where. */
export type Counts = Readonly<Record<EndpointIs, number>>

export const countsOf = (answers: readonly EndpointAnswer[]): Counts => ({
  met: answers.filter(({ is }) => is === 'met').length,
  notMet: answers.filter(({ is }) => is === 'notMet').length,
  open: answers.filter(({ is }) => is === 'open').length,
  notEvaluable: answers.filter(({ is }) => is === 'notEvaluable').length,
})
