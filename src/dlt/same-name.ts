import { remembering } from '../core/remembering.ts'

/** Whether a name is among these, without regard to case. */
export const sameName = (names: readonly string[], name: string): boolean =>
  names.some((candidate) => candidate.toLowerCase() === name.toLowerCase())

const lowered = remembering((names: readonly string[]): ReadonlySet<string> => new Set(names.map(lower)))
const lower = (name: string) => name.toLowerCase()

/** As `sameName`, of a list that is asked again and again. */
export const isAmong = (names: readonly string[], name: string): boolean => lowered(names).has(name.toLowerCase())
