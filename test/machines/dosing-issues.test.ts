import { describe, expect, it } from 'vitest'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { dosingIssues } from '../../src/machines/dosing-issues.ts'
import type { Member, TrialContext } from '../../src/machines/trial-context.ts'
import { machines } from '../support/trial.ts'

const { protocol } = machines.judges
const expanded: Protocol = { ...protocol, stagger: { section: 'x', sentinel: { days: 14 }, between: { days: 7 } } }
type Known = Partial<Member> & { readonly participant: string }
const member = (known: Known): Member => ({ is: 'watching', trigger: 'not met', ...known }) as Member
const trial = (members: readonly Known[], known: Partial<TrialContext> = {}): TrialContext =>
  ({ current: 1, decisions: [], gates: [], rp2d: null, members: members.map(member), ...known }) as never
const decisions = [{}] as never
const said = (issues: readonly { readonly code: string; readonly severity: string; readonly message: string }[]) =>
  issues.map(({ code, severity, message }) => `${severity} ${code}: ${message}`)

describe('a first dose that should not have been', () => {
  const dosed = '2026-03-20'
  const dosedAt = (known: Partial<Member>, context: TrialContext) =>
    said(dosingIssues(expanded, context, member({ participant: '002', dosed, ...known })))
  const first = { participant: '001', level: '1', dosed: '2026-03-01' }

  it('the first participant, at the first level: nothing', () =>
    expect(dosedAt({ level: '1' }, trial([{ participant: '002' }]))).toEqual([]))

  it('is asked about by its participant', () =>
    expect(dosingIssues(expanded, trial([]), member({ participant: '002', dosed }))).toMatchObject([
      { where: { participant: '002' } },
    ]))

  it('at a level that is not known: a query', () =>
    expect(dosedAt({}, trial([]))).toEqual([`query levelNotOpen: dosed on ${dosed} at a level that is not known`]))

  it('at a level that the protocol does not have: urgent', () =>
    expect(dosedAt({ level: '9' }, trial([]))).toEqual([
      `error levelNotOpen: urgent: dosed on ${dosed} at level 9, which the protocol does not have`,
    ]))

  it('at another level than the one that the committee opened', () => {
    const context = trial([{ ...first, is: 'clear' }], { current: 2, decisions })
    expect(dosedAt({ level: '2' }, context)).toEqual([])
    expect(dosedAt({ level: '1' }, context)).toEqual([
      `error levelNotOpen: urgent: dosed on ${dosed} at level 1 while level 2 is the one open`,
    ])
  })

  it('before any decision, while somebody is in the window at another level', () => {
    const urgent = `error levelNotOpen: urgent: dosed on ${dosed} at level 2 while 001 is in the window at level 1: two levels are open`
    expect(dosedAt({ level: '2' }, trial([first]))).toEqual([urgent])
    expect(dosedAt({ level: '1' }, trial([first]))).toEqual([])
    expect(dosedAt({ level: '2' }, trial([{ ...first, is: 'clear' }]))).toEqual([])
    expect(dosedAt({ level: '2' }, trial([{ ...first, expansion: 'gastric' }]))).toEqual([])
    expect(dosedAt({ level: '2' }, trial([{ ...first, participant: '002' }]))).toEqual([])
  })

  it('too early after the sentinel: an error, or a query where a partial date leaves it open', () => {
    const early = (after: string) => dosedAt({ level: '1' }, trial([{ ...first, dosed: after }]))
    expect(early('2026-03-06')).toEqual([])
    expect(early('2026-03-07')).toEqual([expect.stringMatching(/^error dosedEarly: dosed on 2026-03-20, /)])
    expect(early('2026-03')).toEqual([expect.stringMatching(/^query dosedEarly: /)])
  })

  it('in the expansion: before the RP2D and every gate, at another level, or in a cohort that is not known', () => {
    const gates = protocol.gates.map(({ id }) => id)
    const inCohort = (known: Partial<Member>, context: Partial<TrialContext>) =>
      dosedAt({ expansion: 'gastric', ...known }, trial([], context))
    expect(inCohort({ level: '2' }, { rp2d: '2', gates })).toEqual([])
    expect(inCohort({}, { rp2d: '2', gates })).toEqual([])
    expect(inCohort({}, { gates })).toEqual([
      `error gateClosed: urgent: dosed on ${dosed} in an expansion cohort: RP2D not declared`,
    ])
    expect(inCohort({}, { rp2d: '2', gates: gates.slice(1) })).toEqual([
      `error gateClosed: urgent: dosed on ${dosed} in an expansion cohort: gate ${gates[0]} not open`,
    ])
    expect(inCohort({ expansion: null }, { rp2d: '2', gates })).toEqual([
      `query gateClosed: dosed on ${dosed} in the expansion; which cohort is not known`,
    ])
    expect(inCohort({ level: '1' }, { rp2d: '2', gates })).toEqual([
      `error levelNotOpen: dosed on ${dosed} at level 1 in the expansion; the RP2D is level 2`,
    ])
    expect(inCohort({ level: '1' }, { gates })).toHaveLength(1)
  })
})
