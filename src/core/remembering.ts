/** A pure function of an object that never changes: what it came to is kept as long as the object is. */
export function remembering<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, { readonly made: Made }>()
  return (of) => {
    const held = known.get(of)
    if (held) return held.made
    const made = make(of)
    known.set(of, { made })
    return made
  }
}

/** What few keys that are asked for again and again came to: kept in `known`, which is emptied where it has as many as `most`. */
export function remembered<Key, Made>(known: Map<Key, Made>, key: Key, make: (key: Key) => Made, most = 100_000): Made {
  const held = known.get(key)
  if (held !== undefined || known.has(key)) return held as Made
  if (known.size >= most) known.clear()
  const made = make(key)
  known.set(key, made)
  return made
}
