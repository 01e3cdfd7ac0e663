/** A record in words: an event derived from the laboratory by its term, a row of an export by its domain, participant and number. */
export function recordInWords(record: string): string {
  if (record.startsWith('lab:')) return `laboratory-derived event ${record.slice('lab:'.length)}`
  const [, domain, participant, number] = /^([A-Z]{2,8})\|([^|]+)\|([^|]+)$/.exec(record) ?? []
  return domain ? `${domain} record ${number} of ${participant}` : `record ${record}`
}
