import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scaleTables } from '../../grading-tables/scales/index.ts'
import { sdtmMapFor } from '../../src/adapters/for-protocol.ts'
import { readSdtm } from '../../src/adapters/sdtm/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { toHtml } from '../../src/reports/html.ts'
import { imported } from '../../src/reports/import.ts'
import type { ReportedEvent, ReportedParticipant, ReportedRule } from '../../src/reports/report.ts'
import type { ReportedPathway } from '../../src/reports/reported-dosing.ts'
import { review } from '../../src/reports/review.ts'
import { toText } from '../../src/reports/text.ts'
import { crsScales, tableScale } from '../../src/scales/index.ts'
import { textOf } from '../reports/reading.ts'
import { machines } from '../support/trial.ts'

const folder = new URL('../../src/protocols/nct07021534-demo/', import.meta.url)
const files: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)

const scales = crsScales.flatMap((id) => scaleTables.filter((table) => table.id === id).map(tableScale))
const importedFrom = (csv: typeof files) => {
  const { records, issues } = readSdtm(csv, sdtmMapFor(nct07021534))
  return imported(records, issues, 'EDC export')
}
const demo = importedFrom(files)
const reviewed = (from: typeof demo, asOf: string, knownOn?: string) =>
  review(
    machines,
    from.ledger,
    { asOf, ...(knownOn ? { knownOn } : {}), software: 'test', crsScales: scales },
    from.issues,
  )

const afterTheFirst = reviewed(demo, '2026-02-09')
const beforeTheCorrection = reviewed(demo, '2026-06-10', '2026-06-10')
const afterTheCorrection = reviewed(demo, '2026-06-15', '2026-06-15')
const beforeLevel3 = reviewed(demo, '2026-08-18', '2026-08-18')
const atTheCutOff = reviewed(demo, '2026-11-12')

type Reviewed = typeof atTheCutOff
const who = (report: Reviewed, id: string): ReportedParticipant =>
  report.participants.find(({ participant }) => participant === id)!
const rule = (report: Reviewed, id: string, name: string): ReportedRule =>
  who(report, id).rules.find((one) => one.rule === name)!
const reported = (report: Reviewed, id: string, term: string): ReportedEvent =>
  who(report, id).events.find((event) => event.term === term && event.source === 'reported')!
const measured = (report: Reviewed, id: string, term: string): ReportedEvent =>
  who(report, id).events.find((event) => event.term === term && event.source === 'laboratory')!
const statuses = (report: Reviewed, ...ids: readonly string[]) => ids.map((id) => who(report, id).status)

const CRS = 'Cytokine release syndrome'
const ALT = 'Alanine aminotransferase increased'
const AST = 'Aspartate aminotransferase increased'
const missingLimit = `the upper limit of normal of ALT on 2026-11-12, for the grade of ${ALT}`

describe('registry: rapid titration with one participant, switched to 3+3 by a grade 2 CRS (review of 2026-02-09)', () => {
  it('001 has CRS grade 2, without a DLT, and its window is closed', () => {
    expect(reported(afterTheFirst, '001', CRS).worst).toEqual({ atLeast: 2, atMost: 2 })
    expect(who(afterTheFirst, '001')).toMatchObject({ status: 'clear', trigger: { is: 'met', term: CRS } })
  })

  it('the study switches to 3+3 at level 1, with two more, by the titration trigger', () =>
    expect(afterTheFirst.recommendation).toMatchObject({
      action: 'switch',
      level: '1',
      more: 2,
      rule: { id: 'titration trigger' },
      saw: { level: '1', n: 1, dlt: 0, pending: 0 },
    }))
})

