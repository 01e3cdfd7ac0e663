import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decision } from '../../src/core/decision.schema.ts'
import { Fact } from '../../src/core/fact.schema.ts'
import { judge } from '../../src/dlt/participant.ts'
import { designOf } from '../../src/dosing/for-protocol.ts'
import { settlements } from '../../src/dosing/settle.ts'
import type { Basis } from '../../src/machines/emitted.ts'
import { inOrder } from '../../src/machines/order.ts'
import { type Replay, replay, worldOf } from '../../src/machines/replay.ts'
import { isOfDonor, type Posted, type World } from '../../src/machines/router.ts'
import { typesOf } from '../support/from-schema.ts'
import { arrivals, timelines } from '../support/timelines.ts'
import { machines } from '../support/trial.ts'
import {
  answered,
  contradicted,
  corrected,
  json,
  lanesOf,
  listen,
  live,
  routed,
  sameText,
  standingOf,
  storedHalfWay,
  trialOf,
} from '../support/trial-courses.ts'

/** All ten thousand: `TIMELINES=10000 npx vitest run test/machines/laws.test.ts`; other ones: with `SEED=n` before it. */
const RUNS = Number(process.env.TIMELINES ?? 60)

type Course = ReturnType<typeof courseOf>

/** One timeline replayed as a whole, heard of as it arrived, and corrected: what every law looks at. */
function courseOf({ posted, arriving }: { readonly posted: readonly Posted[]; readonly arriving: readonly Posted[] }) {
  const third = Math.floor(arriving.length / 3)
  const [was, now, kept] = [arriving.slice(0, third), arriving.slice(third, 2 * third), arriving.slice(2 * third)]
  return {
    posted,
    arriving,
    whole: replay(machines, posted),
    late: live(machines, arriving),
    corrected: corrected(machines, kept, was, now),
    asCorrected: replay(machines, [...kept, ...now]),
    stored: storedHalfWay(machines, arriving),
  }
}

const basis = (state: Replay) => trialOf(state).basis
const labels = machines.judges.protocol.levels.map(({ label }) => label)

/** How many of those who count for the dose at a level stand so. */
const counted = (state: Replay, level: number, ...standings: readonly string[]) =>
  lanesOf(worldOf(state)).filter(([, { participant }]) => {
    const { judgement } = participant.context
    return (
      judgement.level === labels[level - 1] &&
      judgement.expansion === undefined &&
      standings.includes(judgement.status.is)
    )
  }).length

