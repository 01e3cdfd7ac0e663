import { algorithm } from './algorithm.ts'
import { decimal } from './bound.ts'

/** QT corrected for heart rate. Fridericia (1920), Bazett (1920); the RR interval in seconds is 60 over the heart rate. */
export const qtc = algorithm({
  id: 'qtc',
  version: '1920',
  title: 'QTc by Fridericia or Bazett',
  gives: 'qtcMs',
  citation: { text: 'Fridericia LS. Acta Med Scand 1920;53:469-486; Bazett HC. Heart 1920;7:353-370; ICH E14' },
  evidence: 'A',
  inputs: {
    method: { kind: 'choice', says: 'correction', values: ['fridericia', 'bazett'] },
    qtMs: { kind: 'number', says: 'QT', unit: 'ms', min: 1, max: 1000, ordered: 'up' },
    heartRate: { kind: 'number', says: 'heart rate', unit: '/min', min: 1, max: 400, ordered: 'up' },
    rrMs: { kind: 'number', says: 'RR interval', unit: 'ms', min: 100, max: 60000 },
  },
  said: (read) => {
    const rate = read('heartRate')
    const interval = read('rrMs')
    const rr = typeof interval === 'number' ? interval / 1000 : typeof rate === 'number' ? 60 / rate : null
    const needs = [...['method', 'qtMs'].filter((name) => read(name) === null), ...(rr === null ? ['heartRate'] : [])]
    if (rr === null || needs.length > 0) return { qtcMs: null, needs, because: `not known ${needs.join(', ')}` }
    const root = read('method') === 'bazett' ? Math.sqrt(rr) : Math.cbrt(rr)
    return { qtcMs: decimal(Number(read('qtMs')) / root), because: `${read('method')}, RR ${decimal(rr)} s` }
  },
})
