import { describe, expect, it } from 'vitest'
import {
  adjudicated,
  adverseEvent,
  attributed,
  cases,
  decided,
  died,
  each,
  ended,
  enrolled,
  followedUp,
  given,
  infused,
  lab,
  peaked,
  regraded,
  withdrew,
} from '../../src/testing/index.ts'
import { clean, machines, machinesWith, toCarT, treated, unrelated } from '../support/trial.ts'

const CRS = 'Cytokine release syndrome'
const ALT = 'Alanine aminotransferase increased'

describe('NCT07021534 · registry: rapid titration with one participant, then 3+3', () => {
  it('one participant without trigger or DLT: escalate to level 2 with three', () =>
    expect(given(machines, each('001', clean('1'))).onReview(15)).toMatchObject({
      action: 'escalate',
      level: '2',
      more: 3,
    }))

  it('while the first participant’s window is open: wait until its end', () =>
    expect(given(machines, each('001', treated('1'))).onReview(14)).toMatchObject({
      action: 'wait',
      until: { '001': '2026-03-16' },
      participants: { '001': 'watching' },
    }))

  it('a grade 2 CRS switches to 3+3 at once, at the same level, the participant counted', () =>
    expect(given(machines, each('001', treated('1'), adverseEvent(CRS, 3, 2))).onReview(4)).toMatchObject({
      action: 'switch',
      level: '1',
      more: 2,
      phase: 'escalation',
      triggers: { '001': 'met' },
    }))

  it('a grade 2 event related to the cells switches', () =>
    expect(given(machines, each('001', treated('1'), adverseEvent('Nausea', 3, 2, toCarT))).onReview(4)).toMatchObject({
      action: 'switch',
      triggers: { '001': 'met' },
    }))

  it('a grade 2 event unrelated to the cells does not', () =>
    expect(
      given(machines, each('001', clean('1'), adverseEvent('Nausea', 3, 2, unrelated))).onReview(15),
    ).toMatchObject({
      action: 'escalate',
      triggers: { '001': 'not met' },
    }))

  it('a grade 2 event whose attribution nobody gave leaves the trigger unknown: wait, never "unrelated"', () =>
    expect(given(machines, each('001', clean('1'), adverseEvent('Nausea', 3, 2))).onReview(15)).toMatchObject({
      action: 'wait',
      triggers: { '001': 'undeterminable' },
    }))

  it('a grade 1 CRS does not switch', () =>
    expect(given(machines, each('001', clean('1'), adverseEvent(CRS, 3, 1))).onReview(15)).toMatchObject({
      action: 'escalate',
    }))

  it('expected cytopenias of lymphodepletion do not switch', () =>
    expect(
      given(
        machines,
        each(
          '001',
          clean('1'),
          adverseEvent('Neutrophil count decreased', 3, 4, toCarT),
          regraded('Neutrophil count decreased', 9, 1),
        ),
      ).onReview(15),
    ).toMatchObject({ action: 'escalate', triggers: { '001': 'not met' } }))

  it('a trigger that arrives after escalation sends the trial back to fill level 1', () =>
    expect(
      given(
        machines,
        each('001', clean('1'), adverseEvent('Nausea', 3, 1, toCarT)),
        decided(16, 'escalate', '2'),
        each('002', treated('2', 20)),
        each('001', regraded('Nausea', 4, 2)),
      ).onReview(25),
    ).toMatchObject({ action: 'de-escalate', level: '1', more: 2 }))
})

