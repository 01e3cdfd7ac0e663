import type { Fact, FactOf } from '../../src/core/fact.schema.ts'
import { type Day, dateOf } from '../../src/testing/index.ts'

/** The day on which eligibility is asked, unless a test says otherwise. */
export const ASKED = dateOf(0)
const PARTICIPANT = '001'
const about = (day: Day) => ({ participant: PARTICIPANT, at: dateOf(day) })

export const lab = (
  analyte: string,
  value: string | number | undefined,
  unit: string | undefined,
  more: Partial<FactOf<'labResult'>> = {},
  day: Day = -3,
): Fact => ({
  type: 'labResult',
  ...about(day),
  analyte,
  ...(value === undefined ? {} : { value }),
  ...(unit === undefined ? {} : { unit }),
  ...more,
})

export const sign = (name: FactOf<'vitalSign'>['sign'], value: string | number, unit: string, day: Day = -3): Fact => ({
  type: 'vitalSign',
  ...about(day),
  sign: name,
  value,
  unit,
})

export const assessed = (instrument: string, value: string | number | boolean, unit?: string, day: Day = -3): Fact => ({
  type: 'assessed',
  ...about(day),
  instrument,
  value,
  ...(unit === undefined ? {} : { unit }),
})

export const no = (...findings: string[]): Fact[] => findings.map((finding) => assessed(finding, false))
export const yes = (...findings: string[]): Fact[] => findings.map((finding) => assessed(finding, true))

export const screenedAs = (more: Partial<FactOf<'screened'>> = {}): Fact => ({
  type: 'screened',
  ...about(-10),
  age: 57,
  sex: 'M',
  cohort: 'colorectal',
  person: 'P-1',
  ...more,
})

export const care = (
  kind: FactOf<'intervention'>['kind'],
  name: string,
  from: Day,
  until?: Day,
  more: Partial<FactOf<'intervention'>> = {},
): Fact => ({
  type: 'intervention',
  ...about(from),
  kind,
  name,
  ...(until === undefined ? {} : { until: dateOf(until) }),
  ...more,
})

export const lesion = (more: Partial<FactOf<'lesionMeasured'>> = {}): Fact => ({
  type: 'lesionMeasured',
  ...about(-20),
  lesion: 'T1',
  kind: 'target',
  node: false,
  longestDiameter: '32',
  sliceThickness: '5',
  ...more,
})

/** The record of drugs and procedures is complete up to a day. */
export const complete = (day: Day = 0): Fact => assessed('medication history', 'complete', undefined, day)

/** What a fact is of: one of the same replaces it. */
function subjectOf(fact: Fact): string {
  const of = { ...fact } as Record<string, unknown>
  const name = of.analyte ?? of.sign ?? of.instrument ?? of.name ?? of.lesion ?? of.event ?? ''
  return `${fact.type}|${fact.participant}|${fact.donor ?? ''}|${String(name)}`
}

/** The facts with some of them replaced by others of the same subject, or added. */
export function changed(base: readonly Fact[], ...by: readonly Fact[]): readonly Fact[] {
  const subjects = new Set(by.map(subjectOf))
  return [...base.filter((fact) => !subjects.has(subjectOf(fact))), ...by]
}

/** The facts without those of a name. */
export const without = (base: readonly Fact[], ...names: readonly string[]): readonly Fact[] =>
  base.filter((fact) => !names.includes(subjectOf(fact).split('|')[3] ?? '') && !names.includes(fact.type))
