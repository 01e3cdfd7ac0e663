import { describe, expect, it } from 'vitest'
import type { Protocol } from '../../src/core/protocol.schema.ts'
import { hepaticSignals, type SignalFact } from '../../src/dlt/signals.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { cases, type Day, each, type Happening, infused, lab } from '../../src/testing/index.ts'

const uln: Readonly<Record<string, string>> = { ALT: '40', AST: '40', bilirubin: '20', ALP: '100' }
const result = (analyte: string, day: Day, value: string, known: object = {}): Happening =>
  lab(analyte, day, value, 'U/L', { uln: uln[analyte]!, ...known })
const signals = (protocol: Protocol, ...story: readonly Happening[]) =>
  hepaticSignals(protocol, each('001', infused('CAR-T', 0), ...story) as readonly SignalFact[]).map(({ says }) => says)
const { hysLaw: _, ...aboveAlone } = nct07021534.hepaticSignal!
const onlyAbove = { ...nct07021534, hepaticSignal: aboveAlone }
const hysLaw = (...story: readonly Happening[]) =>
  signals(nct07021534, ...story).filter((says) => says.startsWith("Hy's law")).length

describe('ALT or AST above 10×ULN: reported whatever the grade', () => {
  it.each(
    cases(`
      analyte     value    signal
      ALT         400      none
      ALT         400.1    above
      AST         401      above
      ALT         >400     above
      ALT         >=400    may be
      ALT         >399     may be
      ALT         >39      may be
      ALT         <900     may be
      ALT         <=401    may be
      ALT         <=400    none
      ALT         <400     none
      ALT         <40      none
      ALT         x        none
      bilirubin   900      none
    `),
  )('$analyte $value with ULN 40: $signal', ({ analyte, value, signal }) => {
    const says = signals(onlyAbove, result(analyte!, 5, value!))
    expect(says).toHaveLength(signal === 'none' ? 0 : 1)
    if (signal === 'above') expect(says[0]).toMatch(/× ULN, above 10 × ULN$/)
    if (signal === 'may be') expect(says[0]).toBe(`ALT ${value} U/L may be above 10 × ULN (ULN 40)`)
  })
  it('says how far above, and where only a bound is known, at least', () => {
    expect(signals(onlyAbove, result('ALT', 5, '500'))).toEqual(['ALT 500 U/L is 12.5 × ULN, above 10 × ULN'])
    expect(signals(onlyAbove, result('ALT', 5, '>500'))).toEqual([
      'ALT >500 U/L is at least 12.5 × ULN, above 10 × ULN',
    ])
  })
  it('with no limit, or one that cannot be, none', () => {
    expect(signals(onlyAbove, lab('ALT', 5, '900', 'U/L'))).toEqual([])
    expect(signals(onlyAbove, result('ALT', 5, '900', { uln: '0' }))).toEqual([])
  })
  it('a donor’s results are not the participant’s', () =>
    expect(
      signals(onlyAbove, (participant) =>
        result('ALT', 5, '900')(participant).map((one) => ({ ...one, donor: 'D1' }) as typeof one),
      ),
    ).toEqual([]))
  it('a protocol without it has none', () => {
    const { hepaticSignal: __, ...none } = nct07021534
    expect(signals(none, result('ALT', 5, '900'))).toEqual([])
  })
})

