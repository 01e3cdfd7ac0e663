import type { Command } from 'commander'
import { review } from './review.ts'
import { scale } from './scale.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly ((program: Command) => void)[] = [review, scale]
