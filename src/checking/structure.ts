import { compareExact } from '../core/exact.ts'
import { readMeasured } from '../core/measured.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { lengthInWords } from '../core/time.ts'
import { type Finding, finding, named, repeated } from './finding.ts'
import { unknownAgent } from './rules.ts'
import { rulesOf } from './vocabulary.ts'

/** What does not fit in the levels, the agents, the window, the gates and the numbers of a protocol. */
export const structureFaults = (protocol: Protocol): readonly Finding[] => [
  ...levelFaults(protocol),
  ...agentFaults(protocol),
  ...windowFaults(protocol),
  ...expansionFaults(protocol),
  ...duplicates(protocol),
]

function levelFaults({ levels }: Protocol): readonly Finding[] {
  const units = [...new Set(levels.map(({ unit }) => unit.trim().toLowerCase()))]
  if (units.length > 1)
    return [
      finding(
        'levels',
        'levels',
        `are in different units (${units.join(', ')}): expected one, so that they can be compared`,
      ),
    ]
  if (levels.length === 1 && levels[0]!.amount === undefined) return []
  return levels.flatMap((level, i) => {
    const [own, below] = [amountOf(level.amount), levels[i - 1] && amountOf(levels[i - 1]!.amount)]
    if (!own)
      return [finding('levels', `level ${level.label}`, `has the amount "${level.amount ?? ''}": expected a number`)]
    if (!below || compareExact(below, own) < 0) return []
    const says = `${level.amount} is not above the level before it, ${levels[i - 1]!.amount}: expected increasing amounts`
    return [finding('levels', `level ${level.label}`, says)]
  })
}

function amountOf(written: string | number | undefined) {
  if (written === undefined) return undefined
  const read = readMeasured(written)
  return read.kind === 'exact' ? read.value : undefined
}

function agentFaults(protocol: Protocol): readonly Finding[] {
  const { agents, escalated, window } = protocol
  const known = new Set(agents.map(({ name }) => name))
  const used = [
    ['escalated', escalated],
    [named('window', window), window.opens.agent],
    [named('window', window), window.closes.after.agent],
  ] as const
  return [...new Map(used.filter(([, agent]) => !known.has(agent)).map((one) => [one.join(), one])).values()].map(
    ([where, agent]) => finding('unknownAgent', where, unknownAgent(protocol, agent)),
  )
}

function windowFaults({ window, evaluability }: Protocol): readonly Finding[] {
  const { opens, closes } = window
  const where = named('window', window)
  const length = 'days' in closes.length ? closes.length.days : closes.length.hours
  if (length === 0 && !closes.endInclusive)
    return [
      finding('window', where, `is ${lengthInWords(closes.length)} long, its end not included: no onset can lie in it`),
    ]
  const isBefore =
    closes.after.cycle < opens.cycle ||
    (closes.after.cycle === opens.cycle &&
      closes.after.agent === opens.agent &&
      length === 0 &&
      orderOf(closes.after.infusion, evaluability.infusions) < orderOf(opens.infusion, evaluability.infusions))
  if (!isBefore) return []
  const told = ({ agent, cycle, infusion }: typeof opens) => `the ${infusion} infusion of ${agent} in cycle ${cycle}`
  return [
    finding(
      'window',
      where,
      `closes before it opens: it opens with ${told(opens)} and closes after ${told(closes.after)}`,
    ),
  ]
}

const orderOf = (infusion: number | 'first' | 'last', last: number): number =>
  infusion === 'first' ? 1 : infusion === 'last' ? last : infusion

function expansionFaults({ expansion }: Protocol): readonly Finding[] {
  if (!expansion) return []
  const where = named('expansion', expansion)
  const { minimum, maximum, cohorts } = expansion
  return [
    ...(minimum > maximum
      ? [finding('participants', where, `at least ${minimum} and at most ${maximum} participants`)]
      : []),
    ...(cohorts.length === 0 ? [finding('participants', where, 'has no cohort')] : []),
  ]
}

function duplicates(protocol: Protocol): readonly Finding[] {
  const { agents, levels, gates, openPoints, expansion, categories = [] } = protocol
  const names: Readonly<Record<string, readonly string[]>> = {
    agents: agents.flatMap(({ name, alsoCalled = [] }) => [name, ...alsoCalled]),
    levels: levels.map(({ label }) => label),
    rules: rulesOf(protocol).map(({ id }) => id),
    gates: gates.map(({ id }) => id),
    categories: categories.map(({ name }) => name),
    'expansion cohorts': expansion?.cohorts ?? [],
    'open points': openPoints.map(({ id }) => id),
    'eligibility criteria': protocol.eligibility?.criteria.map(({ id }) => id) ?? [],
    'infusion gates': protocol.infusionGates?.map(({ id }) => id) ?? [],
    'stopping rules': protocol.stopping?.map(({ id }) => id) ?? [],
  }
  return Object.entries(names).flatMap(([where, all]) =>
    repeated(all).map((name) => finding('duplicate', where, `"${name}" is there more than once`)),
  )
}
