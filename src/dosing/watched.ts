import type { LevelTally, Tally } from './design.ts'

/** A participant dosed: at what level and when, and when and how their outcome settles. */
export type Dosed = { readonly level: number; readonly from: number; readonly settles: number; readonly isDlt: boolean }

type Counts = { n: number; dlt: number; pending: number; followUp?: number[] }

/** The participants of a simulated trial as time goes on: who has settled, and who is still watched. */
export class Watched {
  enrolled = 0
  /** A DLT settled since somebody was dosed last. */
  hasNewDlt = false
  /** When the last participant settles. */
  end = 0
  private readonly settled: Counts[] = []
  private readonly open: Dosed[] = []
  /** When the first of them settles. */
  private first = Number.POSITIVE_INFINITY

  constructor(
    levels: number,
    private readonly window: number,
    private readonly withFollowUp: boolean,
  ) {
    for (let i = 0; i < levels; i++) this.settled.push({ n: 0, dlt: 0, pending: 0 })
  }

  add(dosed: Dosed): void {
    this.open.push(dosed)
    this.enrolled++
    this.hasNewDlt = false
    if (dosed.settles > this.end) this.end = dosed.settles
    if (dosed.settles < this.first) this.first = dosed.settles
  }

  /** Lets time pass; it never goes back. */
  passTo(moment: number): void {
    if (moment < this.first) return
    this.first = Number.POSITIVE_INFINITY
    let kept = 0
    for (const dosed of this.open) {
      if (dosed.settles <= moment) {
        this.settle(dosed)
        continue
      }
      if (dosed.settles < this.first) this.first = dosed.settles
      this.open[kept++] = dosed
    }
    while (this.open.length > kept) this.open.pop()
  }

  private settle({ level, isDlt }: Dosed): void {
    const at = this.settled[level - 1] as Counts
    at.n++
    if (!isDlt) return
    at.dlt++
    this.hasNewDlt = true
  }

  /** The next moment at which somebody settles; never where nobody is watched. */
  next(): number {
    return this.first
  }

  /** The tally at the moment passed to; follow-up is told only to designs that weigh it. */
  tally(moment: number): Tally {
    const counts: Counts[] = []
    for (const { n, dlt } of this.settled) counts.push({ n, dlt, pending: 0 })
    for (const { level, from } of this.open) {
      const at = counts[level - 1] as Counts
      at.pending++
      if (!this.withFollowUp) continue
      at.followUp ??= []
      at.followUp.push(Math.min(1, (moment - from) / this.window))
    }
    return counts as readonly LevelTally[]
  }
}
