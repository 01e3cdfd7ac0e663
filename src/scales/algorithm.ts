import { plainReader } from './atom.ts'
import type { Truth3 } from './bound.ts'
import type { Given, GradeOptions, Readings, Scale, ScaleResult } from './result.ts'
import type { Citation, Inputs } from './scale.schema.ts'

/** What an algorithm says of one input; the scale's id and version are added to it. */
export type Said = Omit<ScaleResult, 'scale' | 'version' | 'domains' | 'readings' | 'flags'> & {
  readonly because: string
  readonly readings?: readonly string[]
  readonly flags?: readonly string[]
  readonly [further: string]: unknown
}

export type Algorithm = {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly gives: string
  readonly citation: Citation
  readonly evidence: 'A' | 'B' | 'C'
  readonly unconfirmed?: readonly string[]
  readonly inputs: Inputs
  readonly readings?: Scale['readings']
  /** `read` gives an input, or `null` where it is not known. */
  readonly said: (read: (name: string) => unknown, readings: Readings) => Said
}

/** A scale whose rule is code: an algorithm over days, a formula. */
export function algorithm({ said, ...about }: Algorithm): Scale {
  const declared = about.readings ?? {}
  const grade = (given: Given, { readings = {}, unlisted = 'asDeclared' }: GradeOptions = {}): ScaleResult => {
    const chosen = chosenReadings(about.id, declared, readings)
    const assumed: string[] = []
    const read = (name: string) => {
      const value = plainReader(name)(given)
      if (value !== undefined) return value
      const left = unlisted === 'unknown' ? undefined : about.inputs[name]?.unlisted
      if (left !== undefined && !assumed.includes(name)) assumed.push(name)
      return left ?? null
    }
    const result = said(read, chosen)
    return {
      scale: about.id,
      version: about.version,
      domains: {},
      readings: [],
      flags: [],
      ...result,
      ...(assumed.length > 0 ? { assumed } : {}),
    }
  }
  return {
    ...about,
    unconfirmed: about.unconfirmed ?? [],
    readings: declared,
    grade,
    gradeAll: (givens, options) => givens.map((given) => grade(given, options)),
    explain: (given, options) => [{ clause: about.title, is: 'met', saw: grade(given, options).because }],
  }
}

/** A yes-or-no field, `null` with its needs where it is not known. */
export function yesOrNo(gives: string, is: Truth3, needs: readonly string[], because: string): Said {
  if (is === 1) return { [gives]: null, possible: [false, true], needs, because: `not known ${needs.join('; ')}` }
  return { [gives]: is === 2, because }
}

/** A grade where several may remain possible. */
export function graded(gives: string, possible: readonly number[], needs: readonly string[], because: string): Said {
  const values = [...new Set(possible)].sort((a, b) => a - b)
  const [only] = values
  if (values.length === 1 && only !== undefined) return { [gives]: only, because }
  const range = values.length === 0 ? {} : { atLeast: only as number, atMost: values.at(-1) as number }
  return { [gives]: null, ...range, possible: values, needs, because }
}

/** The option of each declared reading, the caller's or the default; a reading or option nobody declared is thrown. */
export function chosenReadings(id: string, declared: Scale['readings'], given: Readings = {}): Readings {
  for (const [reading, option] of Object.entries(given)) {
    const known = declared[reading]
    if (!known) throw new Error(`${id} has no reading ${reading}; it has ${Object.keys(declared).join(', ') || 'none'}`)
    if (!Object.hasOwn(known.options, option)) {
      throw new Error(`reading ${reading} is one of ${Object.keys(known.options).join(', ')}, not ${option}`)
    }
  }
  return Object.fromEntries(
    Object.entries(declared).map(([reading, known]) => [reading, given[reading] ?? known.default]),
  )
}
