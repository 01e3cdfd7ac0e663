import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { type Live, trialLogic } from '../../src/machines/actor.ts'
import type { Emitted } from '../../src/machines/emitted.ts'
import { add, type Correction, correct, type Replay, replay, worldOf } from '../../src/machines/replay.ts'
import type { Posted, World } from '../../src/machines/router.ts'
import { postedInWords } from '../../src/testing/posted-in-words.ts'
import { inTheirOrder, toldStory } from '../support/told-story.ts'
import { machines } from '../support/trial.ts'
import { json, routed, sameText, standingIn, trialOf } from '../support/trial-courses.ts'

const story = inTheirOrder(toldStory)
const whole = () => replay(machines, story)
const without = (one: Posted) => story.filter((other) => other !== one)
const named = story.map((one, i) => [`${i + 1}. ${postedInWords(one)}`, one] as const)

/** Where the machines stand; a decision keeps what was known when it was taken, and is left out. */
const stands = ({ hall, lanes }: World, kept = Object.keys(lanes)) => ({
  lanes: Object.entries(lanes)
    .filter(([participant]) => kept.includes(participant))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
  cohorts: Object.entries(hall.cohorts).sort(([a], [b]) => (a < b ? -1 : 1)),
  phase: hall.trial.value,
  standing: standingIn(hall.trial.context),
})
/** A trial that kept its history stands where the machines lead that take each fact once, in order, and keep none. */
const leadsWhere = (state: Replay, facts: readonly Posted[]) => {
  const kept = [...state.lanes].flatMap(([participant, lane]) => (lane.facts.length > 0 ? [participant] : []))
  sameText(stands(worldOf(state), kept), stands(routed(machines, facts).world))
}

/** What was told, a line each: the kind, whom or what it is about, and what brought it. */
const told = (emitted: readonly Emitted[]) =>
  emitted.map((one) => {
    const { type, participant = '', level = '', by = '', summary, rule = '' } = one as Emitted & Record<string, never>
    const event = summary ? (summary as { event: string }).event : ''
    return [type, participant, level, event, rule, by].filter((part) => part !== '').join(' ')
  })

describe('heard of last, each fact leads where it would have led in time', () => {
  it.each(named)('%s', (_, one) => {
    const state = replay(machines, without(one))
    expect(told(add(state, one))).toMatchSnapshot()
    leadsWhere(state, story)
  })
})

describe('recorded in error and taken back, each leads where the trial would be without it', () => {
  it.each(named)('%s', (_, one) => {
    const state = whole()
    expect(told(correct(state, { type: 'corrected', was: one, now: [] }))).toMatchSnapshot()
    leadsWhere(state, without(one))
  })

  it('one after the other, in one trial, each put back as it was read from storage', () => {
    const state = whole()
    for (const one of story) {
      const read = JSON.parse(json(one)) as Posted
      correct(state, { type: 'corrected', was: read, now: [] })
      leadsWhere(state, without(one))
      add(state, one)
    }
    leadsWhere(state, story)
  })
})

describe('moved to another day, each leads where it would have led on that day', () => {
  const days = ['2026-03-04', '2026-06-30']
  it.each(named)('%s', (_, one) => {
    const state = whole()
    for (const [i, at] of days.entries()) {
      const moved = { ...one, at } as Posted
      correct(state, { type: 'corrected', was: i === 0 ? one : ({ ...one, at: days[i - 1]! } as Posted), now: [moved] })
      leadsWhere(state, [...without(one), moved])
    }
  })
})