describe('NCT07021534 · registry: 3+3 at levels 2 to 4', () => {
  const level2 = (...more: Parameters<typeof given>[1][]) =>
    given(machines, each('001', clean('1')), decided(16, 'escalate', '2'), ...more)
  const crs4 = (day: number) => adverseEvent(CRS, day, 4)

  it('0 of 3: escalate to level 3', () =>
    expect(level2(each('002 003 004', clean('2', 20))).onReview(35)).toMatchObject({ action: 'escalate', level: '3' }))

  it('1 of 3: three more at level 2', () =>
    expect(level2(each('002 003', clean('2', 20)), each('004', clean('2', 20), crs4(23))).onReview(35)).toMatchObject({
      action: 'stay',
      level: '2',
      more: 3,
      participants: { '004': 'dlt' },
    }))

  it('1 of 6: escalate to level 3', () =>
    expect(
      level2(
        each('002 003', clean('2', 20)),
        each('004', clean('2', 20), crs4(23)),
        each('005 006 007', clean('2', 40)),
      ).onReview(60),
    ).toMatchObject({ action: 'escalate', level: '3' }))

  it('2 of 3: level 2 is excluded at once, whoever is pending, and level 1 is filled to six', () =>
    expect(
      level2(each('002', treated('2', 20)), each('003 004', treated('2', 20), crs4(23))).onReview(24),
    ).toMatchObject({
      action: 'de-escalate',
      level: '1',
      excluded: ['2', '3', '4'],
    }))

  it('a participant still in the window at an excluded level is an urgent issue', () =>
    expect(
      level2(each('002', treated('2', 20)), each('003 004', treated('2', 20), crs4(23))).onReview(24).emitted,
    ).toContainEqual(
      expect.objectContaining({
        type: 'issueRaised',
        issue: expect.objectContaining({ code: 'overExcludedLevel', severity: 'error' }),
      }),
    ))

  it('two settled without DLT and one pending: wait', () =>
    expect(level2(each('002 003', clean('2', 20)), each('004', treated('2', 30))).onReview(36)).toMatchObject({
      action: 'wait',
      until: { '004': '2026-04-15' },
    }))

  it('the 18th participant without an MTD: stop, cap reached', () =>
    expect(
      given(
        machines,
        each('001', clean('1'), adverseEvent(CRS, 3, 2)),
        each('002 003', clean('1', 20)),
        each('004 005', clean('2', 40)),
        each('006', clean('2', 40), crs4(42)),
        each('007 008 009', clean('2', 60)),
        each('010 011', clean('3', 80)),
        each('012', clean('3', 80), crs4(82)),
        each('013 014 015', clean('3', 100)),
        each('016 017 018', clean('4', 120)),
      ).onReview(140),
    ).toMatchObject({ action: 'stop', because: expect.stringContaining('cap reached') }))
})

describe('NCT07021534 · DLT-1: CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h', () => {
  const crs3 = (...course: Parameters<typeof each>[1][]) =>
    given(machines, each('001', treated('1'), adverseEvent(CRS, '3 08:00', 3), ...course))

  it.each(
    cases(`
      what                                  back at     review   answer
      back in 71 h 59 min                   6 07:59     16       not met
      back in 72 h exactly                  6 08:00     16       not met
      back in 72 h 01 min                   6 08:01     16       met
      back on a date without a time         6           16       undeterminable
      back a day later, without a time      7           16       met
      back a day earlier, without a time    5           16       not met
    `),
  )('$what: $answer', ({ 'back at': back, review, answer }) =>
    expect(
      crs3(regraded(CRS, back!.includes(' ') ? back! : Number(back), 2), followedUp(15)).onReview(Number(review)).rules[
        '001'
      ],
    ).toMatchObject({ 'DLT-1': answer }),
  )

  it('still open after 48 h: pending until 72 h after its onset', () => {
    const outcome = crs3().onReview('5 08:00')
    expect(outcome.rules['001']).toMatchObject({ 'DLT-1': 'pending' })
  })

  it('still open after 73 h: a DLT', () => expect(crs3().onReview('6 09:00').participants).toEqual({ '001': 'dlt' }))

  it('the deadline of an open grade 3 is stated', () =>
    expect(crs3().onReview('4 08:00').emitted).toContainEqual(
      expect.objectContaining({
        type: 'dltPending',
        needs: expect.arrayContaining([`whether it resolves in time: ${CRS}`]),
      }),
    ))

  it('grade 4 is a DLT at once', () =>
    expect(crs3(regraded(CRS, '3 20:00', 4)).onReview(4)).toMatchObject({ participants: { '001': 'dlt' } }))

  it('known only by its maximum grade 3 over five days: undeterminable for want of the dates', () => {
    const outcome = given(
      machines,
      each('001', clean('1'), adverseEvent(CRS, 3), peaked(CRS, 8, 3), ended(CRS, 8)),
    ).onReview(16)
    expect(outcome).toMatchObject({
      rules: { '001': { 'DLT-1': 'undeterminable' } },
      participants: { '001': 'watching' },
    })
  })

  it('known only by its maximum grade 3 over two days: it cannot have lasted 72 h', () =>
    expect(
      given(
        machines,
        each('001', clean('1'), adverseEvent(CRS, '3 08:00'), peaked(CRS, '5 08:00', 3), ended(CRS, '5 08:00')),
      ).onReview(16).rules['001'],
    ).toMatchObject({ 'DLT-1': 'not met' }))
})

