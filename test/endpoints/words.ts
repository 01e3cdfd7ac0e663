import type { EndpointDefinition } from '../../src/core/endpoints.schema.ts'
import type { Fact, FactOf } from '../../src/core/fact.schema.ts'
import { type EndpointResult, endpointsOf } from '../../src/endpoints/index.ts'
import { type Day, dateOf } from '../../src/testing/index.ts'

type Said = (participant: string) => Fact

/** What happened to one participant. */
export const of = (participant: string, ...happened: readonly Said[]): readonly Fact[] =>
  happened.map((fact) => fact(participant))

export const enrolled =
  (day: Day): Said =>
  (participant) => ({ type: 'enrolled', participant, at: dateOf(day) })
export const dosed =
  (agent: string, day: Day): Said =>
  (participant) => ({
    type: 'dosed',
    participant,
    at: dateOf(day),
    agent,
  })
export const died =
  (day: Day): Said =>
  (participant) => ({ type: 'died', participant, at: dateOf(day) })
export const withdrew =
  (day: Day, reason?: string): Said =>
  (participant) => ({
    type: 'withdrew',
    participant,
    at: dateOf(day),
    ...(reason === undefined ? {} : { reason }),
  })
export const seen =
  (day: Day): Said =>
  (participant) => ({ type: 'followedUp', participant, at: dateOf(day) })
export const progressed =
  (day: Day, basis: 'criteria' | 'clinical' = 'criteria'): Said =>
  (participant) => ({
    type: 'progressed',
    participant,
    at: dateOf(day),
    basis,
  })
export const assessed =
  (instrument: string, day: Day, value?: string | number | boolean): Said =>
  (participant) => ({
    type: 'assessed',
    participant,
    at: dateOf(day),
    instrument,
    ...(value === undefined ? {} : { value }),
  })
export const treatmentEnded = (day: Day): Said => assessed('end of treatment', day)
export const result =
  (analyte: string, day: Day, value?: string | number, unit = 'cells/uL', notDone = false): Said =>
  (participant) => ({
    type: 'labResult',
    participant,
    at: dateOf(day),
    analyte,
    unit,
    ...(value === undefined ? {} : { value }),
    ...(notDone ? { notDone } : {}),
  })

type Lesion = Partial<Omit<FactOf<'lesionMeasured'>, 'type' | 'participant' | 'at' | 'lesion' | 'kind'>>
export const lesion =
  (name: string, day: Day, mm: string | number | undefined, more: Lesion = {}): Said =>
  (participant) => ({
    type: 'lesionMeasured',
    participant,
    at: dateOf(day),
    lesion: name,
    kind: name.startsWith('X') ? 'new' : name.startsWith('NT') ? 'nonTarget' : 'target',
    ...(mm === undefined ? {} : more.node ? { shortAxis: mm } : { longestDiameter: mm }),
    ...more,
  })

/** One endpoint of these facts as of a day. */
export function resultOf<K extends EndpointDefinition['kind']>(
  definition: Extract<EndpointDefinition, { kind: K }>,
  facts: readonly (readonly Fact[])[],
  day: Day,
): Extract<EndpointResult, { kind: K }> {
  const { endpoints } = endpointsOf({ definitions: [definition], subgroups: [] }, facts.flat(), dateOf(day))
  return endpoints[0] as Extract<EndpointResult, { kind: K }>
}

export const definitionNamed = <K extends EndpointDefinition['kind']>(
  definitions: readonly EndpointDefinition[],
  kind: K,
  id: string,
): Extract<EndpointDefinition, { kind: K }> =>
  definitions.find((one) => one.kind === kind && one.id === id) as Extract<EndpointDefinition, { kind: K }>