const laws: Readonly<Record<string, (course: Course) => void>> = {
  'no judgement throws, and JSON loses nothing of where the machines stand': ({ late, whole }) => {
    expect(unstorable(contextsOf(worldOf(whole)))).toEqual([])
    expect(unstorable(contextsOf(worldOf(late.state)))).toEqual([])
  },

  'no recommendation names a level at or above an excluded one; whoever is pending there is an urgent issue': ({
    whole,
    late,
  }) => {
    for (const state of [whole, late.state]) {
      const { recommendation, tally } = basis(state)
      const lowest = Math.min(...recommendation.excluded)
      if (recommendation.level !== null) expect(recommendation.level).toBeLessThan(lowest)
      for (const [i] of labels.entries())
        if (counted(state, i + 1, 'dlt') >= 2) expect(recommendation.excluded).toContain(i + 1)
      const urgent = state.emitted.flatMap((one) =>
        one.type === 'issueRaised' && one.issue.code === 'overExcludedLevel' ? [one.issue.message] : [],
      )
      for (const level of recommendation.excluded)
        if ((tally[level - 1]?.pending ?? 0) > 0)
          expect(urgent.join('\n')).toContain(`at level ${labels[level - 1]}, which is excluded`)
    }
  },

  'a recorded dose decision is never refused': ({ arriving, whole, late }) => {
    const decided = arriving.filter(({ type }) => type === 'doseDecided')
    for (const state of [whole, late.state]) {
      expect(trialOf(state).decisions).toHaveLength(decided.length)
      expect(state.emitted.filter(({ type }) => type === 'decisionTaken').length).toBeGreaterThanOrEqual(
        new Set(decided.map(json)).size,
      )
    }
  },

  'nobody pending counts as safe: counts hold the settled, and an escalation or an MTD holds whichever way they settle':
    ({ whole }) => {
      const { recommendation, tally, current } = basis(whole)
      for (const [i, { n, dlt, pending }] of tally.entries()) {
        expect(dlt).toBe(counted(whole, i + 1, 'dlt'))
        expect(n).toBeLessThanOrEqual(counted(whole, i + 1, 'dlt', 'clear'))
        expect(n + pending).toBe(counted(whole, i + 1, 'dlt', 'clear', 'watching'))
      }
      if (!isFinal(recommendation.action)) return
      const design = designOf(machines.judges.protocol)
      for (const way of settlements(tally)) {
        const { action, level } = design(way, current)
        expect([action, level]).toEqual([recommendation.action, recommendation.level])
      }
    },

  'a DLT that was flagged and no longer stands was cleared by name, late, timely or corrected': (course) => {
    const heard = listen(new Map(), course.whole.emitted)
    for (const [participant] of course.whole.lanes) expect(contradicted(course.whole, heard, participant)).toEqual([])
    expect(course.late.silent).toEqual([])
    expect(course.corrected.silent).toEqual([])
    for (const word of [heard, course.late.heard, course.corrected.heard].flatMap((each) => [...each.values()]))
      expect(word).toMatch(/^(flagged|cleared by .+)$/)
  },

  'a dose decision keeps what it stood on, whatever is heard of or corrected later': ({ late, corrected }) => {
    expect(late.unpinned).toEqual([])
    expect(corrected.unpinned).toEqual([])
  },

  'where a settled outcome that the last decision stood on is lost, it is told that its basis has changed': ({
    late,
    whole,
  }) => {
    for (const state of [whole, late.state]) {
      const decision = trialOf(state).decisions.at(-1)
      if (!decision || !hasLost(decision.basis, basis(state))) continue
      expect(state.emitted.map(({ type }) => type)).toContain('decisionBasisChanged')
    }
  },

  'late facts give the same judgements as timely ones, whatever order they arrive in': ({ late, whole }) => {
    sameText(lanesOf(worldOf(late.state)), lanesOf(worldOf(whole)))
    sameText(basis(late.state), basis(whole))
    sameText(standingOf(late.state), standingOf(whole))
  },

  'a correction leads where the trial would be, had the corrected statement never been made': ({
    corrected: { state },
    asCorrected,
  }) => {
    // A lane is there as soon as anything was said of a participant, though it was taken back.
    const saidOf = (participant: string) => state.lanes.get(participant)!.facts.length > 0
    sameText(
      lanesOf(worldOf(state)).filter(([participant]) => saidOf(participant)),
      lanesOf(worldOf(asCorrected)),
    )
    sameText(basis(state), basis(asCorrected))
  },

  'a participant’s judgement is the one that all that is known of them gives, though what changes no answer is passed over':
    ({ whole, late }) => {
      for (const state of [whole, late.state])
        for (const [, { participant }] of lanesOf(worldOf(state))) {
          const { summary, judgement } = participant.context
          expect(answered(judgement)).toBe(answered(judge(machines.judges.protocol, summary)))
        }
    },

  'the pure router, fact by fact, leads where replay does and tells what it tells, event for event': ({
    posted,
    whole,
  }) => {
    const { world, emitted } = routed(machines, posted)
    sameText(world, worldOf(whole))
    sameText(emitted, whole.emitted)
  },

  'a live actor tells what replay emits, event for event, where it hears of each as it happened': ({
    arriving,
    late: { state },
    whole,
  }) => {
    if (isInOrder(arriving)) sameText(state.emitted, whole.emitted)
    if (isInOrder(arriving)) sameText(worldOf(state), worldOf(whole))
  },

  'a live actor, stored as JSON half way and restored, goes on as one that was never stored, event for event': ({
    stored: { heard, world },
    late: { state },
  }) => {
    sameText(lanesOf(world), lanesOf(worldOf(state)))
    sameText(world.hall.trial, state.trial.hall.trial)
    sameText(heard, state.emitted)
  },
}

const isInOrder = (arriving: readonly Posted[]) => {
  const own = arriving.filter((one) => !isOfDonor(one))
  return inOrder(own).every(({ posted }, i) => posted === own[i])
}

const isFinal = (action: string) => action === 'escalate' || action === 'declare-mtd'

const hasLost = (then: Basis, now: Basis) =>
  then.tally.some(
    ({ n, dlt }, i) => n > 0 && (now.tally[i]!.n < n || (now.tally[i]!.n === n && now.tally[i]!.dlt !== dlt)),
  )