describe('one correction may move several statements, of several participants and of the trial', () => {
  const of = (type: Posted['type'], participant?: string) =>
    story.find(
      (one) => one.type === type && (!participant || ('participant' in one && one.participant === participant)),
    )!
  const enrolled = (participant: string, at: string): Posted => ({ type: 'enrolled', participant, at, level: '2' })
  const decision = of('doseDecided')
  it.each([
    ['of another participant', of('followedUp', '002'), [{ ...of('followedUp', '002'), participant: '003' } as Posted]],
    ['of two others', of('withdrew'), [enrolled('007', '2026-05-01'), enrolled('008', '2026-04-30')]],
    [
      'two of one participant',
      of('withdrew'),
      [...story.filter((one) => one.type === 'screened'), enrolled('001', '2026-01-01')],
    ],
    ['a decision, not a fact', of('withdrew'), [{ ...decision, at: '2026-05-10', level: '1' } as Posted]],
    [
      'two decisions',
      decision,
      [
        { ...decision, at: '2026-06-30', level: '1' },
        { ...decision, at: '2026-05-10' },
      ] as Posted[],
    ],
    [
      'a fact and a decision',
      of('gateOpened'),
      [enrolled('007', '2026-05-01'), { ...decision, at: '2026-05-10' } as Posted],
    ],
    [
      'a donor’s fact, not a participant’s',
      of('followedUp', '002'),
      [{ ...of('followedUp', '002'), donor: 'D1' } as Posted],
    ],
    [
      'a participant’s fact, not a donor’s',
      story.find((one) => 'donor' in one)!,
      [{ ...story.find((one) => 'donor' in one)!, donor: undefined } as Posted],
    ],
  ] as const)('%s', (_, was, now) => {
    const state = whole()
    correct(state, { type: 'corrected', was, now })
    leadsWhere(state, [...without(was), ...now])
  })

  it('a decision is known again by what it said, though it has been given what it stood on', () => {
    const logic = trialLogic(machines)
    const actor = createActor(logic).start()
    for (const one of story) actor.send(one)
    for (const one of story.filter(({ type }) => type === 'doseDecided'))
      actor.send({ type: 'corrected', was: JSON.parse(json(one)) as Posted, now: [] })
    expect(trialOf(replay(machines, actor.getSnapshot().context.posted)).decisions).toEqual([])
    expect(logic.worldOf(actor.getSnapshot().context).hall.trial.context.decisions).toEqual([])
  })
})

describe('nothing about an adverse event is taken before its report', () => {
  const about = (at: string, what: object): Posted => ({ participant: '001', at, event: 'X', ...what }) as Posted
  const attributed = about('2026-03-06', { type: 'adverseEventAttributed', agent: 'CAR-T', attribution: 'possible' })
  const regraded = about('2026-03-12', { type: 'adverseEventRegraded', grade: 4 })
  const reported = (at: string) => about(at, { type: 'adverseEventReported', term: 'Nausea', grade: 2 })
  const later = about('2026-06-20', { type: 'timePassed' })
  const last = about('2026-06-25', { type: 'timePassed' })
  it.each([
    ['a report that comes last', [attributed, regraded, reported('2026-03-10')]],
    ['a report of a later day than all else, and then what lies between', [attributed, reported('2026-06-30'), later]],
    ['an earlier report', [reported('2026-03-10'), attributed, regraded, reported('2026-03-05')]],
    ['a later report besides', [reported('2026-03-05'), attributed, reported('2026-03-10'), regraded]],
    ['what lies between, in order', [reported('2026-06-22'), attributed, last, later]],
  ])('%s', (_, more) => {
    const state = whole()
    for (const one of more) add(state, one)
    leadsWhere(state, [...story, ...more])
    for (const one of more.toReversed()) correct(state, { type: 'corrected', was: one, now: [] })
    leadsWhere(state, story)
  })
})

describe('a DLT is cleared by name', () => {
  const grade4 = story.find((one) => 'event' in one && one.participant === '004' && one.event === 'CRS')!
  const clearedBy = (emitted: readonly Emitted[]) =>
    emitted.flatMap((one) => (one.type === 'dltCleared' ? [one.by] : []))
  const decided = story.find(({ type }) => type === 'adjudicated')!
  it('by what came late, or was corrected', () => {
    const flagged = replay(machines, without(decided))
    expect(clearedBy(add(flagged, decided))).toEqual(['late adjudicated'])
    const corrected = replay(machines, without(decided))
    const milder = { ...grade4, grade: 1 } as Posted
    expect(clearedBy(correct(corrected, { type: 'corrected', was: grade4, now: [milder] }))).toEqual([
      'corrected adverseEventReported',
    ])
    expect(clearedBy(correct(replay(machines, without(decided)), { type: 'corrected', was: grade4, now: [] }))).toEqual(
      ['corrected adverseEventReported'],
    )
  })
})

it('in time, all of them lead where the machines lead that keep no history, and tell the same', () => {
  const { emitted } = routed(machines, story)
  leadsWhere(whole(), story)
  expect(told(whole().emitted)).toEqual(told(emitted))
  expect(json(whole().emitted) === json(emitted)).toBe(true)
})

