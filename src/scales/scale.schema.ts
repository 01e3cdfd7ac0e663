import * as z from 'zod'
import type { Criterion } from '../core/criterion.ts'

/** A bound on a number, its cut written as in the source: ">= 38.0", "< 500". */
export const Bound = z.string().regex(/^(<|<=|=|>=|>) -?\d+(\.\d+)?$/, 'expected an operator and a decimal number')

const Path = z.string().min(1)
const names = z.array(z.string().min(1))

const NumberAtom = z.strictObject({ input: Path, is: Bound })
const YesNoAtom = z.strictObject({ input: Path, is: z.boolean() })
const ChoiceAtom = z.strictObject({ input: Path, in: names.min(1) })
/** How many members a list has, leaving out some or of some alone. */
const CountAtom = z.strictObject({ count: Path, only: names.optional(), except: names.optional(), is: Bound })
/** How many entries of a named group reach a bound; `only` and `except` name entries, `without` an input that lists them. */
const EntriesAtom = z.strictObject({
  entries: Path,
  only: names.optional(),
  except: names.optional(),
  without: Path.optional(),
  each: Bound,
  is: Bound,
})
/** The sum of the points so far, in `bands` alone. */
const TotalAtom = z.strictObject({ total: Bound })
/** Whether the input was given at all: never unknown. */
const RecordedAtom = z.strictObject({ recorded: Path })
/** Whether the input was mentioned, be it as not known. */
const ListedAtom = z.strictObject({ listed: Path })
const DefinedAtom = z.strictObject({ defined: z.string() })
const ReadingAtom = z.strictObject({ reading: z.string(), is: z.string() })
/** A question only a person can answer: always unknown. */
const AskAtom = z.strictObject({ ask: z.string() })
/** High-dose vasopressor by the table of Lee (2014), read from `vasopressors`, `vasopressorDose` and `vasopressorHours`. */
const DerivedAtom = z.strictObject({ derived: z.literal('highDoseVasopressor') })

const Atom = z.union([
  NumberAtom,
  YesNoAtom,
  ChoiceAtom,
  CountAtom,
  EntriesAtom,
  TotalAtom,
  RecordedAtom,
  ListedAtom,
  DefinedAtom,
  ReadingAtom,
  AskAtom,
  DerivedAtom,
])
/** One typed question about a scale's input. */
export type Atom = z.infer<typeof Atom>

const nested = (depth: number): z.ZodType<Criterion<Atom>> => {
  if (depth === 0) return Atom
  const part = nested(depth - 1)
  const parts = z.array(part).min(1)
  return z.union([Atom, z.strictObject({ all: parts }), z.strictObject({ any: parts }), z.strictObject({ not: part })])
}
const deepest = 6
const When = nested(deepest)

const Value = z.union([z.number(), z.string(), z.boolean()])
/** A grade, stage, class, score or yes-or-no. */
export type Value = z.infer<typeof Value>

const Row = z.strictObject({
  value: Value,
  when: When,
  says: z.string().min(1),
  /** Where the value is not this event's: "not-crs". */
  outcome: z.string().optional(),
  /** Further fields the result carries with this row. */
  also: z.record(z.string(), z.union([Value, z.null()])).optional(),
  /** Set where this row alone is not confirmed in a primary source. */
  unconfirmed: z.string().optional(),
})
export type Row = z.infer<typeof Row>

const Domain = z.strictObject({
  /** Leaves the domain out: its findings have another cause. */
  unless: z.strictObject({ when: When, says: z.string() }).optional(),
  /** Tried in order, worst first; the first that is met decides. */
  rows: z.array(Row).min(1),
  otherwise: Value,
})
export type Domain = z.infer<typeof Domain>