describe('registry: 3+3 at level 1 and level 2 (reviews of 2026-06-10 and 2026-06-15)', () => {
  it('level 1 is cleared with none of three', () =>
    expect(atTheCutOff.levels[0]).toMatchObject({ label: '1', dosed: 3, evaluable: 3, dlt: 0, pending: 0 }))

  it('as known before the correction, none of three at level 2: escalate', () => {
    expect(statuses(beforeTheCorrection, '004', '005', '006')).toEqual(['clear', 'clear', 'clear'])
    expect(reported(beforeTheCorrection, '005', ALT).worst).toEqual({ atLeast: 2, atMost: 2 })
    expect(beforeTheCorrection.recommendation).toMatchObject({
      action: 'escalate',
      level: '3',
      more: 3,
      rule: { id: '3+3 0 of 3' },
      saw: { level: '2', n: 3, dlt: 0, pending: 0 },
    })
  })

  it('with the grade corrected, one of three at level 2: stay, with three more', () => {
    expect(statuses(afterTheCorrection, '004', '005', '006')).toEqual(['clear', 'dlt', 'clear'])
    expect(reported(afterTheCorrection, '005', ALT).worst).toEqual({ atLeast: 3, atMost: 3 })
    expect(afterTheCorrection.recommendation).toMatchObject({
      action: 'stay',
      level: '2',
      more: 3,
      rule: { id: '3+3 1 of 3' },
      saw: { level: '2', n: 3, dlt: 1, pending: 0 },
    })
  })

  it('the committee’s decisions followed what was recommended when they were taken', () =>
    expect(atTheCutOff.decisions.map(({ at, decision, differs }) => [at, decision.split(' ')[0], differs])).toEqual([
      ['2026-02-10', 'switch', false],
      ['2026-04-08', 'escalate', false],
      ['2026-06-16', 'stay', false],
      ['2026-08-19', 'escalate', false],
    ]))

  it('level 2, filled to six, has one DLT: escalate to level 3', () => {
    expect(beforeLevel3.recommendation).toMatchObject({
      action: 'escalate',
      level: '3',
      rule: { id: '3+3 1 of 6' },
      saw: { level: '2', n: 6, dlt: 1, pending: 0 },
    })
    expect(beforeLevel3.levels[1]).toMatchObject({ dosed: 7, evaluable: 6, dlt: 1, notEvaluable: 1 })
  })
})

