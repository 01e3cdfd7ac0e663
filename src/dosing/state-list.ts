const none = -1

/** States of equal width, each kept once and numbered from 0 in the order they came; found again without making a key of them. */
export class StateList {
  /** How many there are. */
  count = 0
  private states: Uint16Array<ArrayBuffer>
  /** An open table of the numbers, never more than half full. */
  private places = new Int32Array(4096).fill(none)

  constructor(private readonly width: number) {
    this.states = new Uint16Array((this.places.length / 2) * width)
  }

  /** A view of a state; it holds until the next is added. */
  at(id: number): Uint16Array {
    return this.states.subarray(id * this.width, (id + 1) * this.width)
  }

  /** The number of a state, -1 where it is not listed. */
  find(state: Uint16Array): number {
    return this.places[this.placeOf(state)] as number
  }

  /** Lists a state that is not listed yet; its number. */
  add(state: Uint16Array): number {
    if (2 * (this.count + 1) > this.places.length) this.widen()
    const id = this.count++
    this.states.set(state, id * this.width)
    this.places[this.placeOf(state)] = id
    return id
  }

  /** Where a state stands in the table, or the free place where it would. */
  private placeOf(state: Uint16Array): number {
    const last = this.places.length - 1
    let place = hashOf(state) & last
    for (;;) {
      const id = this.places[place] as number
      if (id === none || this.holds(id, state)) return place
      place = (place + 1) & last
    }
  }

  private holds(id: number, state: Uint16Array): boolean {
    const from = id * this.width
    for (let i = 0; i < this.width; i++) if (this.states[from + i] !== state[i]) return false
    return true
  }

  private widen(): void {
    this.places = new Int32Array(2 * this.places.length).fill(none)
    const wider = new Uint16Array((this.places.length / 2) * this.width)
    wider.set(this.states.subarray(0, this.count * this.width))
    this.states = wider
    for (let id = 0; id < this.count; id++) this.places[this.placeOf(this.at(id))] = id
  }
}

function hashOf(state: Uint16Array): number {
  let hash = 0
  for (let i = 0; i < state.length; i++) {
    hash = Math.imul(hash ^ (state[i] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}
