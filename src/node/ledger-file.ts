import { type FileHandle, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fromLines, toLines, unreadableIn } from '../ledger/file-format.ts'
import { append, type Entry } from '../ledger/ledger.ts'
import type { LedgerStore } from '../ledger/store.ts'

/** How long an append waits for another to finish, and how often it looks, in milliseconds. */
const [patience, glance] = [10_000, 10]

/**
 * A ledger in a file of one entry a line. Reading checks the hash chain. Appends take turns, across processes; each is flushed to
 * disk and takes the place of the file in one step before it returns, so that a crash leaves the ledger as it was, and whoever reads
 * meanwhile sees it whole. What could not be read back is refused, and nothing of it written.
 */
export function fileStore(path: string, waitAtMost: number = patience): LedgerStore {
  const add = async (statements: Parameters<LedgerStore['append']>[0], file: FileHandle) => {
    const text = await textOf(path)
    const before = entriesIn(text, path)
    const added = append(before, statements).slice(before.length)
    const wrong = unreadableIn(added)
    if (wrong !== undefined) throw new TypeError(`${path}: nothing was appended; ${wrong}`)
    await file.writeFile(`${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${toLines(added)}`, 'utf8')
    await file.sync()
    return added
  }
  return {
    read: async () => entriesIn(await textOf(path), path),
    append: async (statements) => {
      const place = await realpath(path).catch(ifAbsent(path))
      const next = `${place}.lock`
      const file = await turn(next, place, waitAtMost)
      try {
        const added = await add(statements, file)
        await file.close()
        await rename(next, place)
        await flush(dirname(place))
        return added
      } catch (error) {
        await file.close().catch(() => {})
        await rm(next, { force: true })
        throw error
      }
    },
  }
}

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(ifAbsent(''))

const ifAbsent =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead
    throw error
  }

function entriesIn(text: string, path: string): readonly Entry[] {
  const { entries, issues } = fromLines(text, path)
  if (issues[0]) throw new Error(`${path}, line ${issues[0].where.row}: ${issues[0].message}`)
  return entries
}

/** The file that is to take the ledger's place; only one append at a time can have it. */
async function turn(next: string, place: string, waitAtMost: number): Promise<FileHandle> {
  const mode = (await stat(place).catch(ifAbsent(undefined)))?.mode
  for (let waited = 0; ; waited += glance) {
    const file = await open(next, 'wx', mode).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    if (file) return file
    if (waited >= waitAtMost)
      throw new Error(
        `${next} is there: another append is under way, or one was cut off. Where none is, remove it and append again; ${place} is whole`,
      )
    await setTimeout(glance)
  }
}

async function flush(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  await opened.sync().finally(() => opened.close())
}
