import type { Issue } from '../../core/issue.ts'
import type { Line } from './domain.ts'

/** One query for each participant of a file whom the demographics do not have. Their facts are kept. */
export function strangers(lines: ReadonlyMap<string, readonly Line[]>): readonly Issue[] {
  const demographics = lines.get('DM')
  if (demographics === undefined) return lines.size === 0 ? [] : [noDemographics]
  const known = new Set(demographics.map(({ participant }) => participant))
  const others = [...lines.values()].flat().filter(({ participant }) => participant !== '' && !known.has(participant))
  const once = new Map(others.map((line) => [`${line.file}|${line.participant}`, line]))
  return [...once.values()].map(({ file, participant }) => ({
    code: 'unknownParticipant',
    severity: 'query',
    where: { file, participant, field: 'USUBJID' },
    message: `${participant} of ${file} is not in the demographics`,
  }))
}

const noDemographics: Issue = {
  code: 'missingField',
  severity: 'error',
  where: { file: 'DM.csv' },
  message: 'The demographics (DM) were expected and were not read; nobody is known to have been screened or enrolled',
}
