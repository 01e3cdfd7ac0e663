import type { Command } from 'commander'
import { ask } from './ask.ts'
import { compare } from './compare.ts'
import { crs } from './crs.ts'
import { decide } from './decide.ts'
import { demo } from './demo.ts'
import { design } from './design.ts'
import { enumerate } from './enumerate.ts'
import { grade } from './grade.ts'
import { pathways } from './pathways.ts'
import { review } from './review.ts'
import { scale } from './scale.ts'
import { selectMtd } from './select-mtd.ts'
import { simulate } from './simulate.ts'
import { table } from './table.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly ((program: Command) => void)[] = [
  demo,
  review,
  grade,
  ask,
  table,
  compare,
  scale,
  crs,
  decide,
  design,
  pathways,
  enumerate,
  simulate,
  selectMtd,
]
