import { limit, satisfies, type Truth3 } from './bound.ts'
import { highDose } from './highDosePressor.ts'
import type { Given, Readings } from './result.ts'
import type { Atom, Input, Inputs, ScaleTable } from './scale.schema.ts'

/** How an input is read: its value, or `null` where it is not known. */
export type Reader = (given: Given) => unknown

/** An atom made ready: its truth for an input, the words of its clause, the inputs it reads and what it would ask for. */
export type Ready = {
  readonly truth: (given: Given) => Truth3
  readonly clause: string
  readonly reads: readonly string[]
  readonly asks: string
  /** The number it compares its input with. */
  readonly cut?: number
}

export type Context = {
  readonly table: Pick<ScaleTable, 'inputs' | 'picture'>
  readonly readings: Readings
  readonly readers: Readonly<Record<string, Reader>>
}

/** Readers for all inputs; `strict` takes what is left out as unknown whatever the scale declares. */
export function readers(inputs: Inputs, picture: string | undefined, strict: boolean): Record<string, Reader> {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, reader(name, input, picture, strict)]))
}

function reader(name: string, input: Input, picture: string | undefined, strict: boolean): Reader {
  const at = plainReader(name)
  const left = strict ? null : (input.unlisted ?? null)
  const inPicture = input.inPicture ?? input.unlisted
  if (picture === undefined || inPicture === undefined) {
    return (given) => {
      const value = at(given)
      return value === undefined ? left : value
    }
  }
  return (given) => {
    const value = at(given)
    return value !== undefined ? value : given[picture] === undefined || given[picture] === null ? left : inPicture
  }
}

/** The value as given, without any assumption: `undefined` where it was left out. */
export function plainReader(name: string): Reader {
  const [first, second] = name.split('.') as [string, string | undefined]
  if (second === undefined) return (given) => given[first]
  return (given) => {
    const holder = given[first] as Given | null | undefined
    return holder === undefined ? undefined : holder === null ? null : holder[second]
  }
}

/** Makes an atom ready. A name no input has is a mistake of the table and is thrown at once. */
export function ready(atom: Exclude<Atom, { defined: string }>, { table, readings, readers }: Context): Ready {
  const own = (name: string) => {
    const input = table.inputs[name]
    const read = readers[name]
    if (!input || !read) throw new Error(`the scale reads an input it does not declare: ${name}`)
    return { input, read }
  }
  if ('reading' in atom) {
    const truth = readings[atom.reading] === atom.is ? 2 : 0
    return { truth: () => truth, clause: `reading ${atom.reading}: ${atom.is}`, reads: [], asks: '' }
  }
  if ('ask' in atom) return { truth: () => 1, clause: atom.ask, reads: [], asks: atom.ask }
  if ('total' in atom) throw new Error('a total is read in bands alone')
  if ('derived' in atom) return highDoseAtom(readers)
  if ('recorded' in atom) {
    const { input } = own(atom.recorded)
    const at = plainReader(atom.recorded)
    const truth = (given: Given): Truth3 => (at(given) === undefined || at(given) === null ? 0 : 2)
    return { truth, clause: `${input.says} recorded`, reads: [atom.recorded], asks: input.says }
  }
  if ('listed' in atom) {
    const { input } = own(atom.listed)
    const at = plainReader(atom.listed)
    const truth = (given: Given): Truth3 => (at(given) === undefined ? 0 : 2)
    return { truth, clause: `${input.says} mentioned`, reads: [atom.listed], asks: input.says }
  }
  if ('count' in atom) {
    const { input, read } = own(atom.count)
    const bound = limit(atom.is)
    const { only, except = [] } = atom
    const words = except.length > 0 ? `${input.says}, not counting ${except.join(', ')}` : input.says
    const truth = (given: Given) => satisfies(counted(read(given), only, except), bound)
    return { truth, clause: `number of ${words} ${atom.is}`, reads: [atom.count], asks: input.says }
  }
  if ('entries' in atom) return entriesAtom(atom, own)
  const { input, read } = own(atom.input)
  const about = { reads: [atom.input], asks: asked(input) }
  if ('in' in atom) {
    const members: readonly unknown[] = atom.in
    const known: readonly unknown[] = input.kind === 'choice' ? input.values : []
    const truth = (given: Given): Truth3 => {
      const value = read(given)
      return members.includes(value) ? 2 : known.includes(value) ? 0 : 1
    }
    return { truth, clause: `${input.says}: ${atom.in.join(' or ')}`, ...about }
  }
  if (typeof atom.is === 'boolean') {
    const wanted = atom.is
    const truth = (given: Given): Truth3 => {
      const value = read(given)
      return value === wanted ? 2 : typeof value === 'boolean' ? 0 : 1
    }
    return { truth, clause: wanted ? input.says : `no ${input.says}`, ...about }
  }
  const bound = limit(atom.is)
  return {
    truth: (given) => satisfies(read(given), bound),
    clause: `${asked(input)} ${atom.is}`,
    ...about,
    cut: bound.cut,
  }
}

function counted(list: unknown, only: readonly string[] | undefined, except: readonly string[]): number | null {
  if (!Array.isArray(list)) return null
  if (except.length === 0 && !only) return list.length
  let count = 0
  for (const item of list) if (!except.includes(item) && (only?.includes(item) ?? true)) count += 1
  return count
}

type EntriesOf = Extract<Atom, { entries: string }>
function entriesAtom(atom: EntriesOf, own: (name: string) => { input: Input; read: Reader }): Ready {
  const { input, read } = own(atom.entries)
  const each = limit(atom.each)
  const bound = limit(atom.is)
  const left = atom.without === undefined ? undefined : own(atom.without).read
  const counts = (name: string) => (atom.only?.includes(name) ?? true) && !(atom.except?.includes(name) ?? false)
  const truth = (given: Given): Truth3 => {
    const group = read(given)
    if (group === null) return 1
    const without = left?.(given) ?? []
    let sure = 0
    let possible = 0
    for (const [name, value] of Object.entries(group as Record<string, unknown>)) {
      if (!counts(name) || (without as readonly string[]).includes(name)) continue
      const is = satisfies(value, each)
      if (is === 2) sure += 1
      if (is > 0) possible += 1
    }
    return satisfies([sure, possible], bound)
  }
  const of = atom.only ? ` (${atom.only.join(', ')})` : atom.except ? ` (other than ${atom.except.join(', ')})` : ''
  const clause = `${input.says}${of} ${atom.each} in ${atom.is}`
  const reads = atom.without === undefined ? [atom.entries] : [atom.entries, atom.without]
  return { truth, clause, reads, asks: input.says }
}

function highDoseAtom(readers: Context['readers']): Ready {
  const [drugs, dose, hours] = ['vasopressors', 'vasopressorDose', 'vasopressorHours'].map((name) => readers[name])
  if (!drugs || !dose || !hours) throw new Error('a high-dose vasopressor needs the drugs, their doses and the hours')
  const truth = (given: Given): Truth3 =>
    highDose(drugs(given) as readonly string[] | null, dose(given) as Given | null, hours(given)).is
  const reads = ['vasopressors', 'vasopressorDose', 'vasopressorHours']
  return { truth, clause: 'high-dose vasopressor (Lee 2014)', reads, asks: 'vasopressor doses and for how many hours' }
}

const asked = (input: Input): string =>
  input.kind === 'number' && input.unit !== undefined ? `${input.says} (${input.unit})` : input.says
