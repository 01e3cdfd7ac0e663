import { access, constants, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { BadInput } from './failure.ts'

const refused = (option: string) => (error: Error) => {
  throw new BadInput(`${option}: expected a file that can be written; ${error.message}`)
}

/** Refuses, before the work is done, a file that an option names in a folder where none can be written. */
export const checkWritable = (option: string, file: string): Promise<void> =>
  access(dirname(resolve(file)), constants.W_OK).catch(refused(option))

/** Writes the file an option names; one that cannot be written is bad input. */
export const written = (option: string, file: string, text: string): Promise<void> =>
  writeFile(file, text).catch(refused(option))
