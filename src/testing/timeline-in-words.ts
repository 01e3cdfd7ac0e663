import { inOrder } from '../machines/order.ts'
import type { Posted } from '../machines/router.ts'
import { dayInWords } from './day-in-words.ts'
import { postedInWords } from './posted-in-words.ts'

/** A timeline day by day: what happened, to whom; the same thing on the same day is one line. */
export function timelineInWords(posted: readonly Posted[], participant?: string): readonly string[] {
  const lines = new Map<string, { readonly what: string; readonly when: string; readonly who: string[] }>()
  for (const { posted: one } of inOrder(posted)) {
    const who = 'participant' in one ? one.participant : undefined
    if (one.type === 'timePassed' || (participant !== undefined && who !== undefined && who !== participant)) continue
    const [when, what] = [dayInWords(one.at), postedInWords(one)]
    const line = lines.get(`${when} ${what}`) ?? { what, when, who: [] }
    if (who !== undefined && !line.who.includes(who)) line.who.push(who)
    lines.set(`${when} ${what}`, line)
  }
  const all = [...lines.values()]
  const width = Math.max(0, ...all.map(({ when }) => when.length))
  return all.map(({ when, who, what }) => `${when.padEnd(width)}  ${[...who, what].join(' ')}`)
}
