import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Which rooms a room may import, and which packages; every room may import itself. */
const mayImport: Readonly<Record<string, { rooms: readonly string[]; packages: readonly string[] }>> = {
  core: { rooms: [], packages: [] },
  grading: { rooms: ['core'], packages: [] },
  scales: { rooms: ['core', 'grading'], packages: [] },
  dlt: { rooms: ['core', 'grading'], packages: [] },
  dosing: { rooms: ['core'], packages: [] },
  eligibility: { rooms: ['core', 'grading', 'dlt'], packages: [] },
  endpoints: { rooms: ['core', 'grading', 'scales'], packages: [] },
  machines: { rooms: ['core', 'grading', 'dlt', 'dosing'], packages: ['xstate'] },
  ledger: { rooms: ['core'], packages: ['@noble/hashes'] },
  adapters: { rooms: ['core'], packages: ['papaparse'] },
  protocols: { rooms: ['core'], packages: [] },
  reports: {
    rooms: ['core', 'grading', 'scales', 'dlt', 'dosing', 'eligibility', 'machines', 'ledger', 'adapters', 'endpoints'],
    packages: [],
  },
  checking: { rooms: ['core', 'grading', 'dlt', 'dosing'], packages: [] },
  testing: { rooms: ['core', 'grading', 'scales', 'dlt', 'dosing', 'machines', 'reports'], packages: ['vitest'] },
  node: { rooms: ['core', 'ledger'], packages: ['node'] },
  cli: { rooms: ['*', 'grading-tables'], packages: ['commander', 'node', 'papaparse'] },
}

type Import = { readonly file: string; readonly room: string; readonly from: string; readonly typeOnly: boolean }

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name))

/** Text in backticks may hold the source of another file, such as a specification to start from. */
const withoutTemplates = (text: string) => text.replace(/`[^`]*`/g, '``')

const imports: readonly Import[] = sources.flatMap((file) => {
  const text = withoutTemplates(readFileSync(join(root, file), 'utf8'))
  const room = file.split(/[\\/]/)[1] ?? ''
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gms)].map((found) => ({
    file,
    room: room.endsWith('.ts') ? '' : room,
    from: found[2]!,
    typeOnly: found[1] !== undefined,
  }))
})

/** What an import breaks of the table, if anything. */
function violation({ file, room, from, typeOnly }: Import): string | undefined {
  const allowed = mayImport[room]
  if (!allowed) return room === '' ? undefined : `${file}: room "${room}" is not in the table`
  if (from.startsWith('.')) {
    const [top, other = ''] = normalize(join(dirname(file), from)).split(/[\\/]/)
    if (top === 'grading-tables')
      return allowed.rooms.includes('grading-tables') ? undefined : `${file} imports a grading table`
    if (top === 'package.json') return room === 'cli' ? undefined : `${file} imports package.json`
    if (other === room || allowed.rooms.includes(other) || allowed.rooms.includes('*')) return undefined
    return `${file} imports ${relative('src', normalize(join(dirname(file), from)))}`
  }
  const name = from.startsWith('node:')
    ? 'node'
    : from.startsWith('@')
      ? from.split('/').slice(0, 2).join('/')
      : from.split('/')[0]!
  if (name === 'zod')
    return file.endsWith('.schema.ts') || typeOnly ? undefined : `${file} imports zod outside a schema file`
  return allowed.packages.includes(name) ? undefined : `${file} imports ${from}`
}

describe('the rooms, and what each may import', () => {
  it('every import is in the table', () =>
    expect(imports.map(violation).filter((found) => found !== undefined)).toEqual([]))

  it('there are imports to look at', () => expect(imports.length).toBeGreaterThan(300))

  it.each([
    [{ file: 'src/core/x.ts', room: 'core', from: '../dlt/rule.ts', typeOnly: false }],
    [{ file: 'src/dlt/x.ts', room: 'dlt', from: 'xstate', typeOnly: false }],
    [{ file: 'src/grading/x.ts', room: 'grading', from: 'node:fs', typeOnly: false }],
    [{ file: 'src/dosing/x.ts', room: 'dosing', from: '../machines/trial.ts', typeOnly: true }],
    [{ file: 'src/machines/x.ts', room: 'machines', from: '../../grading-tables/index.ts', typeOnly: false }],
    [{ file: 'src/grading/x.ts', room: 'grading', from: 'zod', typeOnly: false }],
  ])('$0.from from $0.file is refused', (bad) => expect(violation(bad)).toBeDefined())

  it('zod comes as a namespace, so that it can be left out of bundles', () => {
    const named = sources.filter((file) => /import \{[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')))
    expect(named).toEqual([])
  })

  it('evaluation imports types of schemas, never schemas', () => {
    const judging = ['grading', 'scales', 'dlt', 'dosing', 'endpoints', 'machines']
    const schemas = imports.filter(
      ({ file, room, from, typeOnly }) =>
        judging.includes(room) && from.endsWith('.schema.ts') && !typeOnly && !file.endsWith('.schema.ts'),
    )
    expect(schemas.map(({ file, from }) => `${file} imports ${from}`)).toEqual([])
  })

  it('no clock and no randomness outside the command line', () => {
    const judged = sources.filter((file) => !/^src[\\/](cli|node)[\\/]/.test(file))
    const impure = judged.filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(impure).toEqual([])
  })
})
