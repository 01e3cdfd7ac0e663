import { describe, expect, it } from 'vitest'
import { type Actor, createActor } from 'xstate'
import { ctcae50 } from '../../grading-tables/index.ts'
import { type Emitted, judgesFor, machinesFor, replay, trialLogic, worldOf } from '../../src/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { type EdcEvent, stream } from './edc.ts'
import { toFacts } from './to-facts.ts'

/*
 * How an EDC embeds Gradus: one actor per trial, fed with facts as forms are saved, listened to, stored and restored.
 * The EDC owns its events and its storage; nothing here reads a clock or a file.
 */
const machines = machinesFor(judgesFor(nct07021534, ctcae50))
const logic = trialLogic(machines)

type Trial = Actor<typeof logic>
const save = (trial: Trial, events: readonly EdcEvent[]) => {
  for (const event of events) for (const fact of toFacts(event)) trial.send(fact)
}

/** What the EDC does with what it hears: a task for the medical monitor, a line for the safety board. */
function listen(trial: Trial): string[] {
  const inbox: string[] = []
  trial.on('dltPending', ({ participant, needs, until = 'no date' }) =>
    inbox.push(`monitor: ${participant} open until ${until}: ${needs.join('; ')}`),
  )
  trial.on('dltFlagged', ({ participant, answer }) => inbox.push(`monitor: DLT of ${participant} by ${answer.rule}`))
  trial.on('doseRecommended', ({ at, basis: { recommendation } }) =>
    inbox.push(`board: ${at} ${recommendation.action} ${recommendation.level} ${recommendation.more ?? ''}`.trim()),
  )
  return inbox
}

const heardFrom = (trial: Trial): Emitted[] => {
  const heard: Emitted[] = []
  trial.on('*', (event) => heard.push(event))
  return heard
}
const json = (value: unknown) => JSON.stringify(value)
const facts = stream.flatMap(toFacts)

describe('an EDC with a live trial inside', () => {
  it('hears of an open grade 3, of the DLT, and of each change of the recommendation', () => {
    const trial = createActor(logic).start()
    const inbox = listen(trial)
    save(trial, stream)
    const dlt = inbox.indexOf('monitor: DLT of GZ-003 by DLT-1')
    expect(inbox.slice(0, dlt).some((line) => line.startsWith('monitor: GZ-003 open until'))).toBe(true)
    expect(inbox.slice(dlt + 1)).toContainEqual(expect.stringMatching(/^board: 2026-05-06 stay 2 3$/))
    expect(inbox).toContainEqual(expect.stringMatching(/^board: 2026-03-26 escalate 2 3$/))
  })

  it('stored as JSON after any event and restored, it goes on as if nothing had happened', () => {
    const whole = createActor(logic).start()
    const all = heardFrom(whole)
    save(whole, stream)
    for (let until = 0; until <= stream.length; until++) {
      const before = createActor(logic).start()
      const first = heardFrom(before)
      save(before, stream.slice(0, until))
      const stored = json(before.getPersistedSnapshot())
      before.stop()

      const after = createActor(logic, { snapshot: JSON.parse(stored) }).start()
      const rest = heardFrom(after)
      save(after, stream.slice(until))
      expect(json([...first, ...rest])).toBe(json(all))
      expect(json(after.getPersistedSnapshot())).toBe(json(whole.getPersistedSnapshot()))
    }
  })

  it('live and replayed are one: the same news in the same order, and every machine in the same place', () => {
    const trial = createActor(logic).start()
    const heard = heardFrom(trial)
    save(trial, stream)
    const replayed = replay(machines, facts)
    expect(json(heard)).toBe(json(replayed.emitted))
    expect(json(logic.worldOf(trial.getSnapshot().context))).toBe(json(worldOf(replayed)))
  })

  it('a form saved late changes what it must and says so: the event’s attribution, the board’s recommendation', () => {
    const late = stream.find(({ form }) => form === 'AE_FOLLOWUP')!
    const trial = createActor(logic).start()
    const inbox = listen(trial)
    save(
      trial,
      stream.filter((event) => event !== late),
    )
    save(trial, [late])
    const world = logic.worldOf(trial.getSnapshot().context)
    expect(world.hall.trial.context.basis.recommendation).toMatchObject({ action: 'stay', level: 2, more: 3 })
    expect(inbox).toContain('monitor: DLT of GZ-003 by DLT-1')
  })

  it('what the EDC left open stays open: no relation is not "unrelated", and "<40" is a limit, not a number', () => {
    expect(facts).toContainEqual(expect.objectContaining({ type: 'adverseEventReported', attribution: {} }))
    expect(facts).toContainEqual(expect.objectContaining({ type: 'labResult', value: '<40', uln: '40' }))
  })
})