describe('NCT07021534 · DLT-3: other non-haematologic toxicity related to the cells', () => {
  const alt3 = (back: number, known: object = toCarT) =>
    given(machines, each('001', clean('1'), adverseEvent(ALT, 3, 3, known), regraded(ALT, back, 2))).onReview(16)

  it('grade 3 back to 2 in seven days: not a DLT', () =>
    expect(alt3(10).rules['001']).toMatchObject({ 'DLT-3': 'not met' }))
  it('grade 3 back to 2 in eight days: a DLT', () => expect(alt3(11).rules['001']).toMatchObject({ 'DLT-3': 'met' }))
  it('unrelated to the cells: not a DLT', () =>
    expect(alt3(11, unrelated).rules['001']).toMatchObject({ 'DLT-3': 'not met' }))
  it('related to the CAR-NK cells alone: a DLT', () =>
    expect(alt3(11, { attribution: { 'CAR-T': 'unrelated', 'CAR-NK': 'possible' } }).rules['001']).toMatchObject({
      'DLT-3': 'met',
    }))
  it('attribution not recorded: undeterminable, and it says so', () => {
    const outcome = alt3(11, {})
    expect(outcome.rules['001']).toMatchObject({ 'DLT-3': 'undeterminable' })
    expect(outcome.needs['001']).toContain(`the attribution of ${ALT} to CAR-T`)
  })

  it('attribution that comes later settles it', () =>
    expect(
      given(
        machines,
        each(
          '001',
          clean('1'),
          adverseEvent(ALT, 3, 3),
          regraded(ALT, 11, 2),
          attributed(ALT, 17, 'CAR-T', 'possible'),
        ),
      ).onReview(18).participants,
    ).toEqual({ '001': 'dlt' }))

  it('a qualifier may run past the window: onset on its last day, still grade 3, pending a week more', () => {
    const outcome = given(machines, each('001', clean('1'), adverseEvent(ALT, 15, 3, toCarT))).onReview(18)
    expect(outcome).toMatchObject({
      rules: { '001': { 'DLT-3': 'pending' } },
      until: { '001': '2026-03-23' },
    })
  })

  it('onset on the day after the window is late: shown, not counted', () => {
    const outcome = given(machines, each('001', clean('1'), adverseEvent(ALT, 16, 4, toCarT))).onReview(30)
    expect(outcome.participants).toEqual({ '001': 'clear' })
    expect(outcome.emitted).toContainEqual(expect.objectContaining({ type: 'dltOutsideWindow', position: 'after' }))
  })

  it('an onset known only by its month, on the window’s edge, is undeterminable', () =>
    expect(
      given(machines, each('001', clean('1'), adverseEvent(ALT, '2026-03', 4, toCarT))).onReview(40),
    ).toMatchObject({
      rules: { '001': { 'DLT-3': 'undeterminable' } },
      action: 'wait',
    }))

  it('a toxicity before CAR-T is shown to the committee and not counted', () => {
    const outcome = given(
      machines,
      each(
        '001',
        enrolled(-20, '1'),
        infused('CAR-NK', 0),
        adverseEvent(ALT, 2, 4, { attribution: { 'CAR-NK': 'probable' } }),
        withdrew(9),
      ),
    ).onReview(20)
    expect(outcome.participants).toEqual({ '001': 'notEvaluable' })
    expect(outcome.emitted).toContainEqual(expect.objectContaining({ type: 'dltOutsideWindow', position: 'before' }))
  })
})

