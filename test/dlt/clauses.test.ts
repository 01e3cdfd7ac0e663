import { describe, expect, it } from 'vitest'
import { ctcae50, ctcae60, ctcae403 } from '../../grading-tables/index.ts'
import { categoryOf } from '../../src/dlt/categories.ts'
import { clauseInWords } from '../../src/dlt/clause.ts'
import { listTerms } from '../../src/grading/terms.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { adverseEvent, cases, dateOf, ended, peaked, regraded } from '../../src/testing/index.ts'
import { answered, assessed, dosed, judged, measured, protocolWith, supported } from './story.ts'

const NEUTROPENIA = 'Neutrophil count decreased'
const PLATELETS = 'Platelet count decreased'
const grade3 = { grade: { atLeast: 3 } }

describe('category: haematologic, by the grading table’s own terms', () => {
  const haematologic = { all: [{ category: 'haematologic' }, grade3] } as const
  const other = { all: [{ not: { category: 'haematologic' } }, grade3] } as const
  it.each(
    cases(`
      term                            haematologic   otherwise
      Neutrophil count decreased      met            not met
      neutrophil count decreased      met            not met
      Platelet count decreased        met            not met
      Alanine aminotransferase increased   not met   met
    `),
  )('$term', ({ term, haematologic: is, otherwise }) => {
    expect(answered(haematologic as never, 20, adverseEvent(term!, 3, 3)).is).toBe(is)
    expect(answered(other as never, 20, adverseEvent(term!, 3, 3)).is).toBe(otherwise)
  })

  it('by its SOC', () => {
    const blood = { ...nct07021534, grading: { ...nct07021534.grading } }
    expect(categoryOf(blood, 'Haematologic')?.soc).toEqual(['Blood and lymphatic system disorders'])
  })

  it.each([ctcae403, ctcae50, ctcae60])('every term it lists is one of $id', (table) => {
    const terms = listTerms(table).map(({ term }) => term)
    const held = categoryOf({ ...nct07021534, grading: { ...nct07021534.grading, table: table.id } }, 'haematologic')!
    expect(held.term.filter((term) => !terms.includes(term))).toEqual([])
    expect(listTerms(table).some(({ soc }) => soc === held.soc[0])).toBe(true)
  })

  it('the protocol’s own list counts before the library’s', () => {
    const own = protocolWith(haematologic as never, {
      categories: [{ section: '5', name: 'haematologic', term: ['Nausea'] }],
    })
    expect(judged(own, 20, dosed, adverseEvent('Nausea', 3, 3)).rules[0]!.is).toBe('met')
    expect(judged(own, 20, dosed, adverseEvent(NEUTROPENIA, 3, 3)).rules[0]!.is).toBe('not met')
  })

  it('a category nobody lists leaves it open', () =>
    expect(answered({ all: [{ category: 'dermal' }, grade3] }, 20, adverseEvent('Nausea', 3, 3))).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'the terms of the category dermal' }],
    }))
})

describe('clinical facts that a rule requires', () => {
  const despite = { all: [grade3, { fact: 'optimalSupportiveCare' }] } as const
  const story = (...said: readonly [number, boolean][]) =>
    answered(
      despite as never,
      20,
      adverseEvent('Nausea', 3, 3),
      ...said.map(([day, value]) => assessed('Nausea', day, 'optimalSupportiveCare', value)),
    )
  it('said yes: met', () => expect(story([4, true]).is).toBe('met'))
  it('said no: not met', () => expect(story([4, false]).is).toBe('not met'))
  it('the later word counts', () => expect(story([4, false], [5, true]).is).toBe('met'))
  it('nobody said: unknown, and it says for want of what', () =>
    expect(story()).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: 'whether Nausea: optimalSupportiveCare' }],
    }))
  it('said of another event: unknown', () =>
    expect(
      answered(
        despite as never,
        20,
        adverseEvent('Nausea', 3, 3),
        assessed('Vomiting', 4, 'optimalSupportiveCare', true),
      ).is,
    ).toBe('undeterminable'))
  it('said with the report itself', () => {
    const reported = (facts: Record<string, boolean>) => (participant: string) =>
      adverseEvent('Nausea', 3, 3)(participant).map((one) => ({ ...one, facts }) as typeof one)
    const significant = { all: [grade3, { fact: 'clinicallySignificant' }] } as const
    expect(answered(significant as never, 20, reported({ clinicallySignificant: true })).is).toBe('met')
    expect(answered(significant as never, 20, reported({ clinicallySignificant: false })).is).toBe('not met')
  })
  it('a rule may ask for the contrary', () =>
    expect(
      answered(
        { all: [grade3, { fact: 'dueToProgression', is: false }] },
        20,
        adverseEvent('Nausea', 3, 3),
        assessed('Nausea', 4, 'dueToProgression', false),
      ).is,
    ).toBe('met'))
})

