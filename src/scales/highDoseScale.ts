import { algorithm, yesOrNo } from './algorithm.ts'
import { highDose } from './highDosePressor.ts'
import type { Given } from './result.ts'

/** Whether vasopressors are high-dose, and their norepinephrine equivalent. Lee (2014), doi:10.1182/blood-2014-05-552729. */
export const highDoseScale = algorithm({
  id: 'vasopressor-high-dose-lee2014',
  version: '2014',
  title: 'High-dose vasopressor, Lee 2014',
  gives: 'highDose',
  citation: { text: 'Lee DW et al. Blood 2014;124(2):188-195', doi: '10.1182/blood-2014-05-552729' },
  evidence: 'B',
  unconfirmed: ['the limits were seen in secondary sources', 'the equivalents are those of the VASST trial'],
  inputs: {
    doses: { kind: 'group', says: 'vasopressor doses (µg/min; dopamine µg/kg/min)', min: 0, ordered: 'up' },
    hours: { kind: 'number', says: 'hours the dose was needed', unit: 'h', min: 0, ordered: 'up' },
  },
  said: (read) => {
    const doses = read('doses') as Given | null
    const { is, neEquivalent } = highDose(null, doses, read('hours'))
    const needs = [
      ...(neEquivalent === null ? ['vasopressor doses'] : []),
      ...(read('hours') === null ? ['hours'] : []),
    ]
    const because = `norepinephrine equivalent ${neEquivalent ?? 'not known'} for ${read('hours') ?? 'unknown'} h`
    return { ...yesOrNo('highDose', is, needs, because), neEquivalent }
  },
})
