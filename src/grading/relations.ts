import { readBound } from './bound.ts'
import { type Clause, isQuantity, type QuantityClause } from './clause.ts'

/** What the truth of one fact says about another of the same participant. */
export type Relation = 'implies' | 'excludes' | undefined

/** The next more general kind of each kind of intervention; what is not listed is simply an intervention. */
const broader: Readonly<Record<string, string>> = {
  oral: 'medical',
  IV: 'medical',
  topical: 'medical',
  parenteral: 'medical',
  systemic: 'medical',
  'IV antibiotic, antifungal, or antiviral': 'IV',
  operative: 'invasive',
  endoscopic: 'invasive',
  arthroscopic: 'operative',
  local: 'minimal, local or noninvasive',
  noninvasive: 'minimal, local or noninvasive',
}

/** Measures too slight to be what a table means by an intervention without further words. */
const slight =
  /^TPA |pads|monitoring|observation|evaluation|diet|supplement|self care|nonprescription|physician|local care/i

const levels = new Set(['mild', 'moderate', 'severe', 'minimal'])

/** Whether `a` being true makes `b` true, makes it false, or says nothing. */
export function relation(a: Clause, b: Clause): Relation {
  if (isQuantity(a) || isQuantity(b)) return isQuantity(a) && isQuantity(b) ? betweenQuantities(a, b) : undefined
  if ('severity' in a && 'severity' in b) return betweenSeverities(a, b)
  if ('intervention' in a && 'intervention' in b) return betweenInterventions(a, b)
  if ('hospitalization' in a && 'hospitalization' in b)
    return b.hospitalization === 'indicated or prolonged' || a.hospitalization === b.hospitalization
      ? 'implies'
      : undefined
  if ('consequence' in a && 'consequence' in b)
    return b.consequence === 'life-threatening' && a.consequence.startsWith('life-threatening') ? 'implies' : undefined
  return undefined
}

type Severity = { readonly severity: string; readonly of?: string }
function betweenSeverities(a: Severity, b: Severity): Relation {
  if (a.of === b.of && levels.has(a.severity) && levels.has(b.severity))
    return a.severity === b.severity ? 'implies' : 'excludes'
  const symptoms = a.of === 'symptoms' && levels.has(a.severity)
  return symptoms && b.severity === 'symptomatic' && !b.of ? 'implies' : undefined
}

type Intervention = { readonly intervention: string; readonly status?: string; readonly urgency?: string }
function betweenInterventions(a: Intervention, b: Intervention): Relation {
  const status = b.status ?? 'indicated'
  if (status !== 'indicated' && status !== (a.status ?? 'indicated')) return undefined
  if (b.urgency !== a.urgency && (b.urgency !== undefined || a.urgency?.startsWith('non-'))) return undefined
  return isKindOf(a.intervention, b.intervention) ? 'implies' : undefined
}

function isKindOf(kind: string, general: string): boolean {
  for (let at: string | undefined = kind; at !== undefined; at = broader[at]) if (at === general) return true
  return general === 'any' && !slight.test(kind)
}

type Range = { readonly low: number; readonly high: number; readonly openLow: boolean; readonly openHigh: boolean }

/** Two ranges of one quantity in one unit: the narrower implies the wider, and ranges apart exclude each other. */
function betweenQuantities(a: QuantityClause, b: QuantityClause): Relation {
  if (a.as !== b.as || (a.unitAs ?? a.unit) !== (b.unitAs ?? b.unit)) return undefined
  if (a.as === undefined && a.quantity !== b.quantity) return undefined
  const [first, second] = [rangeOf(a), rangeOf(b)]
  if (!first || !second) return undefined
  if (isBelow(first, second) || isBelow(second, first)) return 'excludes'
  return startsInside(first, second) && endsInside(first, second) ? 'implies' : undefined
}

const isBelow = (a: Range, b: Range): boolean => a.high < b.low || (a.high === b.low && (a.openHigh || b.openLow))
const startsInside = (a: Range, b: Range): boolean => a.low > b.low || (a.low === b.low && (a.openLow || !b.openLow))
const endsInside = (a: Range, b: Range): boolean =>
  a.high < b.high || (a.high === b.high && (a.openHigh || !b.openHigh))

function rangeOf({ bounds }: QuantityClause): Range | undefined {
  let range: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, openLow: true, openHigh: true }
  for (const { comparator, number, of } of bounds.map(readBound)) {
    if (number === undefined || of !== 'none') return undefined
    const open = !comparator.endsWith('=')
    range = comparator.startsWith('>')
      ? { ...range, low: Number(number), openLow: open }
      : { ...range, high: Number(number), openHigh: open }
  }
  return range
}
