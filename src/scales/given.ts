import { decimal } from './bound.ts'
import type { Given, Invalid, Scale } from './result.ts'
import type { Input, Inputs } from './scale.schema.ts'

type Kind<K extends Input['kind']> = Extract<Input, { kind: K }>
type Fault = Pick<Invalid, 'error' | 'item'> & { readonly says: string }
type Read = { readonly value: unknown } | Fault

/**
 * Reads what came from outside into the shape a scale declares: names and codes checked, numbers read from decimal
 * strings, other units brought to the scale's own. What does not fit is invalid, with the reason; nothing is dropped.
 */
export function readGiven(scale: Scale, raw: unknown): Given | Invalid {
  if (!isRecord(raw)) return invalid(scale, fault('malformed', 'input', 'expected an object'))
  const given: Record<string, unknown> = {}
  const { found: known, holders } = namesOf(scale)
  for (const [name, value] of flattened(holders, raw)) {
    const found = known.get(name)
    if (!found) return invalid(scale, fault('unknown-field', name, 'not an input of this scale'))
    const read = readAs(found, name, value)
    if ('error' in read) return invalid(scale, read)
    if (!put(given, found.name, read.value)) {
      return invalid(scale, fault('contradiction', name, `disagrees with ${found.name}`))
    }
  }
  return given
}

export const isInvalid = (given: Given | Invalid): given is Invalid => 'invalid' in given

type Found = { readonly name: string; readonly input: Input; readonly times?: number; readonly bounds?: true }

/** Every name a scale's inputs go by, and the names that hold further ones. */
type Names = { readonly found: ReadonlyMap<string, Found>; readonly holders: ReadonlyMap<string, readonly string[]> }

const namesByInputs = new WeakMap<Inputs, Names>()

function namesOf({ inputs }: Scale): Names {
  const before = namesByInputs.get(inputs)
  if (before) return before
  const made = namesIn(inputs)
  namesByInputs.set(inputs, made)
  return made
}

/** An input goes by its own name, by that of another unit, or by that of its bounds. */
function namesIn(inputs: Inputs): Names {
  const found = new Map<string, Found>()
  const holders = new Map<string, string[]>()
  for (const [name, input] of Object.entries(inputs)) {
    if (input.kind === 'number') {
      for (const [other, times] of Object.entries(input.elsewhere ?? {})) found.set(other, { name, input, times })
      if (input.bounds !== undefined) found.set(input.bounds, { name, input, bounds: true })
    }
    const [holder] = name.split('.') as [string]
    if (holder !== name) holders.set(holder, [...(holders.get(holder) ?? []), name])
  }
  for (const [name, input] of Object.entries(inputs)) found.set(name, { name, input })
  return { found, holders }
}

function readAs({ input, times, bounds }: Found, name: string, value: unknown): Read {
  if (value === null) return { value: null }
  if (input.kind === 'number') {
    if (bounds) return readBounds(input, name, value)
    const read = readNumber(times === undefined ? input : { ...input, min: 0, max: undefined }, name, value)
    return times === undefined || 'error' in read ? read : { value: decimal((read.value as number) * times) }
  }
  if (input.kind === 'yes-no') {
    return typeof value === 'boolean' ? { value } : fault('wrong-type', name, 'expected true or false')
  }
  if (input.kind === 'choice') return readChoice(input, name, value)
  if (input.kind === 'list') return readList(input, name, value)
  if (input.kind === 'group') return readGroup(input, name, value)
  if (input.kind === 'series') return readSeries(input, name, value)
  if (input.kind === 'date') return readDate(name, value)
  return { value }
}

/** A machine number at 15 significant digits, or a decimal text of as many: so far doubles keep decimals apart. */
function numberOf(value: unknown): number | undefined {
  if (Number.isInteger(value) && Math.abs(value as number) < 1e15) return value as number
  if (typeof value === 'number') return Number.isFinite(value) ? decimal(value) : undefined
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return undefined
  return value.replace(/^-?[0.]*/, '').replace('.', '').length > 15 ? undefined : Number(value)
}

function readNumber(input: Pick<Kind<'number'>, 'min' | 'max' | 'integer'>, name: string, value: unknown): Read {
  const number = numberOf(value)
  if (number === undefined) return fault('wrong-type', name, 'expected a number of at most 15 digits')
  if (input.integer && !Number.isInteger(number)) return fault('out-of-range', name, 'expected a whole number')
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = input
  if (number < min || number > max) return fault('out-of-range', name, `expected ${min} to ${max}, came ${number}`)
  return { value: number }
}

