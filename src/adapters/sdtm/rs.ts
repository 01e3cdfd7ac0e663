import { scoreReader } from './scored.ts'

/** Disease response and clinical classifications (RS): ECOG, ICE, tumour response. */
export const rs = scoreReader('RS')
