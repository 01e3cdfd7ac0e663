import type { ReportedPathway } from '../reported-dosing.ts'

/** Outcomes side by side after which everything is the same. */
export function merged(next: readonly ReportedPathway[]): readonly (readonly ReportedPathway[])[] {
  const groups: ReportedPathway[][] = []
  for (const each of next) {
    const last = groups.at(-1)
    if (last && whatFollows(last[0]!) === whatFollows(each)) last.push(each)
    else groups.push([each])
  }
  return groups
}

const whatFollows = ({ action, level, more = 0, says, next }: ReportedPathway): string =>
  JSON.stringify([
    action,
    level,
    more,
    action === 'stop' ? says : '',
    next.map((each) => [each.after?.dlts, whatFollows(each)]),
  ])

/** What these outcomes are, in words: how many of whom have a DLT. */
export function happened(outcomes: readonly ReportedPathway[]): string {
  const [first] = outcomes
  const dlts = outcomes.map(({ after }) => after!.dlts)
  const counts = dlts.length > 2 ? `${dlts[0]} to ${dlts.at(-1)}` : dlts.join(' or ')
  return `level ${first!.after!.level}: ${counts} of ${first!.after!.of} with DLT`
}
