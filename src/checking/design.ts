import type { Protocol } from '../core/protocol.schema.ts'
import { type DesignSpec, designSchemas } from '../dosing/designs.schema.ts'
import { listedFor } from '../dosing/designs.ts'
import { planOf } from '../dosing/plan.ts'
import { faultsOf } from '../dosing/spec.schema.ts'
import { TrialGraph } from '../dosing/trial-graph.ts'
import { type Checked, type Finding, finding, named } from './finding.ts'

/** States looked at when asking how many participants a design can treat. */
const MOST_STATES = 20_000
/** Designs that end by themselves: the others go on until the cap. */
const endsByItself = new Set(['3+3', 'acceleratedTitration', 'rapidTitration', 'rollingSix'])
const titrates = new Set(['acceleratedTitration', 'rapidTitration'])

/** Whether the design is one, whether its options are its own, and whether it fits the levels and the cap. */
export function checkDesign(protocol: Protocol): Checked {
  const { design, levels } = protocol
  const where = named('design', design)
  const spec = specOf(protocol)
  if ('fault' in spec) return { contradictions: [finding('unknownName', where, spec.fault)], notices: [] }
  const fixed = listedFor(spec).levels?.(spec)
  if (fixed !== undefined && fixed !== levels.length) {
    const says = `is made for ${fixed} levels; the protocol has ${levels.length}`
    return { contradictions: [finding('levels', where, says)], notices: [] }
  }
  try {
    return checkCap(protocol, spec)
  } catch (error) {
    const says = `cannot be run with ${levels.length} levels: ${(error as Error).message}`
    return { contradictions: [finding('levels', where, says)], notices: [] }
  }
}

function specOf({ design }: Protocol): DesignSpec | { readonly fault: string } {
  if (!Object.hasOwn(designSchemas, design.name))
    return { fault: `"${design.name}": expected one of ${Object.keys(designSchemas).join(', ')}` }
  const read = designSchemas[design.name as keyof typeof designSchemas].safeParse({
    name: design.name,
    ...design.options,
  })
  return read.success ? (read.data as DesignSpec) : { fault: `${design.name}: ${faultsOf(read.error)}` }
}

function checkCap(protocol: Protocol, spec: DesignSpec): Checked {
  const cap = protocol.maximum.participants
  const where = named('maximum', protocol.maximum)
  const { toTop, toEnd } = withoutDlt(protocol, spec)
  if (toTop !== undefined && cap < toTop) {
    const says = `${cap} participants cannot reach the highest level: without any DLT the design treats ${toTop} on the way`
    return { contradictions: [finding('participants', where, says)], notices: [] }
  }
  return {
    contradictions: [],
    notices: [...capNotices(protocol, spec, cap, where, toEnd), ...triggerNotices(protocol)],
  }
}

function capNotices(
  { levels }: Protocol,
  spec: DesignSpec,
  cap: number,
  where: string,
  toEnd?: number,
): readonly Finding[] {
  if (!endsByItself.has(spec.name)) return []
  const most = mostTreated(spec, levels.length)
  return [
    ...(toEnd !== undefined && cap < toEnd
      ? [
          finding(
            'participants',
            where,
            `${cap} participants end the trial before the design does: without any DLT it treats ${toEnd}`,
          ),
        ]
      : []),
    ...(most !== undefined && most > cap
      ? [
          finding(
            'participants',
            where,
            `the design can treat ${most} evaluable participants; the cap of ${cap} ends it first`,
          ),
        ]
      : []),
    ...(most !== undefined && most < cap
      ? [
          finding(
            'participants',
            where,
            `the design treats at most ${most} evaluable participants; ${cap} are reached only with replacements`,
          ),
        ]
      : []),
  ]
}

/** How many a trial without any DLT treats until its highest level has been treated, and until it ends. */
function withoutDlt({ levels }: Protocol, spec: DesignSpec): { readonly toTop?: number; readonly toEnd?: number } {
  const graph = new TrialGraph(planOf(spec, { levels: levels.length, ...uncapped(spec) }))
  let treated = 0
  let toTop: number | undefined
  for (let id = 0, steps = 0; steps < 1_000; steps++) {
    const { level, size } = graph.node(id)
    if (size === 0) return { ...(toTop === undefined ? {} : { toTop }), toEnd: treated }
    treated += size
    if (level === levels.length) toTop ??= treated
    if (toTop !== undefined && !endsByItself.has(spec.name)) return { toTop }
    id = graph.child(id, 0)
  }
  return toTop === undefined ? {} : { toTop }
}

const uncapped = (spec: DesignSpec) => (endsByItself.has(spec.name) ? {} : { cap: 1_000 })

/** The most that any course of DLTs leads the design to treat; `undefined` where there are too many courses. */
function mostTreated(spec: DesignSpec, levels: number): number | undefined {
  const graph = new TrialGraph(planOf(spec, { levels }))
  const seen = new Set<number>()
  const open = [0]
  let most = 0
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    if (seen.add(id).size > MOST_STATES) return undefined
    const { tally, size } = graph.node(id)
    most = Math.max(
      most,
      tally.reduce((sum, { n }) => sum + n, 0),
    )
    if (size > 0) for (let dlts = 0; dlts <= size; dlts++) open.push(graph.child(id, dlts))
  }
  return most
}

function triggerNotices({ design, titrationTrigger }: Protocol): readonly Finding[] {
  const where = named('design', design)
  if (titrates.has(design.name) && !titrationTrigger)
    return [finding('neverMet', where, 'titrates, and the protocol has no trigger: only a DLT ends the titration')]
  return !titrates.has(design.name) && titrationTrigger
    ? [
        finding(
          'neverMet',
          named(titrationTrigger.id, titrationTrigger),
          `ends a titration, and ${design.name} has none`,
        ),
      ]
    : []
}
