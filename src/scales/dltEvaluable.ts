import { algorithm, yesOrNo } from './algorithm.ts'
import type { Truth3 } from './bound.ts'

/** Evaluable for DLT: dosed, and either a DLT or the whole window observed. The usual rule; a protocol's own stands above it. */
export const dltEvaluable = algorithm({
  id: 'dlt-evaluable',
  version: 'template-28d',
  title: 'Evaluable for dose-limiting toxicity, template',
  gives: 'evaluable',
  citation: { text: 'Template: a DLT, or the full window of 28 days observed, after the planned dose' },
  evidence: 'B',
  unconfirmed: ['protocols differ on partial doses and on the least time observed'],
  inputs: {
    received: {
      kind: 'choice',
      says: 'what was given',
      values: ['none', 'partial-dose', 'full-dose'],
      aliases: { partial: 'partial-dose', full: 'full-dose', 'not-dosed': 'none' },
    },
    daysObserved: { kind: 'number', says: 'days observed', unit: 'd', min: 0 },
    dlt: { kind: 'yes-no', says: 'a DLT' },
    windowDays: { kind: 'number', says: 'length of the window', unit: 'd', min: 1, unlisted: 28 },
    ongoing: { kind: 'yes-no', says: 'still under observation', unlisted: false },
  },
  said: (read) => {
    const received = read('received')
    const dosed: Truth3 = received === null ? 1 : received === 'none' ? 0 : 2
    const full: Truth3 = received === null ? 1 : received === 'full-dose' ? 2 : 0
    const dlt: Truth3 = read('dlt') === null ? 1 : read('dlt') === true ? 2 : 0
    const whole = observed(read)
    const is = Math.max(Math.min(dosed, dlt), Math.min(full, whole)) as Truth3
    const needs = [
      ...['received', 'dlt', 'daysObserved'].filter((name) => read(name) === null),
      ...(read('ongoing') === true && whole === 1 ? ['the end of the window'] : []),
    ]
    return yesOrNo(
      'evaluable',
      is,
      needs,
      is === 2 ? (dlt === 2 ? 'had a DLT' : 'window observed') : 'window not observed',
    )
  },
})

function observed(read: (name: string) => unknown): Truth3 {
  const days = read('daysObserved')
  const window = read('windowDays')
  if (typeof days !== 'number' || typeof window !== 'number') return 1
  return days >= window ? 2 : read('ongoing') === true || read('ongoing') === null ? 1 : 0
}
