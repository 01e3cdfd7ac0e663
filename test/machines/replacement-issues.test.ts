import { describe, expect, it } from 'vitest'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { replacementIssues, replacementsOf } from '../../src/machines/replacement-issues.ts'
import type { Member, TrialContext } from '../../src/machines/trial-context.ts'
import { machines } from '../support/trial.ts'

const { protocol } = machines.judges
type Known = Partial<Member> & { readonly participant: string }
const member = (known: Known): Member => ({ is: 'watching', trigger: 'not met', ...known }) as Member
const trial = (members: readonly Known[], known: Partial<TrialContext> = {}): TrialContext =>
  ({ current: 1, decisions: [], gates: [], rp2d: null, members: members.map(member), ...known }) as never
const said = (issues: readonly { readonly code: string; readonly severity: string; readonly message: string }[]) =>
  issues.map(({ code, severity, message }) => `${severity} ${code}: ${message}`)

describe('somebody enrolled in the place of another', () => {
  const at = '2026-03-20'
  const replaced = { participant: '001', is: 'notEvaluable', replaced: true } as const
  const own = { participant: '002', level: '1', replaces: '001' }
  const issues = (members: readonly Known[], replaces = '001', limits: Partial<Protocol['replacement']> = {}) =>
    said(
      replacementIssues({ ...protocol, replacement: { ...protocol.replacement, ...limits } }, trial(members), {
        participant: '002',
        at,
        replaces,
      }),
    )

  it('of one who is not evaluable and is replaced: nothing', () => expect(issues([replaced, own])).toEqual([]))
  it('is asked about by who takes the place', () =>
    expect(
      replacementIssues(protocol, trial([]), { participant: '002', at, replaces: '001' }).map(({ where }) => where),
    ).toEqual([{ participant: '002' }]))
  it('of nobody on record', () =>
    expect(issues([own])).toEqual([`query replacement: replaces 001, who is not a participant on record on ${at}`]))
  it.each([
    ['notDosed', 'not dosed'],
    ['watching', 'in the window'],
    ['dlt', 'counted with a DLT'],
    ['clear', 'evaluable'],
  ] as const)('of one who is %s', (is, words) =>
    expect(issues([{ participant: '001', is }, own])).toEqual([
      `query replacement: replaces 001, who on ${at} was ${words} and not "not evaluable"`,
    ]),
  )
  it('of one whom the protocol does not replace', () =>
    expect(issues([{ participant: '001', is: 'notEvaluable' }, own])).toEqual([
      'query replacement: replaces 001, who by the protocol is not replaced',
    ]))
  it('of themselves', () =>
    expect(issues([{ ...own, replaces: '002' }], '002')).toEqual(['error replacement: replaces themselves']))
  it('of one whose place is taken', () =>
    expect(issues([replaced, { participant: '003', replaces: '001' }, own])).toEqual([
      'error replacement: replaces 001, whom 003 replaces already',
    ]))

  describe('beyond what the protocol allows', () => {
    const others = [
      { participant: '004', level: '1', replaces: '010' },
      { participant: '005', level: '2', replaces: '011' },
      { participant: '006', level: '1' },
    ]
    const two = [replaced, ...others, own]
    it('in the trial', () => {
      expect(issues(two, '001', { maximum: 3 })).toEqual([])
      expect(issues(two, '001', { maximum: 2 })).toEqual([
        'error replacement: replacement 3 in the trial, of at most 2',
      ])
    })
    it('at a level', () => {
      expect(issues(two, '001', { maximumEach: 2 })).toEqual([])
      expect(issues(two, '001', { maximumEach: 1 })).toEqual([
        'error replacement: replacement 2 at level 1, of at most 1',
      ])
    })
    it('in an expansion cohort', () => {
      const cohort = [
        { participant: '004', expansion: 'gastric', replaces: '010' },
        { participant: '002', expansion: 'gastric', replaces: '001' },
      ]
      expect(issues([replaced, ...cohort], '001', { maximumEach: 1 })).toEqual([
        'error replacement: replacement 2 at cohort gastric, of at most 1',
      ])
    })
    it('at a level or cohort that is not known', () => {
      const unknown = [
        { participant: '004', replaces: '010' },
        { participant: '002', replaces: '001' },
      ]
      expect(issues([replaced, ...unknown], '001', { maximumEach: 1 })).toEqual([
        'error replacement: replacement 2 at level not known, of at most 1',
      ])
      const unnamed = unknown.map((one) => ({ ...one, expansion: null }))
      expect(issues([replaced, ...unnamed], '001', { maximumEach: 1 })).toEqual([
        'error replacement: replacement 2 at cohort not known, of at most 1',
      ])
    })
  })

  it('who replaced whom', () =>
    expect(replacementsOf(trial([replaced, own]))).toEqual([{ replaced: '001', by: '002' }]))
})