describe('serious, outcome, source', () => {
  const serious = (value?: boolean) => (participant: string) =>
    adverseEvent(
      'Nausea',
      3,
      3,
    )(participant).map((one) => ({ ...one, ...(value === undefined ? {} : { serious: value }) }) as typeof one)
  it.each([
    [true, 'met'],
    [false, 'not met'],
    [undefined, 'undeterminable'],
  ] as const)('serious said %s: %s', (value, is) =>
    expect(answered({ all: [grade3, { serious: true }] }, 20, serious(value)).is).toBe(is),
  )
  it('not serious', () => expect(answered({ all: [grade3, { serious: false }] }, 20, serious(false)).is).toBe('met'))

  it.each(
    cases(`
      outcome                 asked        answer
      fatal                   fatal        met
      recovered               fatal        not met
      recoveredWithSequelae   recovered    not met
      recovered               recovered    met
      -                       ongoing      met
      -                       fatal        not met
    `),
  )('outcome $outcome, asked $asked: $answer', ({ outcome, asked, answer }) =>
    expect(
      answered(
        { all: [{ term: ['Nausea'] }, { outcome: [asked as never] }] },
        20,
        adverseEvent('Nausea', 3, 3),
        ...(outcome ? [ended('Nausea', 9, outcome as never)] : []),
      ).is,
    ).toBe(answer),
  )

  it('a rule without a grade asks for the event’s own onset in the window', () => {
    const rule = { term: ['Seizure'] } as const
    const on = (day: number) => judged(protocolWith(rule as never), 40, dosed, adverseEvent('Seizure', day, 1))
    expect(on(-1).rules[0]!.is).toBe('not met')
    expect(on(-1).outside).toMatchObject([{ position: 'before' }])
    expect(on(0).rules[0]!.is).toBe('met')
    expect(on(15).rules[0]!.is).toBe('met')
    expect(on(16).rules[0]!.is).toBe('not met')
    expect(on(16).outside).toMatchObject([{ position: 'after' }])
  })

  describe('a fact or a grade: the grade counts when it was reached, the fact by the event’s onset', () => {
    const fact = { fact: 'airwayThreatened' } as const
    const either = { any: [fact, grade3] } as const
    const nested = { any: [fact, { all: [{ fact: 'treated' }, grade3] }] } as const
    it.each(
      cases(`
        onset   grade   later   fact   either          nested
        -1      2       3          yes    met             met
        -1      2       3          no     met             met
        -1      2       3          -      met             met
        -1      2       2          yes    not met         not met
        -1      2       2          no     not met         not met
        -1      3       3          yes    not met         not met
        -1      3       3          no     not met         not met
        -1      -       -       yes    not met         not met
        -1      -       -       no     not met         not met
        1       2       2          yes    met             met
        1       2       2          no     not met         not met
        1       2       2          -      undeterminable  undeterminable
        1       2       3          no     met             met
      `),
    )('onset day $onset at grade $grade, $later on day 3, fact $fact: $either', (row) => {
      const { onset, grade, later, fact: known } = row
      const facts = { treated: true, ...(known === undefined ? {} : { airwayThreatened: known === 'yes' }) }
      const reported = (participant: string) =>
        adverseEvent(
          'Nausea',
          Number(onset),
          grade === undefined ? undefined : Number(grade),
        )(participant).map((one) => ({ ...one, facts }) as typeof one)
      const more = later === grade ? [] : [regraded('Nausea', 3, Number(later))]
      expect(answered(either as never, 30, reported, ...more).is).toBe(row.either)
      expect(answered(nested as never, 30, reported, ...more).is).toBe(row.nested)
    })

    it('a highest grade reached before the window or inside leaves it open, though the fact alone is before it', () => {
      const reported = (participant: string) =>
        adverseEvent('Nausea', -1, 1)(participant).map((one) => ({ ...one, facts: { airwayThreatened: true } }))
      expect(answered(either as never, 30, reported as never, peaked('Nausea', 9, 3))).toMatchObject({
        is: 'undeterminable',
        needs: [{ fact: 'the date Nausea reached this grade' }],
      })
    })

    it('what is denied is no grade reached: no grade 3, and a fact, by the onset', () => {
      const mild = { all: [{ term: ['Nausea'] }, { not: grade3 }] } as const
      expect(answered(mild as never, 30, adverseEvent('Nausea', -1, 2)).is).toBe('not met')
      expect(answered(mild as never, 30, adverseEvent('Nausea', 1, 2)).is).toBe('met')
    })
  })

  it('a rule over laboratory events reads the laboratory, whatever was reported beside it', () => {
    const rule = { all: [{ source: 'laboratory' }, grade3] } as const
    const both = [measured(NEUTROPENIA, 3, 3), adverseEvent(NEUTROPENIA, 3, 1)]
    expect(answered(rule as never, 20, ...both).is).toBe('met')
    expect(answered(rule as never, 20, adverseEvent(NEUTROPENIA, 3, 3)).is).toBe('not met')
  })
  it('a rule over reported events and the laboratory on the other side: reconciliation', () =>
    expect(answered(grade3, 20, measured(NEUTROPENIA, 3, 3), adverseEvent(NEUTROPENIA, 3, 1))).toMatchObject({
      is: 'undeterminable',
      needs: [{ fact: expect.stringContaining('reconciliation') }],
    }))
  it('both on one side: no question', () =>
    expect(answered(grade3, 20, measured(NEUTROPENIA, 3, 4), adverseEvent(NEUTROPENIA, 3, 3)).is).toBe('met'))
  it('of two reports of a term the stronger attribution is the laboratory’s', () => {
    const rule = { all: [grade3, { attributedTo: ['CAR-T'], atLeast: 'possible' }] } as const
    const reported = (event: string, day: number, attribution: 'unrelated' | 'probable') =>
      adverseEvent(NEUTROPENIA, day, 1, { event, attribution: { 'CAR-T': attribution } })
    const two = [reported('E1', 2, 'probable'), reported('E2', 4, 'unrelated')]
    expect(
      answered(rule as never, 20, measured(NEUTROPENIA, 3, 3), ...two)
        .needs.map(({ fact }) => fact)
        .join(),
    ).toContain('reconciliation')
  })
})

