/** What many simulated trials of one design under one scenario add up to. Results of different trials add. */
export type SimulationResult = {
  readonly design: string
  readonly scenario: string
  readonly truth: readonly number[]
  readonly trials: number
  /** Trials that ended with each level as the MTD, and with none. */
  readonly selected: readonly number[]
  readonly none: number
  /** Participants and DLTs at each level, over all trials. */
  readonly participants: readonly number[]
  readonly dlts: readonly number[]
  /** Their squares, summed over trials. */
  readonly squares: { readonly participants: readonly number[]; readonly dlts: readonly number[] }
  /** Sums and sums of squares over trials. */
  readonly size: Sum
  readonly dlt: Sum
  /** Participants treated above the rate that the job or the design names; `null` where neither does. */
  readonly overdosed: Sum | null
  /** Trials that ended before the cap. */
  readonly stoppedEarly: number
  /** In the unit of the accrual; absent where no accrual is simulated. */
  readonly duration?: Sum
}

/** A sum over trials, and the sum of squares its standard error needs. */
export type Sum = { readonly sum: number; readonly squares: number }

const addSum = (a: Sum, b: Sum): Sum => ({ sum: a.sum + b.sum, squares: a.squares + b.squares })
const addEach = (a: readonly number[], b: readonly number[]) => a.map((each, i) => each + (b[i] ?? 0))

/** The result of all trials of two results of the same design and scenario. */
export function addResults(a: SimulationResult, b: SimulationResult): SimulationResult {
  if (a.design !== b.design || a.scenario !== b.scenario)
    throw new RangeError(`results of ${a.design}, ${a.scenario} and ${b.design}, ${b.scenario} do not add`)
  return {
    ...a,
    trials: a.trials + b.trials,
    selected: addEach(a.selected, b.selected),
    none: a.none + b.none,
    participants: addEach(a.participants, b.participants),
    dlts: addEach(a.dlts, b.dlts),
    squares: {
      participants: addEach(a.squares.participants, b.squares.participants),
      dlts: addEach(a.squares.dlts, b.squares.dlts),
    },
    size: addSum(a.size, b.size),
    dlt: addSum(a.dlt, b.dlt),
    overdosed: a.overdosed && b.overdosed && addSum(a.overdosed, b.overdosed),
    stoppedEarly: a.stoppedEarly + b.stoppedEarly,
    ...(a.duration && b.duration && { duration: addSum(a.duration, b.duration) }),
  }
}

/** An estimate with its Monte-Carlo standard error. */
export type Estimate = { readonly value: number; readonly se: number }

/** What a result says of the design, each figure with its Monte-Carlo standard error. */
export type Summary = {
  readonly design: string
  readonly scenario: string
  readonly trials: number
  readonly selected: readonly Estimate[]
  readonly none: Estimate
  /** The mean number of participants and of DLTs at each level. */
  readonly participants: readonly number[]
  readonly dlts: readonly number[]
  /** The standard errors of these means. */
  readonly participantsSe: readonly number[]
  readonly dltsSe: readonly number[]
  readonly size: Estimate
  readonly dlt: Estimate
  /** `null` where neither the job nor the design says above which rate. */
  readonly overdosed: Estimate | null
  readonly stoppedEarly: Estimate
  readonly duration?: Estimate
}

const share = (count: number, trials: number): Estimate => {
  const value = count / trials
  return { value, se: Math.sqrt((value * (1 - value)) / trials) }
}

const mean = ({ sum, squares }: Sum, trials: number): Estimate => {
  const value = sum / trials
  const variance = trials > 1 ? Math.max(0, (squares - sum * value) / (trials - 1)) : 0
  return { value, se: Math.sqrt(variance / trials) }
}