describe('DLT-3: grade 3 not resolved to grade 2 or less within 7 days, related to the cells', () => {
  it('ALT and AST of 004, at grade 3 for five days, are no DLT, and the laboratory agrees', () => {
    expect(reported(atTheCutOff, '004', ALT).course.map(({ at, grade }) => `${at} ${grade}`)).toEqual([
      '2026-05-07 2',
      '2026-05-08 3',
      '2026-05-13 2',
      '2026-05-19 1',
    ])
    for (const term of [ALT, AST])
      expect(reported(atTheCutOff, '004', term)).toMatchObject({ worst: { atLeast: 3 }, computed: { atLeast: 3 } })
    expect(rule(atTheCutOff, '004', 'DLT-3').is).toBe('not met')
  })

  it('ALT of 005, at grade 3 for two weeks, is a DLT', () => {
    expect(rule(atTheCutOff, '005', 'DLT-3')).toMatchObject({ is: 'met', term: ALT })
    expect(rule(atTheCutOff, '005', 'DLT-3').grounds.map(({ saw }) => saw)).toContain(
      `${ALT} 14 days from 2026-05-28 to 2026-06-11`,
    )
    expect(reported(atTheCutOff, '005', ALT).computed).toEqual({ atLeast: 3, atMost: 3 })
  })

  it('fatigue of 008, known only by its maximum over five days, cannot have lasted longer than seven: no DLT', () => {
    expect(reported(atTheCutOff, '008', 'Fatigue')).toMatchObject({
      onset: '2026-07-13',
      ended: '2026-07-18',
      worst: { atLeast: 3, atMost: 3 },
    })
    expect(rule(atTheCutOff, '008', 'DLT-3').is).toBe('not met')
    expect(who(atTheCutOff, '008').status).toBe('clear')
  })

  it('nausea of 011, known only by its maximum over twelve days, is undeterminable for want of the dates', () => {
    expect(rule(atTheCutOff, '011', 'DLT-3')).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'the dates at this grade: Nausea' }],
    })
    expect(rule(atTheCutOff, '011', 'DLT-3').until).toBeUndefined()
    expect(who(atTheCutOff, '011').status).toBe('watching')
  })

  it('the ALT of 012 without its ULN is a range that may reach grade 3, and leaves the rule open', () => {
    expect(measured(atTheCutOff, '012', ALT).course.at(-1)).toMatchObject({ at: '2026-11-12T07:30', grade: '0–4' })
    expect(rule(atTheCutOff, '012', 'DLT-3')).toMatchObject({ is: 'pending', term: ALT })
    expect(rule(atTheCutOff, '012', 'DLT-3').needs).toContainEqual({ fact: missingLimit })
    expect(who(atTheCutOff, '012').needs).toContainEqual({ fact: missingLimit })
    expect(toHtml(atTheCutOff)).toMatch(
      /pending until <span class="when">2026-11-19<\/span>, and for facts no date will bring/,
    )
  })

  it('the site of 012 is asked for the limit, and its grade by itself is asked of nobody', () => {
    const asked = atTheCutOff.issues.filter(({ where }) => where.participant === '012').map(({ message }) => message)
    expect(asked).toContain(`DLT-3 cannot be answered for want of ${missingLimit}`)
    expect(asked.join()).not.toContain('STOP-4')
    expect(JSON.stringify(atTheCutOff)).not.toContain(`"the grade of ${ALT}"`)
  })

  it('ALT of 013, 11×ULN from a baseline of 4×ULN, is grade 1 by the v5.0 branch as printed, and no DLT', () => {
    expect(measured(atTheCutOff, '013', ALT).course.map(({ at, grade }) => `${at.slice(0, 10)} ${grade}`)).toEqual(
      expect.arrayContaining(['2026-10-15 1', '2026-10-27 0']),
    )
    expect(rule(atTheCutOff, '013', 'DLT-3').is).toBe('not met')
    expect(who(atTheCutOff, '013').status).toBe('clear')
  })

  it('what stands behind the grades of 005, 012 and 013 stands on the page beside them', () => {
    const page = textOf(toHtml(atTheCutOff))
    for (const line of [
      'ALT 224, 241, 229 U/L (2026-05-28 to 2026-06-05); ULN 40, baseline 24 U/L; >5.0 - 20.0 x ULN if baseline was normal',
      'ALT 168 U/L; ? ULN not recorded, baseline 22 U/L; ? for want of ULN',
      'grade 0, measured ALT 290 U/L; LLN 9, ULN 50, baseline 200 U/L; meets no criterion graded by the baseline, which was abnormal; by the normal limits grade 3',
    ])
      expect(page).toContain(line)
  })

  it('every grade that the laboratory gave has a result behind it', () => {
    const given = atTheCutOff.participants.flatMap(({ events }) =>
      events.filter(({ source }) => source === 'laboratory'),
    )
    for (const { course } of given) for (const seen of course) expect(seen.results?.length).toBeGreaterThan(0)
  })

  it('the hepatic signal of 013 is reported beside the grade', () =>
    expect(atTheCutOff.signals).toMatchObject([{ participant: '013', at: '2026-10-19T07:30' }]))
})

describe('DLT-1: CRS grade 4, or grade 3 not resolved to grade 2 or less within 72 h (review of 2026-11-12)', () => {
  it('CRS grade 3 of 012, open at the cut-off, is pending until 72 h after it began', () =>
    expect(rule(atTheCutOff, '012', 'DLT-1')).toMatchObject({ is: 'pending', term: CRS, until: '2026-11-13T22:40' }))

  it('its CRS is serious for the hospital, as the site recorded; its laboratory events nobody has judged', () => {
    expect(reported(atTheCutOff, '012', CRS)).toMatchObject({ serious: true, facts: ['hospitalization indicated'] })
    expect(reported(atTheCutOff, '005', ALT).serious).toBe(false)
    expect(measured(atTheCutOff, '012', ALT).serious).toBeUndefined()
  })

  it('its hypotension is a manifestation and counts no second time', () =>
    expect(reported(atTheCutOff, '012', 'Hypotension')).toMatchObject({
      manifestationOf: 'AE01',
      worst: { atLeast: 3 },
    }))

  it('three treated at level 3, two of them open: wait', () => {
    expect(atTheCutOff.recommendation).toMatchObject({
      action: 'wait',
      level: '3',
      rule: { id: '3+3 three open' },
      saw: { level: '3', n: 1, dlt: 0, pending: 2 },
    })
    expect(atTheCutOff.recommendation.awaits.map(({ participant }) => participant)).toEqual(['011', '012'])
    expect(atTheCutOff.recommendation.awaits[1]?.needs.map(({ fact }) => fact)).toContain(
      `whether it resolves in time: ${CRS}`,
    )
  })
})