function readBounds(input: Kind<'number'>, name: string, value: unknown): Read {
  if (!Array.isArray(value) || value.length !== 2) return fault('wrong-type', name, 'expected [low, high]')
  for (const end of value) {
    const read = readNumber(input, name, end)
    if ('error' in read) return read
  }
  const [low, high] = value.map(Number) as [number, number]
  return low <= high ? { value: [low, high] } : fault('out-of-range', name, 'expected the low end first')
}

function readChoice(input: Kind<'choice'>, name: string, value: unknown): Read {
  if (typeof value === 'string' && input.values.includes(value)) return { value }
  const expected = `expected one of ${input.values.join(', ')}`
  if (typeof value !== 'string') return fault('wrong-type', name, expected)
  const plain = value.trim().toLowerCase()
  const code = input.values.find((known) => known.toLowerCase() === plain) ?? input.aliases?.[plain]
  return code === undefined ? fault('unknown-value', name, `${expected}, came ${value}`) : { value: code }
}

function readList(input: Kind<'list'>, name: string, value: unknown): Read {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    return fault('wrong-type', name, 'expected a list of names')
  }
  const items = [...new Set(value.map((item: string) => item.trim().toLowerCase()))]
  const stranger = items.find((item) => item === '' || (input.values && !input.values.includes(item)))
  if (stranger !== undefined) return fault('unknown-value', name, `not known here: "${stranger}"`)
  return { value: items }
}

function readGroup(input: Kind<'group'>, name: string, value: unknown): Read {
  if (!isRecord(value)) return fault('wrong-type', name, 'expected numbers by name')
  const group: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    const entry = key.trim().toLowerCase()
    if (input.names && !input.names.includes(entry)) return fault('unknown-field', `${name}.${key}`, 'not known here')
    if (Object.hasOwn(group, entry)) return fault('contradiction', `${name}.${key}`, 'given twice')
    const read = item === null ? { value: null } : readNumber(input, `${name}.${key}`, item)
    if ('error' in read) return read
    group[entry] = read.value
  }
  return { value: group }
}

function readSeries(input: Kind<'series'>, name: string, value: unknown): Read {
  if (!Array.isArray(value)) return fault('wrong-type', name, 'expected a list')
  for (const item of value) {
    const numbers = input.of === 'number' ? [item] : item
    if (!Array.isArray(numbers) || (input.of === 'day and number' && numbers.length !== 2)) {
      return fault('wrong-type', name, `expected a list of ${input.of}`)
    }
    for (const number of numbers) {
      const read = number === null ? { value: null } : readNumber({}, name, number)
      if ('error' in read) return read
    }
  }
  return { value: value.map((item) => (Array.isArray(item) ? item.map(asNumber) : asNumber(item))) }
}

const asNumber = (item: unknown) => (item === null ? null : numberOf(item))

function readDate(name: string, value: unknown): Read {
  const looksRight = typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/.test(value)
  return looksRight ? { value } : fault('wrong-type', name, 'expected an ISO date')
}

/** Brings `{ oxygen: { device } }` to `oxygen.device` where the scale declares its inputs so. */
function flattened(holders: Names['holders'], raw: Record<string, unknown>): readonly (readonly [string, unknown])[] {
  const flat: (readonly [string, unknown])[] = []
  for (const [name, value] of Object.entries(raw)) {
    const parts = holders.get(name)
    if (!parts) flat.push([name, value])
    else if (value === null) for (const part of parts) flat.push([part, null])
    else if (isRecord(value)) for (const [key, item] of Object.entries(value)) flat.push([`${name}.${key}`, item])
    else flat.push([`${name}.`, value])
  }
  return flat
}

/** Puts a value in its place; false where another came there before. What is not known never displaces what is. */
function put(given: Record<string, unknown>, name: string, value: unknown): boolean {
  const dot = name.indexOf('.')
  const first = dot < 0 ? name : name.slice(0, dot)
  const second = dot < 0 ? undefined : name.slice(dot + 1)
  if (second !== undefined && given[first] === undefined) given[first] = {}
  const holder = second === undefined ? given : (given[first] as Record<string, unknown>)
  const key = second ?? first
  const before = holder[key]
  if (before !== undefined && before !== null) return value === null || JSON.stringify(before) === JSON.stringify(value)
  holder[key] = value
  return true
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fault = (error: Invalid['error'], item: string, says: string): Fault => ({ error, item, says })
const invalid = (scale: Scale, { error, item, says }: Fault): Invalid => ({
  scale: scale.id,
  invalid: `${item}: ${says}`,
  error,
  item,
})
