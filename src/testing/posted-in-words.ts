import type { Posted } from '../machines/router.ts'

type Of<T extends Posted['type']> = Extract<Posted, { type: T }>

/** What happened, in a few words, without who and when. A kind of fact that has no words of its own is shown field by field. */
export function postedInWords(posted: Posted): string {
  switch (posted.type) {
    case 'enrolled':
      return `enrolled${ifAny(' at level ', posted.level)}${ifAny(' in place of ', posted.replaces)}`
    case 'dosed':
      return dosed(posted)
    case 'labResult':
      return `${posted.analyte} ${posted.value ?? 'without a result'}${ifAny(' ', posted.unit)}${limits(posted)}`
    case 'adverseEventReported':
      return reported(posted)
    case 'adverseEventRegraded':
      return `${posted.event} now grade ${posted.grade}${ifAny(' by ', posted.scale)}`
    case 'adverseEventPeaked':
      return `${posted.event} had been at most grade ${posted.grade}`
    case 'adverseEventEnded':
      return `${posted.event} ended: ${posted.outcome}`
    case 'adverseEventAttributed':
      return `${posted.event} held ${posted.attribution} to ${posted.agent}`
    case 'followedUp':
      return `seen${posted.assessments ? `: ${posted.assessments.join(', ')}` : ''}`
    case 'withdrew':
      return `withdrew${ifAny(': ', posted.reason)}`
    case 'died':
      return `died${ifAny(' of ', posted.event ?? posted.cause)}`
    case 'adjudicated':
      return `${posted.rule} adjudicated ${posted.is} by ${posted.by}: ${posted.reason}`
    case 'doseDecided':
      return `${posted.by} decided: ${posted.action}${ifAny(', level ', posted.level)}${ifAny(': ', posted.reason)}`
    default:
      return fieldByField(posted)
  }
}

const ifAny = (before: string, value: unknown): string =>
  value === undefined || value === null ? '' : `${before}${value}`

function dosed({ agent, amount, unit, level, cycle, infusion }: Of<'dosed'>): string {
  const which = [cycle && `cycle ${cycle}`, infusion && `infusion ${infusion}`, level && `level ${level}`].filter(
    Boolean,
  )
  return `given ${agent}${ifAny(' ', amount)}${ifAny(' ', unit)}${which.length > 0 ? ` (${which.join(', ')})` : ''}`
}

function limits({ lln, uln, baseline }: Of<'labResult'>): string {
  const known = [ifAny('LLN ', lln), ifAny('ULN ', uln), baseline ? 'baseline' : ''].filter((text) => text !== '')
  return known.length > 0 ? ` (${known.join(', ')})` : ''
}

function reported({ term, event, grade, attribution, manifestationOf }: Of<'adverseEventReported'>): string {
  const relations = Object.entries(attribution ?? {}).map(([agent, how]) => `${how} to ${agent}`)
  const named = event === term ? '' : ` (${event})`
  const more = [...relations, ...(manifestationOf === undefined ? [] : [`manifestation of ${manifestationOf}`])]
  return `${term}${named}${grade === undefined ? ', grade not given' : ` grade ${grade}`}${more.map((text) => `, ${text}`).join('')}`
}

function fieldByField({ type, at: _, ...rest }: Posted): string {
  const { participant: __, ...fields } = rest as { participant?: string }
  const known = Object.entries(fields).map(([name, value]) => `${name} ${written(value)}`)
  return known.length > 0 ? `${type}: ${known.join(', ')}` : type
}

const written = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
