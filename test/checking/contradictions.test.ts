import { describe, expect, it } from 'vitest'
import { ctcae50, tables } from '../../grading-tables/index.ts'
import { checkProtocol } from '../../src/checking/index.ts'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { protocols } from '../../src/protocols/index.ts'
import { admitting, broken, ruled, sound } from './protocol.ts'

const contradictions = (protocol: Protocol) =>
  checkProtocol(protocol, ctcae50).contradictions.map(({ where, says }) => `${where}: ${says}`)
const notices = (protocol: Protocol, code: string) =>
  checkProtocol(protocol, ctcae50)
    .notices.filter((one) => one.code === code)
    .map(({ where, says }) => `${where}: ${says}`)

describe('a sound protocol has nothing said against it', () => {
  it('made up', () => expect(contradictions(sound)).toEqual([]))
  it.each(Object.values(protocols).map((protocol) => [protocol.id, protocol] as const))('%s', (_, protocol) => {
    const table = Object.values(tables).find(({ id }) => id === protocol.grading.table)!
    expect(checkProtocol(protocol, table).contradictions).toEqual([])
  })
})

describe('a rule that can never be met', () => {
  const { window } = sound
  it.each<[string, Protocol['dltRules'][number]['when'], string]>([
    ['grade at least 4 and at most 3', { grade: { atLeast: 4, atMost: 3 } }, 'grade at least 4 and at most 3'],
    [
      'two terms at once',
      { all: [{ term: ['Nausea'] }, { term: ['Vomiting', 'Diarrhea'] }] },
      'no term fits: term is Nausea, and term is Vomiting or Diarrhea',
    ],
    [
      'a term and not that term',
      { all: [{ term: ['Nausea'] }, { not: { term: ['nausea', 'Vomiting'] } }] },
      'no term fits: term is Nausea, and not term is nausea or Vomiting',
    ],
    [
      'a term outside its organ class',
      { all: [{ term: ['Nausea'] }, { soc: ['Cardiac disorders'] }] },
      'no term fits: term is Nausea, and SOC is Cardiac disorders',
    ],
    [
      'reported and from the laboratory alone',
      { all: [{ source: 'reported' }, { source: 'laboratory' }] },
      'reported event, and laboratory event',
    ],
    [
      'neither reported nor from the laboratory',
      { all: [{ not: { source: 'reported' } }, { not: { source: 'laboratory' } }] },
      'not reported event, and not laboratory event',
    ],
    [
      'not resolved to the grade itself',
      { grade: { atLeast: 3 }, unresolved: { to: 3, within: { days: 7 } } },
      'grade 3 is already resolved to 3 or less: expected a lower grade to resolve to',
    ],
    [
      'probable to the drug and not even possible',
      {
        all: [
          { attributedTo: ['drug'], atLeast: 'probable' },
          { not: { attributedTo: ['drug'], atLeast: 'possible' } },
        ],
      },
      'at least probable to drug, and not at least possible to drug',
    ],
    [
      'a grade the table does not have, and no death',
      { all: [{ term: ['Alopecia'] }, { grade: { atLeast: 3, atMost: 4 } }] },
      'ctcae-5.0 has no grade 3 of Alopecia',
    ],
    [
      'a manifestation of two events',
      { all: [{ manifestationOf: ['Nausea'] }, { manifestationOf: ['Vomiting'] }] },
      'manifestation of Nausea, and manifestation of Vomiting',
    ],
    [
      'every branch by itself',
      {
        any: [{ grade: { atLeast: 5, atMost: 4 } }, { all: [{ source: 'reported' }, { not: { source: 'reported' } }] }],
      },
      'grade at least 5 and at most 4; reported event, and not',
    ],
  ])('%s', (_, when, says) => expect(contradictions(ruled(when))).toEqual([`DLT-1 (5.1): can never be met: ${says}`]))

  it('one dead branch beside a living one is a notice', () => {
    const protocol = ruled({ any: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 4, atMost: 3 } }] })
    expect(contradictions(protocol)).toEqual([])
    expect(notices(protocol, 'neverMet')).toEqual([
      'DLT-1 (5.1): has a branch that can never be met: grade at least 4 and at most 3',
    ])
  })

  it.each<[string, Protocol['dltRules'][number]['when']]>([
    ['grade at least 3 and at most 3', { grade: { atLeast: 3, atMost: 3 } }],
    ['two spells of one event', { all: [{ grade: { atLeast: 4 } }, { grade: { atLeast: 2, atMost: 3 } }] }],
    ['a term of its organ class', { all: [{ term: ['Nausea'] }, { soc: ['Gastrointestinal disorders'] }] }],
    ['not resolved to one grade less', { grade: { atLeast: 3 }, unresolved: { to: 2, within: { days: 7 } } }],
    [
      'possible to the drug and not definite',
      {
        all: [
          { attributedTo: ['drug'], atLeast: 'possible' },
          { not: { attributedTo: ['drug'], atLeast: 'definite' } },
        ],
      },
    ],
    ['all but one term', { all: [{ not: { term: ['Nausea'] } }, { grade: { atLeast: 3 } }] }],
    ['death from a term of low grades', { all: [{ term: ['Alopecia'] }, { grade: { atLeast: 3 } }] }],
  ])('%s can be met', (_, when) => expect(contradictions(ruled(when))).toEqual([]))

  it('an onset window of no time', () =>
    expect(
      contradictions(
        broken({ window: { ...window, closes: { ...window.closes, length: { days: 0 }, endInclusive: false } } }),
      ),
    ).toEqual(['window (5): is 0 days long, its end not included: no onset can lie in it']))
  it('a window of day 0 alone has time', () =>
    expect(
      contradictions(broken({ window: { ...window, closes: { ...window.closes, length: { days: 0 } } } })),
    ).toEqual([]))
  it('a rule with too many branches is not checked, and says so', () => {
    const wide = { any: Array.from({ length: 9 }, (_, i) => ({ grade: { atLeast: (i % 5) + 1 } })) }
    expect(notices(ruled({ all: [wide, wide, wide, wide] }), 'neverMet')).toEqual([
      'DLT-1 (5.1): has too many branches to look through: not checked',
    ])
  })
})

