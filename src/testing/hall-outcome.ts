import type { Truth } from '../core/criterion.ts'
import type { Emitted } from '../machines/emitted.ts'
import type { Hall } from '../machines/hall.ts'

/** How the trial is conducted, in the words of a specification. */
export type Conduct = {
  /** The state of every expansion cohort. */
  readonly expansion: Readonly<Record<string, string>>
  /** The answer of every stopping rule; of a rule of expansion cohorts, by rule and cohort: "STOP-4 gastric". */
  readonly stopping: Readonly<Record<string, Truth>>
  /** Why nobody is to be dosed now, beside a suspension: the rules that say so, with the date that ends it, if one does. */
  readonly held: Readonly<Record<string, string | null>>
  /** The issues raised, as "code: message", in order. */
  readonly issues: readonly string[]
}

/** How the trial stands above its participants. */
export function conductOf({ trial, expansion }: Hall, emitted: readonly Emitted[]): Conduct {
  const { stopping, held } = trial.context
  return {
    expansion: Object.fromEntries(Object.entries(expansion).map(([cohort, { value }]) => [cohort, String(value)])),
    stopping: Object.fromEntries([
      ...stopping.map(({ rule, is }) => [rule, is]),
      ...Object.entries(expansion).flatMap(([cohort, { context }]) =>
        context.answers.map(({ rule, is }) => [`${rule} ${cohort}`, is]),
      ),
    ]),
    held: Object.fromEntries(held.map(({ by, until }) => [by, until ?? null])),
    issues: emitted.flatMap((one) =>
      one.type === 'issueRaised'
        ? [
            `${one.issue.code}: ${one.issue.where.participant ? `${one.issue.where.participant} ` : ''}${one.issue.message}`,
          ]
        : [],
    ),
  }
}