describe('CRS of every participant by all eight scales', () => {
  const peaks = (report: Reviewed, id: string, episode = 0) =>
    who(report, id).crs?.episodes[episode]?.grades.map(({ name, peak: { atLeast, atMost } }) =>
      atLeast === atMost ? `${name} ${atLeast}` : `${name} ${atLeast}–${atMost}`,
    )

  it('finds the episodes of the story, from onset to resolution', () =>
    expect(
      atTheCutOff.participants.flatMap(({ participant, crs }) =>
        crs!.episodes.map(({ onset, resolved = 'open' }) => `${participant} ${onset} ${resolved}`),
      ),
    ).toEqual([
      '001 2026-01-25T14:00 2026-01-28T10:00',
      '003 2026-03-23T15:00 2026-03-24T09:00',
      '005 2026-05-20T19:00 2026-05-21T07:40',
      '006 2026-06-14T16:00 2026-06-15T07:40',
      '007 2026-07-05T17:30 2026-07-06T07:40',
      '009 2026-07-23T20:00 2026-07-24T11:00',
      '010 2026-08-03T18:00 2026-08-04T12:00',
      '011 2026-09-21T16:00 2026-09-22T09:00',
      '012 2026-11-09T16:30 open',
    ]))

  it('grades 001, hospitalised with hypotension answering to fluids, and leaves open what nobody recorded', () => {
    expect(peaks(atTheCutOff, '001')).toEqual([
      'ASTCT consensus 2019 2',
      'Lee 2014 2',
      'Penn 2018 2',
      'MSKCC 2018 1',
      'CARTOX 2018 2',
      'CTCAE v4.03 2–3',
      'CTCAE v5.0 2',
      'CTCAE v6.0 2',
    ])
    expect(who(atTheCutOff, '001').crs?.episodes[0]?.grades[5]).toMatchObject({
      needs: ['hospitalisation for clinical sequelae', 'prompt response to symptomatic treatment'],
      differs: expect.stringContaining('where ASTCT consensus 2019 says 2'),
    })
  })

  it('grades 012, one vasopressor and low-flow oxygen, with the reason each differs', () => {
    expect(peaks(atTheCutOff, '012')).toEqual([
      'ASTCT consensus 2019 3',
      'Lee 2014 2–3',
      'Penn 2018 3',
      'MSKCC 2018 3',
      'CARTOX 2018 2–3',
      'CTCAE v4.03 4',
      'CTCAE v5.0 3',
      'CTCAE v6.0 3',
    ])
    const [episode] = who(atTheCutOff, '012').crs!.episodes
    expect(episode!.grades.filter(({ differs }) => differs !== undefined).map(({ name }) => name)).toEqual([
      'Lee 2014',
      'CARTOX 2018',
      'CTCAE v4.03',
    ])
    expect(episode!.grades.find(({ name }) => name === 'Lee 2014')?.needs).toEqual(['fraction of inspired oxygen'])
    expect(episode!.grades.find(({ name }) => name === 'CTCAE v4.03')?.differs).toContain('pressor')
    expect(episode!.treatments.map(({ kind }) => kind)).toEqual([
      'antipyretic',
      'oxygen',
      'fluids',
      'tocilizumab',
      'vasopressor',
      'corticosteroid',
    ])
    expect(episode!.manifestations.map(({ term }) => term)).toEqual(['Hypotension'])
  })

  it('marks the scale of the protocol, CTCAE v5.0', () =>
    expect(
      who(atTheCutOff, '012').crs?.episodes[0]?.grades.flatMap(({ name, ofProtocol }) => (ofProtocol ? [name] : [])),
    ).toEqual(['CTCAE v5.0']))

  it('sets the investigator’s grades beside them, which agree', () => {
    expect(who(atTheCutOff, '012').crs?.episodes[0]).toMatchObject({
      gradesDiffer: false,
      reported: [{ event: 'AE01', scale: 'ctcae-5.0', worst: { atLeast: 3, atMost: 3 } }],
    })
    for (const { crs } of atTheCutOff.participants) {
      expect(crs!.unmatched).toEqual([])
      for (const episode of crs!.episodes) expect(episode).toMatchObject({ gradesDiffer: false, reported: [{}] })
    }
  })

  it('does not look for CRS before a cells agent, and says so', () => {
    expect(who(atTheCutOff, '015').crs?.since).toBeUndefined()
    expect(who(atTheCutOff, '014').crs).toMatchObject({ since: '2026-11-02T14:10', episodes: [] })
  })

  it('as of a day inside an episode knows nothing after it', () => {
    const [episode] = who(reviewed(demo, '2026-01-26'), '001').crs!.episodes
    expect(episode!.resolved).toBeUndefined()
    expect(episode!.treatments.find(({ kind }) => kind === 'antipyretic')?.until).toBeUndefined()
    expect(JSON.stringify(episode)).not.toContain('2026-01-27')
  })

  it('without a scale is absent, not normal', () => {
    const without = review(machines, demo.ledger, { asOf: '2026-02-09', software: 'test' })
    expect(without.participants.map(({ crs }) => crs)).toEqual(without.participants.map(() => undefined))
    expect(toHtml(without)).toContain('no CRS scale was handed in')
  })
})

