import { describe, expect, it } from 'vitest'
import {
  adjudicated,
  adverseEvent,
  attributed,
  cases,
  cohortClosed,
  decided,
  each,
  enrolled,
  enrolledIn,
  followedUp,
  gateOpened,
  given,
  type Happening,
  infused,
  resumed,
  rp2dDeclared,
  screened,
  suspended,
  withdrew,
} from '../../src/testing/index.ts'
import { clean, machines, machinesWith, treated } from '../support/trial.ts'

const CRS = 'Cytokine release syndrome'
const { protocol } = machines.judges

/** Enrolled in an expansion cohort and given CAR-T at level 1 on two days from `day`; seen at the end of the window. */
const expanded =
  (cohort: string, day: number, known: Parameters<typeof enrolledIn>[2] = {}): Happening =>
  (participant) =>
    [
      enrolledIn(cohort, day - 20, known),
      infused('CAR-T', day, { amount: '1.5e7', unit: 'cells/kg', infusion: 1, cycle: 1, level: '1' }),
      infused('CAR-T', day + 1, { amount: '1.5e7', unit: 'cells/kg', infusion: 2, cycle: 1, level: '1' }),
      followedUp(day + 15),
    ].flatMap((happens) => happens(participant))

const declared = [each('001', clean('1')), rp2dDeclared('1', 20)]
const gates = [gateOpened('interim-analysis', 21), gateOpened('ethics-amendment', 22)]
const open = [...declared, ...gates]
const people = (first: number, count: number) => Array.from({ length: count }, (_, i) => String(first + i)).join(' ')
const issue = (code: string, message: string) =>
  expect.arrayContaining([expect.stringMatching(new RegExp(`^${code}: .*${message}`))])

describe('NCT07021534 · registry: no phase IB dosing before the interim analysis and the ethics amendment', () => {
  it('before both gates the expansion cohorts are closed', () =>
    expect(given(machines, ...declared).onReview(23)).toMatchObject({
      phase: 'rp2d',
      expansion: { colorectal: 'closed', gastric: 'closed', esophageal: 'closed', other: 'closed' },
    }))

  it('one gate is not enough', () =>
    expect(given(machines, ...declared, gates[0]!).onReview(23)).toMatchObject({
      phase: 'rp2d',
      expansion: { colorectal: 'closed' },
    }))

  it('with both, the four cohorts are open side by side', () =>
    expect(given(machines, ...open).onReview(23)).toMatchObject({
      phase: 'expansion',
      expansion: { colorectal: 'open', gastric: 'open', esophageal: 'open', other: 'open' },
    }))

  it('both gates without an RP2D open nothing', () =>
    expect(given(machines, each('001', clean('1')), ...gates).onReview(23)).toMatchObject({
      phase: 'titration',
      expansion: { colorectal: 'closed' },
    }))

  it.each(
    cases(`
      what                      says
      before the RP2D           RP2D not declared, gate interim-analysis not open, gate ethics-amendment not open
      before both gates         gate interim-analysis not open, gate ethics-amendment not open
      before the second gate    gate ethics-amendment not open
    `),
  )('somebody dosed $what is an urgent issue, and stays on record', ({ what, says }) => {
    const opened = {
      'before the RP2D': [],
      'before both gates': declared,
      'before the second gate': [...declared, gates[0]!],
    }
    const outcome = given(
      machines,
      ...opened[what as keyof typeof opened],
      each('101', expanded('gastric', 30)),
    ).onReview(50)
    expect(outcome.issues).toEqual(issue('gateClosed', says!))
    expect(outcome.participants['101']).toBe('clear')
  })

  it('dosed after both gates there is no issue', () =>
    expect(given(machines, ...open, each('101', expanded('gastric', 30))).onReview(50).issues).toEqual([]))

  it('a gate that the protocol does not have is asked about', () =>
    expect(given(machines, ...declared, gateOpened('lunch', 21)).onReview(23).issues).toEqual(
      issue('outOfPlace', 'no gate "lunch"'),
    ))
})

