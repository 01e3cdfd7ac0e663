import type { ReportedWithdrawal } from './report.ts'

/** "The DLT of 001 by DLT-2 (ALT of 001) is withdrawn: …". */
export const withdrawalInWords = ({ participant, rule, event, at, by }: ReportedWithdrawal): string =>
  `The DLT of ${participant} by ${rule}${event === undefined ? '' : ` (${event})`} was flagged and is withdrawn on ${at.slice(0, 10)}, by ${by}.`
