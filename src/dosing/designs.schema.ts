import * as z from 'zod'
import { mostLevels } from './tally.ts'

const share = z.number().gt(0).lt(1)
const count = z.int().min(1)
const cohort = count.exactOptional().describe('participants to a cohort; 3')
const target = share.describe('target DLT rate')

const threePlusThree = {
  family: z.enum(['escalateOnly', 'korn', 'sixAtMtd']).exactOptional().describe('the named rule; sixAtMtd'),
  deescalate: z.boolean().exactOptional().describe('go down and fill the level below an exceeded one'),
  mtdNeeds6: z.boolean().exactOptional().describe('a level below an exceeded one is declared only with six treated'),
  topDose: z.enum(['accept-3', 'need-6']).exactOptional().describe('what 0 of 3 at the highest level means'),
  topLabel: z
    .enum(['mtd', 'highest-planned'])
    .exactOptional()
    .describe('what a tolerated highest level is called; mtd'),
  startTooToxic: z
    .enum(['stop', 'go-below'])
    .exactOptional()
    .describe('the start level exceeded: stop, or open the one below'),
  startLevel: count.exactOptional().describe('number of the level the trial starts at; 1'),
  reEscalate: z.literal('never').exactOptional().describe('an exceeded level is never entered again'),
  earlyEscalation: z.boolean().exactOptional().describe('escalate with 0 of 5 settled, the sixth pending; false'),
  earlyExpansion: z.boolean().exactOptional().describe('expand at 1 DLT of three, others pending; false'),
}
const then = z.strictObject(threePlusThree).exactOptional().describe('options of the 3+3 that follows')

const titration = {
  cohort: count.exactOptional().describe('participants to a titration cohort; 1'),
  countTrigger: z.boolean().exactOptional().describe('the triggering participant counts among the first three; true'),
  lateTrigger: z
    .enum(['reopen', 'ignore'])
    .exactOptional()
    .describe('a trigger after escalation: fill that level, or go on; reopen'),
  then,
}

const least = (otherwise: number) =>
  count.exactOptional().describe(`exclude nothing with fewer settled than this; ${otherwise}`)

const interval = {
  target,
  below: share.exactOptional().describe('equivalence interval below the target; 0.05'),
  above: share.exactOptional().describe('equivalence interval above the target; 0.05'),
  cutoff: share.exactOptional().describe('exclude a level where P(rate > target) exceeds this; 0.95'),
  minimum: least(3),
  cohort,
}

const boinBounds = {
  target,
  pSaf: share.exactOptional().describe('highest rate held too low; 0.6 of the target'),
  pTox: share.exactOptional().describe('lowest rate held too high; 1.4 of the target'),
  cutoff: share.exactOptional().describe('exclude a level where P(rate > target) exceeds this; 0.95'),
  cohort,
}

const model = {
  noSkipping: z.boolean().exactOptional().describe('up one level at a time; true'),
  coherent: z.boolean().exactOptional().describe('no escalation after a cohort at or above the target; true'),
  cohort,
}

const fromTo = z
  .tuple([z.int().min(0), z.int().min(0)])
  .refine(([from, to]) => from <= to, 'expected a range from its lower to its higher number')
const range = z.union([z.int().min(0), fromTo])
const positive = z.number().gt(0)

const increasing = (values: readonly number[]) => values.every((each, i) => i === 0 || each > (values[i - 1] ?? 0))
const skeleton = z.array(share).min(1).max(mostLevels).refine(increasing, 'expected rates that increase with the level')
const doses = z.array(positive).min(1).max(mostLevels).refine(increasing, 'expected doses that increase with the level')
const boinOrder = ({ target: rate, pSaf, pTox }: { target: number; pSaf?: number; pTox?: number }) =>
  (pSaf ?? 0.6 * rate) < rate && rate < (pTox ?? 1.4 * rate) && (pTox ?? 1.4 * rate) < 1
const boinFault = 'expected pSaf < target < pTox < 1'
const intervalOrder = ({
  target: rate,
  below = 0.05,
  above = 0.05,
}: {
  target: number
  below?: number
  above?: number
}) => rate - below > 0 && rate + above < 1 && rate - below < rate + above
const intervalFault = 'expected an equivalence interval of some width within 0 and 1'
const named = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ name: z.literal(name), ...shape })

/** A decision table supplied as data. */
export const tableSchema = named('table', {
  rows: z
    .array(z.strictObject({ n: range, dlt: range, then: z.enum(['escalate', 'stay', 'de-escalate', 'exclude']) }))
    .min(1)
    .describe('rows read in order: settled, DLTs, what follows'),
  cohort,
  source: z.string().exactOptional().describe('where the table comes from'),
  target: share.exactOptional().describe('target DLT rate the table is checked against'),
})