/** The shares and means of a result. */
export function summarise(result: SimulationResult): Summary {
  const { design, scenario, trials, squares } = result
  const errors = (sums: readonly number[], of: readonly number[]) =>
    sums.map((sum, i) => mean({ sum, squares: of[i] ?? 0 }, trials).se)
  return {
    design,
    scenario,
    trials,
    selected: result.selected.map((count) => share(count, trials)),
    none: share(result.none, trials),
    participants: result.participants.map((sum) => sum / trials),
    dlts: result.dlts.map((sum) => sum / trials),
    participantsSe: errors(result.participants, squares.participants),
    dltsSe: errors(result.dlts, squares.dlts),
    size: mean(result.size, trials),
    dlt: mean(result.dlt, trials),
    overdosed: result.overdosed && mean(result.overdosed, trials),
    stoppedEarly: share(result.stoppedEarly, trials),
    ...(result.duration && { duration: mean(result.duration, trials) }),
  }
}

/** Adds trials up, one at a time or many of one kind at once. */
export class Totals {
  trials = 0
  private readonly selected: number[]
  private readonly participants: number[]
  private readonly dlts: number[]
  private readonly squares: { readonly participants: number[]; readonly dlts: number[] }
  private none = 0
  private stoppedEarly = 0
  private readonly sums = { size: [0, 0], dlt: [0, 0], overdosed: [0, 0], duration: [0, 0] }
  private readonly tooHigh: readonly boolean[]

  constructor(
    private readonly design: string,
    private readonly scenario: string,
    private readonly truth: readonly number[],
    private readonly target: number | undefined,
    private readonly cap: number,
    private readonly isTimed: boolean,
  ) {
    this.selected = truth.map(() => 0)
    this.participants = truth.map(() => 0)
    this.dlts = truth.map(() => 0)
    this.squares = { participants: truth.map(() => 0), dlts: truth.map(() => 0) }
    this.tooHigh = truth.map((rate) => target !== undefined && rate > target + 1e-9)
  }

  /** So many trials that ended with these counts and this MTD. */
  add(
    tally: readonly { readonly n: number; readonly dlt: number }[],
    mtd: number | null,
    times = 1,
    duration = 0,
  ): void {
    const { squares } = this
    let [size, dlt, overdosed] = [0, 0, 0]
    for (let i = 0; i < tally.length; i++) {
      const level = tally[i] as (typeof tally)[number]
      size += level.n
      dlt += level.dlt
      if (this.tooHigh[i]) overdosed += level.n
      this.participants[i] = (this.participants[i] ?? 0) + times * level.n
      this.dlts[i] = (this.dlts[i] ?? 0) + times * level.dlt
      squares.participants[i] = (squares.participants[i] ?? 0) + times * level.n * level.n
      squares.dlts[i] = (squares.dlts[i] ?? 0) + times * level.dlt * level.dlt
    }
    this.trials += times
    if (mtd === null) this.none += times
    else this.selected[mtd - 1] = (this.selected[mtd - 1] ?? 0) + times
    if (size < this.cap) this.stoppedEarly += times
    this.sum('size', size, times)
    this.sum('dlt', dlt, times)
    this.sum('overdosed', overdosed, times)
    this.sum('duration', duration, times)
  }

  private sum(name: keyof typeof this.sums, value: number, times: number): void {
    const sums = this.sums[name]
    sums[0] = (sums[0] ?? 0) + times * value
    sums[1] = (sums[1] ?? 0) + times * value * value
  }

  /** What was added, as a result. */
  result(): SimulationResult {
    const { design, scenario, truth, trials, selected, none, participants, dlts, squares, stoppedEarly } = this
    const sum = ([total = 0, squares = 0]: readonly number[]): Sum => ({ sum: total, squares })
    return {
      design,
      scenario,
      truth,
      trials,
      selected,
      none,
      participants,
      dlts,
      squares,
      size: sum(this.sums.size),
      dlt: sum(this.sums.dlt),
      overdosed: this.target === undefined ? null : sum(this.sums.overdosed),
      stoppedEarly,
      ...(this.isTimed && { duration: sum(this.sums.duration) }),
    }
  }
}
