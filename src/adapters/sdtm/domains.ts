import { ae } from './ae.ts'
import { cm } from './cm.ts'
import { decisions } from './decisions.ts'
import { dm } from './dm.ts'
import type { Reader } from './domain.ts'
import { ds } from './ds.ts'
import { ex } from './ex.ts'
import { fa } from './fa.ts'
import { cv, eg } from './heart.ts'
import { lb } from './lb.ts'
import { ofDonor } from './of-donor.ts'
import { pr } from './pr.ts'
import { qs } from './qs.ts'
import { rs } from './rs.ts'
import { sv } from './sv.ts'
import { tr } from './tr.ts'
import { tu } from './tu.ts'
import { vs } from './vs.ts'

/** The domains that are read. */
export const domains: readonly Reader[] = [
  ...[dm, ds, ex, ae, fa, lb, vs, eg, cv, cm, pr, qs, rs, tu, tr, sv, decisions],
  ...[lb, vs, fa, qs].map(ofDonor),
]
