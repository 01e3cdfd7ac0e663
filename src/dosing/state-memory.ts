/** How many states a memory has places for; what finds none is worked out again. */
const places = 2 ** 17
const mostTries = 24
/** Each count takes six bits of a key, so four levels fit a word exactly. */
const limit = 64
const levelsPerWord = 4

const free = 0
const taken = 1
const ready = 2

const wordsFor = (levels: number) => Math.ceil(levels / levelsPerWord) + 1

/** The bytes a memory of the states of a trial of so many levels needs. */
export const memoryBytes = (levels: number): number => places * (8 * wordsFor(levels) + 8)

/**
 * What a design says of the states of a trial, shared between threads: what one has worked out the others read. An open table in
 * shared memory; a place is claimed, written and only then opened, so that nobody reads it half-written.
 */
export class StateMemory {
  private readonly keys: Float64Array
  private readonly marks: Int32Array
  private readonly values: Int32Array
  private readonly words: number
  private readonly key: Float64Array

  constructor(buffer: SharedArrayBuffer, levels: number) {
    this.words = wordsFor(levels)
    this.key = new Float64Array(this.words)
    this.keys = new Float64Array(buffer, 0, places * this.words)
    this.marks = new Int32Array(buffer, 8 * places * this.words, places)
    this.values = new Int32Array(buffer, 8 * places * this.words + 4 * places, places)
  }

  /** What is remembered of a state; 0 where nothing is. */
  find(state: Uint16Array): number {
    if (!this.read(state)) return 0
    for (let i = 0, place = this.hash(); i < mostTries; i++, place = (place + 1) & (places - 1)) {
      const mark = Atomics.load(this.marks, place)
      if (mark === free) return 0
      if (mark === ready && this.holds(place)) return this.values[place] as number
    }
    return 0
  }

  /** Remembers a value, not 0, of a state, where there is a place for it. */
  keep(state: Uint16Array, value: number): void {
    if (!this.read(state)) return
    for (let i = 0, place = this.hash(); i < mostTries; i++, place = (place + 1) & (places - 1)) {
      if (Atomics.compareExchange(this.marks, place, free, taken) !== free) continue
      this.keys.set(this.key, place * this.words)
      this.values[place] = value
      Atomics.store(this.marks, place, ready)
      return
    }
  }

  /** Puts a state into the key; false where a count is too large for it. */
  private read(state: Uint16Array): boolean {
    const { key } = this
    key.fill(0)
    const counts = state.length - 3
    for (let i = counts - 1; i >= 0; i--) {
      const count = state[i] as number
      if (count >= limit) return false
      const word = Math.floor(i / (2 * levelsPerWord))
      key[word] = (key[word] as number) * limit + count
    }
    const [current = 0, n = 0, dlt = 0] = [state[counts], state[counts + 1], state[counts + 2]]
    if (n >= limit || dlt >= limit) return false
    key[this.words - 1] = (current * limit + n) * limit + dlt
    return true
  }

  private hash(): number {
    let hash = 0
    for (let w = 0; w < this.words; w++) {
      const word = this.key[w] as number
      hash = Math.imul(hash ^ (word >>> 0), 0x9e3779b1)
      hash = Math.imul(hash ^ (hash >>> 15) ^ Math.floor(word / 2 ** 32), 0x85ebca6b)
    }
    return (hash ^ (hash >>> 13)) & (places - 1)
  }

  private holds(place: number): boolean {
    for (let w = 0; w < this.words; w++) if (this.keys[place * this.words + w] !== this.key[w]) return false
    return true
  }
}