describe('NCT07021534 · laboratory values alone', () => {
  const liver = { uln: '40' }
  const course = (...values: [number, string | undefined][]) =>
    each('001', clean('1'), ...values.map(([day, value]) => lab('ALT', day, value, 'U/L', liver)))

  it('grade 3 ALT nobody reported waits for its attribution', () => {
    const outcome = given(machines, course([-15, '30'], [5, '240'], [14, '230'], [15, '40'])).onReview(16)
    expect(outcome.rules['001']).toMatchObject({ 'DLT-3': 'undeterminable' })
    expect(outcome.needs['001']).toContain(`the attribution of ${ALT} to CAR-T`)
  })

  it('an investigator’s grade 2 against a computed grade 3 waits for reconciliation', () => {
    const outcome = given(
      machines,
      course([-15, '30'], [5, '240'], [8, '230'], [14, '220'], [15, '40']),
      each('001', adverseEvent(ALT, 5, 2, toCarT), ended(ALT, 15)),
    ).onReview(16)
    expect(outcome.rules['001']).toMatchObject({ 'DLT-3': 'undeterminable' })
    expect(outcome.needs['001']?.join()).toContain('reconciliation')
  })

  it('nothing measured between grade 3 on day 3 and grade 1 on day 14: it may have lasted longer than 7 days', () =>
    expect(
      given(
        machines,
        course([-15, '30'], [3, '240'], [14, '60']),
        each('001', adverseEvent('Nausea', 3, 1, unrelated)),
      ).onReview(16).rules['001'],
    ).toMatchObject({ 'DLT-3': 'undeterminable' }))

  it('a result that is missing is never read as normal', () =>
    expect(given(machines, course([-15, '30'], [5, undefined], [15, '30'])).onReview(16)).toMatchObject({
      rules: { '001': { 'DLT-3': 'undeterminable' } },
      action: 'wait',
    }))

  it('with a baseline of 4×ULN, 11×ULN is grade 1 by the printed v5.0 branch', () => {
    const outcome = given(machines, course([-15, '160'], [5, '440'], [15, '160'])).onReview(16)
    expect(outcome.rules['001']).toMatchObject({ 'DLT-3': 'not met' })
  })
})