describe('NCT07021534 · registry: expansion cohorts colorectal, gastric, esophageal and other, 9 to 18 each', () => {
  it('its participants are analysed there and do not enter the dose-finding tally', () => {
    const outcome = given(machines, ...open, each('101 102', expanded('gastric', 30))).onReview(50)
    expect(outcome.emitted.findLast((one) => one.type === 'expansionChanged')).toMatchObject({
      cohort: 'gastric',
      counts: { dosed: 2, settled: 2, dlt: 0 },
    })
    expect(outcome.recommendation.saw).toMatchObject({ level: '1', n: 1 })
  })

  it('where the protocol says so they do', () => {
    const counting = machinesWith({ expansion: { ...protocol.expansion!, countsForDose: true } })
    const outcome = given(counting, ...open, each('101 102', expanded('gastric', 30))).onReview(50)
    expect(outcome.recommendation.saw).toMatchObject({ level: '1', n: 3 })
  })

  it('the disease cohort of the screening decides where enrolment names none', () => {
    const happens: Happening = (participant) => [
      ...screened(25, { cohort: 'Gastric' })(participant),
      { type: 'enrolled', participant, at: '2026-03-29', phase: 'IB' },
    ]
    const outcome = given(machines, ...open, each('101', happens, infused('CAR-T', 40))).onReview(41)
    expect(outcome.emitted.findLast((one) => one.type === 'expansionChanged')).toMatchObject({ cohort: 'gastric' })
  })

  it('a cohort that is not one of the four is asked about', () =>
    expect(given(machines, ...open, each('101', expanded('hepatic', 30))).onReview(50).issues).toEqual(
      issue('gateClosed', 'which cohort is not known'),
    ))

  it('a phase that the protocol does not have is asked about', () =>
    expect(given(machines, ...open, each('101', expanded('gastric', 30, { phase: 'II' }))).onReview(50).issues).toEqual(
      issue('outOfPlace', 'phase "II"'),
    ))

  it('dosed at another level than the RP2D: asked about at once', () => {
    const outcome = given(
      machines,
      ...open,
      each('101', enrolledIn('gastric', 25), infused('CAR-T', 30, { level: '2', amount: '3e7', unit: 'cells/kg' })),
    ).onReview(31)
    expect(outcome.issues).toEqual(issue('levelNotOpen', 'level 2 in the expansion; the RP2D is level 1'))
  })

  it.each(
    cases(`
      dosed  review  state
      17     60      open
      18     40      full
      18     60      complete
    `),
  )('$dosed dosed, by day $review: $state', ({ dosed, review, state }) =>
    expect(
      given(machines, ...open, each(people(101, Number(dosed)), expanded('gastric', 30))).onReview(Number(review)),
    ).toMatchObject({ expansion: { gastric: state, colorectal: 'open' }, phase: 'expansion' }),
  )

  it('somebody who is replaced leaves the place free', () =>
    expect(
      given(
        machines,
        ...open,
        each(people(101, 17), expanded('gastric', 30)),
        each('118', enrolledIn('gastric', 10), infused('CAR-T', 30), withdrew(33)),
      ).onReview(60),
    ).toMatchObject({ expansion: { gastric: 'open' } }))

  it('a nineteenth is an urgent issue', () =>
    expect(
      given(
        machines,
        ...open,
        each(people(101, 18), expanded('gastric', 30)),
        each('119', expanded('gastric', 60)),
      ).onReview(80).issues,
    ).toEqual(issue('dosedOnHold', 'cohort gastric is complete')))

  it('closed by the committee below its minimum: noted', () => {
    const outcome = given(
      machines,
      ...open,
      each('101', expanded('gastric', 30)),
      cohortClosed('gastric', 60, 'slow accrual'),
    ).onReview(61)
    expect(outcome).toMatchObject({ expansion: { gastric: 'complete', other: 'open' } })
    expect(outcome.issues).toEqual(issue('outOfPlace', 'cohort gastric has 1 dosed, of at least 9'))
  })

  it('all four complete: the trial is complete', () => {
    const outcome = given(
      machines,
      ...open,
      ...protocol.expansion!.cohorts.map((cohort) => cohortClosed(cohort, 70, 'enough')),
    ).onReview(71)
    expect(outcome.phase).toBe('complete')
    expect(outcome.emitted.at(-1)).toMatchObject({ type: 'trialCompleted' })
  })
})

