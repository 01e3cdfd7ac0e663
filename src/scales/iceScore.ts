import { algorithm } from './algorithm.ts'
import type { Input } from './scale.schema.ts'

const item = (says: string, max: number): Input => ({ kind: 'number', says, min: 0, max, integer: true, ordered: 'up' })
const items = ['orientation', 'naming', 'commands', 'writing', 'attention'] as const
const points = { orientation: 4, naming: 3, commands: 1, writing: 1, attention: 1 } as const

/**
 * The ICE score, 0 to 10. Lee (2019), doi:10.1016/j.bbmt.2018.12.758. An item that was not done is neither 0 nor full
 * marks: the score is then a range. The one substitution defined is 0 for a participant who cannot be aroused.
 */
export const iceScore = algorithm({
  id: 'ice-score',
  version: '2019',
  title: 'Immune effector cell-associated encephalopathy (ICE) score',
  gives: 'score',
  citation: {
    text: 'Lee DW et al. Biol Blood Marrow Transplant 2019;25(4):625-638',
    doi: '10.1016/j.bbmt.2018.12.758',
  },
  evidence: 'A',
  inputs: {
    orientation: item('orientation to year, month, city and hospital', 4),
    naming: item('naming three objects', 3),
    commands: item('following a simple command', 1),
    writing: item('writing a standard sentence', 1),
    attention: item('counting back from 100 by tens', 1),
    unarousable: { kind: 'yes-no', says: 'unarousable and unable to perform ICE', unlisted: false },
  },
  said: (read) => {
    if (read('unarousable') === true) {
      return { score: 0, complete: false, because: 'unarousable and unable to perform ICE: 0' }
    }
    const missing = items.filter((name) => typeof read(name) !== 'number')
    const min = items.reduce((sum, name) => sum + Number(read(name) ?? 0), 0)
    if (missing.length === 0 && read('unarousable') === false) {
      return { score: min, complete: true, because: items.map((name) => `${name} ${read(name)}`).join(', ') }
    }
    const max = min + missing.reduce((sum, name) => sum + points[name], 0)
    const needs = read('unarousable') === null ? [...missing, 'unarousable'] : missing
    const atLeast = read('unarousable') === null ? 0 : min
    const possible = Array.from({ length: max - atLeast + 1 }, (_, index) => atLeast + index)
    const range = { min: atLeast, max, atLeast, atMost: max, possible }
    return { score: null, complete: false, ...range, needs, because: `not done: ${needs.join(', ')}` }
  },
})