describe('NCT07021534 · evaluability and replacement', () => {
  it('the second CAR-T infusion never given, and seen since: the committee decides, and the place is filled again', () => {
    const [level, ...before] = treated('1')('001').slice(0, 4)
    const once = given(machines, [level!, ...before], each('001', followedUp(30)))
    expect(once.onReview(30)).toMatchObject({ action: 'wait', participants: { '001': 'watching' } })
    const decided = adjudicated('evaluability', 31, 'not met', 'infusion 2 was withheld for good')
    const outcome = once.when(each('001', decided)).onReview(31)
    expect(outcome).toMatchObject({ action: 'stay', level: '1', more: 1, participants: { '001': 'notEvaluable' } })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'participantNotEvaluable', why: 'adjudicated', replaced: true }),
    )
  })

  it('withdrawn inside the window: not evaluable, replaced, not counted', () =>
    expect(given(machines, each('001', treated('1'), withdrew(8, 'consent withdrawn'))).onReview(20)).toMatchObject({
      participants: { '001': 'notEvaluable' },
      action: 'stay',
      level: '1',
      more: 1,
    }))

  it('withdrawn after a DLT: the DLT stands', () =>
    expect(
      given(machines, each('001', treated('1'), adverseEvent(CRS, 3, 4), withdrew(8))).onReview(20).participants,
    ).toEqual({ '001': 'dlt' }))

  it('one of two infusions: the window cannot close', () =>
    expect(
      given(
        machines,
        each('001', enrolled(-20, '1'), infused('CAR-T', 0, { amount: '1.5e7', unit: 'cells/kg' }), followedUp(20)),
      ).onReview(30),
    ).toMatchObject({ participants: { '001': 'watching' }, action: 'wait' }))

  it.each(
    cases(`
      first    second   status
      1.2e7    1.2e7    clear
      1.2e7    1.19e7   notEvaluable
      1.5e7    0.9e7    clear
      -        1.5e7    watching
    `),
  )('received $first and $second of 1.5e7 twice: $status', ({ first, second, status }) => {
    const amount = (written: string | undefined) => ({ ...(written ? { amount: written } : {}), unit: 'cells/kg' })
    const outcome = given(
      machines,
      each(
        '001',
        enrolled(-20, '1'),
        infused('CAR-T', 0, amount(first)),
        infused('CAR-T', 1, amount(second)),
        followedUp(15),
      ),
    ).onReview(16)
    expect(outcome.participants).toEqual({ '001': status })
  })

  it('not seen at the window’s end: waits for the contact', () =>
    expect(given(machines, each('001', treated('1'), followedUp(14))).onReview(30)).toMatchObject({
      participants: { '001': 'watching' },
      action: 'wait',
    }))
})

describe('NCT07021534 · both cycles, and what lies outside the window', () => {
  const second = [
    infused('CAR-T', 15, { amount: '1.5e7', unit: 'cells/kg', infusion: 1, cycle: 2 }),
    infused('CAR-T', 16, { amount: '1.5e7', unit: 'cells/kg', infusion: 2, cycle: 2 }),
  ]
  const cycle2 = (day: number, ...more: Parameters<typeof each>[1][]) =>
    given(machines, each('001', clean('1'), ...second, adverseEvent(ALT, day, 4, toCarT), ...more)).onReview(60)

  it('toxicity of cycle 2 is reported as late and does not count', () => {
    const outcome = cycle2(20)
    expect(outcome.participants).toEqual({ '001': 'clear' })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'dltOutsideWindow', participant: '001', position: 'after' }),
    )
  })

  it('an event of the day on which both cycles meet is of cycle 1: a DLT', () =>
    expect(cycle2(15).participants).toEqual({ '001': 'dlt' }))

  it('with such days given to cycle 2 it is late', () => {
    const { window } = machines.judges.protocol
    const later = machinesWith({ window: { ...window, boundary: 'later' } })
    const outcome = given(later, each('001', clean('1'), ...second, adverseEvent(ALT, 15, 4, toCarT))).onReview(60)
    expect(outcome.participants).toEqual({ '001': 'clear' })
  })

  it('where cycle 2 counts, its toxicity is a DLT, and its window is waited for', () => {
    const { window } = machines.judges.protocol
    const both = machinesWith({ window: { ...window, alsoCycles: [2] } })
    const story = each('001', clean('1'), ...second)
    expect(given(both, story).onReview(20)).toMatchObject({ participants: { '001': 'watching' }, action: 'wait' })
    expect(given(both, story, each('001', followedUp(30))).onReview(31).participants).toEqual({ '001': 'clear' })
    expect(
      given(both, story, each('001', adverseEvent(ALT, 20, 4, toCarT), followedUp(30))).onReview(31).participants,
    ).toEqual({ '001': 'dlt' })
  })

  it('a late event nobody attributed is on the report as open', () => {
    const outcome = given(machines, each('001', clean('1'), adverseEvent(ALT, 20, 4))).onReview(40)
    expect(outcome.participants).toEqual({ '001': 'clear' })
    expect(outcome.recommendation.action).toBe('escalate')
  })

  it('where the protocol counts late events, one takes a cleared participant to DLT', () => {
    const { window } = machines.judges.protocol
    const counts = machinesWith({ window: { ...window, late: 'count' } })
    expect(given(counts, each('001', clean('1'), adverseEvent(ALT, 40, 4, toCarT))).onReview(60).participants).toEqual({
      '001': 'dlt',
    })
  })
})

