import { describe, expect, it } from 'vitest'
import { relation } from '../../src/grading/relations.ts'

const indicated = (intervention: string, urgency?: string) => ({
  intervention,
  status: 'indicated',
  ...(urgency && { urgency }),
})

describe('what one fact says about another', () => {
  it.each([
    [indicated('any', 'urgent'), indicated('any'), 'implies'],
    [indicated('operative', 'urgent'), indicated('invasive'), 'implies'],
    [indicated('IV'), indicated('medical'), 'implies'],
    [indicated('transfusion'), indicated('any'), 'implies'],
    [indicated('any'), indicated('any', 'urgent'), undefined],
    [indicated('invasive'), indicated('operative'), undefined],
    [indicated('medical', 'non-urgent'), indicated('medical'), undefined],
    [{ severity: 'severe', of: 'symptoms' }, { severity: 'symptomatic' }, 'implies'],
    [{ severity: 'mild', of: 'pain' }, { severity: 'severe', of: 'pain' }, 'excludes'],
    [{ severity: 'mild', of: 'pain' }, { severity: 'severe', of: 'symptoms' }, undefined],
    [{ consequence: 'life-threatening airway compromise' }, { consequence: 'life-threatening' }, 'implies'],
    [{ hospitalization: 'indicated' }, { hospitalization: 'indicated or prolonged' }, 'implies'],
    [{ quantity: 'x', bounds: ['>=4', '<=6'] }, { quantity: 'x', bounds: ['>=7'] }, 'excludes'],
    [{ quantity: 'x', bounds: ['>=7'] }, { quantity: 'x', bounds: ['>6'] }, 'implies'],
    [{ quantity: 'x', bounds: ['>6'] }, { quantity: 'x', bounds: ['>=7'] }, undefined],
    [{ quantity: 'x', bounds: ['>=6'] }, { quantity: 'x', bounds: ['<6'] }, 'excludes'],
    [{ finding: 'a' }, { finding: 'b' }, undefined],
  ])('%j and %j: %s', (a, b, says) => {
    expect(relation(a, b)).toBe(says)
  })
})