describe('names that are nobody’s', () => {
  it('a term that the grading table does not have, and the nearest', () =>
    expect(contradictions(ruled({ all: [{ term: ['Diarrhoea'] }, { grade: { atLeast: 3 } }] }))[0]).toMatch(
      /^DLT-1 \(5\.1\): names the term "Diarrhoea", which ctcae-5\.0 does not have; did you mean Diarrhea/,
    ))
  it('a term of a scale that the rule reads is no fault', () =>
    expect(
      contradictions(ruled({ all: [{ term: ['ICANS'] }, { grade: { atLeast: 3, scale: 'astct-icans-2019' } }] })),
    ).toEqual([]))
  it('an organ class', () =>
    expect(contradictions(ruled({ all: [{ soc: ['Heart'] }, { grade: { atLeast: 3 } }] }))).toContain(
      'DLT-1 (5.1): names the SOC "Heart", which ctcae-5.0 does not have',
    ))
  it('an agent in an attribution, by its other name', () =>
    expect(
      contradictions({
        ...ruled({ all: [{ grade: { atLeast: 3 } }, { attributedTo: ['D-1'], atLeast: 'possible' }] }),
        agents: [{ name: 'drug', alsoCalled: ['D-1'], kind: 'drug', section: '3' }],
      }),
    ).toEqual(['DLT-1 (5.1): names the agent "D-1": expected one of drug ("D-1" is another name of drug)']))
  it('the agent that is escalated, or opens the window', () =>
    expect(
      contradictions(
        broken({ escalated: 'drg', window: { ...sound.window, opens: { agent: 'x', cycle: 1, infusion: 'first' } } }),
      ),
    ).toEqual([
      'escalated: names the agent "drg": expected one of drug',
      'window (5): names the agent "x": expected one of drug',
    ]))
  it('a grading table, a reading, an option', () => {
    const { grading } = sound
    expect(contradictions(broken({ grading: { ...grading, table: 'ctcae-4.03' } }))).toEqual([
      'grading (5): names the table ctcae-4.03; it was checked against ctcae-5.0',
    ])
    expect(contradictions(broken({ grading: { ...grading, readings: { nonsense: 'x' } } }))[0]).toContain(
      'names the reading "nonsense": expected one of',
    )
    expect(contradictions(broken({ grading: { ...grading, readings: { 'creatinine-or': 'x' } } }))[0]).toContain(
      'names the option "x" of the reading creatinine-or: expected one of literal',
    )
  })
  it('an analyte of the hepatic signal, and a multiple that is no number', () =>
    expect(
      contradictions(broken({ hepaticSignal: { section: '6', analytes: ['ALT', 'SGPT'], aboveUln: 'ten' } })),
    ).toEqual([
      'hepaticSignal (6): names the analyte "SGPT", which Gradus does not have',
      'hepaticSignal (6): aboveUln is "ten": expected a number',
    ]))
})