describe('NCT07021534 · given CAR-NK only', () => {
  const nkOnly = (...more: Parameters<typeof each>[1][]) =>
    given(
      machines,
      each(
        '001',
        enrolled(-20, '1'),
        infused('CAR-NK', 0, { amount: '1e9', unit: 'cells', infusion: 1 }),
        infused('CAR-NK', 1, { amount: '2e9', unit: 'cells', infusion: 2 }),
        ...more,
      ),
    )
  it('while CAR-T may still come: not dosed, nobody counted', () =>
    expect(nkOnly().onReview(10).participants).toEqual({ '001': 'notDosed' }))
  it('once off study: not evaluable for the CAR-T level, replaced, and no level tally holds them', () => {
    const outcome = nkOnly(withdrew(12, 'investigator’s decision')).onReview(20)
    expect(outcome.participants).toEqual({ '001': 'notEvaluable' })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'participantNotEvaluable', why: 'notDosed', replaced: true }),
    )
    expect(outcome.recommendation.saw).toMatchObject({ n: 0, dlt: 0 })
  })
  it('a toxicity that would be a DLT before CAR-T is shown, with its position', () =>
    expect(nkOnly(adverseEvent(CRS, 2, 4), withdrew(12)).onReview(20).emitted).toContainEqual(
      expect.objectContaining({ type: 'dltOutsideWindow', position: 'before' }),
    ))
})

describe('NCT07021534 · dosed otherwise than assigned', () => {
  const at = (level: string | undefined) =>
    given(
      machines,
      each(
        '001',
        enrolled(-20, '2'),
        ...[0, 1].map((day) =>
          infused('CAR-T', day, { amount: '1.5e7', unit: 'cells/kg', ...(level ? { level } : {}) }),
        ),
        followedUp(15),
      ),
    ).onReview(16)
  it('counts at the level received', () => {
    expect(at('1').participants).toEqual({ '001': 'clear' })
    expect(at('1').recommendation.saw).toMatchObject({ level: '1', n: 1 })
  })
  it('half a level’s dose, with no other level stated, is short of the level assigned', () =>
    expect(at(undefined).participants).toEqual({ '001': 'notEvaluable' }))
})

describe('NCT07021534 · expected cytopenias of lymphodepletion', () => {
  const NEUTROPENIA = 'Neutrophil count decreased'
  const neutropenia = (back: number) =>
    given(
      machines,
      each('001', clean('1'), adverseEvent(NEUTROPENIA, 2, 4, toCarT), regraded(NEUTROPENIA, back, 3)),
    ).onReview(60).rules['001']
  it('grade 4 neutropenia of 28 days is expected', () =>
    expect(neutropenia(30)).toMatchObject({ 'DLT-3': 'not met', 'DLT-4': 'not met' }))
  it('longer than 28 days it is a DLT', () => expect(neutropenia(31)).toMatchObject({ 'DLT-4': 'met' }))
  it('platelets of grade 4, however related, are no DLT', () =>
    expect(
      given(machines, each('001', clean('1'), adverseEvent('Platelet count decreased', 3, 4, toCarT))).onReview(60)
        .rules['001'],
    ).toMatchObject({ 'DLT-3': 'not met' }))
})

describe('NCT07021534 · DLT-5: death', () => {
  it('a death whose relation nobody gave blocks the decision', () =>
    expect(given(machines, each('001', treated('1'), died(9))).onReview(20)).toMatchObject({
      rules: { '001': { 'DLT-5': 'undeterminable' } },
      action: 'wait',
    }))

  it('a death from an event unrelated to the cells leaves the participant not evaluable', () =>
    expect(
      given(
        machines,
        each('001', treated('1'), adverseEvent('Lung infection', 4, 3, unrelated), died(9, 'Lung infection')),
      ).onReview(20).participants,
    ).toEqual({ '001': 'notEvaluable' }))

  it('a death from an event related to the cells is a DLT', () =>
    expect(
      given(
        machines,
        each('001', treated('1'), adverseEvent('Lung infection', 4, 3, toCarT), died(9, 'Lung infection')),
      ).onReview(20).rules['001'],
    ).toMatchObject({ 'DLT-5': 'met' }))
})

