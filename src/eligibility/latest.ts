import type { Answer } from '../core/criterion.ts'
import { unknown } from '../core/criterion.ts'
import type { Dated, PersonRecord } from './record.ts'

/**
 * Those of several records of one thing that may be the latest as of the moment of asking. More than one where dates alone
 * do not tell, or where a date is partial and may lie after the moment of asking.
 */
export function possiblyLatest<D extends Dated>({ at }: PersonRecord, all: readonly D[]): readonly D[] {
  const certain = all.filter(({ span }) => span.to <= at.to)
  const newest = Math.max(...certain.map(({ span }) => span.from))
  return all.filter(({ span }) => span.to >= newest || certain.length === 0)
}

/** The answer by the latest record; unknown where several may be the latest and they do not agree, or none is certainly before. */
export function byLatest<D extends Dated>(
  record: PersonRecord,
  all: readonly D[],
  clause: string,
  what: string,
  ask: (latest: D) => Answer,
): Answer {
  const latest = possiblyLatest(record, all)
  const answers = latest.map(ask)
  const last = answers.at(-1)
  if (!last) return unknown(clause, `no record of ${what}`, { fact: what })
  const sees = answers.flatMap(({ grounds }) => grounds.map(({ saw }) => saw))
  if (latest.every(({ span }) => span.to > record.at.to))
    return unknown(clause, [...new Set(sees)].join('; '), {
      fact: `whether ${what} was recorded before ${record.asked}`,
    })
  if (answers.every(({ is }) => is === last.is)) return last
  return unknown(clause, [...new Set(sees)].join('; '), { fact: `which record of ${what} is the latest` })
}
