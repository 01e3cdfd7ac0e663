import type { FactOf } from '../core/fact.schema.ts'
import { decimal } from './bound.ts'
import type { FindingOptions } from './crsFindings.ts'
import { inUse, type Moment } from './moments.ts'
import { numbers } from './written.ts'

type Intervention = FactOf<'intervention'>

/**
 * The oxygen or ventilation in use at a moment; of several the heaviest. Oxygen by an unknown device is not lighter than a mask,
 * ventilation by one not lighter than BiPAP.
 */
export function oxygenInUse(
  interventions: readonly Intervention[],
  moment: Moment,
  at: (item: string) => unknown,
  { unrecorded }: FindingOptions,
): Record<string, unknown> {
  const all = interventions.filter((fact) => fact.kind === 'oxygen' || fact.kind === 'ventilation')
  if (all.some((fact) => inUse(fact, moment) === 'maybe')) return { device: null }
  const used = all.filter((fact) => inUse(fact, moment) === 'yes')
  const said = at('oxygen device')
  if (used.length > 0) return heaviest(used)
  if (said === false) return { device: 'none' }
  if (said !== null) {
    const flow = at('oxygen flow') ?? at('oxygen.flowLpm')
    return { device: deviceOf(String(said)), flowLpm: flow === null ? null : (numbers(flow as string)?.[0] ?? null) }
  }
  const hypoxia = at('hypoxia')
  if (hypoxia === false) return { device: 'none' }
  return { device: hypoxia === null && unrecorded === 'absent' ? 'none' : null }
}

function supply(fact: Intervention): Record<string, unknown> {
  const read = fact.amount === undefined ? undefined : numbers(fact.amount)
  const amount = read && read[0] === read[1] ? read[0] : null
  const unit = fact.unit?.trim() ?? ''
  const reason = reasonOf(fact.indication)
  return {
    device: deviceOf(fact.device ?? fact.name),
    flowLpm: /^l\s*\/\s*min$|^lpm$/i.test(unit) ? amount : null,
    fio2: amount === null ? null : unit === '%' ? decimal(amount / 100) : /fio2/i.test(unit) ? amount : null,
    ...(reason === undefined ? {} : { indication: reason }),
  }
}

const devices = [
  ['none', /^(none|room air|ra)$/],
  ['blow-by', /blow/],
  ['intubated', /intubat|endotracheal|(?<!non[-\s]?)invasive (mechanical )?vent/],
  ['bipap', /bi-?pap|bpap|non[-\s]?invasive|niv/],
  ['cpap', /cpap/],
  ['intubated', /mechanical vent|ventilator/],
  ['nonrebreather', /non-?\s?rebreath|nrb/],
  ['venturi', /venturi/],
  ['high-flow-nasal-cannula', /hfnc|high.?flow/],
  ['nasal-cannula', /cannula|prongs|low.?flow/],
  ['facemask', /mask/],
] as const

/** The device by the words a site wrote; words that name none leave it unknown. */
function deviceOf(words: string | undefined): string | null {
  const text = (words ?? '').trim().toLowerCase()
  return devices.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

function heaviest(used: readonly Intervention[]): Record<string, unknown> {
  const supplies = used.map((fact) => ({ kind: fact.kind, gives: supply(fact) }))
  return supplies.reduce((a, b) => (weight(b.kind, b.gives) >= weight(a.kind, a.gives) ? b : a)).gives
}

const weight = (kind: Intervention['kind'], { device }: Record<string, unknown>): number =>
  [
    'none',
    'blow-by',
    'nasal-cannula',
    'high-flow-nasal-cannula',
    'facemask',
    'venturi',
    'unknown oxygen',
    'nonrebreather',
    'cpap',
    'bipap',
    'unknown ventilation',
    'intubated',
  ].indexOf((device as string | null) ?? `unknown ${kind}`)

function reasonOf(indication: string | undefined): string | undefined {
  const text = indication?.toLowerCase() ?? ''
  if (/airway/.test(text)) return 'airway-protection'
  if (/procedur|surg/.test(text)) return 'procedure'
  return /sleep.?apn|chronic|baseline/.test(text) ? 'chronic-baseline' : undefined
}
