import { describe, expect, it } from 'vitest'
import { decisionCodes, decisions } from '../../../src/adapters/sdtm/decisions.ts'
import { Decision } from '../../../src/core/decision.schema.ts'
import { cases } from '../../../src/testing/index.ts'
import { reading } from './read.ts'

const columns = 'LEVEL  REASON  USUBJID  RULE  EVENT  ANSWER  GRADE  GATE  COHORT'
const events = 'USUBJID  AESEQ  AETERM  AEDECOD  AESTDTC  AETOXGR\n001  1  Nausea  Nausea  2026-01-07  3'
const read = (row: string) => {
  const { records, issues } = reading(
    { AE: events, DECISIONS: `DECDTC  DECBY  DECISION  ${columns}\n2026-02-10  SRC  ${row}` },
    { cutOff: '2026-03-01' },
  )
  const states = records.filter(({ key }) => key.includes('DECISIONS')).flatMap((record) => record.states)
  return { states, issues }
}

const rows = cases(`
  code                LEVEL  REASON   USUBJID  RULE   EVENT  ANSWER   GRADE  GATE     COHORT   type
  ESCALATE            2      none     -        -      -      -        -      -        -        doseDecided
  STAY                1      none     -        -      -      -        -      -        -        doseDecided
  DE-ESCALATE         1      none     -        -      -      -        -      -        -        doseDecided
  STOP                -      none     -        -      -      -        -      -        -        doseDecided
  DECLARE MTD         1      none     -        -      -      -        -      -        -        doseDecided
  DECLARE-MTD         1      none     -        -      -      -        -      -        -        doseDecided
  WAIT                -      -        -        -      -      -        -      -        -        doseDecided
  SUSPEND             -      none     -        -      -      -        -      -        -        doseDecided
  SWITCH              1      none     -        -      -      -        -      -        -        doseDecided
  ADJUDICATE          -      disease  001      DLT-1  -      NOT MET  -      -        -        adjudicated
  ADJUDICATE          -      disease  001      DLT-1  1      MET      -      -        -        adjudicated
  ADJUDICATE          -      reread   001      -      1      -        2      -        -        adjudicated
  ADJUDICATE          -      reread   001      -      1      -        0      -        -        adjudicated
  RP2D                2      none     -        -      -      -        -      -        -        rp2dDeclared
  GATE                -      none     -        -      -      -        -      interim  -        gateOpened
  SUSPEND ENROLLMENT  -      a lot    -        -      -      -        -      -        -        enrollmentSuspended
  SUSPEND ENROLLMENT  -      a lot    -        -      -      -        -      -        gastric  enrollmentSuspended
  RESUME              -      seen     -        -      -      -        -      -        -        enrollmentResumed
  RESUME ENROLLMENT   -      seen     -        -      -      -        -      -        gastric  enrollmentResumed
  CLOSE COHORT        -      enough   -        -      -      -        -      -        gastric  cohortClosed
`)
const cellsOf = (one: Record<string, unknown>) =>
  ['code', ...columns.split('  ')].map((column) => String(one[column] ?? '-')).join('  ')

describe('DECISIONS: every decision that somebody can take has a code', () => {
  const types = Decision.options.map((option) => option.shape.type.value)

  it('for every type of decision', () =>
    expect([...new Set(Object.values(decisionCodes).map(({ type }) => type))].sort()).toEqual([...types].sort()))

  it('for every action of a dose decision', () => {
    const { action } = Decision.options.find((option) => option.shape.type.value === 'doseDecided')!.shape as {
      readonly action: { readonly options: readonly string[] }
    }
    const coded = Object.values(decisionCodes).flatMap((kind) => ('action' in kind ? [kind.action] : []))
    expect([...new Set(coded)].sort()).toEqual([...action.options].sort())
  })

  it('named in the description of the column', () => {
    const { meaning } = decisions.columns.find(({ column }) => column === 'DECISION')!
    for (const code of Object.keys(decisionCodes)) expect(meaning).toContain(code)
  })

  it('and a row below', () =>
    expect([...new Set(rows.map(({ code }) => code))].sort()).toEqual(Object.keys(decisionCodes).sort()))

  it.each(rows)('$code: a row states $type, with all that its row says', (one) => {
    const { states, issues } = read(cellsOf(one))
    expect(issues).toEqual([])
    expect(states).toHaveLength(1)
    const state = Decision.parse(states[0])
    const said = {
      level: one.LEVEL,
      cohort: one.COHORT,
      gate: one.GATE,
      rule: one.RULE,
      event: one.EVENT,
      reason: one.REASON,
    }
    const due = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
    expect(state).toMatchObject({ ...due, type: one.type, at: '2026-02-10', by: 'SRC' })
    if (one.GRADE !== undefined) expect(state).toMatchObject({ grade: Number(one.GRADE) })
    if (one.ANSWER !== undefined) expect(state).toMatchObject({ is: String(one.ANSWER).toLowerCase() })
    expect('cohort' in state).toBe(one.COHORT !== undefined)
  })
})

describe('DECISIONS: a row that lacks something states nothing, and asks for it', () => {
  it.each(
    cases(`
      code                LEVEL  REASON  USUBJID  RULE   EVENT  ANSWER  GRADE  GATE  COHORT   field
      SUSPEND ENROLLMENT  -      -       -        -      -      -       -      -     gastric  REASON
      RESUME ENROLLMENT   -      -       -        -      -      -       -      -     gastric  REASON
      CLOSE COHORT        -      -       -        -      -      -       -      -     gastric  REASON
      CLOSE COHORT        -      enough  -        -      -      -       -      -     -        COHORT
      GATE                -      -       -        -      -      -       -      -     -        GATE
      RP2D                -      -       -        -      -      -       -      -     -        LEVEL
      ADJUDICATE          -      reread  001      -      -      -       2      -     -        EVENT
      ADJUDICATE          -      -       001      -      1      -       2      -     -        REASON
      ADJUDICATE          -      reread  -        -      1      -       2      -     -        USUBJID
      ADJUDICATE          -      reread  001      -      1      -       6      -     -        GRADE
      ADJUDICATE          -      reread  001      DLT-1  1      -       2      -     -        RULE
      ADJUDICATE          -      reread  001      -      1      MET     2      -     -        ANSWER
      ADJUDICATE          -      reread  001      -      1      MET     -      -     -        RULE
    `),
  )('$code without what is due in $field', (one) => {
    const { states, issues } = read(cellsOf(one))
    expect(states).toEqual([])
    expect(issues.map(({ where }) => where.field)).toContain(one.field)
  })
})
