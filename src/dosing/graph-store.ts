/** Where a trial goes from a moment: level and size of the next cohort, both 0 at the end, and there the MTD. */
export type Ahead = { readonly level: number; readonly size: number; readonly mtd: number | null }

/** In place of a node: none is listed, or there is no place for one. */
export const none = -1

/** How many nodes a graph may have before it gives up. */
export const mostNodes = 4_000_000
const firstNodes = 1024

const beingWorkedOut = -1

const childrenEach = 4
/** The open table of the nodes by their states is never more than half full. */
const placesEach = 2

/** What a store counts: its lock, nodes and children used, whether it was ever full, whether anybody explores the graph. */
const [lock, count, used, full, explored, counted] = [0, 1, 2, 3, 4, 5] as const

const numbersEach = 4 + childrenEach + placesEach
const bytesOf = (nodes: number, width: number) => 4 * (counted + nodes * numbersEach) + 2 * nodes * width

/** An empty store for so many nodes, a power of two, of a graph that threads share; its memory is taken from the system only as it fills. */
export const sharedStore = (width: number, nodes: number): SharedArrayBuffer =>
  new SharedArrayBuffer(bytesOf(nodes, width))

/**
 * The nodes of a trial's graph, numbered from 0 in the order they came, each with its state, a row of counts of equal width. They may
 * be shared between threads: a node is written whole before its number is seen anywhere, and none changes afterwards but for the
 * numbers of its children. A store of one thread grows, a shared one does not.
 */
export class GraphStore {
  /** By node: level and size of the next cohort, and the place of its first child. */
  level = new Int32Array()
  size = new Int32Array()
  first = new Int32Array()
  /** By child: the node reached after 0, 1, … DLTs in the next cohort, as far as this thread knows; 0 where it does not. */
  known = new Int32Array()
  /** What all threads know, below 0 while one of them works it out. */
  private children = new Int32Array()
  private mtds = new Int32Array()
  private places = new Int32Array()
  private counters = new Int32Array()
  private states = new Uint16Array()
  private nodes = 0
  private readonly isShared: boolean

  constructor(
    private readonly width: number,
    shared?: SharedArrayBuffer,
  ) {
    this.isShared = shared !== undefined
    this.layOut(shared ?? new ArrayBuffer(bytesOf(firstNodes, width)))
  }

  /** How many nodes there are. */
  get count(): number {
    return Atomics.load(this.counters, count)
  }

  /** Whether a node once found no place here. */
  get isFull(): boolean {
    return Atomics.load(this.counters, full) === 1
  }

  /** True for the first thread that asks. */
  isFirstToExplore(): boolean {
    return Atomics.compareExchange(this.counters, explored, 0, 1) === 0
  }

  /** A view of a node's state; it holds until the next node is added. */
  state(id: number): Uint16Array {
    return this.states.subarray(id * this.width, (id + 1) * this.width)
  }

  /** Where the trial goes from a node. */
  ahead(id: number): Ahead {
    return { level: this.level[id] as number, size: this.size[id] as number, mtd: this.mtds[id] || null }
  }

  /** The node of a child, where any thread knows it; 0 where none does, below 0 while one of them works it out. */
  child(place: number): number {
    const node = Atomics.load(this.children, place)
    if (node > 0) this.known[place] = node
    return node
  }

  /** Claims a child that no thread knows, for this one to work out; false where another was first. */
  claim(place: number): boolean {
    return Atomics.compareExchange(this.children, place, 0, beingWorkedOut) === 0
  }

  /** Settles a child that was claimed: its node, or `none`. */
  settle(place: number, node: number): void {
    Atomics.store(this.children, place, Math.max(0, node))
  }

  /** The node of a state. */
  find(state: Uint16Array): number {
    return this.idAt(this.placeOf(state))
  }

  /** Lists a state, unless another thread has meanwhile; its node, or `none` where there is no place for one. */
  add(state: Uint16Array, ahead: Ahead): number {
    this.takeLock()
    try {
      const known = this.find(state)
      if (known !== none) return known
      if (this.makeRoom(ahead.size + 1)) return this.put(state, ahead)
      Atomics.store(this.counters, full, 1)
      return none
    } finally {
      Atomics.store(this.counters, lock, 0)
    }
  }

  private put(state: Uint16Array, ahead: Ahead): number {
    const id = this.count
    const first = this.counters[used] as number
    this.states.set(state, id * this.width)
    this.level[id] = ahead.level
    this.size[id] = ahead.size
    this.first[id] = first
    this.mtds[id] = ahead.mtd ?? 0
    this.counters[used] = first + ahead.size + 1
    Atomics.store(this.counters, count, id + 1)
    Atomics.store(this.places, this.placeOf(state), id + 1)
    return id
  }

  private takeLock(): void {
    while (Atomics.compareExchange(this.counters, lock, 0, 1) !== 0) Atomics.wait(this.counters, lock, 1, 1)
  }

  /** Whether there is a place for one node more, with so many children; makes it where it may. */
  private makeRoom(wanted: number): boolean {
    const needed = (this.counters[used] as number) + wanted
    while (this.count >= this.nodes || needed > this.children.length) {
      if (this.isShared || this.nodes >= mostNodes) return false
      this.grow()
    }
    return true
  }

  private grow(): void {
    const { level, size, first, children, mtds, counters, states, nodes } = this
    this.layOut(new ArrayBuffer(bytesOf(2 * nodes, this.width)))
    this.level.set(level)
    this.size.set(size)
    this.first.set(first)
    this.children.set(children)
    this.mtds.set(mtds)
    this.counters.set(counters)
    this.states.set(states)
    for (let id = 0; id < this.count; id++) this.places[this.placeOf(this.state(id))] = id + 1
  }

  private layOut(buffer: ArrayBuffer | SharedArrayBuffer): void {
    const nodes = (buffer.byteLength - 4 * counted) / (4 * numbersEach + 2 * this.width)
    let at = 0
    const numbers = (length: number) => {
      const view = new Int32Array(buffer, at, length)
      at += 4 * length
      return view as Int32Array<ArrayBuffer>
    }
    this.nodes = nodes
    this.counters = numbers(counted)
    this.level = numbers(nodes)
    this.size = numbers(nodes)
    this.first = numbers(nodes)
    this.mtds = numbers(nodes)
    this.children = numbers(childrenEach * nodes)
    this.places = numbers(placesEach * nodes)
    this.known = this.isShared ? new Int32Array(this.children.length) : this.children
    this.states = new Uint16Array(buffer as ArrayBuffer, at, nodes * this.width)
  }

  /** Where a state stands in the table, or the free place where it would. */
  private placeOf(state: Uint16Array): number {
    const last = this.places.length - 1
    let place = hashOf(state) & last
    for (;;) {
      const id = this.idAt(place)
      if (id === none || this.holds(id, state)) return place
      place = (place + 1) & last
    }
  }

  private idAt(place: number): number {
    return Atomics.load(this.places, place) - 1
  }

  private holds(id: number, state: Uint16Array): boolean {
    const from = id * this.width
    for (let i = 0; i < this.width; i++) if (this.states[from + i] !== state[i]) return false
    return true
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