describe('NCT07021534 · assumed STOP-4: DLT rate of an expansion cohort above 30 % with more than 90 % probability', () => {
  const dlt =
    (cohort: string, day: number): Happening =>
    (participant) => [...expanded(cohort, day)(participant), ...adverseEvent(CRS, day + 3, 4)(participant)]
  const unsettled =
    (cohort: string, day: number): Happening =>
    (participant) =>
      expanded(cohort, day)(participant).filter(({ type }) => type !== 'followedUp')
  /** STOP-3, grade 4 CRS in two participants, would suspend the whole trial: it is left out here. */
  const alone = machinesWith({ stopping: protocol.stopping!.filter(({ id }) => id === 'STOP-4') })
  const monitored = (...more: Parameters<typeof given>[1][]) => given(alone, ...open, ...more)

  it.each(
    cases(`
      clean  dlts  gastric
      1      1     open
      1      2     held
      3      3     open
      2      4     held
      5      4     open
      4      5     held
      7      5     open
      6      6     held
      9      6     open
      8      7     held
    `),
  )('$dlts of $clean + $dlts with DLT: $gastric, and the others go on', ({ clean: none, dlts, gastric }) =>
    expect(
      monitored(
        each(people(101, Number(none)), expanded('gastric', 30)),
        each(people(201, Number(dlts)), dlt('gastric', 60)),
      ).onReview(76),
    ).toMatchObject({
      expansion: { gastric, colorectal: 'open', esophageal: 'open', other: 'open' },
      phase: 'expansion',
    }),
  )

  it('held at once on crossing, whoever is pending', () => {
    const outcome = monitored(
      each('101 102', unsettled('gastric', 30)),
      each('201 202 203', dlt('gastric', 30)),
    ).onReview(34)
    expect(outcome).toMatchObject({
      expansion: { gastric: 'held' },
      stopping: { 'STOP-4 gastric': 'met', 'STOP-4 other': 'not met' },
    })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({
        type: 'enrollmentHeld',
        by: 'STOP-4',
        cohort: 'gastric',
        why: expect.stringContaining('3 of 3 settled'),
      }),
    )
  })

  it('a DLT that cannot be told yet and would cross the bound: not known, held for want of it', () => {
    const outcome = monitored(
      each('101', expanded('gastric', 30)),
      each('201', dlt('gastric', 30)),
      each('202', expanded('gastric', 30), adverseEvent('Nausea', 33, 4)),
    ).onReview(46)
    expect(outcome).toMatchObject({ stopping: { 'STOP-4 gastric': 'unknown' } })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'enrollmentHeld', by: 'STOP-4', cohort: 'gastric' }),
    )
  })

  it('resumed by a named person with a reason; the next DLT holds it again', () => {
    const start = [
      each('101', expanded('gastric', 30)),
      each('201 202', dlt('gastric', 30)),
      resumed(50, 'reviewed', 'gastric'),
    ]
    expect(monitored(...start).onReview(51)).toMatchObject({ expansion: { gastric: 'open' } })
    expect(monitored(...start, each('203', dlt('gastric', 60))).onReview(64)).toMatchObject({
      expansion: { gastric: 'held' },
    })
  })

  it('somebody dosed while it is held is an urgent issue', () =>
    expect(
      monitored(
        each('101', expanded('gastric', 30)),
        each('201 202', dlt('gastric', 30)),
        each('203', expanded('gastric', 60)),
      ).onReview(80).issues,
    ).toEqual(issue('dosedOnHold', 'cohort gastric is held')))

  it('attribution given later moves the answer', () =>
    expect(
      monitored(
        each('101', expanded('gastric', 30)),
        each('201', dlt('gastric', 30)),
        each(
          '202',
          expanded('gastric', 30),
          adverseEvent('Nausea', 33, 4),
          attributed('Nausea', 50, 'CAR-T', 'definite'),
        ),
      ).onReview(51),
    ).toMatchObject({ expansion: { gastric: 'held' }, stopping: { 'STOP-4 gastric': 'met' } }))

  it('one cohort held and resumed by decision, the others untouched', () => {
    const held = monitored(suspended(40, 'a death under review', 'other'))
    expect(held.onReview(41)).toMatchObject({ expansion: { other: 'held', gastric: 'open' }, phase: 'expansion' })
    expect(held.when(resumed(45, 'unrelated', 'other')).onReview(46)).toMatchObject({ expansion: { other: 'open' } })
  })

  it('the whole trial suspended during the expansion: resumed, it goes on in expansion', () => {
    const held = given(machines, ...open, suspended(40, 'a lot under review'))
    expect(held.onReview(41)).toMatchObject({ phase: 'suspended' })
    expect(held.when(resumed(45, 'the lot is released')).onReview(46)).toMatchObject({
      phase: 'expansion',
      expansion: { gastric: 'open' },
    })
  })
})

