import { dayOf, type Span, spanOf } from '../core/time.ts'
import { algorithm, yesOrNo } from './algorithm.ts'
import type { Truth3 } from './bound.ts'

/**
 * Treatment-emergent: not there before treatment, or worse than before. ICH E9 (1998). An event on the day of the first
 * dose without a time is emergent; a date known only in part that could be before or after leaves the answer open.
 */
export const teae = algorithm({
  id: 'teae',
  version: '1998',
  title: 'Treatment-emergence of an adverse event',
  gives: 'teae',
  citation: { text: 'ICH E9 (1998), glossary' },
  evidence: 'A',
  unconfirmed: ['whether treatment starts with lymphodepletion or infusion is for the protocol to say'],
  inputs: {
    onset: { kind: 'date', says: 'onset of the event' },
    refDate: { kind: 'date', says: 'start of treatment' },
    ldStart: { kind: 'date', says: 'start of lymphodepletion' },
    infusion: { kind: 'date', says: 'first infusion' },
    anchor: { kind: 'choice', says: 'where treatment starts', values: ['lymphodepletion', 'infusion'] },
    baselineGrade: { kind: 'number', says: 'grade before treatment', min: 0, max: 5, integer: true, unlisted: 0 },
    postGrade: { kind: 'number', says: 'worst grade after', min: 0, max: 5, integer: true, unlisted: 0 },
  },
  said: (read) => {
    const starts = anchors(read)
    const onset = spanFor(read('onset'))
    const after = combined(starts.map((start) => (onset && start ? startsAfter(onset, start) : 1)))
    if (after === 2) return yesOrNo('teae', 2, [], 'began on or after the start of treatment')
    const worse = worsened(read('baselineGrade'), read('postGrade'))
    const is = Math.max(after, worse) as Truth3
    const needs = [
      ...(after === 1 ? [starts.length > 1 ? 'where treatment starts' : 'dates of onset and treatment'] : []),
      ...(worse === 1 ? ['grades before and after'] : []),
    ]
    return yesOrNo(
      'teae',
      is,
      needs,
      is === 2 ? 'worsened after treatment' : 'began before treatment and did not worsen',
    )
  },
})

/** Every start of treatment the input allows: one, or both where nobody said which counts. */
function anchors(read: (name: string) => unknown): readonly (Span | undefined)[] {
  const reference = spanFor(read('refDate'))
  if (reference) return [reference]
  const starts = { lymphodepletion: spanFor(read('ldStart')), infusion: spanFor(read('infusion')) }
  const anchor = read('anchor')
  if (anchor === 'lymphodepletion' || anchor === 'infusion') return [starts[anchor]]
  const known = Object.values(starts).filter((start) => start !== undefined)
  return known.length > 0 ? known : [undefined]
}

const spanFor = (value: unknown): Span | undefined => (typeof value === 'string' ? spanOf(value) : undefined)

function startsAfter(onset: Span, start: Span): Truth3 {
  if (onset.from >= start.from && onset.from >= start.to) return 2
  if (onset.to < start.from) return 0
  const sameDay = [onset.from, onset.to, start.from, start.to].every((moment) => dayOf(moment) === dayOf(start.from))
  return sameDay || onset.from >= start.to ? 2 : 1
}

const combined = (all: readonly Truth3[]): Truth3 => (all.every((is) => is === all[0]) ? (all[0] ?? 1) : 1)

const worsened = (before: unknown, after: unknown): Truth3 =>
  typeof before !== 'number' || typeof after !== 'number' ? 1 : after > before ? 2 : 0
