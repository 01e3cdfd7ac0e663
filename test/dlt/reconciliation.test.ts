import { describe, expect, it } from 'vitest'
import { adverseEvent, each, given, lab } from '../../src/testing/index.ts'
import { machines, toCarT, treated, unrelated } from '../support/trial.ts'

const ALT = 'Alanine aminotransferase increased'
const answer = (grade: number, value: string, known: Parameters<typeof adverseEvent>[3]) => {
  const outcome = given(
    machines,
    each(
      '001',
      lab('ALT', -20, '30', 'U/L', { uln: '40', baseline: true }),
      treated('1'),
      adverseEvent(ALT, '5 08:00', grade, known),
      lab('ALT', '5 08:00', value, 'U/L', { uln: '40' }),
      lab('ALT', '13 08:00', value, 'U/L', { uln: '40' }),
    ),
  ).onReview(14)
  return { is: outcome.rules['001']!['DLT-3'], needs: (outcome.needs['001'] ?? []).join('; ') }
}

describe('an investigator’s grade against a laboratory’s', () => {
  it('grade 2 and a computed grade 3 that lasts, related: waits for reconciliation', () =>
    expect(answer(2, '240', toCarT)).toMatchObject({
      is: 'undeterminable',
      needs: expect.stringContaining('reconciliation'),
    }))

  it('and nobody judged the relation: still not "no", for want of both', () => {
    const { is, needs } = answer(2, '240', {})
    expect(is).toBe('undeterminable')
    expect(needs).toContain('reconciliation')
    expect(needs).toContain('attribution')
  })

  it('unrelated: no rule could be met either way', () => expect(answer(2, '240', unrelated).is).toBe('not met'))

  it('both of grade 2: nothing to reconcile', () => expect(answer(2, '190', {}).is).toBe('not met'))
})
