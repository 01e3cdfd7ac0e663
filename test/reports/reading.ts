import type { Report, ReportedParticipant } from '../../src/reports/report.ts'
import { report } from './fixture.ts'

const signs: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/** A page as it is read aloud: without its tags, its style sheet, and more than one space. */
export const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<\/(td|th|li|dd|dt|p|h\d|div|caption)>/g, ' ')
    .replace(/<span class="small[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (sign) => signs[sign]!)
    .replace(/\s+/g, ' ')

/** The report about this participant alone. */
export const fixtureWith = (participant: ReportedParticipant): Report => ({ ...report, participants: [participant] })
