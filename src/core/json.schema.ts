import * as z from 'zod'
import { Decision } from './decision.schema.ts'
import { Fact } from './fact.schema.ts'
import { Protocol } from './protocol.schema.ts'

/** JSON Schema (2020-12) of what goes in as JSON, by name: facts, decisions, protocols. */
export const jsonSchemas = () => ({
  Fact: z.toJSONSchema(Fact),
  Decision: z.toJSONSchema(Decision),
  Protocol: z.toJSONSchema(Protocol),
})
