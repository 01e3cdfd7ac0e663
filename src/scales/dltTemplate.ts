import { algorithm, type Said } from './algorithm.ts'
import type { Truth3 } from './bound.ts'

type Read = (name: string) => unknown
/** One rule of the template: whether it holds, and what would settle it. */
type Rule = { readonly id: string; readonly is: (read: Read) => Truth3; readonly needs: string }

const lastDay = 28
const excludedCauses = ['disease-progression', 'underlying-disease', 'concomitant-medication']
const excludedTerms = ['fever', 'lymphocyte count decreased', 'lymphopenia', 'b-cell aplasia', 'hypogammaglobulinemia']

const scaleIs = (read: Read, prefix: string): boolean => String(read('event.scale') ?? '').startsWith(prefix)
const grade = (read: Read): number | null => read('event.grade') as number | null

const gradeIs = (read: Read, wanted: number, from: boolean): Truth3 => {
  const value = grade(read)
  return value === null ? 1 : (from ? value >= wanted : value === wanted) ? 2 : 0
}
const both = (a: Truth3, b: Truth3): Truth3 => Math.min(a, b) as Truth3
/** Longer than a limit; not known while there is no end. */
const longer = (value: unknown, most: number): Truth3 => (typeof value === 'number' ? (value > most ? 2 : 0) : 1)

const byScale = (prefix: string, id: string, wanted: number, from: boolean): Rule => ({
  id,
  is: (read) => (scaleIs(read, prefix) ? gradeIs(read, wanted, from) : 0),
  needs: 'grade',
})
const slow = (prefix: string, id: string): Rule => ({
  id,
  is: (read) => (scaleIs(read, prefix) ? both(gradeIs(read, 3, false), longer(read('event.hoursToGrade2'), 72)) : 0),
  needs: 'hours until grade 2 or less',
})

const isTerm = (read: Read, names: readonly string[]) => names.includes(String(read('event.term') ?? '').toLowerCase())

const rules: readonly Rule[] = [
  { id: 'death', is: (read) => gradeIs(read, 5, true), needs: 'grade' },
  byScale('astct-crs', 'crs4', 4, true),
  slow('astct-crs', 'crs3-72h'),
  byScale('astct-icans', 'icans4', 4, true),
  slow('astct-icans', 'icans3-72h'),
  byScale('magic', 'gvhd2', 2, true),
  {
    id: 'nonhaem3-7d',
    is: (read) => {
      if (!scaleIs(read, 'ctcae') || isTerm(read, excludedTerms)) return 0
      const category = read('event.category')
      const kind: Truth3 = category === null ? 1 : category === 'non-haematologic' ? 2 : 0
      return both(kind, both(gradeIs(read, 3, true), longer(read('event.daysToGrade2'), 7)))
    },
    needs: 'category of the event, and days until grade 2 or less',
  },
  {
    id: 'neutropenia4-28d',
    is: (read) =>
      scaleIs(read, 'ctcae') && isTerm(read, ['neutrophil count decreased', 'neutropenia'])
        ? both(gradeIs(read, 4, false), longer(read('event.daysAtGrade4'), 28))
        : 0,
    needs: 'days at grade 4',
  },
]

/** The DLT rules of the template protocol: 28 days from the infusion, possible attribution or more. Not any trial's protocol. */
export const dltTemplate = algorithm({
  id: 'dlt-template-28d',
  version: 'template-28d',
  title: 'Dose-limiting toxicity, template of 28 days',
  gives: 'dlt',
  citation: { text: 'Template, not a protocol: 28 days, infusion on day 0, last day included' },
  evidence: 'C',
  unconfirmed: ['no primary DLT text of a CAR-NK trial could be opened'],
  inputs: {
    protocol: { kind: 'text', says: 'protocol', inert: true },
    'event.scale': { kind: 'text', says: 'scale of the grade' },
    'event.term': { kind: 'text', says: 'term' },
    'event.category': {
      kind: 'choice',
      says: 'category',
      values: ['haematologic', 'non-haematologic'],
      aliases: { hematologic: 'haematologic', 'non-hematologic': 'non-haematologic' },
    },
    'event.grade': { kind: 'number', says: 'grade', min: 0, max: 5, integer: true, ordered: 'up' },
    'event.onsetDay': { kind: 'number', says: 'day of onset, the infusion being day 0' },
    'event.hoursToGrade2': { kind: 'number', says: 'hours until grade 2 or less', unit: 'h', min: 0, ordered: 'up' },
    'event.daysToGrade2': { kind: 'number', says: 'days until grade 2 or less', unit: 'd', min: 0, ordered: 'up' },
    'event.daysAtGrade4': {
      kind: 'number',
      says: 'days at grade 4',
      unit: 'd',
      min: 0,
      elsewhere: { 'event.durationDays': 1, 'event.daysGrade4': 1 },
      ordered: 'up',
    },
    'event.attribution': {
      kind: 'choice',
      says: 'attribution',
      values: ['unrelated', 'unlikely', 'possible', 'probable', 'definite'],
    },
    'event.cause': { kind: 'text', says: 'cause' },
  },
  readings: {
    'window-end': {
      default: 'day-28',
      options: { 'day-28': 'the infusion is day 0 and day 28 is inside', 'day-27': 'the infusion is study day 1' },
    },
  },
  said: (read, chosen) => {
    const last = chosen['window-end'] === 'day-27' ? lastDay - 1 : lastDay
    const applied = read('event.onsetDay') === lastDay ? [`window-end: ${chosen['window-end']}`] : []
    return { ...judged(read, last), readings: applied }
  },
})

function judged(read: Read, last: number): Said {
  if (excludedCauses.includes(String(read('event.cause'))))
    return { dlt: false, because: `due to ${read('event.cause')}` }
  const related = attributed(read('event.attribution'))
  if (related === 0) return { dlt: false, because: `attribution ${read('event.attribution')}` }
  const inside = insideWindow(read('event.onsetDay'), last)
  if (inside === 0) return { dlt: false, because: `onset outside day 0 to ${last}` }
  const found = rules.map((rule) => ({ rule, is: rule.is(read) }))
  const met = found.find(({ is }) => is === 2)
  const open = found.filter(({ is }) => is === 1)
  const gates = [...(related === 1 ? ['attribution'] : []), ...(inside === 1 ? ['day of onset'] : [])]
  if (met && gates.length === 0) return { dlt: true, rule: met.rule.id, because: met.rule.id }
  if (!met && open.length === 0) return { dlt: false, because: 'no rule is met' }
  const needs = [...gates, ...(met ? [] : open.map(({ rule }) => rule.needs))]
  return { dlt: null, possible: [false, true], needs, outcome: 'pending', because: `not known ${needs.join('; ')}` }
}

const attributed = (value: unknown): Truth3 =>
  value === null ? 1 : value === 'unrelated' || value === 'unlikely' ? 0 : 2
const insideWindow = (day: unknown, last: number): Truth3 =>
  typeof day === 'number' ? (day >= 0 && day <= last ? 2 : 0) : 1
