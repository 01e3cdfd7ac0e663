import type { Issue } from '../../core/issue.ts'
import type { Line } from './domain.ts'

/**
 * One query for each participant of a file whom the demographics do not have. Their facts are kept; one who is there under another
 * spelling is an error.
 */
export function strangers(lines: ReadonlyMap<string, readonly Line[]>): readonly Issue[] {
  const demographics = lines.get('DM')
  if (demographics === undefined) return lines.size === 0 ? [] : [noDemographics]
  const known = new Set(demographics.map(({ participant }) => participant))
  const others = [...lines.values()].flat().filter(({ participant }) => participant !== '' && !known.has(participant))
  const once = new Map(others.map((line) => [`${line.file}|${line.participant}`, line]))
  const spelt = new Map([...known].map((participant) => [alike(participant), participant]))
  return [...once.values()].map(({ file, participant }) => {
    const where = { file, participant, field: 'USUBJID' }
    const other = spelt.get(alike(participant))
    if (other === undefined) return unknown(where, `${participant} of ${file} is not in the demographics`)
    const message = `"${participant}" of ${file} is "${other}" in the demographics; expected one spelling, or they count as two people`
    return { ...unknown(where, message), severity: 'error' }
  })
}

const unknown = (where: Issue['where'], message: string): Issue => ({
  code: 'unknownParticipant',
  severity: 'query',
  where,
  message,
})

/** An identifier without what people and systems write differently: case, white space, the form of its letters. */
const alike = (participant: string): string => participant.normalize('NFKC').replace(/\s/g, '').toUpperCase()

const noDemographics: Issue = {
  code: 'missingField',
  severity: 'error',
  where: { file: 'DM.csv' },
  message: 'The demographics (DM) were expected and were not read; nobody is known to have been screened or enrolled',
}
