import { cockcroftGaultOf } from '../core/cockcroft-gault.ts'
import { exact, toDouble } from '../core/exact.ts'
import { algorithm } from './algorithm.ts'
import { decimal } from './bound.ts'

/** Creatinine clearance in mL/min. Cockcroft and Gault (1976), doi:10.1159/000180580. */
export const cockcroftGault = algorithm({
  id: 'cockcroft-gault',
  version: '1976',
  title: 'Creatinine clearance, Cockcroft-Gault',
  gives: 'mlPerMin',
  citation: { text: 'Cockcroft DW, Gault MH. Nephron 1976;16:31-41', doi: '10.1159/000180580' },
  evidence: 'A',
  unconfirmed: ['which weight to use (actual, ideal, adjusted) is for the protocol to say'],
  inputs: {
    ageYears: { kind: 'number', says: 'age', unit: 'years', min: 0, max: 139, ordered: 'down' },
    weightKg: { kind: 'number', says: 'weight', unit: 'kg', min: 0.5, max: 400, ordered: 'up' },
    creatinineMgDl: {
      kind: 'number',
      says: 'serum creatinine',
      unit: 'mg/dL',
      min: 0.01,
      elsewhere: { creatinineUmol: 1 / 88.42, creatinineUmolL: 1 / 88.42 },
      ordered: 'down',
    },
    sex: { kind: 'choice', says: 'sex', values: ['F', 'M'], aliases: { female: 'F', male: 'M' } },
  },
  said: (read) => {
    const needs = ['ageYears', 'weightKg', 'creatinineMgDl', 'sex'].filter((name) => typeof read(name) === 'object')
    if (needs.length > 0) return { mlPerMin: null, needs, because: `not known ${needs.join(', ')}` }
    const [age, weight, creatinine] = ['ageYears', 'weightKg', 'creatinineMgDl'].map((name) => Number(read(name)))
    const sex = read('sex') === 'F' ? 'F' : 'M'
    const mlPerMin = decimal(
      toDouble(
        cockcroftGaultOf({ ageYears: exact(age!), weightKg: exact(weight!), creatinineMgDl: exact(creatinine!), sex }),
      ),
    )
    const because = `(140 - ${age}) x ${weight} / (72 x ${creatinine})${read('sex') === 'F' ? ' x 0.85' : ''}`
    return { mlPerMin, because, flags: age! < 18 ? ['adults-only: the formula holds for adults'] : [] }
  },
})