describe('a grade above baseline', () => {
  const shift = { grade: { atLeast: 3, aboveBaseline: 2 } }
  it.each(
    cases(`
      baseline   worst   answer
      0          3       met
      1          3       met
      2          3       not met
      2          4       met
      3          4       not met
      -          3       undeterminable
      -          2       not met
      -          5       undeterminable
    `),
  )('baseline $baseline, worst $worst, at least 3 and 2 above baseline: $answer', ({ baseline, worst, answer }) =>
    expect(
      answered(
        shift,
        20,
        ...(baseline ? [adverseEvent(PLATELETS, -10, Number(baseline), { event: 'B' })] : []),
        adverseEvent(PLATELETS, 5, Number(worst), { event: 'E' }),
      ).is,
    ).toBe(answer),
  )
  it('a baseline that somebody stated', () => {
    const stated = (value: number) => (participant: string) => [
      { type: 'assessed' as const, participant, at: dateOf(-1), instrument: 'baselineGrade', item: PLATELETS, value },
    ]
    expect(answered(shift, 20, stated(2), adverseEvent(PLATELETS, 5, 3)).is).toBe('not met')
    expect(answered(shift, 20, stated(1), adverseEvent(PLATELETS, 5, 3)).is).toBe('met')
  })
  it('the last grade before the window counts, of the event itself too', () => {
    const own = (before: number) => [adverseEvent(PLATELETS, -10, 0), regraded(PLATELETS, -2, before)]
    expect(answered(shift, 20, ...own(2), regraded(PLATELETS, 5, 3)).is).toBe('not met')
    expect(answered(shift, 20, ...own(1), regraded(PLATELETS, 5, 3)).is).toBe('met')
  })
  it('for want of it, it says so', () =>
    expect(answered(shift, 20, adverseEvent(PLATELETS, 5, 3)).needs).toEqual([
      { fact: `the grade of ${PLATELETS} at baseline` },
    ]))
})