describe('NCT07021534 · registry: RP2D at, below or without an MTD', () => {
  const level2 = [each('001', clean('1')), decided(16, 'escalate', '2')]
  const tooToxic = [each('002', clean('2', 20)), each('003 004', clean('2', 20), adverseEvent(CRS, 23, 3))]
  const declaredAt = (level: string, ...before: Parameters<typeof given>[1][]) =>
    given(machines, ...before, rp2dDeclared(level, 90)).onReview(91)
  const told = (outcome: ReturnType<typeof declaredAt>) => outcome.emitted.find((one) => one.type === 'rp2dDeclared')
  const mtd1 = [...level2, ...tooToxic, each('005 006 007 008 009', clean('1', 45))]

  it('without an MTD', () =>
    expect(told(declaredAt('1', each('001', clean('1'))))).toMatchObject({ level: '1', mtd: 'without' }))

  it('at the MTD', () => {
    const outcome = declaredAt('1', ...mtd1)
    expect(outcome).toMatchObject({
      action: 'declare-mtd',
      level: '1',
      phase: 'rp2d',
      issues: expect.not.arrayContaining([expect.stringContaining('RP2D')]),
    })
    expect(told(outcome)).toMatchObject({ mtd: 'at' })
  })

  it('below the MTD', () => {
    const mtd2 = [
      ...level2,
      each('002 003 004', clean('2', 20)),
      each('005 006 007', clean('2', 25)),
      each('008 009', clean('3', 45), adverseEvent(CRS, 48, 3)),
    ]
    const outcome = declaredAt('1', ...mtd2)
    expect(outcome).toMatchObject({ action: 'declare-mtd', level: '2' })
    expect(told(outcome)).toMatchObject({ mtd: 'below' })
  })

  it('above an excluded level: declared all the same, and an urgent issue', () => {
    const outcome = declaredAt('2', ...mtd1)
    expect(outcome.phase).toBe('rp2d')
    expect(told(outcome)).toMatchObject({ mtd: 'above' })
    expect(outcome.issues).toEqual(issue('overExcludedLevel', 'urgent: the RP2D is declared at level 2'))
  })

  it('a level that is excluded only afterwards is an urgent issue too', () => {
    const outcome = given(
      machines,
      ...level2,
      each('002 003', clean('2', 20)),
      each('004 005', treated('2', 30)),
      rp2dDeclared('2', 40),
      each('004 005', adverseEvent(CRS, 42, 4)),
    ).onReview(43)
    expect(outcome.issues).toEqual(issue('overExcludedLevel', 'the declared RP2D, level 2, is now an excluded level'))
  })

  it('declared anew at another level: the last one counts, and it is asked about', () => {
    const outcome = given(machines, ...level2, rp2dDeclared('1', 20), rp2dDeclared('2', 30)).onReview(31)
    expect(outcome.issues).toEqual(issue('outOfPlace', 'was declared at level 1 and is now declared at level 2'))
  })

  it('a level that the protocol does not have is asked about', () =>
    expect(declaredAt('9', each('001', clean('1'))).issues).toEqual(
      issue('outOfPlace', 'level 9, which the protocol does not have'),
    ))
})

