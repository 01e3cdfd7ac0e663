import { algorithm } from './algorithm.ts'
import { limit, satisfies, type Truth3 } from './bound.ts'
import type { Input } from './scale.schema.ts'

const finding = (says: string): Input => ({ kind: 'yes-no', says })
const number = (says: string, unit: string, elsewhere?: Record<string, number>): Input => ({
  kind: 'number',
  says,
  unit,
  min: 0,
  ...(elsewhere ? { elsewhere } : {}),
})

/**
 * The features of IEC-HS one by one, each present, absent or not known. No minimum count is published: the diagnosis is
 * the clinician's, and only an explanation by another cause settles it, with no. Hines (2023), doi:10.1016/j.jtct.2023.03.006.
 */
export const iecHsCriteria = algorithm({
  id: 'iec-hs-2023-criteria',
  version: '2023',
  title: 'IEC-HS features',
  gives: 'iecHs',
  citation: {
    text: 'Hines MR et al. Transplant Cell Ther 2023;29:438.e1-438.e16',
    doi: '10.1016/j.jtct.2023.03.006',
  },
  evidence: 'C',
  unconfirmed: ['the features and their limits were recalled, not seen in print'],
  inputs: {
    ferritin: number('ferritin', 'ng/mL', { ferritinUgL: 1 }),
    ferritinUln: number('upper limit of ferritin', 'ng/mL'),
    ferritinBaseline: number('ferritin before infusion', 'ng/mL'),
    ferritinRapidRise: finding('rapidly rising ferritin'),
    altXuln: number('transaminase', 'x ULN'),
    altXbaseline: number('transaminase', 'x baseline'),
    altBaselineAbnormal: finding('transaminase abnormal before infusion'),
    fibrinogenMgDl: number('fibrinogen', 'mg/dL', { fibrinogenGL: 100 }),
    fibrinogenLlnMgDl: number('lower limit of fibrinogen', 'mg/dL'),
    cytopenia: { kind: 'choice', says: 'cytopenia', values: ['none', 'stable', 'new', 'worsening', 'refractory'] },
    hemophagocytosis: finding('haemophagocytosis'),
    ldhXuln: number('LDH', 'x ULN'),
    fastingTriglyceridesMgDl: number('fasting triglycerides', 'mg/dL', { fastingTriglyceridesMmol: 88.57 }),
    fever: finding('new or persistent fever'),
    splenomegaly: finding('new splenomegaly'),
    coagulopathy: finding('other change of coagulation'),
    directHyperbilirubinemia: finding('direct hyperbilirubinaemia'),
    neurotoxicity: finding('neurotoxicity'),
    pulmonary: finding('pulmonary signs'),
    renalInsufficiency: finding('new renal insufficiency'),
    onsetWithResolvingCrs: finding('onset with resolving or resolved CRS, or worsening after a first response'),
    explainedBy: {
      kind: 'choice',
      says: 'another cause that explains it',
      values: ['none', 'crs', 'infection', 'disease-progression', 'other'],
      aliases: { progression: 'disease-progression', 'crs-alone': 'crs' },
      unlisted: 'none',
    },
  },
  said: (read) => {
    const features = {
      ferritinCriterion: ferritin(read),
      transaminaseFeature: transaminase(read),
      fibrinogenFeature: fibrinogen(read),
      cytopeniaFeature: cytopenia(read('cytopenia')),
      hemophagocytosisFeature: yes(read('hemophagocytosis')),
      ldhFeature: satisfies(read('ldhXuln'), limit('> 1')),
      triglycerideFeature: satisfies(read('fastingTriglyceridesMgDl'), limit('> 265')),
    }
    const explained = read('explainedBy')
    const other = explained !== 'none' && explained !== null
    return {
      iecHs: other ? false : null,
      ...Object.fromEntries(Object.entries(features).map(([name, is]) => [name, is === 1 ? null : is === 2])),
      because: other ? `explained by ${explained}` : 'no minimum count is published: the diagnosis is clinical',
      ...(other ? {} : { needs: ['the diagnosis of a clinician'] }),
      flags: discordant(read) ? ['ferritin-discordant: above twice one of ULN and baseline, not of the other'] : [],
    }
  },
})

type Read = (name: string) => unknown

const yes = (value: unknown): Truth3 => (value === null ? 1 : value === true ? 2 : 0)
const any = (...parts: readonly Truth3[]): Truth3 => Math.max(...parts) as Truth3

function ferritin(read: Read): Truth3 {
  const rising = read('ferritinRapidRise')
  const compared = any(overTwice(read, 'ferritinUln'), overTwice(read, 'ferritinBaseline'))
  return compared === 0 || rising !== null ? any(compared, yes(rising)) : compared
}

function overTwice(read: Read, reference: string): Truth3 {
  const value = read('ferritin')
  const limit = read(reference)
  return typeof value === 'number' && typeof limit === 'number' ? (value > 2 * limit ? 2 : 0) : 1
}

function discordant(read: Read): boolean {
  const both = [overTwice(read, 'ferritinUln'), overTwice(read, 'ferritinBaseline')]
  return both.includes(2) && both.includes(0)
}

/** More than 5 times ULN where the baseline was normal, more than 5 times baseline where it was not. */
function transaminase(read: Read): Truth3 {
  const abnormal = read('altBaselineAbnormal')
  const byUln = satisfies(read('altXuln'), limit('> 5'))
  const byBaseline = satisfies(read('altXbaseline'), limit('> 5'))
  return abnormal === null ? (byUln === byBaseline ? byUln : 1) : abnormal === true ? byBaseline : byUln
}

function fibrinogen(read: Read): Truth3 {
  const value = read('fibrinogenMgDl')
  const lln = read('fibrinogenLlnMgDl')
  const belowLln = typeof value === 'number' && typeof lln === 'number' ? (value < lln ? 2 : 0) : 1
  return any(satisfies(value, limit('< 150')), belowLln)
}

const cytopenia = (value: unknown): Truth3 =>
  value === null ? 1 : value === 'new' || value === 'worsening' || value === 'refractory' ? 2 : 0
