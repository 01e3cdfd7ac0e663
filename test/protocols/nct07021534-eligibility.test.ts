import { describe, expect, it } from 'vitest'
import { eligibilityOf } from '../../src/eligibility/index.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { ASKED, changed } from '../eligibility/facts.ts'
import { candidate } from '../eligibility/nct07021534-candidate.ts'

describe('NCT07021534', () => {
  it('eligible', () => {
    const answer = eligibilityOf(nct07021534, candidate, ASKED)
    expect(answer.criteria.filter(({ holds }) => holds !== 'met').map(({ id, holds, needs }) => ({ id, holds, needs }))).toEqual([])
    expect(answer.is).toBe('eligible')
  })
})