/** The parameters of every design by its name on the wire. */
export const designSchemas = {
  '3+3': named('3+3', threePlusThree),
  acceleratedTitration: named('acceleratedTitration', {
    form: z.literal('NCT07021534').exactOptional().describe('one level in ones, then 3+3: cap 1, one trigger'),
    simon: z
      .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
      .exactOptional()
      .describe('design of Simon et al.'),
    cap: count.exactOptional().describe('highest level titrated; all'),
    step: count.exactOptional().describe('levels climbed at a time; 1, or 2 in designs 3 and 4'),
    triggers: count.exactOptional().describe('participants with a trigger that end the titration; 2'),
    ...titration,
  }),
  rapidTitration: named('rapidTitration', {
    cap: count.exactOptional().describe('highest level titrated; 1'),
    ...titration,
  }),
  rollingSix: named('rollingSix', {
    strict: z.boolean().exactOptional().describe('wait for all six even without DLT; false'),
    topLabel: z.enum(['mtd', 'highest-planned']).exactOptional().describe('what a tolerated highest level is called'),
  }),
  'i3+3': named('i3+3', interval).refine(intervalOrder, intervalFault),
  mtpi: named('mtpi', interval).refine(intervalOrder, intervalFault),
  keyboard: named('keyboard', { ...interval, minimum: least(1) }).refine(intervalOrder, intervalFault),
  boin: named('boin', {
    ...boinBounds,
    extraSafe: z.boolean().exactOptional().describe('stop at the lowest level beyond cutoff - offset; false'),
    offset: z.number().gt(0).lt(0.5).exactOptional().describe('how much stricter extraSafe is; 0.05'),
    earlyStop: count.exactOptional().describe('stop with this many settled at a level the rule would keep'),
    boundMtd: z.boolean().exactOptional().describe('select no MTD estimated above the de-escalation boundary; false'),
    titration: z
      .strictObject({ cap: count, triggers: count.exactOptional() })
      .exactOptional()
      .describe('single participants first, up to level cap'),
  }).refine(boinOrder, boinFault),
  titeBoin: named('titeBoin', {
    version: z.enum(['2018', 'approximate']).describe('single imputation, or approximate likelihood'),
    ...boinBounds,
    maxPending: z.number().gt(0).max(1).exactOptional().describe('suspend while more than this share is pending; 0.5'),
    minFollowUp: z.number().min(0).max(1).exactOptional().describe('least follow-up of anyone pending to escalate; 0'),
    guard: z.boolean().exactOptional().describe('never escalate while the settled share exceeds the target; true'),
  }).refine(boinOrder, boinFault),
  crm: named('crm', {
    model: z.enum(['empiric', 'logistic']).describe('dose-toxicity curve'),
    skeleton: skeleton.describe('DLT rates guessed for the levels'),
    target,
    priorSd: positive.max(30).exactOptional().describe('prior standard deviation; sqrt(1.34)'),
    intercept: z.number().min(-50).max(50).exactOptional().describe('intercept of the logistic curve; 3'),
    timeToEvent: z.boolean().exactOptional().describe('weigh pending participants by follow-up (TITE-CRM); false'),
    ...model,
  }),
  blrm: named('blrm', {
    doses: doses.describe('doses of the levels'),
    reference: positive.describe('reference dose'),
    prior: z
      .strictObject({
        mean: z.tuple([z.number().min(-50).max(50), z.number().min(-10).max(10)]),
        sd: z.tuple([positive.max(30), positive.max(5)]),
        rho: z.number().gt(-1).lt(1).exactOptional(),
      })
      .describe('bivariate normal prior of log alpha and log beta'),
    cuts: z
      .tuple([share, share])
      .refine(increasing, 'expected two increasing cuts')
      .describe('ends of the target interval'),
    ewoc: share.exactOptional().describe('admissible while P(overdose) is below this; 0.25'),
    choose: z
      .enum(['target', 'highest'])
      .exactOptional()
      .describe('largest target probability, or highest admissible; target'),
    maxIncrement: positive.exactOptional().describe('largest growth of the dose as a fraction; 1'),
    targetRate: share.exactOptional().describe('DLT rate coherence goes by; middle of the cuts'),
    ...model,
  }),
  toxicityMonitor: named('toxicityMonitor', {
    limit: share.describe('DLT rate not to be exceeded'),
    threshold: share.describe('stop where P(rate > limit) exceeds this'),
    prior: z
      .tuple([positive.max(1000), positive.max(1000)])
      .exactOptional()
      .describe('Beta prior; [1, 1]'),
    minimum: count.exactOptional().describe('no stop with fewer settled; 1'),
  }),
  table: tableSchema,
} as const

/** The name of a design on the wire. */
export type DesignName = keyof typeof designSchemas

/** A design's parameters as given on the wire. */
export type DesignSpec<Name extends DesignName = DesignName> = { [N in Name]: z.infer<(typeof designSchemas)[N]> }[Name]

/** A parameter as it is listed: its name, whether it must be given, and what it means. */
export type Parameter = { readonly name: string; readonly required: boolean; readonly says: string }

/** The parameters a design takes, from its schema. */
export function parametersOf(name: DesignName): Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(designSchemas[name]) as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties)
    .filter(([each]) => each !== 'name')
    .map(([each, { description }]) => ({ name: each, required: required.includes(each), says: description ?? '' }))
}
