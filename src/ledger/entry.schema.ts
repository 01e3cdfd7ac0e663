import * as z from 'zod'
import { Decision } from '../core/decision.schema.ts'
import { Fact, When } from '../core/fact.schema.ts'

/** A ledger entry as the file format holds it. */
export const LedgerEntry = z.strictObject({
  schemaVersion: z.literal(1),
  seq: z.int().min(1),
  record: z.string().min(1),
  recordedAt: When,
  by: z.string().min(1),
  reason: z.string().optional(),
  states: z.array(z.union([Fact, Decision])),
  supersedes: z.int().min(1).nullable(),
  previous: z.string(),
  hash: z.string().length(64),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>
