import { ae } from './ae.ts'
import { dm } from './dm.ts'
import type { Reader } from './domain.ts'
import { ex } from './ex.ts'
import { fa } from './fa.ts'
import { lb } from './lb.ts'

/** The domains that are read. */
export const domains: readonly Reader[] = [dm, ex, ae, fa, lb]
