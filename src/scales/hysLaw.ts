import { algorithm, yesOrNo } from './algorithm.ts'
import { limit, satisfies, type Truth3 } from './bound.ts'

/**
 * The laboratory signal of Hy's law; software can give no more than a signal. FDA, Drug-Induced Liver Injury (2009).
 * How far apart ALT and bilirubin may peak is not fixed: where they are on different days a protocol must say.
 */
export const hysLaw = algorithm({
  id: 'hys-law',
  version: '2009',
  title: "Hy's law, laboratory signal",
  gives: 'labSignal',
  citation: { text: 'FDA Guidance for Industry: Drug-Induced Liver Injury, Premarketing Clinical Evaluation (2009)' },
  evidence: 'A',
  unconfirmed: ['how many days may lie between ALT and bilirubin', 'what holds with a raised baseline'],
  inputs: {
    altXuln: { kind: 'number', says: 'ALT', unit: 'x ULN', min: 0 },
    astXuln: { kind: 'number', says: 'AST', unit: 'x ULN', min: 0, unlisted: 0 },
    tbiliXuln: { kind: 'number', says: 'total bilirubin', unit: 'x ULN', min: 0 },
    alpXuln: { kind: 'number', says: 'alkaline phosphatase', unit: 'x ULN', min: 0 },
    altDay: { kind: 'number', says: 'day of the ALT' },
    tbiliDay: { kind: 'number', says: 'day of the bilirubin' },
    windowDays: { kind: 'number', says: 'days that may lie between ALT and bilirubin', unit: 'd', min: 0 },
    otherCausesExcluded: { kind: 'yes-no', says: 'other causes excluded by a physician', unlisted: false },
  },
  readings: {
    'bilirubin-equal': {
      default: 'out',
      options: { out: 'exactly 2 x ULN does not count', in: 'exactly 2 x ULN counts' },
    },
  },
  said: (read, chosen) => {
    const tbl = limit(chosen['bilirubin-equal'] === 'in' ? '>= 2' : '> 2')
    const alt = satisfies(read('altXuln'), limit('>= 3'))
    const ast = satisfies(read('astXuln'), limit('>= 3'))
    const parts = {
      'ALT or AST (x ULN)': Math.max(alt, ast) as Truth3,
      'total bilirubin (x ULN)': satisfies(read('tbiliXuln'), tbl),
      'alkaline phosphatase (x ULN)': satisfies(read('alpXuln'), limit('< 2')),
      'window-rule: days that may lie between ALT and bilirubin': inWindow(read),
    }
    const is = Math.min(...Object.values(parts)) as Truth3
    const needs = Object.entries(parts).flatMap(([name, part]) => (part === 1 ? [name] : []))
    const because = is === 2 ? 'ALT or AST 3 x ULN, bilirubin above 2 x ULN, no cholestasis' : 'not all conditions hold'
    const settled =
      is === 0 || read('otherCausesExcluded') === false ? false : is === 2 ? read('otherCausesExcluded') : null
    return {
      ...yesOrNo('labSignal', is, needs, because),
      confirmed: settled,
      readings: read('tbiliXuln') === 2 ? [`bilirubin-equal: ${chosen['bilirubin-equal']}`] : [],
    }
  },
})

function inWindow(read: (name: string) => unknown): Truth3 {
  const alt = read('altDay')
  const tbl = read('tbiliDay')
  if (typeof alt !== 'number' || typeof tbl !== 'number') return alt === null && tbl === null ? 2 : 1
  if (alt === tbl) return 2
  const window = read('windowDays')
  return typeof window === 'number' ? (Math.abs(alt - tbl) <= window ? 2 : 0) : 1
}
