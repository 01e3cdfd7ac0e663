import type { DltWindow, Protocol } from '../core/protocol.schema.ts'
import { type Span, spanAt } from '../core/time.ts'
import { type Window, windowEnd } from '../core/window.ts'
import { type Dose, dosesOf, infusionsOf } from './exposure.ts'

/**
 * The windows that count for a participant, in order; none while the first has not opened. A later cycle's is there once that
 * cycle is begun; where every infusion has its own, one whose infusion is still to come is left out, and the last has no end.
 */
export function windowsOf(protocol: Protocol, doses: readonly Dose[]): readonly Window[] {
  const known = found.get(doses)
  if (known?.protocol === protocol) return known.windows
  const windows = windowsFrom(protocol, doses)
  found.set(doses, { protocol, windows })
  return windows
}

const found = new WeakMap<readonly Dose[], { readonly protocol: Protocol; readonly windows: readonly Window[] }>()

function windowsFrom(protocol: Protocol, doses: readonly Dose[]): readonly Window[] {
  const { window } = protocol
  const first = windowsOfCycle(protocol, doses, 0)
  if (first.length === 0) return []
  const later = (window.alsoCycles ?? []).flatMap((cycle) =>
    windowsOfCycle(protocol, doses, cycle - window.opens.cycle),
  )
  return [...first, ...later]
}

type Anchor = DltWindow['opens']

function windowsOfCycle(protocol: Protocol, doses: readonly Dose[], later: number): readonly Window[] {
  const { opens, closes, per } = protocol.window
  const infusions = plannedInfusions(protocol, opens, later)
  const anchors: readonly (readonly [Anchor, Anchor])[] =
    per === 'infusion'
      ? Array.from({ length: infusions }, (_, i) => [
          { ...opens, infusion: i + 1 },
          { ...opens, infusion: i + 1 },
        ])
      : [[opens, closes.after]]
  return anchors.flatMap(([from, after]) => {
    const opened = doseAt(protocol, doses, from, later)
    if (!opened) return []
    const made = {
      opens: opened,
      closesAfter: doseAt(protocol, doses, after, later),
      length: closes.length,
      endInclusive: closes.endInclusive,
    }
    return [cutByNextCycle(protocol, doses, made, later)]
  })
}

/** When the infusion of an anchor was given, that many cycles later than it says. */
function doseAt(protocol: Protocol, doses: readonly Dose[], anchor: Anchor, later: number): Span | undefined {
  const given = infusionsOf(dosesOf(doses, anchor.agent, anchor.cycle + later))
  const { infusion } = anchor
  const number = infusion === 'first' ? 1 : infusion === 'last' ? plannedInfusions(protocol, anchor, later) : infusion
  const dose = given[number - 1]?.[0]
  return dose && spanAt(dose.at)
}

/** How many infusions of an agent a cycle has: by its own plan, else that of the first, else as many as evaluability asks for. */
function plannedInfusions({ agents, evaluability }: Protocol, { agent, cycle }: Anchor, later = 0): number {
  const planned = agents.find(({ name }) => name === agent)?.planned ?? []
  const inCycle = (asked: number) => planned.filter((one) => one.cycle === asked).length
  return inCycle(cycle + later) || inCycle(cycle) || evaluability.infusions
}

/** A window that is still open when the next cycle begins ends before that day, where events of that day belong to the later cycle. */
function cutByNextCycle(protocol: Protocol, doses: readonly Dose[], window: Window, later: number): Window {
  const { opens, boundary } = protocol.window
  const next = boundary === 'later' ? dosesOf(doses, opens.agent, opens.cycle + later + 1)[0] : undefined
  const end = windowEnd(window)
  if (!next || end === undefined || spanAt(next.at).from > end) return window
  const length = 'days' in window.length ? noDays : noHours
  return { ...window, closesAfter: spanAt(next.at), length, endInclusive: false }
}

const noDays = { days: 0 }
const noHours = { hours: 0 }

/** The last moment of all windows; `undefined` while any has no end yet, or an infusion with a window of its own is to come. */
export function lastEnd(protocol: Protocol, windows: readonly Window[]): number | undefined {
  if (protocol.window.per === 'infusion' && windows.length < plannedInfusions(protocol, protocol.window.opens))
    return undefined
  return latestEnd(windows)
}

/** None while one of them has no end. */
const latestEnd = (windows: readonly Window[]): number | undefined =>
  windows
    .map(windowEnd)
    .reduce((last, end) => (last === undefined || end === undefined ? undefined : Math.max(last, end)), 0)

/** The last moment of all windows if no further infusion is given: what has no end yet ends after the latest infusion that was. */
export function endAsGiven(
  { window }: Protocol,
  windows: readonly Window[],
  doses: readonly Dose[],
): number | undefined {
  const latest = doses
    .filter(({ agent }) => agent === window.closes.after.agent)
    .map(({ at }) => spanAt(at))
    .reduce<Span | undefined>((last, span) => (last && last.to >= span.to ? last : span), undefined)
  return latestEnd(windows.map((one) => ({ ...one, closesAfter: one.closesAfter ?? latest })))
}
