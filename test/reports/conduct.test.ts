import { describe, expect, it } from 'vitest'
import { replay } from '../../src/machines/replay.ts'
import { reportedConduct } from '../../src/reports/conduct.ts'
import { toHtml } from '../../src/reports/html.ts'
import type { Report } from '../../src/reports/report.ts'
import { toText } from '../../src/reports/text.ts'
import {
  adverseEvent,
  died,
  each,
  enrolled,
  enrolledIn,
  followedUp,
  gateOpened,
  infused,
  rp2dDeclared,
  withdrew,
} from '../../src/testing/index.ts'
import { clean, machines, machinesWith, toCarT, treated } from '../support/trial.ts'
import { report } from './fixture.ts'
import { textOf } from './reading.ts'

const { protocol } = machines.judges
const conductOf = (posted: Parameters<typeof replay>[1], trial = machines) =>
  reportedConduct(trial.judges.protocol, replay(trial, posted).trial.hall)
const shown = (posted: Parameters<typeof replay>[1], trial = machines) => {
  const whole: Report = { ...report, conduct: conductOf(posted, trial) }
  const page = toHtml(whole)
  return {
    page: textOf(page.split('<section id="conduct"')[1]!.split('</section>')[0]!),
    whole: textOf(page),
    text: toText(whole, { width: 400 }),
  }
}

const open = [
  ...each('001', clean('1')),
  ...rp2dDeclared('1', 20),
  ...gateOpened('interim-analysis', 21),
  ...gateOpened('ethics-amendment', 22),
]
const dlt = each(
  '101 102 103',
  enrolledIn('gastric', 25),
  infused('CAR-T', 30, { amount: '1.5e7', unit: 'cells/kg' }),
  infused('CAR-T', 31, { amount: '1.5e7', unit: 'cells/kg' }),
  adverseEvent('Nausea', 33, 4, toCarT),
)

describe('stopping rules and enrollment on the report', () => {
  it('a rule that is met suspends: since when, by what, and that only a person lifts it', () => {
    const { page, text, whole } = shown(
      each('001', treated('1'), adverseEvent('Sepsis', 4, 3, toCarT), died(40, 'Sepsis')),
    )
    expect(page).toContain('SUSPENDED since 2026-04-10')
    expect(page).toContain('Only a named person lets it go on')
    expect(page).toMatch(
      /STOP-1\s*any death at least possibly related to the cells assumed\s*MET\s*1 of 1 given cells: 001 \(died on 2026-04-10/,
    )
    expect(text).toContain('ENROLLMENT: SUSPENDED since 2026-04-10: STOP-1')
    expect(text).toContain('STOP-1, any death at least possibly related to the cells: MET')
    expect(whole).toContain('Stopping rule STOP-1 is met')
  })

  it('a rule that is not known: held, and what would settle it', () => {
    const { page, text } = shown(each('001', treated('1'), adverseEvent('Sepsis', 4, 3), died(40, 'Sepsis')))
    expect(page).toContain('NOT KNOWN')
    expect(page).toContain('001: the attribution of Sepsis to CAR-T')
    expect(text).toMatch(/Held by STOP-1: .*for want of .*001: the attribution of Sepsis to CAR-T/)
    expect(text).toMatch(/! Stopping rule STOP-1 is not known for want of/)
  })

  it('the earliest next dose, and the rule that decides it', () => {
    const { page, text } = shown(each('001', treated('1'), adverseEvent('Cytokine release syndrome', 3, 2)))
    expect(page).toContain('level 1: not before 2026-03-15')
    expect(text).toContain(
      'Level 1: not before 2026-03-15, 14 days after the first participant of level 1 was first dosed, on 2026-03-01 (sentinel).',
    )
    expect(text).toContain('Held by sentinel until 2026-03-15')
  })

  it('nothing to hold it', () => {
    const { page, text } = shown(each('001', clean('1')))
    expect(page).toContain('nothing holds it')
    expect(text).not.toContain('Held by')
  })

  it('expansion cohorts side by side, the one held in capitals, with the bound', () => {
    const { page, text, whole } = shown([
      ...open,
      ...dlt,
      ...each('201', enrolledIn('other', 25), infused('CAR-T', 30), followedUp(40)),
    ])
    expect(page).toMatch(/gastric\s*HELD\s*3 of 9 to 18\s*3\s*3\s*0\s*0\s*101, 102, 103/)
    expect(page).toMatch(/other\s*open\s*1 of 9 to 18/)
    expect(page).toContain('2 from 3, 3 from 4, 4 from 6')
    expect(text).toMatch(/gastric\s+HELD\s+3 of 9 to 18\s+3\s+3/)
    expect(text).toContain('Gates: interim-analysis open, ethics-amendment open.')
    expect(text).toContain('RP2D: level 1.')
    expect(whole).toContain('Expansion cohort gastric is held.')
  })

  it('the bound as published for a limit of 30 % with 90 % probability', () => {
    const { boundary } = conductOf(open).expansion[0]!
    const at = (n: number) => boundary.find(({ settled }) => settled === n)?.dlts
    expect([3, 6, 9, 12, 15, 18].map(at)).toEqual([2, 4, 5, 6, 7, 8])
    expect(at(2)).toBeUndefined()
  })

  it('gates that are not open', () =>
    expect(shown(each('001', clean('1'))).text).toContain(
      'Gates: interim-analysis not open, ethics-amendment not open.',
    ))

  it('replacements, with the limits the protocol sets', () => {
    const limited = machinesWith({ replacement: { ...protocol.replacement, maximum: 3 } })
    const posted = [...each('001', treated('1'), withdrew(8)), ...each('002', enrolled(20, '1', '001'))]
    expect(shown(posted, limited).page).toContain('002 for 001 (at most 3 in the trial)')
    expect(shown(posted, limited).text).toContain('Replacements: 002 for 001')
  })

  it('a report without it has no such part and no link to one', () => {
    const page = toHtml(report)
    expect(page).not.toContain('id="conduct"')
    expect(page).not.toContain('href="#conduct"')
  })

  it('urgent issues are among what needs attention', () => {
    const issue = {
      code: 'gateClosed',
      severity: 'error',
      where: { participant: '009' },
      message: 'urgent: dosed too soon',
    } as const
    expect(toText({ ...report, issues: [issue] })).toContain('! Urgent: 009 dosed too soon.')
  })
})
