export { checkProtocol } from './check-protocol.ts'
export type { Checked, Finding, FindingCode } from './finding.ts'
export { checkedInWords } from './in-words.ts'
export { type ReadProtocol, readProtocol } from './read-protocol.ts'
