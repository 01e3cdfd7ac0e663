import { describe, expect, it } from 'vitest'
import { reading } from './read.ts'

describe('Interventions', () => {
  const given = (domain: 'CM' | 'PR', columns: string, row: string) =>
    reading({ [domain]: `USUBJID  ${domain}SEQ  ${domain}STDTC  ${domain}TRT  ${columns}\n001  1  2026-01-08  ${row}` })

  it.each([
    ['TOCILIZUMAB', 'tocilizumab'],
    ['Norepinephrine bitartrate', 'vasopressor'],
    ['epinephrine', 'vasopressor'],
    ['methylprednisolone sodium succinate', 'corticosteroid'],
    ['acetaminophen', 'antipyretic'],
    ['G-CSF (filgrastim)', 'growthFactor'],
    ['red blood cells', 'transfusion'],
    ['piperacillin/tazobactam', 'antimicrobial'],
    ['cetirizine', 'other'],
  ])('%s is %s', (name, kind) => expect(given('CM', 'CMDOSE', `${name}  -`).states[0]).toMatchObject({ kind, name }))

  it.each([
    ['TOPICAL', 'other'],
    ['RESPIRATORY (INHALATION)', 'other'],
    ['INTRAVENOUS', 'corticosteroid'],
    ['-', 'corticosteroid'],
  ])('dexamethasone by route %s is %s', (route, kind) => {
    expect(given('CM', 'CMROUTE', `dexamethasone  ${route}`).states[0]).toMatchObject({ kind })
  })

  it('oxygen has its device and flow', () => {
    const { states } = given('PR', 'PRDEVICE  PRDOSE  PRDOSU  PRENDTC', 'oxygen  nasal cannula  4  L/min  2026-01-09')
    expect(states).toMatchObject([
      { kind: 'oxygen', device: 'nasal cannula', amount: '4', unit: 'L/min', at: '2026-01-08', until: '2026-01-09' },
    ])
  })

  it('given for an event names it, and one nobody reported is queried', () => {
    const { states, issues } = given('CM', 'CMLNKID  CMINDC', 'TOCILIZUMAB  7  CRS')
    expect(states).toMatchObject([{ event: '7', indication: 'CRS' }])
    expect(issues).toMatchObject([{ code: 'unknownEvent', where: { file: 'CM.csv', row: 2 } }])
  })

  it('asked for and not given are stated as that', () => {
    expect(given('CM', 'CMOCCUR', 'TOCILIZUMAB  N').states).toMatchObject([{ type: 'assessed', value: false }])
  })
})

describe('Scores', () => {
  const scored = (row: string) =>
    reading({ QS: `USUBJID  QSSEQ  QSDTC  QSCAT  QSTESTCD  QSORRES  QSSTRESN\n001  1  2026-01-08  ${row}` }).states[0]

  it.each([
    ['ECOG  ECOG101  Fully active  0', { instrument: 'ECOG', value: 0 }],
    ['ECOG PERFORMANCE STATUS  ECOG101  -  1', { instrument: 'ECOG', value: 1 }],
    ['ICE  ICETOT  9  9', { instrument: 'ICE', item: 'total', value: 9 }],
    ['ICE  ICEWRI  1  -', { instrument: 'ICE', item: 'writing', value: 1 }],
    ['NYHA  NYHACLS  CLASS II  -', { instrument: 'NYHA', item: 'NYHACLS', value: 'CLASS II' }],
  ])('%s', (row, fact) => expect(scored(row)).toMatchObject({ type: 'assessed', ...fact }))

  it('without a result are assessments without a value', () => {
    expect(scored('ICE  ICETOT  -  -')).not.toHaveProperty('value')
  })
})

describe('Visits', () => {
  const visited = (row: string) =>
    reading({ SV: `USUBJID  VISITNUM  VISIT  SVSTDTC  SVOCCUR  SVASSESS\n001  2  DAY 28  ${row}` })

  it('are contacts with the assessments made', () => {
    expect(visited('2026-02-02  -  chemistry; hematology').states).toMatchObject([
      { type: 'followedUp', at: '2026-02-02', visit: 'DAY 28', assessments: ['chemistry', 'hematology'] },
    ])
  })

  it('that did not take place are no contact', () => {
    expect(visited('2026-02-02  N  -').states).toMatchObject([
      { type: 'assessed', instrument: 'visit made', value: false },
    ])
  })

  it('without a date are queried', () => {
    expect(visited('-  -  -').issues).toMatchObject([{ code: 'missingField', where: { field: 'SVSTDTC' } }])
  })
})

describe('Vital signs', () => {
  const measured = (row: string) =>
    reading({
      VS: `USUBJID  VSSEQ  VSDTC  VSTESTCD  VSORRES  VSORRESU  VSSTRESC  VSSTRESU\n001  1  2026-01-08  ${row}`,
    })

  it.each([
    ['TEMP  101.3  F  38.5  C', { sign: 'temperature', value: '101.3', unit: 'F' }],
    ['TEMP  -  -  38.5  C', { sign: 'temperature', value: '38.5', unit: 'C' }],
    ['SPO2  91  %  -  -', { sign: 'oxygenSaturation', value: '91', unit: '%' }],
    ['SYSBP  88  mmHg  -  -', { sign: 'systolic', value: '88', unit: 'mmHg' }],
  ])('%s', (row, fact) => expect(measured(row).states).toMatchObject([fact]))

  it('that no map names are queried once', () => {
    expect(measured('BMI  22  kg/m2  -  -').issues).toMatchObject([{ code: 'unknownTest' }])
  })
})

describe('Decisions', () => {
  const decided = (columns: string, ...rows: readonly string[]) =>
    reading({
      DECISIONS: [`DECDTC  DECBY  DECISION  ${columns}`, ...rows.map((row) => `2026-02-10  SRC  ${row}`)].join('\n'),
    })

  it.each([
    ['ESCALATE', 'escalate'],
    ['de-escalate', 'de-escalate'],
    ['DECLARE MTD', 'declare-mtd'],
  ])('%s is a dose decision', (written, action) => {
    expect(decided('LEVEL  REASON', `${written}  L2  consensus`).states).toEqual([
      { type: 'doseDecided', at: '2026-02-10', by: 'SRC', action, level: 'L2', reason: 'consensus' },
    ])
  })

  it('an adjudication needs its participant, rule, answer and reason', () => {
    const columns = 'USUBJID  RULE  ANSWER  REASON'
    expect(decided(columns, 'ADJUDICATE  001  hepatic  NOT MET  biliary stone').states).toMatchObject([
      { type: 'adjudicated', participant: '001', rule: 'hepatic', is: 'not met', reason: 'biliary stone' },
    ])
    expect(decided(columns, 'ADJUDICATE  001  hepatic  -  biliary stone').issues).toMatchObject([
      { code: 'missingField', where: { field: 'ANSWER' } },
    ])
  })

  it('nobody signed are queried', () => {
    const { states, issues } = reading({ DECISIONS: 'DECDTC  DECBY  DECISION\n2026-02-10  -  ESCALATE' })
    expect(states).toEqual([])
    expect(issues).toMatchObject([{ code: 'missingField', where: { file: 'DECISIONS.csv', field: 'DECBY' } }])
  })
})
