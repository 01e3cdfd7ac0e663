import type { Issue } from '../../core/issue.ts'
import type { Remark } from './cells.ts'
import { compareVersions, type Line, whereOf } from './domain.ts'
import { groupBy } from './group.ts'
import { compareKeys, compareText } from './order.ts'

/** The remarks made on the lines of an export as issues: one for each cell, or one with a count for each distinct code. */
export function issuesOf(lines: readonly Line[]): readonly Issue[] {
  const single: Issue[] = []
  const tallies = new Map<string, { line: Line; remark: Remark; rows: Set<number> }>()
  const standing = standingStates(lines)
  for (const line of lines) {
    for (const remark of line.remarks.map(standing(line))) {
      if (remark.tally === undefined) single.push(issueOf(remark, { ...whereOf(line), row: line.number }))
      else {
        const key = [line.file, remark.code, remark.field, remark.tally.toUpperCase()].join('|')
        const known = tallies.get(key)
        if (known === undefined) tallies.set(key, { line, remark, rows: new Set([line.number]) })
        else {
          known.rows.add(line.number)
          if (compareText(remark.message, known.remark.message) < 0) known.remark = remark
        }
      }
    }
  }
  const counted = [...tallies.values()].map(({ line, remark, rows }) => {
    const message = `${remark.message} (${rows.size} ${rows.size === 1 ? 'row' : 'rows'})`
    return issueOf({ ...remark, message }, { file: line.file })
  })
  return [...single, ...counted]
}

/** An error of a state that a later one of the same record has made good is asked back, and no longer in the way. */
function standingStates(lines: readonly Line[]): (line: Line) => (remark: Remark) => Remark {
  const isLost = (line: Line) => line.remarks.some(({ severity }) => severity === 'error')
  const lost = new Set(lines.filter(isLost).map(({ key }) => key))
  const good = groupBy(
    lines.filter((line) => lost.has(line.key) && !isLost(line)),
    ({ key }) => key,
  )
  const isMadeGood = (line: Line) => good.get(line.key)?.some((other) => compareVersions(other, line) > 0) ?? false
  return (line) => (remark) =>
    remark.severity === 'error' && isMadeGood(line) ? { ...remark, severity: 'query' } : remark
}

const issueOf = ({ code, severity, field, message }: Remark, where: Issue['where']): Issue => ({
  code,
  severity,
  where: field === undefined ? where : { ...where, field },
  message,
})

/** The issues once each, in an order that does not depend on the order of rows. */
export function sortIssues(issues: readonly Issue[]): readonly Issue[] {
  const distinct = new Map(issues.map((issue) => [JSON.stringify(issue), issue]))
  return [...distinct.values()].sort(
    (a, b) =>
      compareText(a.where.file ?? '', b.where.file ?? '') ||
      compareKeys(a.where.record ?? '', b.where.record ?? '') ||
      compareText(a.where.field ?? '', b.where.field ?? '') ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message) ||
      (a.where.row ?? 0) - (b.where.row ?? 0),
  )
}
