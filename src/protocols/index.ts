import type { Protocol } from '../core/protocol.schema.ts'
import { nct03415100 } from './nct03415100.ts'
import { nct03619954 } from './nct03619954.ts'
import { nct05734898 } from './nct05734898.ts'
import { nct07021534 } from './nct07021534.ts'

/** Every protocol that comes with Gradus, by its registry number in lower case. */
export const protocols: Readonly<Record<string, Protocol>> = {
  nct03415100,
  nct03619954,
  nct05734898,
  nct07021534,
}
export { nct03415100, nct03619954, nct05734898, nct07021534 }
