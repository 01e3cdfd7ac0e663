import type { Protocol } from '../core/protocol.schema.ts'
import type { Checked, Finding } from './finding.ts'

/** A check as lines for a terminal: contradictions first, then notices, then one line that sums up. */
export function checkedInWords({ id }: Protocol, { contradictions, notices }: Checked): string {
  const assumptions = notices.filter(({ code }) => code === 'assumption').length
  const others = notices.length - assumptions
  return [
    ...section('CONTRADICTIONS', contradictions),
    ...section('NOTICES', notices),
    `${id}: ${counted(contradictions.length, 'contradiction')}, ${counted(others, 'notice')}, ${counted(assumptions, 'assumption')}`,
    '',
  ].join('\n')
}

const section = (title: string, findings: readonly Finding[]): readonly string[] =>
  findings.length === 0 ? [] : [title, ...findings.map(({ where, says }) => `  ${where}: ${says}`), '']

const counted = (count: number, what: string): string =>
  `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`