describe('Hy’s law of censored results: what may be raised is not read as not raised', () => {
  const law = (...story: readonly Happening[]) =>
    signals(nct07021534, ...story).filter((says) => says.startsWith("Hy's law"))
  it.each(
    cases(`
      ALT     bilirubin   ALP     signal            alp
      200     60          90      laboratory        ALP below its limit
      >=120   60          90      laboratory        ALP below its limit
      >119    60          90      may be            ALP below its limit
      <=120   60          90      may be            ALP below its limit
      <120    60          90      none              -
      200     >40         90      laboratory        ALP below its limit
      200     >=40        90      may be            ALP below its limit
      200     <=40        90      none              -
      200     60          >199    laboratory        ALP may be raised
      200     60          >=200   none              -
      200     60          <=200   laboratory        ALP may be raised
    `),
  )('ALT $ALT, bilirubin $bilirubin, ALP $ALP: $signal', ({ ALT, bilirubin, ALP, signal, alp }) => {
    const says = law(result('ALT', 5, ALT!), result('bilirubin', 6, bilirubin!), result('ALP', 6, ALP!))
    expect(says).toHaveLength(signal === 'none' ? 0 : 1)
    if (signal === 'laboratory') expect(says[0]).toMatch(/^Hy's law, laboratory signal: /)
    if (signal === 'may be') expect(says[0]).toMatch(/^Hy's law, may be a laboratory signal: /)
    if (alp !== undefined) expect(says[0]).toContain(alp)
  })
  it('an aminotransferase that is surely raised is named before one that only may be', () =>
    expect(law(result('ALT', 5, '>119'), result('AST', 6, '200'), result('bilirubin', 6, '60'))).toEqual([
      expect.stringMatching(/^Hy's law, laboratory signal: AST 200 /),
    ]))
})

describe('Hy’s law: ALT or AST at least 3×ULN, bilirubin above 2×ULN, ALP below 2×ULN, within 30 days', () => {
  it.each(
    cases(`
      ALT    bilirubin   ALP     signal
      120    41          90      1
      119    41          90      0
      120    40          90      0
      120    40.1        90      1
      120    >40         90      1
      120    41          199     1
      120    41          200     0
      120    41          -       1
    `),
  )('ALT $ALT, bilirubin $bilirubin, ALP $ALP: $signal', ({ ALT, bilirubin, ALP, signal }) =>
    expect(
      hysLaw(result('ALT', 5, ALT!), result('bilirubin', 6, bilirubin!), ...(ALP ? [result('ALP', 6, ALP)] : [])),
    ).toBe(Number(signal)),
  )
  it.each(
    cases(`
      ALT   bilirubin   signal
      5     35          1
      5     36          0
      35    5           1
      36    5           0
    `),
  )('ALT on day $ALT and bilirubin on day $bilirubin: $signal', ({ ALT, bilirubin, signal }) =>
    expect(hysLaw(result('ALT', Number(ALT), '200'), result('bilirubin', Number(bilirubin), '60'))).toBe(
      Number(signal),
    ),
  )
  it('a month that may be near is near', () =>
    expect(hysLaw(result('ALT', 5, '200'), result('bilirubin', '2026-04', '60'))).toBe(1))
  it('AST counts as ALT does', () => expect(hysLaw(result('AST', 5, '200'), result('bilirubin', 5, '60'))).toBe(1))
  it('says what it saw, and that ALP is not known', () => {
    const [says] = signals(nct07021534, result('ALT', 5, '200'), result('bilirubin', 6, '60'))
    expect(says).toContain(
      'ALT 200 U/L on 2026-03-06 (ULN 40) and bilirubin 60 U/L on 2026-03-07 (ULN 20), ALP not known',
    )
    expect(
      signals(nct07021534, result('ALT', 5, '200'), result('bilirubin', 6, '60'), result('ALP', 6, '90'))[0],
    ).toContain('ALP below its limit')
  })
  it('is told at the later of the two', () => {
    const at = (alt: number, tbl: number) =>
      hepaticSignals(
        nct07021534,
        each(
          '001',
          infused('CAR-T', 0),
          result('ALT', alt, '200'),
          result('bilirubin', tbl, '60'),
        ) as readonly SignalFact[],
      ).map((one) => one.at)
    expect(at(5, 6)).toEqual(['2026-03-07'])
    expect(at(7, 6)).toEqual(['2026-03-08'])
  })
  it('names the first enzyme that is near, and the signal of each bilirubin', () => {
    const said = signals(nct07021534, result('ALT', 5, '200'), result('AST', 6, '210'), result('bilirubin', 7, '60'))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('ALT 200 U/L on 2026-03-06')
    expect(hysLaw(result('ALT', 5, '200'), result('bilirubin', 7, '60'), result('bilirubin', 9, '61'))).toBe(2)
    expect(hysLaw(result('ALT', 5, '200'), result('bilirubin', 60, '60'), result('ALT', 50, '200'))).toBe(1)
  })
  it.each(
    cases(`
      ALP     day   signal   says
      200     36    0        -
      200     37    1        ALP not known
      90      36    1        ALP below its limit
      90      37    1        ALP not known
      <90     6     1        ALP below its limit
      <=200   6     1        ALP may be raised
      <200    6     1        ALP below its limit
      >90     6     1        ALP may be raised
      >=200   6     0        -
      x       6     1        ALP not known
    `),
  )('ALP $ALP on day $day, bilirubin on day 6: $signal, $says', ({ ALP, day, signal, says }) => {
    const said = signals(
      nct07021534,
      result('ALT', 5, '200'),
      result('bilirubin', 6, '60'),
      result('ALP', Number(day), ALP!),
    )
    expect(said).toHaveLength(Number(signal))
    if (says) expect(said[0]).toContain(says)
  })
  it('a value or a limit that is missing gives none, and shows nothing of ALP', () => {
    const then = [result('ALT', 5, '200'), result('bilirubin', 6, '60')]
    const without = (analyte: string, value: string | undefined, known: object = {}) =>
      lab(analyte, 6, value, 'U/L', known)
    expect(hysLaw(then[0]!, without('bilirubin', '60'))).toBe(0)
    expect(hysLaw(then[0]!, without('bilirubin', undefined, { uln: '20' }))).toBe(0)
    expect(hysLaw(then[0]!, result('bilirubin', 6, 'x'))).toBe(0)
    expect(hysLaw(without('ALT', '200'), then[1]!)).toBe(0)
    for (const alp of [without('ALP', '90'), without('ALP', undefined, { uln: '100' })])
      expect(signals(nct07021534, ...then, alp)[0]).toContain('ALP not known')
  })
  it('counts from the first dose, and where no dose is on record, at any time', () => {
    const then = [result('ALT', 5, '200'), result('bilirubin', 5, '60')]
    expect(hysLaw(infused('CAR-T', 20), ...then)).toBe(1)
    const bare = hepaticSignals(nct07021534, each('001', ...then) as readonly SignalFact[])
    expect(bare.filter(({ says }) => says.startsWith("Hy's law"))).toHaveLength(1)
  })
  it('counts from the minute of the first dose', () => {
    const at = (minute: string) =>
      hepaticSignals(
        nct07021534,
        each(
          '001',
          infused('CAR-T', '0 08:00'),
          result('ALT', minute as Day, '200'),
          result('bilirubin', '0 09:00', '60'),
        ) as readonly SignalFact[],
      ).length
    expect(at('0 07:59')).toBe(0)
    expect(at('0 08:00')).toBe(1)
  })
  it('a result flagged as baseline is no signal, whenever it was taken', () =>
    expect(hysLaw(result('ALT', 5, '200', { baseline: true }), result('bilirubin', 5, '60'))).toBe(0))
  it('of two participants, each by their own results', () =>
    expect(
      hepaticSignals(nct07021534, [
        ...each('001', result('ALT', 5, '200')),
        ...each('002', result('bilirubin', 5, '60')),
      ] as readonly SignalFact[]),
    ).toEqual([]))
})

describe('Hy’s law with a raised baseline: the same multiples of the baseline', () => {
  const raised = [result('ALT', -10, '80'), result('bilirubin', -10, '30')]
  it.each(
    cases(`
      ALT    bilirubin   signal
      240    61          1
      239    61          0
      240    60          0
    `),
  )('baseline ALT 80 and bilirubin 30: ALT $ALT, bilirubin $bilirubin: $signal', ({ ALT, bilirubin, signal }) =>
    expect(hysLaw(...raised, result('ALT', 5, ALT!), result('bilirubin', 5, bilirubin!))).toBe(Number(signal)),
  )
  it('a baseline at the limit is not raised', () =>
    expect(
      hysLaw(
        result('ALT', -10, '40'),
        result('bilirubin', -10, '20'),
        result('ALT', 5, '120'),
        result('bilirubin', 5, '41'),
      ),
    ).toBe(1))
  it('the flagged baseline counts, else the last before the first dose', () => {
    const then = [result('ALT', 5, '200'), result('bilirubin', 5, '60')]
    expect(hysLaw(result('ALT', -20, '80'), result('ALT', -2, '40'), ...then)).toBe(1)
    expect(hysLaw(result('ALT', -20, '40'), result('ALT', -2, '80'), ...then)).toBe(0)
    expect(hysLaw(result('ALT', -20, '80', { baseline: true }), result('ALT', -2, '40'), ...then)).toBe(0)
  })
  it('the last before the first dose, in whatever order they came', () => {
    const then = [result('ALT', 5, '200'), result('bilirubin', 5, '60')]
    expect(hysLaw(result('ALT', -2, '40'), result('ALT', -20, '80'), ...then)).toBe(1)
    expect(hysLaw(result('ALT', -2, '80'), result('ALT', -20, '40'), ...then)).toBe(0)
  })
  it('a baseline that is only a bound is none', () =>
    expect(hysLaw(result('ALT', -2, '>80'), result('ALT', 5, '120'), result('bilirubin', 5, '60'))).toBe(1))
  it('with other multiples of a raised baseline, only where it was above the limit', () => {
    const rule = nct07021534.hepaticSignal!.hysLaw!
    const five = {
      ...nct07021534,
      hepaticSignal: {
        ...aboveAlone,
        hysLaw: { ...rule, raisedBaseline: { ...rule.raisedBaseline!, aminotransferase: '5' } },
      },
    } as Protocol
    const at = (baseline: string, alt: string) =>
      signals(five, result('ALT', -2, baseline), result('ALT', 5, alt), result('bilirubin', 5, '60')).filter((says) =>
        says.startsWith("Hy's"),
      ).length
    expect(at('40', '120')).toBe(1)
    expect(at('41', '120')).toBe(0)
    expect(at('41', '204')).toBe(0)
    expect(at('41', '205')).toBe(1)
  })
  it('results from before the first dose are no signal', () =>
    expect(hysLaw(result('ALT', -5, '200'), result('bilirubin', -5, '60'))).toBe(0))
  it('the printed multiples, where the protocol has no rule for it', () => {
    const { raisedBaseline: __, ...printed } = nct07021534.hepaticSignal!.hysLaw!
    const protocol = { ...nct07021534, hepaticSignal: { ...aboveAlone, hysLaw: printed } }
    expect(
      signals(protocol, ...raised, result('ALT', 5, '130'), result('bilirubin', 5, '45')).filter((says) =>
        says.startsWith("Hy's"),
      ),
    ).toHaveLength(1)
  })
})