describe('levels, design and numbers', () => {
  const level = (label: string, amount: string, unit = 'mg') => ({ label, amount, unit })
  it.each([
    [
      'out of order',
      [level('1', '10'), level('2', '9')],
      'level 2: 9 is not above the level before it, 10: expected increasing amounts',
    ],
    [
      'the same twice',
      [level('1', '10'), level('2', '10.0')],
      'level 2: 10.0 is not above the level before it, 10: expected increasing amounts',
    ],
    ['no number', [level('1', 'low'), level('2', '10')], 'level 1: has the amount "low": expected a number'],
    [
      'mixed units',
      [level('1', '10'), level('2', '0.02', 'g')],
      'levels: are in different units (mg, g): expected one, so that they can be compared',
    ],
    ['one label twice', [level('1', '10'), level('1', '20')], 'levels: "1" is there more than once'],
  ])('levels %s', (_, levels, says) =>
    expect(contradictions(broken({ levels: levels as unknown as Protocol['levels'] }))).toContain(says),
  )
  it('a million is above a hundred thousand, whatever they look like as text', () =>
    expect(contradictions(broken({ levels: [level('1', '9e5'), level('2', '1e6')] as Protocol['levels'] }))).toEqual(
      [],
    ))

  it('a design nobody knows, and an option nobody knows', () => {
    expect(contradictions(broken({ design: { section: '5', name: '4+4', options: {} } }))[0]).toMatch(
      /^design \(5\): "4\+4": expected one of 3\+3, /,
    )
    expect(contradictions(broken({ design: { section: '5', name: '3+3', options: { family: 'x' } } }))[0]).toContain(
      'design (5): 3+3: family',
    )
  })
  it('a model for another number of levels', () => {
    const crm = { name: 'crm', options: { model: 'empiric', skeleton: [0.1, 0.2], target: 0.25 } }
    expect(contradictions(broken({ design: { section: '5', ...crm } }))).toEqual([
      'design (5): is made for 2 levels; the protocol has 3',
    ])
  })
  it('a cap too small to reach the highest level, and one just large enough', () => {
    const cap = (participants: number) => broken({ maximum: { section: '5', participants } })
    expect(contradictions(cap(8))).toEqual([
      'maximum (5): 8 participants cannot reach the highest level: without any DLT the design treats 9 on the way',
    ])
    expect(contradictions(cap(9))).toEqual([])
    expect(notices(cap(9), 'participants')).toEqual([
      'maximum (5): 9 participants end the trial before the design does: without any DLT it treats 12',
      'maximum (5): the design can treat 18 evaluable participants; the cap of 9 ends it first',
    ])
    expect(notices(cap(18), 'participants')).toEqual([])
    expect(notices(cap(30), 'participants')).toEqual([
      'maximum (5): the design treats at most 18 evaluable participants; 30 are reached only with replacements',
    ])
  })
  it('a cap for a design that does not end by itself', () => {
    const boin = { section: '5', name: 'boin', options: { target: 0.25 } }
    expect(contradictions(broken({ design: boin, maximum: { section: '5', participants: 8 } }))).toHaveLength(1)
    expect(contradictions(broken({ design: boin }))).toEqual([])
  })
  it('an expansion of at least nine and at most six', () =>
    expect(contradictions(broken({ expansion: { section: '7', cohorts: ['a'], minimum: 9, maximum: 6 } }))).toEqual([
      'expansion (7): at least 9 and at most 6 participants',
    ]))
  it('rules, agents and gates by one name', () =>
    expect(
      contradictions(
        broken({
          dltRules: [sound.dltRules[0]!, sound.dltRules[0]!],
          gates: ['g', 'g'].map((id) => ({ id, says: 'a gate', section: '7' })),
        }),
      ),
    ).toEqual(['rules: "DLT-1" is there more than once', 'gates: "g" is there more than once']))
  it('a window that closes before it opens', () => {
    const opens = { agent: 'drug', cycle: 2, infusion: 'first' } as const
    expect(contradictions(broken({ window: { ...sound.window, opens } }))).toEqual([
      'window (5): closes before it opens: it opens with the first infusion of drug in cycle 2 and closes after the first infusion of drug in cycle 1',
    ])
  })
  it('an assumption that nothing explains', () =>
    expect(contradictions(broken({ maximum: { section: '5', participants: 18, assumed: true } }))).toEqual([
      'maximum: is assumed, and no note says what was assumed and why',
    ]))
})

