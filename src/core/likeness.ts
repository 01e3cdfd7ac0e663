/** Share of letter pairs two texts have in common (Dice), which forgives misspellings and word order. */
export function likeness(a: string, b: string): number {
  const [first, second] = [pairs(a), pairs(b)]
  let shared = 0
  for (const [pair, count] of first) shared += Math.min(count, second.get(pair) ?? 0)
  const total = sum(first) + sum(second)
  return total === 0 ? 0 : (2 * shared) / total
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)

function pairs(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at < text.length - 1; at += 1) {
    const pair = text.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

/** The name that a misspelt one was likely meant for; `undefined` where none is near. */
export function nameLike(name: string, names: readonly string[]): string | undefined {
  const near = (other: string) => likeness(folded(name), folded(other)) + (folded(name) === folded(other) ? 1 : 0)
  const best = names.reduce<string | undefined>(
    (found, each) => (found !== undefined && near(found) >= near(each) ? found : each),
    undefined,
  )
  return best !== undefined && near(best) >= 0.5 ? best : undefined
}

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '')