describe('the decision table and the pathways', () => {
  const now = ({ decisionTable }: Reviewed) => decisionTable.cells.filter(({ isCurrent }) => isCurrent)

  it('one cell is marked, and it says what is recommended, by the same rule', () => {
    for (const report of [afterTheFirst, beforeTheCorrection, afterTheCorrection, beforeLevel3, atTheCutOff]) {
      const { action, level, rule, saw } = report.recommendation
      expect(now(report)).toMatchObject([
        { n: saw.n, dlt: saw.dlt, pending: saw.pending, action, level, rule: rule.id },
      ])
      expect(report.decisionTable.rules.filter(({ decided }) => decided)).toEqual([{ ...rule, decided: true }])
      expect(report.pathways.from).toMatchObject({ action, level, rule: rule.id })
    }
  })

  it('a level that a decision has just opened is marked where nobody is settled', () => {
    const opened = reviewed(demo, '2026-04-10')
    expect(now(opened)).toMatchObject([{ n: 0, dlt: 0, pending: 0, action: 'stay', level: '2' }])
  })

  it('at the cut-off: 0 of 1 with two pending at level 3, who may settle in three ways', () => {
    expect(now(atTheCutOff)).toMatchObject([{ n: 1, dlt: 0, pending: 2, action: 'wait', rule: '3+3 three open' }])
    expect(
      atTheCutOff.decisionTable.cells
        .filter(({ maySettle }) => maySettle)
        .map(({ n, dlt, pending, action, level }) => `${dlt}/${n} ${pending} ${action} ${level}`),
    ).toEqual(['0/3 0 escalate 4', '1/3 0 stay 3', '2/3 0 declare-mtd 2'])
  })

  it('the pathways begin with how the two pending settle, then two cohorts up to the cap', () => {
    expect(lines(atTheCutOff.pathways.from)).toEqual([
      'pending 3 0/2: escalate 4',
      ' cohort 4 0/3: stay 4',
      '  cohort 4 0/2: stop null',
      '  cohort 4 1/2: stop null',
      '  cohort 4 2/2: stop null',
      ' cohort 4 1/3: stay 4',
      '  cohort 4 0/2: stop null',
      '  cohort 4 1/2: stop null',
      '  cohort 4 2/2: stop null',
      ' cohort 4 2/3: de-escalate 3',
      '  cohort 3 0/2: stop null',
      '  cohort 3 1/2: stop null',
      '  cohort 3 2/2: declare-mtd 2',
      ' cohort 4 3/3: de-escalate 3',
      '  cohort 3 0/2: stop null',
      '  cohort 3 1/2: stop null',
      '  cohort 3 2/2: declare-mtd 2',
      'pending 3 1/2: stay 3',
      ' cohort 3 0/3: escalate 4',
      '  cohort 4 0/2: stop null',
      '  cohort 4 1/2: stop null',
      '  cohort 4 2/2: declare-mtd 3',
      ' cohort 3 1/3: declare-mtd 2',
      ' cohort 3 2/3: declare-mtd 2',
      ' cohort 3 3/3: declare-mtd 2',
      'pending 3 2/2: declare-mtd 2',
    ])
    expect(atTheCutOff.pathways.assumes).toContain('1 participant not evaluable uses up the cap of 18')
  })

  it('each way the pending settle is what the table says of those counts, and what would change the recommendation', () => {
    const settles = atTheCutOff.decisionTable.cells.filter(({ maySettle }) => maySettle)
    expect(atTheCutOff.pathways.from.next.map(({ action, level, rule }) => ({ action, level, rule }))).toEqual(
      settles.map(({ action, level, rule }) => ({ action, level, rule })),
    )
    expect(atTheCutOff.recommendation.wouldChange.map(({ then }) => then)).toEqual(
      settles.map(({ action, level }) => `${action === 'declare-mtd' ? 'declare the MTD' : action}, level ${level}`),
    )
  })
})

