import { algorithm, type Said } from './algorithm.ts'
import { decimal } from './bound.ts'
import type { Input } from './scale.schema.ts'

const mm = (says: string): Input => ({ kind: 'number', says, unit: 'mm', min: 0 })
const finding = (says: string, unlisted?: boolean): Input => ({
  kind: 'yes-no',
  says,
  ...(unlisted === undefined ? {} : { unlisted }),
})

/**
 * Tumour response at one assessment. RECIST 1.1: Eisenhauer (2009), doi:10.1016/j.ejca.2008.10.026; iRECIST: Seymour (2017),
 * doi:10.1016/S1470-2045(17)30074-8; irRECIST: Bohnsack (2014).
 */
export const response = algorithm({
  id: 'response',
  version: '2017',
  title: 'Tumour response: RECIST 1.1, iRECIST, irRECIST',
  gives: 'response',
  citation: { text: 'Eisenhauer EA et al. Eur J Cancer 2009;45:228-247', doi: '10.1016/j.ejca.2008.10.026' },
  evidence: 'A',
  unconfirmed: ['irRECIST: secondary papers disagree on progression by a new lesion alone and by non-target lesions'],
  inputs: {
    criteria: {
      kind: 'choice',
      says: 'criteria',
      values: ['recist1.1', 'iRECIST', 'irRECIST'],
      aliases: { recist: 'recist1.1', 'recist-1.1': 'recist1.1' },
    },
    baselineSum: mm('target sum at baseline'),
    nadirSum: mm('smallest target sum so far'),
    currentSum: mm('target sum now'),
    newLesion: finding('new lesion', false),
    nonTargetProgression: finding('unequivocal progression of non-target lesions', false),
    nonTargetComplete: finding('all non-target lesions gone'),
    priorIUPD: finding('unconfirmed progression before', false),
    newLesionIncreaseMm: { ...mm('growth of new lesions since'), unlisted: 0 } as Input,
    newLesionIncreaseMmSequential: {
      kind: 'series',
      of: 'number',
      says: 'growth of new lesions at each assessment since',
      unlisted: [],
    },
    targetIncreaseMm: { ...mm('growth of the target sum since'), unlisted: 0 } as Input,
    nonTargetIncrease: finding('any growth of non-target lesions since', false),
    anotherNewLesion: finding('another new lesion since', false),
    weeksSinceIUPD: { kind: 'number', says: 'weeks since the unconfirmed progression', min: 0 },
    baselineBurden: mm('total burden at baseline'),
    nadirBurden: mm('smallest total burden so far'),
    targetSum: mm('target sum now'),
    newMeasurableSum: { ...mm('sum of new measurable lesions'), unlisted: 0 } as Input,
  },
  said: (read) => {
    const criteria = read('criteria')
    if (criteria === 'recist1.1') return recist(read)
    if (criteria === 'irRECIST') return irRecist(read)
    if (criteria === 'iRECIST') return read('priorIUPD') === true ? confirmation(read) : firstIRecist(read)
    return open(['criteria'])
  },
})

type Read = (name: string) => unknown
const open = (needs: readonly string[]): Said => ({ response: null, needs, because: `not known ${needs.join(', ')}` })

function recist(read: Read): Said {
  if (read('newLesion') === true) return { response: 'PD', because: 'a new lesion' }
  if (read('nonTargetProgression') === true) return { response: 'PD', because: 'unequivocal non-target progression' }
  return bySum(read, 'baselineSum', 'nadirSum', read('currentSum'), '')
}

/** By the sums alone: progression from the smallest, response from baseline. `prefix` marks the criteria. */
function bySum(read: Read, baseline: string, nadir: string, current: unknown, prefix: string): Said {
  const [from, least] = [read(baseline), read(nadir)]
  const needs = Object.entries({ [baseline]: from, [nadir]: least, current }).flatMap(([name, v]) =>
    typeof v === 'number' ? [] : [name],
  )
  const unsure = ['newLesion', 'nonTargetProgression'].filter((name) => read(name) === null)
  if (typeof from !== 'number' || typeof least !== 'number' || typeof current !== 'number')
    return open([...needs, ...unsure])
  const because = `sum ${current} mm; baseline ${from}, smallest ${least}`
  if (progressed(current, least)) return { response: `${prefix}PD`, because }
  if (unsure.length > 0) return open(unsure)
  if (current === 0 && read('nonTargetComplete') !== false) return complete(read, prefix, because)
  return { response: decimal(current * 10) <= decimal(from * 7) ? `${prefix}PR` : `${prefix}SD`, because }
}

function complete(read: Read, prefix: string, because: string): Said {
  if (read('nonTargetComplete') === true) return { response: `${prefix}CR`, because }
  return { ...open(['all non-target lesions gone']), possible: [`${prefix}CR`, `${prefix}PR`] }
}

const progressed = (current: number, least: number): boolean =>
  decimal(current * 10) >= decimal(least * 12) && decimal(current - least) >= 5

function irRecist(read: Read): Said {
  const target = read('targetSum')
  const added = read('newMeasurableSum')
  if (typeof target !== 'number' || typeof added !== 'number') return open(['targetSum', 'newMeasurableSum'])
  const said = bySum(read, 'baselineBurden', 'nadirBurden', decimal(target + added), 'ir')
  return said.response === 'irPD' ? { ...said, flags: ['confirm: again after 4 weeks or more'] } : said
}

function firstIRecist(read: Read): Said {
  const said = recist(read)
  if (said.response === null) return said
  return { ...said, response: said.response === 'PD' ? 'iUPD' : `i${said.response}` }
}

const earliestConfirmation = 4
const latestConfirmation = 8

/** After an unconfirmed progression: confirmed by any further growth at 4 weeks or later. */
function confirmation(read: Read): Said {
  const steps = (read('newLesionIncreaseMmSequential') ?? []) as readonly (number | null)[]
  const grown = decimal(
    steps.reduce<number>((sum, step) => sum + (step ?? 0), 0) + Number(read('newLesionIncreaseMm') ?? 0),
  )
  const growth =
    grown >= 5 ||
    Number(read('targetIncreaseMm') ?? 0) >= 5 ||
    read('nonTargetIncrease') === true ||
    read('anotherNewLesion') === true
  const weeks = read('weeksSinceIUPD')
  if (growth && typeof weeks !== 'number') return open(['weeksSinceIUPD'])
  if (growth && Number(weeks) >= earliestConfirmation) {
    const late = Number(weeks) > latestConfirmation ? ['late-confirmation: more than 8 weeks after'] : []
    return { response: 'iCPD', because: `further growth ${weeks} weeks after`, flags: late }
  }
  if (growth) return { response: 'iUPD', because: `further growth, but only ${weeks} weeks after` }
  const unsure = ['newLesionIncreaseMm', 'targetIncreaseMm', 'nonTargetIncrease', 'anotherNewLesion']
    .filter((name) => read(name) === null)
    .concat(steps.includes(null) ? ['newLesionIncreaseMmSequential'] : [])
  if (unsure.length > 0) return { ...open(unsure), possible: ['iUPD', 'iCPD'] }
  return typeof read('currentSum') === 'number'
    ? firstIRecist(read)
    : { response: 'iUPD', because: 'no further growth' }
}
