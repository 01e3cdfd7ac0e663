import type { ClinicalClause, QuantityClause } from './clause.ts'
import { acuityText } from './visual-acuity.ts'

/**
 * The phrase of a clinical fact. It is the fact's one name: what `needs` prints and what an assessment's `facts` is keyed by.
 * Lower case but for abbreviations; a cell may print the fact in another wording, the phrase stays.
 */
export function phrase(clause: ClinicalClause): string {
  if ('death' in clause) return deaths[clause.death]
  if ('consequence' in clause)
    return clause.consequence === 'life-threatening' ? 'life-threatening consequences' : clause.consequence
  if ('severity' in clause) return clause.of ? `${clause.severity} ${clause.of}` : clause.severity
  if ('adl' in clause) return `limiting ${clause.adl} ADL`
  if ('hospitalization' in clause)
    return hospitalizations[clause.hospitalization] ?? `hospitalization ${clause.hospitalization}`
  if ('intervention' in clause) return interventionPhrase(clause)
  if ('observationsOnly' in clause) return `${clause.observationsOnly} observations only`
  if ('medicallySignificant' in clause)
    return `medically significant but not immediately ${clause.medicallySignificant}-threatening`
  if ('extent' in clause) return clause.extent
  if ('pattern' in clause) return clause.pattern
  if ('psychosocialImpact' in clause) return clause.psychosocialImpact
  if ('function' in clause) return `${clause.is} ${clause.function}`
  if ('bodySurface' in clause)
    return `${clause.of ? `${clause.of} ` : ''}covering ${rangeText(clause.bodySurface)}% BSA`
  if ('visualAcuity' in clause)
    return typeof clause.visualAcuity === 'string' ? clause.visualAcuity : acuityText(clause.visualAcuity)
  return clause.level ? `${clause.level} ${clause.finding}` : clause.finding
}

const deaths = { death: 'death', neonatal: 'neonatal death', fetal: 'fetal death' } as const
const hospitalizations: Readonly<Record<string, string>> = {
  indicated: 'hospitalization indicated',
  'indicated or prolonged': 'hospitalization or prolongation of existing hospitalization indicated',
}

/** Kinds whose name already says that something is done; others are followed by "intervention". */
const adjectives = new Set([
  'medical',
  'oral',
  'IV',
  'topical',
  'local',
  'noninvasive',
  'invasive',
  'operative',
  'endoscopic',
  'radiologic',
  'arthroscopic',
  'systemic',
  'parenteral',
  'nonprescription',
  'minimal, local or noninvasive',
  'IV antibiotic, antifungal, or antiviral',
])

function interventionPhrase(clause: { intervention: string; status?: string; urgency?: string }): string {
  const { intervention: kind, status = 'indicated', urgency } = clause
  const name = kind === 'any' ? 'intervention' : adjectives.has(kind) ? `${kind} intervention` : kind
  return [urgency, name, status].filter(Boolean).join(' ')
}

/** Bounds as a table prints a range: the comparator of an inclusive bound is not printed inside a pair. */
export function rangeText(bounds: readonly string[]): string {
  if (bounds.length === 1) return bounds[0] as string
  return bounds.map((bound) => bound.replace(/^[<>]=\s*/, '')).join(' - ')
}

/**
 * The phrase of a quantity that a term does not take as a measured value: a count of stools or a share of skin is reported as a
 * fact, "increase of 4 - 6 stools per day over baseline".
 */
export function quantityPhrase({ quantity, bounds, unit = '', unitAs, as }: QuantityClause): string {
  const measured = unitAs ?? (unit === '1' ? '' : unit)
  const range = `${rangeText(bounds)}${/^[%+/]|^$/.test(measured) ? measured : ` ${measured}`}`
  return `${as || (unitAs ? '' : quantity)} ${range}`.trim().toLowerCase()
}