const lines = ({ next }: ReportedPathway, depth = 0): readonly string[] =>
  next.flatMap((one) => {
    const { who: whom, level, dlts, of } = one.after!
    return [`${' '.repeat(depth)}${whom} ${level} ${dlts}/${of}: ${one.action} ${one.level}`, ...lines(one, depth + 1)]
  })

describe('the report as plain data', () => {
  it('holds nothing that JSON loses', () => {
    for (const report of [afterTheFirst, beforeTheCorrection, atTheCutOff])
      expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report)
  })

  it('is rendered to the same bytes each time, without a missing value', () => {
    expect(toHtml(reviewed(demo, '2026-11-12'))).toBe(toHtml(atTheCutOff))
    expect(toText(reviewed(demo, '2026-11-12'))).toBe(toText(atTheCutOff))
    expect(toText(atTheCutOff) + toHtml(atTheCutOff)).not.toMatch(/undefined|NaN|\[object|Infinity/)
  })
})

describe('evaluability, replacement and partial dates', () => {
  it('007 withdraws inside the window, is not evaluable, and is replaced by 010', () => {
    expect(who(atTheCutOff, '007')).toMatchObject({ status: 'notEvaluable', off: 'withdrew 2026-07-09' })
    expect(who(atTheCutOff, '007').why).toContain('to be replaced')
    expect(who(atTheCutOff, '010')).toMatchObject({ replaces: '007', status: 'clear', level: '2' })
  })

  it('a rash dated only by its month stays so, is no DLT, and leaves nothing open', () => {
    expect(reported(atTheCutOff, '009', 'Rash maculo-papular')).toMatchObject({
      onset: '2026-07',
      ended: '2026-08-09',
      worst: { atMost: 2 },
    })
    expect(who(atTheCutOff, '009')).toMatchObject({ status: 'clear', needs: [] })
  })

  it('a participant given CAR-NK only, and one in screening, are not part of the CAR-T level', () => {
    expect(statuses(atTheCutOff, '014', '015')).toEqual(['notDosed', 'notDosed'])
    expect(atTheCutOff.levels[2]).toMatchObject({ dosed: 3, evaluable: 1, pending: 2 })
  })

  it.each(['001', '002', '003', '004', '006', '008', '009', '010', '013'])('%s is clear', (id) =>
    expect(who(atTheCutOff, id)).toMatchObject({ status: 'clear', needs: [] }),
  )

  it('nothing outside a window would have been a DLT', () =>
    expect(atTheCutOff.participants.flatMap(({ outside }) => outside)).toEqual([]))
})