describe('NCT07021534 · never two levels open at once', () => {
  it('dosed at another level than the committee opened: urgent', () =>
    expect(
      given(machines, each('001', clean('1')), decided(16, 'escalate', '2'), each('002', treated('3', 20))).onReview(25)
        .issues,
    ).toEqual(issue('levelNotOpen', 'at level 3 while level 2 is the one open')))

  it('at the level opened: no issue', () =>
    expect(
      given(machines, each('001', clean('1')), decided(16, 'escalate', '2'), each('002', treated('2', 20))).onReview(25)
        .issues,
    ).toEqual([]))

  it('no decision on record, and somebody still in the window at another level: urgent', () =>
    expect(given(machines, each('001', treated('1')), each('002', treated('2', 10))).onReview(12).issues).toEqual(
      issue('levelNotOpen', 'at level 2 while 001 is in the window at level 1: two levels are open'),
    ))

  it('at a level the protocol does not have', () =>
    expect(given(machines, each('001', treated('9'))).onReview(2).issues).toEqual(
      issue('levelNotOpen', 'level 9, which the protocol does not have'),
    ))

  it('dosed after the committee stopped: urgent', () =>
    expect(
      given(machines, each('001', clean('1')), decided(16, 'stop'), each('002', treated('1', 30))).onReview(31).issues,
    ).toEqual(issue('dosedOnHold', 'while the trial is complete')))
})

describe('NCT07021534 · assumed: stagger of 14 days after the first of a level, 7 days after later ones', () => {
  const trigger = each('001', treated('1'), adverseEvent(CRS, 3, 2))
  it.each(
    cases(`
      second  third  issue
      14      21     -
      13      21     possibly|less than 14 days after 2026-03-01 .sentinel.
      14      20     less than 7 days after 2026-03-15 .within-level.
    `),
  )('the second on day $second and the third on day $third', ({ second, third, issue: says }) => {
    const { issues } = given(
      machines,
      trigger,
      each('002', treated('1', Number(second))),
      each('003', treated('1', Number(third))),
    ).onReview(22)
    expect(issues).toEqual(says === undefined ? [] : issue('dosedEarly', `(${says})`))
  })

  it('a first dose known only by its month may have been early: asked about', () =>
    expect(
      given(
        machines,
        each('001', enrolled(-5, '1'), infused('CAR-T', '2026-03', { amount: '1.5e7', unit: 'cells/kg' })),
        each('002', treated('1', 20)),
      ).onReview(21).issues,
    ).toEqual(issue('dosedEarly', 'possibly less than 14 days')))

  it('enrollment held until the sentinel has been watched: the date, and the rule that decides it', () => {
    const outcome = given(machines, trigger).onReview(4)
    expect(outcome.held).toEqual({ sentinel: '2026-03-15' })
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'enrollmentHeld', by: 'sentinel', until: '2026-03-15' }),
    )
  })

  it('after the second, 7 days after it', () =>
    expect(given(machines, trigger, each('002', treated('1', 20))).onReview(21).held).toEqual({
      'within-level': '2026-03-28',
    }))

  it('while the design waits, enrollment is held for that', () =>
    expect(given(machines, each('001', treated('1'))).onReview(4)).toMatchObject({
      action: 'wait',
      held: { 'titration open': null },
    }))

  it('a gap between levels, where the protocol has one: from the latest first dose at another level', () => {
    const gap = machinesWith({ stagger: { ...protocol.stagger, betweenLevels: { days: 28 } } })
    const escalated = [each('001', clean('1')), decided(16, 'escalate', '2')]
    expect(given(gap, ...escalated).onReview(16).held).toEqual({ 'between-levels': '2026-03-29' })
    expect(given(gap, ...escalated, each('002', treated('2', 27))).onReview(28).issues).toEqual(
      issue('dosedEarly', 'less than 28 days after 2026-03-01 .between-levels.'),
    )
    expect(given(gap, ...escalated, each('002', treated('2', 28))).onReview(29).issues).toEqual([])
  })
})

