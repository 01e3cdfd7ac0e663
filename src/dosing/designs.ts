import { acceleratedTitration } from './accelerated-titration.ts'
import { blrm, blrmMtd, blrmTarget } from './blrm.ts'
import { boin, boinSelection } from './boin.ts'
import { crm, crmMtd, crmRule, papers } from './crm.ts'
import type { Design, Tally } from './design.ts'
import type { DesignName, DesignSpec } from './designs.schema.ts'
import { i3Plus3 } from './i3-plus-3.ts'
import { mtdOf, type Selection } from './isotonic.ts'
import { keyboard, keyboardTarget } from './keyboard.ts'
import { mtpi } from './mtpi.ts'
import { rapidTitration } from './rapid-titration.ts'
import { rollingSix } from './rolling-six.ts'
import { tableDesign, tableInterval } from './table-design.ts'
import { rememberedByCounts, type Target, tooToxic, withTarget } from './target.ts'
import { threePlusThree } from './three-plus-three.ts'
import { titeBoin, titeBoinRule, titeBoinSelection } from './tite-boin.ts'
import { toxicityMonitor } from './toxicity-monitor.ts'

/** A design as it is listed: how it is made, how its MTD is selected when a trial ends without declaring one, its source. */
export type Listed<Spec> = {
  readonly make: (spec: Spec) => Design
  /** The same recommendations without what only people read, for simulation. */
  readonly bare?: (spec: Spec) => Design
  /** The MTD selected at the end; absent where only the rule itself declares one. */
  readonly select?: (spec: Spec) => (tally: Tally) => number | null
  /** How many levels the parameters fix, where they do. */
  readonly levels?: (spec: Spec) => number
  /** What a target-driven design steers for, so that its laws can be checked. */
  readonly target?: (spec: Spec) => number | undefined
  /** Pending participants count by their follow-up. */
  readonly timeToEvent?: (spec: Spec) => boolean
  /** The answer depends, beside the counts, on whether the DLT share of the cohort treated last reaches this. */
  readonly lastAgainst?: (spec: Spec) => number | undefined
  /** What was worked out for some counts is remembered; asking with another cohort treated last costs little. */
  readonly remembersCounts?: boolean
  /** The trial goes on in ones, not in cohorts, and reads pending participants. */
  readonly oneByOne?: boolean
  /** The level the parameters say the trial starts at. */
  readonly start?: (spec: Spec) => number | undefined
  readonly title: string
  readonly citation: string
  /** Every reference of the citation was found as it stands in public material. */
  readonly confirmed: boolean
}

type Listing = { readonly [Name in DesignName]: Listed<DesignSpec<Name>> }

/** The selection by isotonic regression, its judgement of each count worked out once. */
const selecting = (selection: Selection) => (tally: Tally) => mtdOf(tally, selection)

const isotonicMtd = (options: Target) =>
  selecting({ target: options.target, excludes: rememberedByCounts(tooToxic(options.target, withTarget(options))) })

const steers = { target: ({ target }: { readonly target: number }) => target }