describe('NCT07021534 · adjudication and decisions', () => {
  it('a named person overrides an undeterminable rule, and both stay visible', () => {
    const outcome = given(
      machines,
      each(
        '001',
        clean('1'),
        adverseEvent(CRS, 3),
        peaked(CRS, 8, 3),
        ended(CRS, 8),
        adjudicated('DLT-1', 18, 'not met', 'charts show 30 h at grade 3'),
      ),
    ).onReview(19)
    expect(outcome.participants).toEqual({ '001': 'clear' })
  })

  it('a DLT that an adjudication withdraws is named', () =>
    expect(
      given(
        machines,
        each(
          '001',
          clean('1'),
          adverseEvent(CRS, 3, 4),
          adjudicated('DLT-1', 18, 'not met', 'grade recorded in error'),
        ),
      ).onReview(19).emitted,
    ).toContainEqual(expect.objectContaining({ type: 'dltCleared', rule: 'DLT-1', by: 'adjudicated' })))

  it('a decision that differs from the recommendation is marked', () =>
    expect(
      given(machines, each('001', clean('1')), decided(16, 'stay', '1', 'two more at level 1 wanted')).onReview(17)
        .emitted,
    ).toContainEqual(expect.objectContaining({ type: 'decisionTaken', differs: true })))
})

describe('NCT07021534 · stagger: 14 days after the first participant of a level, 7 days after later ones', () => {
  const next = (...timeline: Parameters<typeof given>[1][]) =>
    given(machines, ...timeline).onReview().recommendation.until

  it('after the sentinel: not before 14 days after its first dose', () =>
    expect(next(each('001', treated('1'), adverseEvent(CRS, 3, 2)))).toBe('2026-03-15'))

  it('after the second: not before 7 days after its first dose', () =>
    expect(next(each('001', treated('1'), adverseEvent(CRS, 3, 2)), each('002', treated('1', 20)))).toBe('2026-03-28'))

  it('at a level where nobody has been dosed: no date', () => expect(next(each('001', clean('1')))).toBeUndefined())
})

describe('a protocol like it, with other choices', () => {
  const { window, dltRules } = machines.judges.protocol

  it('a window in hours closes at its hour', () => {
    const hours = machinesWith({ window: { ...window, closes: { ...window.closes, length: { hours: 48 } } } })
    const at = (contact: string) =>
      given(
        hours,
        each(
          '001',
          enrolled(-20, '1'),
          infused('CAR-T', '0 08:00', { amount: '1.5e7', unit: 'cells/kg' }),
          infused('CAR-T', '1 08:00', { amount: '1.5e7', unit: 'cells/kg' }),
          followedUp(contact),
        ),
      ).onReview(contact).participants
    expect(at('3 07:59')).toEqual({ '001': 'watching' })
    expect(at('3 08:00')).toEqual({ '001': 'clear' })
  })

  it('manifestations of a CRS are listed under it; a rule may ask for them by the parent’s term', () => {
    const story = each(
      '001',
      clean('1'),
      adverseEvent(CRS, 3, 2, { event: 'E1' }),
      adverseEvent('Hypotension', 3, 4, { event: 'E2', manifestationOf: 'E1', ...toCarT }),
    )
    expect(given(machines, story).onReview(16).rules['001']).toMatchObject({ 'DLT-3': 'not met' })
    const asked = { ...dltRules[0]!, id: 'X', when: { all: [{ manifestationOf: [CRS] }, { grade: { atLeast: 4 } }] } }
    expect(given(machinesWith({ dltRules: [asked] }), story).onReview(16).rules['001']).toEqual({ X: 'met' })
  })
})
