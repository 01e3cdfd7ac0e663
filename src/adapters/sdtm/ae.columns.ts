import type { Column } from './domain.ts'

/** The columns of adverse events that are read. Each may also come as a QNAM of SUPPAE. */
export const aeColumns: readonly Column[] = [
  { column: 'AESEQ', meaning: 'number of the row within its participant', required: true, or: 'AESPID' },
  { column: 'AESPID', meaning: 'identifier of the event, where it tells the events of the participant apart' },
  { column: 'AELNKID', meaning: 'identifier of the event, where AESPID does not tell them apart' },
  { column: 'AETERM', meaning: 'the event as the site wrote it', required: true, or: 'AEDECOD' },
  { column: 'AEDECOD', meaning: 'term; by default AETERM' },
  { column: 'AETOX', meaning: 'CTCAE term the grade is of; before AEDECOD' },
  { column: 'AETOXGR', meaning: 'highest grade; a severity in words (AESEV) is no grade and none is made of it' },
  { column: 'AESCALE', meaning: 'scale and version of the grade; by default that of the map' },
  { column: 'AESTDTC', meaning: 'onset', required: true },
  { column: 'AEENDTC', meaning: 'end; empty while the event goes on' },
  { column: 'AEOUT', meaning: 'outcome' },
  { column: 'AEENRTPT', meaning: 'end relative to AEENTPT: ONGOING, AFTER, BEFORE, COINCIDENT' },
  { column: 'AEENTPT', meaning: 'reference time point of AEENRTPT' },
  { column: 'AEENRF', meaning: 'end relative to the reference period: ONGOING, AFTER, DURING/AFTER' },
  { column: 'AEREL', meaning: 'attribution, by the map to an agent; any further AEREL column likewise' },
  { column: 'AESER', meaning: 'Y or N: serious' },
  { column: 'AESDTH', meaning: 'Y: the event led to death' },
  { column: 'AESHOSP', meaning: 'Y or N: hospitalization indicated for the event' },
  { column: 'AESLIFE', meaning: 'Y or N: life-threatening consequences' },
  { column: 'AEPARENT', meaning: 'event this one is a manifestation of, by its AESPID, AELNKID or AESEQ' },
  { column: 'CRSGR', meaning: 'highest ASTCT grade of cytokine release syndrome, beside the CTCAE grade' },
  { column: 'ICANSGR', meaning: 'highest ASTCT grade of neurotoxicity, beside the CTCAE grade' },
]
