import { scoreReader } from './scored.ts'

/** Questionnaires and scores (QS): ECOG, ICE. */
export const qs = scoreReader('QS')
