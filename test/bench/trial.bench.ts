import { ctcae50 } from '../../grading-tables/index.ts'
import type { Fact } from '../../src/core/fact.schema.ts'
import { judgesFor } from '../../src/machines/judges.ts'
import { add, replay } from '../../src/machines/replay.ts'
import type { Posted } from '../../src/machines/router.ts'
import { machinesFor } from '../../src/machines/rules.ts'
import { nct07021534 } from '../../src/protocols/index.ts'

const analytes = [
  ['hemoglobin', 'g/L', 120, 160],
  ['neutrophils', '10^9/L', 1.8, 6.3],
  ['lymphocytes', '10^9/L', 1.1, 3.2],
  ['platelets', '10^9/L', 125, 350],
  ['leukocytes', '10^9/L', 3.5, 9.5],
  ['ALT', 'U/L', 9, 50],
  ['AST', 'U/L', 15, 40],
  ['bilirubin', 'umol/L', 0, 23],
  ['creatinine', 'umol/L', 57, 97],
  ['potassium', 'mmol/L', 3.5, 5.3],
  ['sodium', 'mmol/L', 137, 147],
  ['albumin', 'g/L', 40, 55],
] as const

/** A small generator, so that the timeline is the same on every machine. */
function numbers(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const dateOf = (day: number, minutes = 0) =>
  new Date(Date.UTC(2026, 0, 1 + day) + minutes * 60_000).toISOString().slice(0, 16)

/** One participant with about `facts` facts: a dose, a few adverse events with courses, contacts, and the rest laboratory results. */
export function participantFacts(index: number, facts: number): Posted[] {
  const participant = `P${String(index).padStart(4, '0')}`
  const next = numbers(index + 1)
  const day = Math.floor(index / 3) * 30
  const about = (days: number, minutes = 0) => ({ participant, at: dateOf(day + days, minutes) })
  const made: Fact[] = [
    { type: 'screened', ...about(-30), age: 60, sex: index % 2 ? 'F' : 'M' },
    { type: 'enrolled', ...about(-20), level: String(1 + (Math.floor(index / 6) % 4)) },
    {
      type: 'dosed',
      ...about(0, 600),
      agent: 'CAR-T',
      amount: '3e7',
      planned: '3e7',
      unit: 'cells/kg',
      infusion: 1,
      cycle: 1,
    },
    {
      type: 'dosed',
      ...about(1, 600),
      agent: 'CAR-T',
      amount: '3e7',
      planned: '3e7',
      unit: 'cells/kg',
      infusion: 2,
      cycle: 1,
    },
    ...[7, 14, 15, 30, 60].map((days): Fact => ({ type: 'followedUp', ...about(days, 900) })),
  ]
  for (let event = 0; event < 12; event++) {
    const onset = 1 + Math.floor(next() * 20)
    const attribution = { 'CAR-T': next() < 0.5 ? 'possible' : 'unrelated', 'CAR-NK': 'unrelated' } as const
    made.push({
      type: 'adverseEventReported',
      ...about(onset),
      event: `E${event}`,
      term: 'Nausea',
      grade: 1,
      attribution,
    })
    made.push({
      type: 'adverseEventRegraded',
      ...about(onset + 1),
      event: `E${event}`,
      grade: 1 + Math.floor(next() * 3),
    })
    made.push({ type: 'adverseEventEnded', ...about(onset + 4), event: `E${event}`, outcome: 'recovered' })
  }
  for (let i = 0; made.length < facts; i++) {
    const [analyte, unit, lln, uln] = analytes[i % analytes.length]!
    const value = (lln + (uln - lln) * (0.3 + next() * 0.75)).toPrecision(3)
    made.push({
      type: 'labResult',
      ...about(-20 + Math.floor((i / facts) * 80), i % 60),
      analyte,
      unit,
      value,
      lln: String(lln),
      uln: String(uln),
    })
  }
  return made
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`

type Took<T> = { readonly wall: number; readonly cpu: number; readonly result: T }

/** How long something takes, by the clock and of the processor's own time: the second holds on a busy machine too. */
function timed<T>(run: () => T): Took<T> {
  const [start, used] = [performance.now(), process.cpuUsage()]
  const result = run()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - start, cpu: (user + system) / 1000, result }
}

const both = ({ wall, cpu }: Took<unknown>) => `${seconds(wall)} (processor ${seconds(cpu)})`

/** Replay of whole trials, growth with participants and facts, and one more fact in order or late. */
export async function benchTrial(print: (line: string) => void): Promise<void> {
  const machines = machinesFor(judgesFor(nct07021534, ctcae50))
  const trial = (participants: number, facts: number) =>
    Array.from({ length: participants }, (_, i) => participantFacts(i, facts)).flat()
  replay(machines, trial(20, 500))

  for (const [participants, facts] of [
    [10, 300],
    [100, 300],
    [1_000, 300],
    [10, 3_000],
    [100, 3_000],
    [200, 3_000],
  ] as const) {
    const posted = trial(participants, facts)
    const took = timed(() => replay(machines, posted))
    print(
      `replay: ${participants} participants × ${facts} facts = ${posted.length.toLocaleString('en')} facts in ${both(took)}, ${((took.cpu * 1000) / posted.length).toFixed(1)} µs a fact`,
    )
  }
  const doubled = [750, 1_500, 3_000, 6_000].map((facts) => ({
    facts,
    took: timed(() => replay(machines, trial(50, facts))),
  }))
  for (const [i, { facts, took }] of doubled.entries())
    print(
      `facts per participant: 50 participants × ${facts} facts in ${both(took)}${i === 0 ? '' : `, × ${(took.cpu / doubled[i - 1]!.took.cpu).toFixed(2)} for twice the facts`}`,
    )

  const state = replay(machines, trial(200, 3_000))
  const inOrder = Array.from({ length: 400 }, (_, i) => timed(() => add(state, oneMore(i, 30 * 70 + i))))
  print(`one more fact in order, of 600,000: ${shape(inOrder)}`)
  const late = Array.from({ length: 400 }, (_, i) => {
    const index = (i * 37) % 200
    const fact = oneMore(index, Math.floor(index / 3) * 30 + (i % 60) - 15)
    return { fact, ...timed(() => add(state, fact)) }
  })
  print(`one late fact: ${shape(late)}`)
  for (const type of ['labResult', 'adverseEventReported'])
    print(`  of them ${type}: ${shape(late.filter(({ fact }) => fact.type === type))}`)
  print(`memory after a trial of 600,000 facts: ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`)
}

/** One more fact about one of 200 participants: three laboratory results to one adverse event. */
function oneMore(i: number, day: number): Posted {
  const about = { participant: `P${String(i % 200).padStart(4, '0')}`, at: dateOf(day, i % 1_000) }
  if (i % 4 === 3)
    return {
      type: 'adverseEventReported',
      ...about,
      event: `L${i}-${day}`,
      term: 'Fatigue',
      grade: 1 + (i % 3),
      attribution: { 'CAR-T': 'unlikely', 'CAR-NK': 'unrelated' },
    }
  const value = String(20 + (i % 90))
  return { type: 'labResult', ...about, analyte: 'ALT', unit: 'U/L', value, lln: '9', uln: '50' }
}

function shape(times: readonly Took<unknown>[]): string {
  const of = (by: (one: Took<unknown>) => number) => {
    const sorted = times.map(by).sort((a, b) => a - b)
    return `median ${sorted[Math.floor(sorted.length / 2)]!.toFixed(2)} ms, worst ${sorted.at(-1)!.toFixed(2)} ms`
  }
  return `${of(({ wall }) => wall)} (processor: ${of(({ cpu }) => cpu)})`
}
