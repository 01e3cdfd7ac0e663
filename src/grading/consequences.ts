import type { Layout } from './layout.ts'
import { relation } from './relations.ts'

/** What facts of a layout say about each other. */
export type Consequences = {
  /** For each atom and truth value, what follows for the others. */
  readonly follows: readonly (readonly [readonly Follows[], readonly Follows[]])[]
  /** Symptoms have one of their degrees, where the layout names them all. */
  readonly degrees: Degrees | undefined
}
type Follows = { readonly atom: number; readonly bit: 0 | 1 }
type Degrees = { readonly symptomatic: number; readonly degrees: readonly number[] }

/** Implications both ways round, exclusions, and the degrees of symptoms. */
export const consequencesOf = (layout: Layout): Consequences => ({
  follows: followsIn(layout),
  degrees: degreesIn(layout),
})

function degreesIn({ atoms }: Layout): Degrees | undefined {
  const named = (name: string): number => atoms.findIndex(({ phrase }) => phrase === name)
  const [symptomatic, ...degrees] = ['symptomatic', 'mild symptoms', 'moderate symptoms', 'severe symptoms'].map(named)
  return symptomatic === undefined || symptomatic < 0 || degrees.includes(-1) ? undefined : { symptomatic, degrees }
}

function followsIn(layout: Layout): Consequences['follows'] {
  return layout.atoms.map((a, index) => {
    const denied: Follows[] = []
    const held: Follows[] = []
    layout.atoms.forEach((b, other) => {
      if (other === index) return
      const forward = relation(a.clause, b.clause)
      if (forward) held.push({ atom: other, bit: forward === 'implies' ? 1 : 0 })
      if (relation(b.clause, a.clause) === 'implies') denied.push({ atom: other, bit: 0 })
    })
    return [denied, held]
  })
}

/** The facts after one more is known, with all that follows; undefined if that contradicts what is known. */
export function learn(bits: Uint8Array, atom: number, bit: 0 | 1, consequences: Consequences): Uint8Array | undefined {
  if (bits[atom] !== 2) return bits[atom] === bit ? bits : undefined
  let known: Uint8Array | undefined = Uint8Array.from(bits)
  known[atom] = bit
  for (const next of (consequences.follows[atom] as Consequences['follows'][number])[bit]) {
    known = learn(known, next.atom, next.bit, consequences)
    if (!known) return undefined
  }
  return withDegree(known, consequences)
}

/** Symptoms of no degree are none, and the one degree left is theirs. */
function withDegree(known: Uint8Array, consequences: Consequences): Uint8Array | undefined {
  if (!consequences.degrees) return known
  const { symptomatic, degrees } = consequences.degrees
  const left = degrees.filter((degree) => known[degree] !== 0)
  if (left.length === 0) return learn(known, symptomatic, 0, consequences)
  return left.length === 1 && known[symptomatic] === 1 ? learn(known, left[0] as number, 1, consequences) : known
}

/** Every unreported fact as absent, but the degree of symptoms that are known to be there: one of them holds. */
export function absentees(bits: Uint8Array, { degrees }: Consequences): Uint8Array {
  const absent = bits.map((bit) => (bit === 2 ? 0 : bit))
  if (!degrees || bits[degrees.symptomatic] !== 1 || degrees.degrees.some((degree) => bits[degree] === 1)) return absent
  for (const degree of degrees.degrees) absent[degree] = bits[degree] as number
  return absent
}