/** What JSON would lose, by its place: a number that is none, and whatever is no plain list or record. */
function unstorable(value: unknown, place = ''): readonly string[] {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return []
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [place]
  if (typeof value !== 'object') return [place]
  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value))
  return isPlain ? Object.entries(value).flatMap(([key, one]) => unstorable(one, `${place}.${key}`)) : [place]
}

/** What each machine holds, and where it is. */
const contextsOf = ({ hall, lanes }: World) =>
  [
    ...[hall.trial, ...Object.values(hall.cohorts), ...Object.values(hall.expansion)],
    ...Object.values(lanes).flatMap(({ participant, events }) => [participant, ...Object.values(events)]),
  ].map(({ context, value }) => ({ context, value }))

/** What the timelines must reach, or the laws say nothing. */
const reached: Readonly<Record<string, (course: Course) => boolean>> = {
  'a DLT is cleared': ({ whole }) => whole.emitted.some(({ type }) => type === 'dltCleared'),
  'a DLT is cleared by a late fact': ({ late }) => [...late.heard.values()].some((word) => word.includes('late')),
  'a DLT is cleared by a correction': ({ corrected: { heard } }) =>
    [...heard.values()].some((word) => word.includes('corrected')),
  'a recommendation to escalate or to declare an MTD with somebody pending': ({ whole }) =>
    isFinal(basis(whole).recommendation.action) && basis(whole).tally.some(({ pending }) => pending > 0),
  'an escalation': ({ whole }) => basis(whole).recommendation.action === 'escalate',
  'an MTD': ({ whole }) => basis(whole).recommendation.action === 'declare-mtd',
  'an excluded level': ({ whole }) => basis(whole).recommendation.excluded.length > 0,
  'somebody pending at an excluded level': ({ whole }) =>
    basis(whole).recommendation.excluded.some((level) => basis(whole).tally[level - 1]!.pending > 0),
  'a decision': ({ whole }) => trialOf(whole).decisions.length > 0,
  'a decision taken with somebody pending': ({ whole }) =>
    trialOf(whole).decisions.some((one) => one.basis.tally.some(({ pending }) => pending > 0)),
  'a decision whose basis has changed': ({ late }) =>
    late.state.emitted.some(({ type }) => type === 'decisionBasisChanged'),
  'a suspension by a stopping rule': ({ whole }) => whole.emitted.some(({ type }) => type === 'trialSuspended'),
  'facts that arrive in order': ({ arriving }) => isInOrder(arriving),
  'somebody of the expansion': ({ whole }) => whole.emitted.some(({ type }) => type === 'expansionChanged'),
}

const broken = new Map<string, unknown>()

describe('the timelines', () => {
  it('hold every type of fact and decision there is', () => {
    const seen = new Set(fc.sample(timelines, { numRuns: 400, seed: 1 }).flatMap((all) => all.map(({ type }) => type)))
    expect([...typesOf(Fact), ...typesOf(Decision)].filter((type) => !seen.has(type as Posted['type']))).toEqual([])
  })

  it('reach what the laws are about', { timeout: 300_000 }, () => {
    const missing = new Map(Object.entries(reached))
    for (const one of fc.sample(arrivals, { numRuns: 200, seed: 1 })) {
      if (missing.size === 0) break
      const course = courseOf(one)
      for (const [what, is] of missing) if (is(course)) missing.delete(what)
    }
    expect([...missing.keys()]).toEqual([])
  })
})

describe('laws of every timeline, however absurd', { timeout: 36_000_000 }, () => {
  it.each(Object.keys(laws))('%s', (law) => {
    search()
    if (!broken.has(law)) return
    fc.assert(
      fc.property(arrivals, (one) => laws[law]!(courseOf(one))),
      { numRuns: RUNS },
    )
    throw broken.get(law)
  })
})

let searched = false

/** Leads every timeline once and asks all the laws of it; which of them were broken. */
function search() {
  if (searched) return
  searched = true
  fc.assert(
    fc.property(arrivals, (one) => {
      const course = notingWhere(
        () => courseOf(one),
        'no judgement throws, and JSON loses nothing of where the machines stand',
      )
      if (!course) return
      for (const [law, holds] of Object.entries(laws)) if (!broken.has(law)) notingWhere(() => holds(course), law)
    }),
    { numRuns: RUNS },
  )
}

function notingWhere<T>(holds: () => T, law: string): T | undefined {
  try {
    return holds()
  } catch (error) {
    broken.set(law, error)
    return undefined
  }
}