describe('eligibility, as the registry numbers its criteria', () => {
  const eligibility = (id: string) => who(atTheCutOff, id).eligibility!
  const open = (id: string) =>
    eligibility(id).criteria.flatMap((one) => (one.holds === 'unknown' && !one.priority ? [one.id] : []))

  it.each(['001', '002', '003', '004', '005', '006', '007', '010', '011', '012', '013', '014'])(
    '%s was eligible when enrolled',
    (id) => expect(eligibility(id)).toMatchObject({ asked: 'at enrolment', is: 'eligible', against: [], needs: [] }),
  )

  it('008 was enrolled with an echocardiogram older than a month: not yet known', () => {
    expect(eligibility('008').is).toBe('not yet known')
    expect(open('008')).toEqual(['INCL-8'])
  })

  it('009 was enrolled with a QTc of 474 ms, above the 470 for women: not eligible', () =>
    expect(eligibility('009')).toMatchObject({
      is: 'not eligible',
      against: [{ id: 'EXCL-6.3', saw: expect.stringContaining('QTc 474 ms on 2026-06-30') }],
    }))

  it('ALT 3.8 and AST 2.3×ULN of 013 are allowed by the liver metastases', () => {
    const saw = (id: string) => eligibility('013').criteria.find((one) => one.id === id)
    expect(saw('INCL-7.2-ALT')).toMatchObject({ holds: 'met', saw: expect.stringContaining('ALT 192 U/L (ULN 50)') })
    expect(saw('INCL-7.2-AST')).toMatchObject({ holds: 'met', saw: expect.stringContaining('AST 92 U/L (ULN 40)') })
  })

  it('015 lacks the tests that were not done', () =>
    expect(open('015')).toEqual(['INCL-7.2-CR', 'INCL-7.2-AMY', 'INCL-7.2-LIP', 'EXCL-7-INR']))
})

describe('the gates between infusions', () => {
  const gates = (id: string, dose: 'given' | 'next') => who(atTheCutOff, id).gates!.filter((one) => one.dose === dose)

  it('all said go when the infusion was given, but for one of 004; the rash of 009 was never above grade 2', () =>
    expect(
      atTheCutOff.participants.flatMap(({ participant, gates: all = [] }) =>
        all
          .filter(({ dose, is }) => dose === 'given' && is !== 'go')
          .map(({ gate, is, isUnknown }) => `${participant} ${gate} ${isUnknown ? 'not known' : is}`),
      ),
    ).toEqual(['004 G-T-3 hold']))

  it('the second cycle of 004 was given outside its interval, and is queried', () => {
    expect(gates('004', 'given').at(-2)?.because).toEqual([expect.stringContaining('too late, not after 2026-05-20')])
    expect(atTheCutOff.issues).toContainEqual(
      expect.objectContaining({
        code: 'gateNotOpen',
        where: { participant: '004', record: 'EX|004|11' },
        message: expect.stringContaining('although G-T-3 said hold'),
      }),
    )
  })

  it('the second cycle of 012 is held by its CRS', () => {
    expect(gates('012', 'next')).toMatchObject([{ gate: 'G-T-3', is: 'hold', isUnknown: false, until: '2026-11-16' }])
    expect(gates('012', 'next')[0]?.because[0]).toContain('G-T-3-CRS does not hold')
  })

  it('CAR-T of 014 waits for the investigator alone', () =>
    expect(gates('014', 'next')).toMatchObject([
      { gate: 'G-T-1', isUnknown: true, needs: [{ fact: 'investigator starts CAR-T' }] },
    ]))

  it('nothing is next for who has ended treatment or left', () =>
    expect(['003', '005', '007', '011', '013'].map((id) => gates(id, 'next'))).toEqual([[], [], [], [], []]))
})

describe('the endpoints', () => {
  const endpoint = (id: string) => atTheCutOff.endpoints!.endpoints.find((one) => one.id === id)!

  it('three have responded, three have progressed without', () => {
    const response = endpoint('objective-response')
    if (response.kind !== 'response') throw new TypeError('expected a response')
    const by = (is: string) => response.participants.filter((one) => one.is === is).map((one) => one.participant)
    expect(by('met')).toEqual(['001', '006', '009'])
    expect(by('notMet')).toEqual(['002', '003', '008'])
    expect(by('notEvaluable')).toEqual(['007'])
  })

  it('three progressions are events, at their days, and nobody has died', () => {
    const events = (id: string) => {
      const one = endpoint(id)
      if (one.kind !== 'survival') throw new TypeError('expected a survival')
      return one.observations.flatMap(({ participant, event, possible }) =>
        event === true ? [`${participant} ${possible[0].least}`] : [],
      )
    }
    expect(events('progression-free-survival')).toEqual(['002 161', '003 57', '008 107'])
    expect(events('overall-survival')).toEqual([])
  })
})