const about = {
  /** What is asked, in the words a site would use: named when it is missing. */
  says: z.string().min(1),
  /** What leaving the input out means; without it, leaving it out is not knowing. `null` in the input is never knowing. */
  unlisted: z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.strictObject({})]).optional(),
  /** The same where the record is declared a complete picture. */
  inPicture: z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.strictObject({})]).optional(),
  /** The input is kept but decides nothing. */
  inert: z.literal(true).optional(),
  /** Along it, all else equal, the result never falls (or, with "down", never rises). */
  ordered: z.enum(['up', 'down']).optional(),
}
const NumberInput = z.strictObject({
  kind: z.literal('number'),
  ...about,
  unit: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  integer: z.literal(true).optional(),
  /** Other names it may come under, in another unit: the value is multiplied. */
  elsewhere: z.record(z.string(), z.number().positive()).optional(),
  /** The name under which bounds may be given where the value itself is not known. */
  bounds: z.string().optional(),
})
const YesNoInput = z.strictObject({ kind: z.literal('yes-no'), ...about })
const ChoiceInput = z.strictObject({
  kind: z.literal('choice'),
  ...about,
  /** In order of weight where the input is ordered. */
  values: z.array(z.string()).min(1),
  aliases: z.record(z.string(), z.string()).optional(),
})
const ListInput = z.strictObject({ kind: z.literal('list'), ...about, values: z.array(z.string()).optional() })
/** A group of numbers by name, such as the CTCAE grade of each organ. */
const GroupInput = z.strictObject({
  kind: z.literal('group'),
  ...about,
  min: z.number().optional(),
  max: z.number().optional(),
  integer: z.literal(true).optional(),
  names: z.array(z.string()).optional(),
})
const SeriesInput = z.strictObject({ kind: z.literal('series'), ...about, of: z.enum(['number', 'day and number']) })
const TextInput = z.strictObject({ kind: z.literal('text'), ...about })
const DateInput = z.strictObject({ kind: z.literal('date'), ...about })

/** What a scale asks for: its kind, unit, possible values, and what leaving it out means. */
export const Input = z.discriminatedUnion('kind', [
  NumberInput,
  YesNoInput,
  ChoiceInput,
  ListInput,
  GroupInput,
  SeriesInput,
  TextInput,
  DateInput,
])
export type Input = z.infer<typeof Input>
export type Inputs = Readonly<Record<string, Input>>

/** How far the rule was confirmed: A seen in print, B seen in part or through a derived source, C recalled only. */
export const Evidence = z.enum(['A', 'B', 'C'])
export const Citation = z.strictObject({
  text: z.string().min(1),
  doi: z.string().optional(),
  url: z.string().optional(),
})
export type Citation = z.infer<typeof Citation>

const Reading = z.strictObject({
  says: z.string().min(1),
  default: z.string(),
  options: z.record(z.string(), z.string()),
  /** When the ambiguity bears on the result; the result then names the reading. */
  applies: When,
})
export type Reading = z.infer<typeof Reading>

/** A scale that is a table: inputs, domains of rows, how they combine, what the literature leaves open. */
export const ScaleTable = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+$/),
  version: z.string().min(1),
  title: z.string().min(1),
  /** What the result is called: grade, stage, class, score. */
  gives: z.string().min(1),
  citation: Citation,
  evidence: Evidence,
  unconfirmed: z.array(z.string()),
  /** Input that, when given, declares the record a complete clinical picture: what it leaves out was absent. */
  picture: z.string().optional(),
  inputs: z.record(z.string(), Input),
  definitions: z.record(z.string(), When).optional(),
  /** Tried before the domains, in order. */
  gates: z.array(Row).optional(),
  domains: z.record(z.string(), Domain),
  combine: z.enum(['max', 'sum']),
  /** What a result of 0 is called when no domain contributes. */
  zero: z.strictObject({ outcome: z.string().optional(), says: z.string() }).optional(),
  /** A class read from the total: tried in order. */
  bands: z.strictObject({ gives: z.string(), rows: z.array(Row).min(1), otherwise: Value }).optional(),
  /** Further fields of the result: the first of these inputs that was recorded. */
  reports: z.record(z.string(), names).optional(),
  readings: z.record(z.string(), Reading).optional(),
  flags: z.array(z.strictObject({ id: z.string(), when: When, says: z.string() })).optional(),
})
export type ScaleTable = z.infer<typeof ScaleTable>