describe('eligibility', () => {
  it.each<[string, Protocol, string]>([
    [
      'one criterion that nobody meets',
      admitting(['I-1', 'inclusion', { age: { atLeast: 75, atMost: 18 } }]),
      'I-1 (4): includes nobody: it can never be met: age ≥ 75, and age ≤ 18',
    ],
    [
      'age at least 75, and at most 18',
      admitting(['I-1', 'inclusion', { age: { atLeast: 75 } }], ['I-2', 'inclusion', { age: { atMost: 18 } }]),
      'I-1 (4) and I-2 (4): nobody can satisfy both: age ≥ 75, and age ≤ 18',
    ],
    [
      'an inclusion whom an exclusion takes back',
      admitting(
        ['I-1', 'inclusion', { measured: 'hemoglobin', below: 8, unit: 'g/dL' }],
        ['E-1', 'exclusion', { measured: 'hemoglobin', below: 90, unit: 'g/L' }],
      ),
      'I-1 (4) and E-1 (4): nobody can satisfy both: hemoglobin ≥ 90 g/L, and hemoglobin < 8 g/dL',
    ],
    [
      'multiples of the limit that exclude each other',
      admitting([
        'I-1',
        'inclusion',
        {
          all: [
            { measured: 'ALT', atMost: { timesUln: 3 } },
            { measured: 'ALT', above: { timesUln: 3 } },
          ],
        },
      ]),
      'I-1 (4): includes nobody: it can never be met: ALT > 3 ×ULN, and ALT ≤ 3 ×ULN',
    ],
    [
      'within a month and two months ago',
      admitting([
        'I-1',
        'inclusion',
        {
          all: [
            { history: 'chemotherapy', within: { days: 28 } },
            { history: 'chemotherapy', atLeastAgo: { days: 56 } },
          ],
        },
      ]),
      'I-1 (4): includes nobody: it can never be met: chemotherapy: within 28 days and at least 56 days ago',
    ],
    [
      'one finding both asked for and excluded',
      admitting(
        ['I-1', 'inclusion', { finding: 'measurable disease' }],
        ['E-1', 'exclusion', { finding: 'measurable disease' }],
      ),
      'I-1 (4) and E-1 (4): nobody can satisfy both: finding measurable disease, and not',
    ],
    [
      'disease cohorts of which none is left',
      admitting(['I-1', 'inclusion', { cohort: ['gastric'] }], ['E-1', 'exclusion', { cohort: ['Gastric', 'other'] }]),
      'I-1 (4) and E-1 (4): nobody can satisfy both: cohort: none of gastric, other is left',
    ],
    [
      'an exclusion of everybody',
      admitting(['E-1', 'exclusion', { any: [{ sex: 'F' }, { sex: 'M' }] }]),
      'E-1 (4): excludes everybody: it can never fail to be met: no sex is left',
    ],
  ])('%s', (_, protocol, says) => expect(contradictions(protocol)).toEqual([says]))

  it('ranges that meet at one value, and ranges of different things, leave somebody', () =>
    expect(
      contradictions(
        admitting(
          ['I-1', 'inclusion', { age: { atLeast: 18 } }],
          ['I-2', 'inclusion', { age: { atMost: 18 } }],
          ['I-3', 'inclusion', { measured: 'ALT', atMost: { timesUln: 3 } }],
          ['I-4', 'inclusion', { measured: 'AST', above: { timesUln: 3 } }],
        ),
      ),
    ).toEqual([]))
  it('a conditional limit leaves somebody: up to 5×ULN with liver metastases, else 3', () =>
    expect(
      contradictions(
        admitting([
          'I-1',
          'inclusion',
          {
            any: [
              { measured: 'ALT', atMost: { timesUln: 3 } },
              { all: [{ finding: 'liver metastases' }, { measured: 'ALT', atMost: { timesUln: 5 } }] },
            ],
          },
        ]),
      ),
    ).toEqual([]))
  it('an exclusion of those whom no inclusion takes is a notice', () =>
    expect(
      notices(
        admitting(['I-1', 'inclusion', { age: { atLeast: 18 } }], ['E-1', 'exclusion', { age: { atMost: 17 } }]),
        'eligibility',
      ),
    ).toEqual(['E-1 (4): excludes nobody whom I-1 takes: age ≥ 18, and age ≤ 17']))
})
