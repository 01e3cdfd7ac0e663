import type { Protocol } from '../core/protocol.schema.ts'
import { nct07021534 } from './nct07021534.ts'

/** Every protocol that comes with Gradus, by its registry number in lower case. */
export const protocols: Readonly<Record<string, Protocol>> = { nct07021534 }
export { nct07021534 }
