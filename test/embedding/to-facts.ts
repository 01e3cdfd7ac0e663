import type { Attribution, Posted } from '../../src/index.ts'
import type { EdcEvent } from './edc.ts'

/** The facts and decisions one EDC event states. A field that is left open states nothing: it becomes no "no" and no zero. */
export function toFacts(event: EdcEvent): readonly Posted[] {
  const participant = event.subject
  switch (event.form) {
    case 'ENROLMENT':
      return [{ type: 'enrolled', participant, at: event.date, level: levelOf(event.arm) }]
    case 'INFUSION': {
      const { value: amount, unit } = event.dose
      const given = { amount, unit, infusion: event.number, cycle: event.course }
      return [{ type: 'dosed', participant, at: event.start, agent: agents[event.product], ...given }]
    }
    case 'AE': {
      const { onset, preferredTerm: term, ctcae: grade } = event
      const told = { event: eventOf(event), term, grade, attribution: attributionsOf(event.related) }
      return [{ type: 'adverseEventReported', participant, at: onset, ...told }]
    }
    case 'AE_FOLLOWUP':
      return [{ type: 'adverseEventRegraded', participant, at: event.on, event: eventOf(event), grade: event.ctcae }]
    case 'LAB': {
      const [lln, uln] = event.range
      const limits = { ...(lln === null ? {} : { lln }), ...(uln === null ? {} : { uln }) }
      const { result: value, unit } = event
      return [
        { type: 'labResult', participant, at: event.drawn, analyte: analytes[event.test], value, unit, ...limits },
      ]
    }
    case 'VISIT':
      return event.done ? [{ type: 'followedUp', participant, at: event.date }] : []
    case 'BOARD_MINUTES': {
      const action = ({ UP: 'escalate', SAME: 'stay', DOWN: 'de-escalate' } as const)[event.verdict]
      return [{ type: 'doseDecided', at: event.date, by: event.chair, action, level: levelOf(event.next) }]
    }
  }
}

const levelOf = (arm: string): string => arm.replace('DL', '')
const eventOf = ({ line }: { readonly line: number }): string => `AE-${line}`
const agents = { 'NKG2D-NK': 'CAR-NK', 'NKG2D-T': 'CAR-T' } as const
const analytes = { ALT: 'ALT', NEUT: 'neutrophils' } as const
const strengths = {
  NO: 'unrelated',
  UNLIKELY: 'unlikely',
  POSSIBLY: 'possible',
  PROBABLY: 'probable',
  YES: 'definite',
} as const satisfies Record<string, Attribution>

const attributionsOf = (related: Extract<EdcEvent, { form: 'AE' }>['related']): Record<string, Attribution> =>
  Object.fromEntries(
    Object.entries(related).flatMap(([product, how]) =>
      how === null ? [] : [[agents[product as keyof typeof agents], strengths[how]]],
    ),
  )