describe('"at least 7 days", and "longer than 7 days"', () => {
  it.each(
    cases(`
      back   atLeast   longer
      9      not met   not met
      10     met       not met
      11     met       met
    `),
  )('from day 3 to day $back', ({ back, atLeast, longer }) => {
    const story = [adverseEvent('Nausea', 3, 4), regraded('Nausea', Number(back), 3)]
    expect(answered({ grade: { atLeast: 4 }, atLeastFor: { days: 7 } }, 40, ...story).is).toBe(atLeast)
    expect(answered({ grade: { atLeast: 4 }, longerThan: { days: 7 } }, 40, ...story).is).toBe(longer)
  })
  it.each(
    cases(`
      back       atLeast   longer
      6 07:59    not met   not met
      6 08:00    met       not met
      6 08:01    met       met
    `),
  )('72 h from day 3 08:00 to day $back', ({ back, atLeast, longer }) => {
    const story = [adverseEvent('Nausea', '3 08:00', 4), regraded('Nausea', back!, 3)]
    expect(answered({ grade: { atLeast: 4 }, atLeastFor: { hours: 72 } }, 40, ...story).is).toBe(atLeast)
    expect(answered({ grade: { atLeast: 4 }, longerThan: { hours: 72 } }, 40, ...story).is).toBe(longer)
  })
  it.each(
    cases(`
      back   answer
      30     not met
      31     not met
      32     met
    `),
  )('longer than 28 days from day 3 to day $back: $answer', ({ back, answer }) =>
    expect(
      answered(
        { grade: { atLeast: 4 }, longerThan: { days: 28 } },
        60,
        adverseEvent(NEUTROPENIA, 3, 4),
        regraded(NEUTROPENIA, Number(back), 3),
      ).is,
    ).toBe(answer),
  )
  it('a grade above the range ends the question', () =>
    expect(
      answered(
        { grade: { atLeast: 3, atMost: 3 }, longerThan: { days: 2 } },
        40,
        adverseEvent('Nausea', 3, 3),
        regraded('Nausea', 5, 4),
        ended('Nausea', 9),
      ).is,
    ).toBe('not met'))
})