describe('NCT07021534 · replacement', () => {
  const lost = each('001', treated('1'), withdrew(8))
  const inPlaceOf = (replaced: string, day = 20): Happening => enrolled(day, '1', replaced)
  const issuesOf = (...timeline: Parameters<typeof given>[1][]) => given(machines, ...timeline).onReview(60).issues

  it('one who is not evaluable is replaced: no issue', () =>
    expect(issuesOf(lost, each('002', inPlaceOf('001')))).toEqual([]))
  it('twice: the second is asked about', () =>
    expect(issuesOf(lost, each('002', inPlaceOf('001')), each('003', inPlaceOf('001', 21)))).toEqual(
      issue('replacement', 'replaces 001, whom 002 replaces already'),
    ))
  it('one who is evaluable', () =>
    expect(issuesOf(each('001', clean('1')), each('002', inPlaceOf('001')))).toEqual(
      issue('replacement', 'who on 2026-03-21 was evaluable'),
    ))
  it('one who is still in the window', () =>
    expect(issuesOf(each('001', treated('1')), each('002', inPlaceOf('001', 5)))).toEqual(
      issue('replacement', 'was in the window'),
    ))
  it('nobody on record', () =>
    expect(issuesOf(each('002', inPlaceOf('999')))).toEqual(issue('replacement', 'who is not a participant on record')))
  it('themselves', () =>
    expect(issuesOf(each('002', inPlaceOf('002')))).toEqual(issue('replacement', 'replaces themselves')))

  it('more than the protocol allows', () => {
    const few = machinesWith({ replacement: { ...protocol.replacement, maximum: 1, maximumEach: 1 } })
    const timeline = [
      lost,
      each('002', inPlaceOf('001')),
      each('002', infused('CAR-T', 25), withdrew(30)),
      each('003', inPlaceOf('002', 35)),
    ]
    const { issues } = given(few, ...timeline).onReview(60)
    expect(issues).toEqual(issue('replacement', 'replacement 2 in the trial, of at most 1'))
    expect(issues).toEqual(issue('replacement', 'replacement 2 at level 1, of at most 1'))
    expect(given(few, ...timeline.slice(0, 2)).onReview(60).issues).toEqual([])
  })

  it.each(
    cases(`
      counts     action
      assigned   stop
      dosed      stop
      evaluable  stay
    `),
  )('the maximum counts $counts: two lost of a maximum of two, $action', ({ counts, action }) => {
    const two = machinesWith({ maximum: { ...protocol.maximum, participants: 2, counts: counts as 'dosed' } })
    expect(given(two, each('001 002', treated('1'), withdrew(8))).onReview(20).action).toBe(action)
  })

  it('somebody lost before any dose uses up a maximum of those assigned, not of those dosed', () => {
    const one = (counts: 'assigned' | 'dosed') =>
      given(
        machinesWith({ maximum: { ...protocol.maximum, participants: 1, counts } }),
        each('001', enrolled(0, '1'), withdrew(3)),
      ).onReview(5).action
    expect([one('assigned'), one('dosed')]).toEqual(['stop', 'stay'])
  })
})

describe('NCT07021534 · a decision whose basis a correction changes', () => {
  it('a DLT that comes to light after the escalation is reported with before and after', () => {
    const outcome = given(
      machines,
      each('001', clean('1')),
      decided(16, 'escalate', '2'),
      each('002 003 004', clean('2', 20)),
      decided(36, 'escalate', '3'),
      each('002', adjudicated('DLT-3', 40, 'met', 'hepatitis found in the source')),
    ).onReview(41)
    expect(outcome.emitted).toContainEqual(
      expect.objectContaining({ type: 'decisionBasisChanged', decision: 'escalate to level 3 (2026-04-06)' }),
    )
  })
})
