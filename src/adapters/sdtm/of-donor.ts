import type { SourceRecord } from '../../core/record.ts'
import { missing, text } from './cells.ts'
import type { Line, Reader } from './domain.ts'

/** What is read of a donor: results and findings. A donor has no events, doses or decisions of the trial. */
const told: ReadonlySet<string> = new Set(['labResult', 'vitalSign', 'assessed'])

/**
 * The domain of associated persons (AP--) that holds of a participant's donor what `reader` reads of participants: APID names the
 * donor, RSUBJID the participant, SREL says that it is a donor. Other relations state nothing.
 */
export const ofDonor = (reader: Reader): Reader => ({
  domain: `AP${reader.domain}`,
  participantIn: 'RSUBJID',
  columns: [
    { column: 'APID', meaning: 'the donor', required: true },
    { column: 'RSUBJID', meaning: 'the participant', required: true },
    { column: 'SREL', meaning: 'relation to the participant; only a donor is read', required: true },
    ...reader.columns.filter(({ column }) => !column.endsWith('LNKID')),
  ],
  key: ({ APID, [`${reader.domain}SEQ`]: seq, [`${reader.domain}SPID`]: id }) =>
    APID && (seq || id) ? `${APID}|${seq || id}` : undefined,
  read: (lines, context) => {
    const records = reader.read(lines.map(asParticipant), context)
    return records.map((record, index) => donors(record, lines[index] as Line))
  },
})

/** The row as the reader knows it, with the same remarks. */
const asParticipant = (line: Line): Line => ({ ...line, cells: { ...line.cells, USUBJID: line.participant } })

function donors(record: SourceRecord, line: Line): SourceRecord {
  const donor = text(line, 'APID')
  const relation = text(line, 'SREL')
  if (relation === undefined)
    missing(line, 'SREL', 'the relation to the participant, without which the row states nothing')
  else if (!/\bDONOR\b/i.test(relation)) {
    const message = `SREL is "${relation}"; of persons other than donors nothing is read`
    line.remarks.push({ code: 'outOfPlace', severity: 'note', field: 'SREL', message, tally: relation })
  }
  const isDonor = donor !== undefined && relation !== undefined && /\bDONOR\b/i.test(relation)
  const states = isDonor ? record.states.filter(({ type }) => told.has(type)).map((state) => ({ ...state, donor })) : []
  if (isDonor && states.length < record.states.length)
    line.remarks.push({ code: 'outOfPlace', severity: 'query', message: 'A donor has no event of the trial; not read' })
  return { ...record, states: states as SourceRecord['states'] }
}
