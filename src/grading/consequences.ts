import type { Layout } from './layout.ts'
import { relation } from './relations.ts'

/** For each atom and truth value, what follows for the others. */
export type Consequences = readonly (readonly [readonly Follows[], readonly Follows[]])[]
type Follows = { readonly atom: number; readonly bit: 0 | 1 }

/** What facts of a layout say about each other: implications both ways round, and exclusions. */
export function consequencesOf(layout: Layout): Consequences {
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
export function learn(bits: Uint8Array, atom: number, bit: 0 | 1, follows: Consequences): Uint8Array | undefined {
  if (bits[atom] !== 2) return bits[atom] === bit ? bits : undefined
  let known: Uint8Array | undefined = Uint8Array.from(bits)
  known[atom] = bit
  for (const next of (follows[atom] as Consequences[number])[bit]) {
    known = learn(known, next.atom, next.bit, follows)
    if (!known) return undefined
  }
  return known
}