describe('in whatever order they come', () => {
  const orders: Readonly<Record<string, readonly Posted[]>> = {
    'the last first': story.toReversed(),
    'every other one late': [...story.filter((_, i) => i % 2 === 0), ...story.filter((_, i) => i % 2 === 1)],
    'every third one late': [...story.filter((_, i) => i % 3 !== 0), ...story.filter((_, i) => i % 3 === 0)],
    'by kind': story.toSorted((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0)),
  }
  it.each(Object.entries(orders))('%s', (_, arriving) => {
    const state = replay(machines, [])
    for (const one of arriving) add(state, one)
    leadsWhere(state, story)
  })
})

describe('a live trial', () => {
  const logic = trialLogic(machines)
  const started = (snapshot?: unknown) => {
    const actor = createActor(logic, snapshot === undefined ? {} : { snapshot: snapshot as never })
    const heard: Emitted[] = []
    actor.on('*', (event) => heard.push(event))
    return { actor: actor.start(), heard }
  }
  /** Every fact in order; some heard of late, some corrected on the way. */
  const sent: readonly (Posted | Correction)[] = story.flatMap((one, i) => {
    if (i % 7 === 3) return []
    const late = i % 7 === 5 ? [story[i - 2]!] : []
    const wrong = { ...one, at: '2026-04-01' } as Posted
    const corrected: Correction = { type: 'corrected', was: wrong, now: [one] }
    return [...late, ...(i % 5 === 4 ? [wrong, corrected] : [one])]
  })
  const worldOfLive = (live: Live) => {
    const { hall, lanes } = logic.worldOf(live)
    return json([hall.trial, hall.cohorts, Object.entries(lanes).sort()])
  }
  const worldAt = ({ actor }: ReturnType<typeof started>) => worldOfLive(actor.getSnapshot().context)

  it('keeps the entries as they now stand, each decision with what it stood on', () => {
    const { actor } = started()
    for (const one of sent) actor.send(one)
    const { posted, length } = actor.getSnapshot().context
    expect(posted).toHaveLength(length)
    const kept = posted.map((one) => (one.type === 'doseDecided' ? { ...one, basis: undefined } : one))
    const expected = sent.flatMap((one) => (one.type === 'corrected' ? one.now : one))
    const gone = sent.flatMap((one) => (one.type === 'corrected' ? [json(one.was)] : []))
    expect(kept.map(json).sort()).toEqual(
      expected
        .map(json)
        .filter((one) => !gone.includes(one))
        .sort(),
    )
    for (const one of posted) if (one.type === 'doseDecided') expect(one).toHaveProperty('basis.recommendation')
  })

  it('stored as JSON at any point and restored, tells and becomes what one does that was never stored', () => {
    const never = started()
    let stored = started()
    const heard: Emitted[] = []
    for (const [i, one] of sent.entries()) {
      never.actor.send(one)
      stored.actor.send(one)
      if (i % 4 !== 1) continue
      heard.push(...stored.heard)
      stored = started(JSON.parse(json(stored.actor.getPersistedSnapshot())))
      expect(worldAt(stored) === worldAt(never)).toBe(true)
    }
    expect(told([...heard, ...stored.heard])).toEqual(told(never.heard))
    expect(json([...heard, ...stored.heard]) === json(never.heard)).toBe(true)
  })

  it('a snapshot taken on the way stays what it was, and another trial may go on from it', () => {
    const one = started()
    const half = Math.floor(sent.length / 2)
    for (const entry of sent.slice(0, half)) one.actor.send(entry)
    const [before, then, persisted] = [one.actor.getSnapshot(), worldAt(one), one.actor.getPersistedSnapshot()]
    for (const entry of sent.slice(half)) one.actor.send(entry)
    const whole = worldAt(one)
    expect(worldOfLive(before.context) === then).toBe(true)
    expect(worldAt(started(JSON.parse(json(persisted)))) === then).toBe(true)
    const branch = started(before)
    for (const entry of sent.slice(half)) branch.actor.send(entry)
    expect(branch.actor.getSnapshot().context.length).toBe(one.actor.getSnapshot().context.length)
    expect(worldAt(branch) === whole).toBe(true)
    expect(worldAt(one) === whole).toBe(true)
  })
})
