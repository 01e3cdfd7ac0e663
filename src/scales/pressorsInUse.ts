import type { Fact, FactOf } from '../core/fact.schema.ts'
import { hoursBetween, spanOf } from '../core/time.ts'
import { decimal } from './bound.ts'
import type { FindingOptions } from './crsFindings.ts'
import { inUse, type Moment, standing } from './moments.ts'
import { numbers } from './written.ts'

type Intervention = FactOf<'intervention'>

type Pressors = { names: readonly string[]; doses: Record<string, number>; hours: number | null }

/** The vasopressors in use at a moment, `null` where that is not known. */
export function pressorsInUse(
  facts: readonly Fact[],
  interventions: readonly Intervention[],
  moment: Moment,
  at: (item: string) => unknown,
  { unrecorded }: FindingOptions,
): Pressors | null {
  const all = interventions.filter((fact) => fact.kind === 'vasopressor')
  if (all.some((fact) => inUse(fact, moment) === 'maybe')) return null
  const used = all.filter((fact) => inUse(fact, moment) === 'yes')
  if (used.length > 0)
    return { names: namesOf(used), doses: dosesOf(used, weightOf(facts, moment)), hours: hoursOn(used, moment) }
  const said = at('vasopressors') ?? at('vasopressor')
  if (said === 0 || said === false) return { names: [], doses: {}, hours: null }
  if (said === 1) return { names: ['unnamed'], doses: {}, hours: null }
  if (said !== null) return null
  return unrecorded === 'absent' ? { names: [], doses: {}, hours: null } : null
}

/** The drugs that the scales name, by what a site may call them: one drug under two names is one drug. */
const drugs = [
  ['norepinephrine', /nor-?epinephrine|nor-?adrenaline|levophed/],
  ['phenylephrine', /phenylephrine/],
  ['epinephrine', /epinephrine|adrenaline/],
  ['dopamine', /dopamine/],
  ['vasopressin', /(?<!desmo)vasopressin|argipressin/],
] as const

function nameOf({ name = 'unnamed' }: Intervention): string {
  const text = name.trim().toLowerCase()
  return drugs.find(([, pattern]) => pattern.test(text))?.[0] ?? text
}
const namesOf = (used: readonly Intervention[]): readonly string[] => [...new Set(used.map(nameOf))]

/** Doses in the unit of the scales, µg/min and for dopamine µg/kg/min; brought there by the weight where it is known. */
function dosesOf(used: readonly Intervention[], weight: number | null): Record<string, number> {
  const doses: Record<string, number> = {}
  for (const fact of used) {
    const name = nameOf(fact)
    const dose = inUnitOf(name, fact, weight)
    if (dose !== null) doses[name] = Math.max(doses[name] ?? 0, dose)
  }
  return doses
}

function inUnitOf(name: string, { amount, unit = '' }: Intervention, weight: number | null): number | null {
  const read = amount === undefined ? undefined : numbers(amount)
  const found = /^(?:u|µ|μ|mc)g(\/kg)?\/min$/i.exec(unit.trim())
  if (!read || read[0] !== read[1] || !found) return null
  const [perKg, wanted] = [found[1] !== undefined, name === 'dopamine']
  if (perKg === wanted) return read[0]
  return weight === null || weight <= 0 ? null : decimal(perKg ? read[0] * weight : read[0] / weight)
}

/** The last weight in kg at a moment, however old. */
function weightOf(facts: readonly Fact[], moment: Moment): number | null {
  const [last] = standing(
    facts.filter((fact): fact is FactOf<'vitalSign'> => fact.type === 'vitalSign' && fact.sign === 'weight'),
    moment,
    Number.POSITIVE_INFINITY,
  )
  const read = last?.value === undefined ? undefined : numbers(last.value)
  return read && read[0] === read[1] && /^kg$/i.test(last?.unit ?? 'kg') ? read[0] : null
}

/** Hours on vasopressors so far, where the times say. */
function hoursOn(used: readonly Intervention[], moment: Moment): number | null {
  const hours = used.map((fact) => {
    const start = spanOf(fact.at)
    return start ? hoursBetween(start, moment.span) : undefined
  })
  const exact = hours.filter((found) => found !== undefined && found.least === found.most)
  return exact.length === used.length ? Math.max(...exact.map((found) => found?.least ?? 0)) : null
}
