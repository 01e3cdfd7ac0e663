import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/fact.schema.ts'
import { trialFacts } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { reportedEligibility, reportedGates } from '../../src/reports/eligibility.ts'
import { toHtml } from '../../src/reports/html.ts'
import type { Report } from '../../src/reports/report.ts'
import { toText } from '../../src/reports/text.ts'
import { ASKED, assessed, changed, lab, screenedAs } from '../eligibility/facts.ts'
import { candidate } from '../eligibility/nct07021534-candidate.ts'
import { report } from './fixture.ts'

const enrolled: Fact = { type: 'enrolled', participant: '001', at: ASKED, level: '1' }
const depleted: Fact = { type: 'dosed', participant: '001', at: ASKED, agent: 'lymphodepletion' }

/** The fixture's first participant with these facts for eligibility and gates. */
function reporting(asOf: string, ...facts: readonly Fact[]): Report {
  const trial = trialFacts(facts)
  const [first, ...others] = report.participants
  const one = {
    ...first!,
    eligibility: reportedEligibility(nct07021534, trial, '001', asOf)!,
    gates: reportedGates(nct07021534, trial, '001', asOf)!,
  }
  return { ...report, participants: [one, ...others] }
}
const sectionOf = (one: Report) => /<section id="eligibility".*?<\/section>/s.exec(toHtml(one))![0]

describe('eligibility in the report', () => {
  it('is as of the enrolment, by what is known now: what came later does not count', () => {
    const later = lab('platelets', '2', '10^9/L', {}, 20)
    expect(reporting('2026-06-01', ...candidate, enrolled, later).participants[0]!.eligibility).toMatchObject({
      at: ASKED,
      asked: 'at enrolment',
      is: 'eligible',
    })
  })
  it('as of the review for who is not enrolled', () =>
    expect(reporting(ASKED, ...candidate).participants[0]!.eligibility).toMatchObject({
      at: ASKED,
      asked: 'as of the review',
    }))

  it('names the criterion, its section and what was seen, on the page and in the summary', () => {
    const one = reporting('2026-06-01', ...changed(candidate, screenedAs({ age: 76 })), enrolled)
    expect(sectionOf(one)).toContain('<strong>INCL-1 (Inclusion 1)</strong> is not met')
    expect(sectionOf(one)).toContain('76 years at screening')
    expect(toText(one)).toContain(`${one.participants[0]!.participant}: NOT ELIGIBLE. INCL-1 is not met:`)
  })
  it('an exclusion that excludes applies: it is never said not to hold', () => {
    const excluded = changed(candidate, assessed('HIV infection', true))
    const one = reporting('2026-06-01', ...excluded, enrolled)
    const [criterion] = one.participants[0]!.eligibility!.against
    expect(criterion).toMatchObject({ kind: 'exclusion', holds: 'not met' })
    expect(sectionOf(one)).toContain(`${criterion!.section})</strong> applies: `)
    expect(sectionOf(one)).not.toContain('does not hold')
    expect(toText(one)).toContain(`NOT ELIGIBLE. ${criterion!.id} applies: `)
  })

  it('names what is open, the first with what was seen, nothing folded away from print', () => {
    const one = reporting('2026-06-01', screenedAs(), enrolled)
    expect(sectionOf(one)).toContain(
      '<strong>INCL-2 (Inclusion 2)</strong> <span class="unknown">? not yet known</span>',
    )
    expect(sectionOf(one)).toMatch(/<span class="unknown">\? not yet known<\/span> too: INCL-7\.1/)
    expect(sectionOf(one)).not.toContain('<details')
    expect(toText(one)).toMatch(/001: not yet known, for want of \d+ criteria \(INCL-2,/)
  })

  it('what nobody’s record answers is told once, not for each', () => {
    const one = reporting('2026-06-01', screenedAs(), enrolled)
    const [first] = one.participants
    const two = { ...one, participants: [first!, { ...first!, participant: '002' }] }
    expect(sectionOf(two).match(/INCL-8/g)).toHaveLength(1)
    expect(sectionOf(two)).toContain('Not recorded in this export')
    expect(toText(two).match(/INCL-8/g)).toHaveLength(1)
    expect(toText(two)).toContain('Not yet known, for want of those alone: 001, 002.')
  })

  it('who is eligible takes one short line', () =>
    expect(sectionOf(reporting('2026-06-01', ...candidate, enrolled))).toContain(
      'every inclusion criterion is met and no exclusion criterion applies',
    ))

  it('a protocol without criteria says so', () =>
    expect(sectionOf(report)).toContain('The protocol has no eligibility criteria or infusion gates.'))
})

describe('infusion gates in the report', () => {
  it('those given, and the next with the last date it is open', () => {
    const { gates } = reporting('2026-03-02', ...candidate, enrolled, depleted).participants[0]!
    expect(gates).toMatchObject([
      { gate: 'G-LD', dose: 'given', is: 'hold', isUnknown: true },
      { gate: 'G-NK-1', dose: 'next', is: 'hold', until: '2026-03-03', latest: '2026-03-08' },
    ])
  })
  it('none is next for who has left', () => {
    const left: Fact = { type: 'withdrew', participant: '001', at: '2026-03-02' }
    expect(reporting('2026-03-02', ...candidate, depleted, left).participants[0]!.gates).toHaveLength(1)
  })
  it('on the page', () => {
    const section = sectionOf(reporting('2026-03-02', ...candidate, enrolled, depleted))
    expect(section).toContain('CAR-NK cycle 1 infusion 1: <strong class="loud">hold</strong> until')
  })
})
