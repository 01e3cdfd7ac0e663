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
