import { ctcae403 } from './ctcae-4.03.ts'
import { ctcae50 } from './ctcae-5.0.ts'
import { ctcae60 } from './ctcae-6.0.ts'

/** Every grading table that is shipped, by its id. */
export const tables = { 'ctcae-4.03': ctcae403, 'ctcae-5.0': ctcae50, 'ctcae-6.0': ctcae60 } as const

export { ctcae50, ctcae60, ctcae403 }