/** Every design by its name on the wire. */
export const designs: Listing = {
  '3+3': {
    title: '3+3',
    citation: 'Storer (1989), doi:10.2307/2531693; Korn et al. (1994), doi:10.1002/sim.4780131802',
    confirmed: true,
    make: threePlusThree,
    start: ({ startLevel }) => startLevel,
  },
  acceleratedTitration: {
    title: 'accelerated titration',
    citation: 'Simon et al. (1997), doi:10.1093/jnci/89.15.1138',
    confirmed: true,
    make: ({ name: _, form, ...options }) => acceleratedTitration(form ? { cap: 1, triggers: 1, ...options } : options),
    start: ({ then }) => then?.startLevel,
  },
  rapidTitration: {
    title: 'rapid titration',
    citation: 'ClinicalTrials.gov NCT07021534',
    confirmed: true,
    make: rapidTitration,
    start: ({ then }) => then?.startLevel,
  },
  rollingSix: {
    title: 'rolling six',
    citation: 'Skolnik et al. (2008), doi:10.1200/JCO.2007.12.7712',
    confirmed: true,
    make: rollingSix,
    oneByOne: true,
  },
  'i3+3': {
    ...steers,
    title: 'i3+3',
    citation: 'Liu, Wang and Ji (2020), doi:10.1080/10543406.2019.1636811',
    confirmed: true,
    make: i3Plus3,
    select: isotonicMtd,
  },
  mtpi: {
    ...steers,
    title: 'mTPI',
    citation: 'Ji et al. (2010), doi:10.1177/1740774510382799',
    confirmed: true,
    make: mtpi,
    select: isotonicMtd,
  },
  keyboard: {
    ...steers,
    title: 'keyboard, the same as mTPI-2',
    citation:
      'Yan, Mandrekar and Yuan (2017), doi:10.1158/1078-0432.CCR-17-0220; Guo et al. (2017), doi:10.1016/j.cct.2017.04.006',
    confirmed: true,
    make: keyboard,
    select: (spec) => isotonicMtd(keyboardTarget(spec)),
  },
  boin: {
    ...steers,
    title: 'BOIN',
    citation: 'Liu and Yuan (2015), doi:10.1111/rssc.12089',
    confirmed: true,
    make: boin,
    select: (spec) => selecting(boinSelection(spec)),
  },
  titeBoin: {
    ...steers,
    title: 'TITE-BOIN',
    citation:
      'Yuan et al. (2018), doi:10.1158/1078-0432.CCR-18-0246; Lin and Yuan (2020), doi:10.1093/biostatistics/kxz007',
    confirmed: true,
    make: titeBoin,
    bare: titeBoinRule,
    select: (spec) => selecting(titeBoinSelection(spec)),
    timeToEvent: () => true,
  },
  crm: {
    ...steers,
    title: 'CRM, and TITE-CRM with timeToEvent',
    citation: `${papers.crm}; ${papers.tite}`,
    confirmed: false,
    make: crm,
    bare: crmRule,
    select: crmMtd,
    levels: ({ skeleton }) => skeleton.length,
    timeToEvent: ({ timeToEvent = false }) => timeToEvent,
    lastAgainst: ({ coherent = true, target }) => (coherent ? target : undefined),
  },
  blrm: {
    title: 'BLRM with EWOC',
    citation: 'Neuenschwander, Branson and Gsponer (2008), doi:10.1002/sim.3230; Babb, Rogatko and Zacks (1998)',
    confirmed: true,
    make: blrm,
    select: blrmMtd,
    levels: ({ doses }) => doses.length,
    target: blrmTarget,
    lastAgainst: (spec) => ((spec.coherent ?? true) ? blrmTarget(spec) : undefined),
    remembersCounts: true,
  },
  toxicityMonitor: {
    title: 'toxicity monitoring of an expansion cohort',
    citation: 'Thall and Simon (1994), doi:10.2307/2533377',
    confirmed: true,
    make: toxicityMonitor,
    oneByOne: true,
  },
  table: {
    title: 'a decision table of the protocol',
    citation: 'the protocol',
    confirmed: false,
    make: tableDesign,
    select: (spec) =>
      spec.target === undefined
        ? () => null
        : selecting({ target: spec.target, excludes: tableInterval(spec).excludes }),
  },
}

/** What is listed of the design a spec names. */
export const listedFor = (spec: DesignSpec): Listed<DesignSpec> => designs[spec.name] as unknown as Listed<DesignSpec>

/** The design a spec on the wire asks for. */
export const makeDesign = (spec: DesignSpec): Design => listedFor(spec).make(spec)

/** The level a trial starts at unless told otherwise; throws where there is no such level. */
export function startOf(spec: DesignSpec, levels: number): number {
  const start = listedFor(spec).start?.(spec) ?? 1
  if (start > levels)
    throw new RangeError(`${spec.name}.startLevel: expected a level from 1 to ${levels}; got ${start}`)
  return start
}

/** What selects the MTD at the end of a trial that declared none; never any where the design has no selection. */
export const selectionFor = (spec: DesignSpec): ((tally: Tally) => number | null) =>
  listedFor(spec).select?.(spec) ?? (() => null)