describe('recovery counts only without support for 7 days', () => {
  const own = {
    grade: { atLeast: 4 },
    longerThan: { days: 14 },
    unsupported: { by: ['platelets', 'growthFactor'], for: { days: 7 } },
  } as never
  const back = (day: number) => [adverseEvent(PLATELETS, 3, 4), regraded(PLATELETS, day, 2)]
  it.each(
    cases(`
      given   answer
      -       not met
      3       not met
      10      not met
      11      met
      16      met
      17      met
      18      not met
    `),
  )(
    'grade 4 from day 3, back on day 17, platelets on day $given: longer than 14 days is $answer',
    ({ given, answer }) =>
      expect(
        answered(
          own,
          60,
          adverseEvent(PLATELETS, 3, 4),
          ...(given && Number(given) < 17 ? [supported(Number(given), 'platelets')] : []),
          regraded(PLATELETS, 17, 2),
          ...(given && Number(given) >= 17 ? [supported(Number(given), 'apheresis platelets')] : []),
        ).is,
      ).toBe(answer),
  )
  it.each(
    cases(`
      product                   kind           answer
      red cells                 transfusion    not met
      fresh frozen plasma       transfusion    not met
      platelet concentrate      transfusion    met
      filgrastim                growthFactor   met
      -                         transfusion    undeterminable
    `),
  )('$product ($kind) on day 12, back on day 15: $answer', ({ product, kind, answer }) =>
    expect(answered(own, 60, supported(12, product, kind as never), ...back(15)).is).toBe(answer),
  )
  it('recovered by day 10, supported on day 9: it counts from day 16, which is not too long', () =>
    expect(answered(own, 60, supported(9, 'platelets'), ...back(10)).is).toBe('not met'))
  it('before that day it is pending, as if not yet back', () =>
    expect(answered(own, 12, supported(9, 'platelets'), ...back(10))).toMatchObject({
      is: 'pending',
      until: dateOf(17),
    }))
  it('a measured recovery under support is no recovery; the next one without is', () => {
    const course = [measured(PLATELETS, 3, 4), measured(PLATELETS, 10, 2)]
    expect(answered(own, 60, supported(9, 'platelets'), ...course, measured(PLATELETS, 17, 2)).is).toBe('not met')
    expect(answered(own, 60, supported(9, 'platelets'), ...course, measured(PLATELETS, 18, 2)).is).toBe(
      'undeterminable',
    )
    expect(answered(own, 60, ...course).is).toBe('not met')
  })
  it('support in hours', () => {
    const hours = {
      ...(own as object),
      longerThan: { hours: 24 },
      unsupported: { by: ['platelets'], for: { hours: 12 } },
    } as never
    const story = (at: string) =>
      answered(
        hours,
        60,
        supported('3 20:00', 'platelets'),
        adverseEvent(PLATELETS, '3 08:00', 4),
        regraded(PLATELETS, at, 2),
      ).is
    expect(story('3 22:00')).toBe('not met')
    expect(story('4 08:01')).toBe('met')
  })
})

describe('a clause in words', () => {
  it.each([
    [{ category: 'haematologic' }, 'category is haematologic'],
    [{ fact: 'clinicallySignificant' }, 'clinicallySignificant'],
    [{ fact: 'x', is: false }, 'not x'],
    [{ fact: 'x', says: 'despite optimal supportive care' }, 'despite optimal supportive care'],
    [{ serious: false }, 'not serious'],
    [{ serious: true }, 'serious'],
    [{ outcome: ['fatal', 'ongoing'] }, 'outcome is fatal or ongoing'],
    [{ term: ['A', 'B'] }, 'term is A or B'],
    [{ soc: ['C'] }, 'SOC is C'],
    [{ source: 'laboratory' }, 'laboratory event'],
    [{ manifestationOf: ['CRS'] }, 'manifestation of CRS'],
    [{ attributedTo: ['CAR-T'], atLeast: 'possible' }, 'at least possible to CAR-T'],
    [{ grade: { atLeast: 3 } }, 'grade ≥ 3'],
    [{ grade: { atLeast: 3, atMost: 3 } }, 'grade 3'],
    [{ grade: { atLeast: 3, atMost: 4, scale: 'astct' } }, 'astct grade 3 to 4'],
    [{ grade: { atLeast: 3, aboveBaseline: 2 } }, 'grade ≥ 3 at least 2 above baseline'],
    [
      { grade: { atLeast: 3 }, unresolved: { to: 2, within: { hours: 72 } } },
      'grade ≥ 3 not resolved to ≤ 2 within 72 h',
    ],
    [{ grade: { atLeast: 4 }, longerThan: { days: 7 } }, 'grade ≥ 4 lasting longer than 7 days'],
    [{ grade: { atLeast: 4 }, atLeastFor: { days: 7 } }, 'grade ≥ 4 lasting at least 7 days'],
    [
      { grade: { atLeast: 4 }, unsupported: { by: ['platelets', 'redCells'], for: { days: 7 } } },
      'grade ≥ 4 recovery counted without platelets or red cells for 7 days',
    ],
  ] as const)('%j', (clause, words) => expect(clauseInWords(clause as never)).toBe(words))
})
