import type { Issue } from '../core/issue.ts'

/** A laboratory result as far as the choice of a baseline needs it. */
export type DatedResult = {
  /** ISO date or date-time, possibly partial. */
  readonly at: string
  readonly value?: string | number | null | undefined
  /** The source's own baseline flag. */
  readonly baseline?: boolean | undefined
  readonly visit?: string | undefined
  readonly id?: string | undefined
}

/** Which record is the baseline, who says so, and what is odd about it. */
export type BaselineChoice<R> = {
  readonly record: R | undefined
  readonly by: 'flag' | 'rule' | 'none'
  /** What the rule alone would have chosen. */
  readonly ruled: R | undefined
  readonly issues: readonly Issue[]
}

/** Visits whose same-day results were taken before the dose, by their usual names. */
const beforeDose = /screen|baseline|pre-?\s?dose|pre-?\s?treatment/i

/**
 * The baseline record among one participant's results of one analyte: the source's flag where there is one, else the last result
 * not after the anchor (the first dose, unless the protocol says otherwise). A flagged record without a result is an unknown
 * baseline; the one before it does not take its place.
 */
export function chooseBaseline<R extends DatedResult>(
  results: readonly R[],
  anchor: string | undefined,
): BaselineChoice<R> {
  const issues: Issue[] = []
  const flagged = results.filter(({ baseline }) => baseline === true)
  if (flagged.length > 1)
    issues.push(remark('contradiction', flagged.at(-1), `${flagged.length} records are flagged as the baseline`))
  const { record: ruled, doubtful } = lastNotAfter(results, anchor)
  const flag = flagged.at(-1)
  if (!flag && doubtful.length > 0)
    issues.push(
      remark(
        'partialDate',
        doubtful.at(-1),
        `taken on the day of the anchor ${anchor}, before or after it is not known`,
      ),
    )
  if (flag && anchor !== undefined && ruled !== flag)
    issues.push(
      remark(
        'baselineDisagrees',
        flag,
        `flagged as the baseline (${flag.at}); by the rule it is ${ruled ? `that of ${ruled.at}` : 'none'}`,
      ),
    )
  const record = flag ?? ruled
  return { record, by: flag ? 'flag' : ruled ? 'rule' : 'none', ruled, issues }
}

const remark = (code: Issue['code'], record: DatedResult | undefined, message: string): Issue => ({
  code,
  severity: 'query',
  where: record?.id === undefined ? {} : { record: record.id },
  message,
})

function lastNotAfter<R extends DatedResult>(results: readonly R[], anchor: string | undefined) {
  let record: R | undefined
  const doubtful: R[] = []
  for (const result of anchor === undefined ? [] : results) {
    const side = sideOf(result, anchor as string)
    if (side === 'unknown') doubtful.push(result)
    if (side === 'not after' && (!record || record.at <= result.at)) record = result
  }
  return { record, doubtful }
}

/** Whether a result was taken not after the anchor. On the same day without times, only the visit can say. */
function sideOf({ at, visit }: DatedResult, anchor: string): 'not after' | 'after' | 'unknown' {
  const length = Math.min(at.length, anchor.length, 10)
  const [day, last] = [at.slice(0, length), anchor.slice(0, length)]
  if (day !== last) return day < last ? 'not after' : 'after'
  if (length === 10 && at.length > 10 && anchor.length > 10) return at <= anchor ? 'not after' : 'after'
  return visit !== undefined && beforeDose.test(visit) ? 'not after' : 'unknown'
}
