import { compareExact, type Exact } from '../core/exact.ts'
import { readMeasured } from '../core/measured.ts'
import type { Cut, Lookback, ParticipantClause } from '../core/participant-clause.schema.ts'
import { conversion, converted } from '../core/units.ts'
import { type Literal, selfDenied } from './conjunctions.ts'
import { fold } from './vocabulary.ts'

type Way = readonly Literal<ParticipantClause>[]
/** One side of a range of something that has a value: `closed` where the cut itself lies inside. */
type Side = {
  readonly of: string
  readonly side: 'from' | 'to'
  readonly cut: Exact
  readonly closed: boolean
  readonly words: string
}

/** Why no person can be all that one way asks for; `undefined` where somebody can. */
export function personConflict(way: Way): string | undefined {
  const denied = selfDenied(way)
  if (denied) return `${clauseInWords(denied)}, and not`
  return rangeConflict(way) ?? sexConflict(way) ?? namesConflict(way) ?? historyConflict(way)
}

const clauseInWords = (clause: ParticipantClause): string =>
  Object.entries(clause)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')

function rangeConflict(way: Way): string | undefined {
  const sides = inOneUnit(way.flatMap(({ atom, holds }) => sidesOf(atom, holds)))
  for (const low of sides.filter(({ side }) => side === 'from'))
    for (const high of sides.filter(({ side, of }) => side === 'to' && of === low.of)) {
      const order = compareExact(low.cut, high.cut)
      if (order > 0 || (order === 0 && !(low.closed && high.closed))) return `${low.words}, and ${high.words}`
    }
  return undefined
}

const opposite = { atLeast: 'below', above: 'atMost', atMost: 'above', below: 'atLeast' } as const
type Bound = keyof typeof opposite
const bounds = Object.keys(opposite) as readonly Bound[]

function sidesOf(atom: ParticipantClause, holds: boolean): readonly Side[] {
  if ('age' in atom) return sides('age', atom.age as Partial<Record<Bound, Cut>>, holds, '')
  if ('measured' in atom) return sides(atom.measured + freeOf(atom), atom, holds, atom.unit ?? '')
  if ('clearance' in atom) return sides('creatinine clearance', atom, holds, 'mL/min')
  return 'dailyDose' in atom ? sides(`daily ${atom.dailyDose}`, atom, holds, atom.unit) : []
}

const freeOf = ({ freeOf: care }: { readonly freeOf?: unknown }): string =>
  care ? ` free of ${JSON.stringify(care)}` : ''

/** The sides that a clause sets; a clause with two of them, denied, sets neither by itself. */
function sides(
  what: string,
  clause: Partial<Record<Bound, Cut | undefined>>,
  holds: boolean,
  unit: string,
): readonly Side[] {
  const set = bounds.filter((bound) => clause[bound] !== undefined)
  if (!holds && set.length !== 1) return []
  return set.flatMap((bound) => {
    const asked = holds ? bound : opposite[bound]
    const { cut, of } = cutOf(clause[bound]!, unit)
    if (!cut) return []
    const isLow = asked === 'atLeast' || asked === 'above'
    const closed = asked === 'atLeast' || asked === 'atMost'
    const words = `${what} ${{ atLeast: '≥', above: '>', atMost: '≤', below: '<' }[asked]} ${written(clause[bound]!)}${of === '' ? '' : ` ${of}`}`
    return [{ of: `${fold(what)}|${of}`, side: isLow ? 'from' : 'to', cut, closed, words } satisfies Side]
  })
}

function cutOf(cut: Cut, unit: string): { readonly cut: Exact | undefined; readonly of: string } {
  if (typeof cut !== 'object') return { cut: number(cut), of: unit }
  return 'timesUln' in cut ? { cut: number(cut.timesUln), of: '×ULN' } : { cut: number(cut.timesLln), of: '×LLN' }
}

function number(text: string | number): Exact | undefined {
  const read = readMeasured(text)
  return read.kind === 'exact' ? read.value : undefined
}

const written = (cut: Cut): string =>
  typeof cut !== 'object' ? String(cut) : String('timesUln' in cut ? cut.timesUln : cut.timesLln)

/** Cuts of one analyte in the unit of the first, where the units can be converted; others are left as they are. */
function inOneUnit(all: readonly Side[]): readonly Side[] {
  const units = new Map<string, string>()
  return all.map((side) => {
    const [what = '', unit = ''] = side.of.split('|')
    const first = units.get(what)
    if (unit.startsWith('×') || first === unit) return side
    if (first === undefined) {
      units.set(what, unit)
      return side
    }
    const change = conversion(what, unit, first)
    return change ? { ...side, of: `${what}|${first}`, cut: converted(side.cut, change) } : side
  })
}

function sexConflict(way: Way): string | undefined {
  const open = (['F', 'M'] as const).filter((sex) =>
    way.every(({ atom, holds }) => !('sex' in atom) || (atom.sex === sex) === holds),
  )
  return open.length > 0 ? undefined : 'no sex is left'
}

/** A disease cohort, or a recorded text, of which nothing is left. */
function namesConflict(way: Way): string | undefined {
  const asked = way.flatMap(({ atom, holds }) => {
    if ('cohort' in atom) return [{ of: 'cohort', names: atom.cohort.map(fold), holds }]
    return 'recorded' in atom ? [{ of: atom.recorded, names: atom.among.map(fold), holds }] : []
  })
  return [...new Set(asked.map(({ of }) => of))].flatMap((of) => {
    const own = asked.filter((one) => one.of === of)
    const [first, ...rest] = own.filter(({ holds }) => holds)
    if (!first) return []
    const denied = own.filter(({ holds }) => !holds).flatMap(({ names }) => names)
    const left = first.names.filter((name) => rest.every(({ names }) => names.includes(name)) && !denied.includes(name))
    return left.length > 0
      ? []
      : [`${of}: none of ${[...new Set(own.flatMap(({ names }) => names))].join(', ')} is left`]
  })[0]
}

type Dated = { readonly of: string; readonly within?: Lookback | undefined; readonly atLeastAgo?: Lookback | undefined }

/** Something that must lie within a time and, by the same name, at least a longer time back. */
function historyConflict(way: Way): string | undefined {
  const dated = way.flatMap(({ atom, holds }): readonly Dated[] => {
    if (!holds) return []
    if ('history' in atom) return [{ of: atom.history, within: atom.within, atLeastAgo: atom.atLeastAgo }]
    return 'given' in atom ? [{ of: JSON.stringify(atom.given), within: atom.within, atLeastAgo: atom.atLeastAgo }] : []
  })
  for (const near of dated)
    for (const far of dated.filter(({ of }) => of === near.of))
      if (
        near.within &&
        far.atLeastAgo &&
        (daysOf(far.atLeastAgo) ?? 0) > (daysOf(near.within) ?? Number.POSITIVE_INFINITY)
      )
        return `${near.of}: within ${inWords(near.within)} and at least ${inWords(far.atLeastAgo)} ago`
  return undefined
}

const daysOf = (time: Lookback): number | undefined =>
  'days' in time ? time.days : 'hours' in time ? time.hours / 24 : undefined

const inWords = (time: Lookback): string => Object.entries(time).map(([unit, count]) => `${count} ${unit}`)[0] ?? ''
