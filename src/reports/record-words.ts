/** A record in words: an event derived from the laboratory by its term, a row of an export by its domain, participant and number. */
export function recordInWords(record: string): string {
  if (record.startsWith('lab:')) return `laboratory-derived event ${record.slice('lab:'.length)}`
  const [domain = '', participant, ...number] = record.split('|')
  if (!participant || number.includes('') || !/^[A-Z]{2,8}$/.test(domain)) return `record ${record}`
  return `${[`${domain} record`, ...(number.length === 0 ? [] : [number.join(', ')])].join(' ')} of ${participant}`
}
