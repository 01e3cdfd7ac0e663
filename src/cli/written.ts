import { writeFile } from 'node:fs/promises'
import { BadInput } from './failure.ts'

/** Writes the file an option names; one that cannot be written is bad input. */
export async function written(option: string, file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: Error) => {
    throw new BadInput(`${option}: expected a file that can be written; ${error.message}`)
  })
}
