import { describe, expect, it } from 'vitest'
import '../../src/testing/vitest.ts'
import { hepaticSignals, type SignalFact } from '../../src/dlt/signals.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { adverseEvent, cases, each, given, infused, lab } from '../../src/testing/index.ts'
import { clean, machines, treated } from '../support/trial.ts'

const says = (text: string) => text.replaceAll('_', ' ')

describe('NCT07021534 · registry: every level by 3+3, N without and T with DLT', () => {
  it.each(
    cases(`
      outcomes                             recommended
      1N_2NNN                              escalate_to_3
      1N_2NNT                              stay_at_2,_3_more
      1N_2NNTNNN                           escalate_to_3
      1N_2NNTNNT                           de-escalate_to_1,_2_more
      1N_2NTT                              de-escalate_to_1,_2_more
      1N_2NNN_3NNN                         escalate_to_4
      1N_2NNN_3NNT                         stay_at_3,_3_more
      1N_2NNN_3NNTNNN                      escalate_to_4
      1N_2NNN_3NTT                         de-escalate_to_2,_3_more
      1N_2NNN_3NNN_4NNN                    stay_at_4,_3_more
      1N_2NNN_3NNN_4NNT                    stay_at_4,_3_more
      1N_2NNN_3NNN_4NTT                    de-escalate_to_3,_3_more
    `),
  )('$outcomes: $recommended', ({ outcomes, recommended }) =>
    expect(given(machines, says(outcomes!)).onReview()).toRecommend(says(recommended!)),
  )

  it.each(
    cases(`
      outcomes                             mtd
      1N_2NNN_3NNN_4NNNNNN                 4
      1N_2NNN_3NNN_4NNNNNT                 4
      1N_2NNN_3NTT_2NNN                    2
      1N_2NNTNNN_3NTT                      2
      1N_2NTT_1NNNNN                       1
      1N_2NTT_1NNNNT                       1
    `),
  )('$outcomes: the MTD is level $mtd', ({ outcomes, mtd }) =>
    expect(given(machines, says(outcomes!)).onReview()).toMatchObject({ action: 'declare-mtd', level: mtd }),
  )

  it('two of six at level 1: no level is tolerated', () =>
    expect(given(machines, '1N 2NTT 1NNNTT').onReview()).toMatchObject({
      action: 'stop',
      excluded: ['1', '2', '3', '4'],
    }))
})

describe('NCT07021534 · assumed: the hepatic safety signal, beside the grade and no DLT', () => {
  const raised = [
    lab('ALT', 1, '160', 'U/L', { uln: '40', baseline: true }),
    lab('ALT', 5, '401', 'U/L', { uln: '40' }),
    lab('bilirubin', 6, '45', 'umol/L', { uln: '20' }),
    lab('ALP', 6, '90', 'U/L', { uln: '100' }),
  ]

  it('ALT above 10×ULN and the laboratory signal of Hy’s law are reported', () => {
    const facts = each('001', infused('CAR-T', 2), ...raised) as readonly SignalFact[]
    expect(hepaticSignals(nct07021534, facts).map(({ says: signal }) => signal)).toEqual([
      expect.stringContaining('above 10 × ULN'),
    ])
    const normal = each('001', infused('CAR-T', 2), ...raised.slice(1)) as readonly SignalFact[]
    expect(hepaticSignals(nct07021534, normal).map(({ says: signal }) => signal)).toEqual([
      expect.stringContaining('above 10 × ULN'),
      expect.stringContaining("Hy's law"),
    ])
  })

  it('by itself it is no DLT: without a rule that is met the participant is cleared', () =>
    expect(
      given(
        machines,
        each(
          '001',
          clean('1', 2),
          adverseEvent('Alanine aminotransferase increased', 5, 2),
          lab('AST', 5, '30', 'U/L', { uln: '40' }),
        ),
      ).onReview(20),
    ).not.toHaveDlt('001'))

  it('somebody whose liver was abnormal before is treated at the same levels', () =>
    expect(given(machines, each('001', raised[0]!, treated('1', 2))).onReview(3)).toBePending('001'))
})
