import type { Criterion } from '../core/criterion.ts'

/** An atom as one way of meeting a criterion asks for it: to hold, or not to. */
export type Literal<Atom> = { readonly atom: Atom; readonly holds: boolean }

/** More ways than this are not looked through. */
export const MOST_WAYS = 4_000

/** Every way to meet a criterion, each as what must hold together; `undefined` where there are too many to look through. */
export function conjunctions<Atom extends object>(
  criterion: Criterion<Atom>,
  holds = true,
): readonly (readonly Literal<Atom>[])[] | undefined {
  if ('not' in criterion) return conjunctions(criterion.not as Criterion<Atom>, !holds)
  if ('all' in criterion) return (holds ? together : either)(criterion.all.map((part) => conjunctions(part, holds)))
  if ('any' in criterion) return (holds ? either : together)(criterion.any.map((part) => conjunctions(part, holds)))
  return [[{ atom: criterion as Atom, holds }]]
}

type Ways<Atom> = readonly (readonly Literal<Atom>[])[] | undefined

function either<Atom>(parts: readonly Ways<Atom>[]): Ways<Atom> {
  if (parts.some((part) => part === undefined)) return undefined
  const all = parts.flatMap((part) => part ?? [])
  return all.length > MOST_WAYS ? undefined : all
}

/** Each way of one part with each way of the others. */
export function together<Atom>(parts: readonly Ways<Atom>[]): Ways<Atom> {
  let ways: readonly (readonly Literal<Atom>[])[] = [[]]
  for (const part of parts) {
    if (part === undefined || ways.length * part.length > MOST_WAYS) return undefined
    ways = ways.flatMap((way) => part.map((more) => [...way, ...more]))
  }
  return ways
}

/** An atom that is asked to hold and not to hold. */
export function selfDenied<Atom>(way: readonly Literal<Atom>[]): Atom | undefined {
  const denied = new Set(way.filter(({ holds }) => !holds).map(({ atom }) => JSON.stringify(atom)))
  return way.find(({ atom, holds }) => holds && denied.has(JSON.stringify(atom)))?.atom
}