describe('the export', () => {
  it('is read without an error or a query; one date is known only in part', () =>
    expect(new Set(demo.issues.map(({ code, severity, where }) => `${code} ${severity} ${where.record}`))).toEqual(
      new Set(['partialDate note AE|009|2']),
    ))

  it('raises no fact that is out of place, and asks the site once for each thing that a rule waits for', () => {
    const aside = ['partialDate', 'gateNotOpen']
    const asked = atTheCutOff.issues.filter(({ code }) => !aside.includes(code))
    expect(
      asked.map(({ code, where, message }) => [code, where.participant, message.split(' for want of ')[1]]),
    ).toEqual([
      ['undeterminable', '011', 'the dates at this grade: Nausea'],
      ['missingField', '012', missingLimit],
      ['missingField', '012', 'the attribution of Alanine aminotransferase increased to CAR-NK'],
      ['missingField', '012', 'the attribution of Alanine aminotransferase increased to CAR-T'],
    ])
    expect(new Set(asked.map(({ severity }) => severity))).toEqual(new Set(['query']))
  })

  it('says of every row when it was recorded', () => expect(demo.undated).toBeUndefined())

  it('with its rows in another order gives the same report, byte for byte', () =>
    expect(JSON.stringify(reviewed(importedFrom(shuffled(files)), '2026-11-12'))).toBe(JSON.stringify(atTheCutOff)))
})

/** Each file with its rows in another order, the header kept. */
const shuffled = (csv: typeof files): typeof files =>
  Object.fromEntries(
    Object.entries(csv).map(([name, text]) => {
      const [head, ...rows] = text.trimEnd().split('\n')
      const keyed = rows.map((row, i) => ({ row, key: (i * 7919 + 104729) % 10007 }))
      return [name, [head, ...keyed.sort((a, b) => a.key - b.key).map(({ row }) => row)].join('\n')]
    }),
  )

describe('what the committee must not overlook', () => {
  it('the correction of 2026-06-12, which made the grade 2 of 005 a DLT, from then on', () => {
    const grade = atTheCutOff.corrections?.all.find(({ record }) => record === 'FA|005|7')
    expect(grade).toMatchObject({
      place: 'FA record 7 of 005',
      by: 'investigator',
      reason: expect.stringMatching(/^Grade 3/),
    })
    expect(grade?.changes[0]?.fields).toEqual([{ field: 'grade', before: '2', after: '3' }])
    expect(grade?.dlts).toMatchObject([{ participant: '005', rule: 'DLT-3', is: 'met' }])
    expect(beforeTheCorrection.corrections?.all).toEqual([])
    expect(toText(afterTheCorrection)).toContain('The DLT of 005 by DLT-3 came with 14 corrections on 2026-06-12')
  })

  it('014, whose infusion has a limit before the day until which level 3 waits', () => {
    const alerts = toText(atTheCutOff, { width: 1000 })
    expect(alerts).toContain('CAR-T cycle 1 infusion 1 not after 2026-11-17), where nobody is to be dosed now')
    expect(alerts).toContain('(until 2026-11-20 at the earliest). The limit comes first.')
  })

  it.each([
    ['012, whose CRS of grade 3 is not over', 'Cytokine release syndrome of 012 is not over at the review: grade 3'],
    [
      '009, dosed though not eligible',
      '009 was not eligible at enrolment, was dosed and counts without a DLT: EXCL-6.3',
    ],
    ['004, given cells when the gate said hold', '004 was given CAR-T cycle 2 infusion 1 on 2026-06-01 10:20 although'],
  ])('%s', (_, words) => expect(toText(atTheCutOff, { width: 1000 })).toContain(`! ${words}`))
})
