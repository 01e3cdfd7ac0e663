import { compareExact, type Exact, exact, over, toDouble } from '../core/exact.ts'
import { algorithm } from './algorithm.ts'
import { decimal } from './bound.ts'

/** R = (ALT/ULN) / (ALP/ULN): the pattern of a liver injury. FDA, Drug-Induced Liver Injury (2009). */
export const rValue = algorithm({
  id: 'dili-r-value',
  version: '2009',
  title: 'R value of a liver injury',
  gives: 'R',
  citation: { text: 'FDA Guidance for Industry: Drug-Induced Liver Injury, Premarketing Clinical Evaluation (2009)' },
  evidence: 'B',
  inputs: {
    alt: { kind: 'number', says: 'ALT', unit: 'U/L', min: 0 },
    altUln: { kind: 'number', says: 'upper limit of ALT', unit: 'U/L', min: 0.001 },
    alp: { kind: 'number', says: 'alkaline phosphatase', unit: 'U/L', min: 0.001 },
    alpUln: { kind: 'number', says: 'upper limit of alkaline phosphatase', unit: 'U/L', min: 0.001 },
    altXuln: { kind: 'number', says: 'ALT', unit: 'x ULN', min: 0 },
    alpXuln: { kind: 'number', says: 'alkaline phosphatase', unit: 'x ULN', min: 0.001 },
  },
  said: (read) => {
    const alt = timesUln(read, 'alt')
    const alp = timesUln(read, 'alp')
    if (!alt || !alp) {
      const needs = [...(alt ? [] : ['ALT and its upper limit']), ...(alp ? [] : ['ALP and its upper limit'])]
      return { R: null, pattern: null, needs, because: `not known ${needs.join('; ')}` }
    }
    const ratio = over(alt, alp)
    const R = decimal(toDouble(ratio))
    return { R, pattern: patternOf(ratio), because: `ALT over ALP, each by its upper limit: ${R}` }
  },
})

function timesUln(read: (name: string) => unknown, name: string): Exact | undefined {
  const ratio = read(`${name}Xuln`)
  if (typeof ratio === 'number') return exact(ratio)
  const value = read(name)
  const uln = read(`${name}Uln`)
  return typeof value === 'number' && typeof uln === 'number' ? over(exact(value), exact(uln)) : undefined
}

const patternOf = (ratio: Exact): string =>
  compareExact(ratio, exact(5)) >= 0 ? 'hepatocellular' : compareExact(ratio, exact(2)) <= 0 ? 'cholestatic' : 'mixed'
