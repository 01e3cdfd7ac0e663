import type { Command } from 'commander'
import { spanOf } from '../../core/time.ts'
import { standingOf } from '../../eligibility/criterion-words.ts'
import {
  type CriterionAnswer,
  donorsOf,
  type EligibilityAnswer,
  eligibilityIn,
  type TrialFacts,
  trialFacts,
} from '../../eligibility/index.ts'
import { factsFrom } from '../facts-from.ts'
import { BadInput, failed } from '../failure.ts'
import { protocolNamed } from '../review-of.ts'

type Options = { readonly at: string; readonly participant?: string; readonly json?: boolean }

/** `gradus eligible`: who may take part, as of a day, and what is missing to know. */
export function eligible(program: Command): void {
  program
    .command('eligible')
    .description(
      'say who is eligible as of a day: eligible, not eligible (by which criterion), or not yet known (for want of what)',
    )
    .argument('<protocol>', 'the protocol, such as NCT07021534')
    .argument('<from>', 'facts, one JSON object a line, or a folder of SDTM-style CSV files')
    .requiredOption('--at <date>', 'as of this day or moment')
    .option('--participant <id>', 'this participant only')
    .option('--json', 'print JSON, one participant a line')
    .action((protocol: string, from: string, options: Options) => run(protocol, from, options).catch(failed))
}

async function run(name: string, from: string, { at, participant, json }: Options): Promise<void> {
  if (!spanOf(at)) throw new BadInput(`--at: expected an ISO date such as 2026-03-01; got "${at}"`)
  const protocol = protocolNamed(name)
  if (!protocol.eligibility) throw new BadInput(`${protocol.id}: the protocol has no eligibility criteria`)
  const trial = trialFacts(await factsFrom(protocol, from), protocol.siteOffset)
  const asked = participant === undefined ? [...trial.by.keys()].sort() : [participant]
  if (participant !== undefined && !trial.by.has(participant))
    throw new BadInput(`--participant: nothing is recorded of "${participant}"`)
  const answers = asked.map((one) => eligibilityIn(protocol, trial, at, one))
  process.stdout.write(answers.map((one) => (json ? `${JSON.stringify(one)}\n` : inWords(one, trial))).join(''))
}

/** How many of the missing facts are named. */
const SHOWN = 10

function inWords(
  { participant, at, is, against, needs, criteria, donors }: EligibilityAnswer,
  trial: TrialFacts,
): string {
  const more = needs.length - SHOWN
  return `${[
    `${participant}: ${is.toUpperCase()} as of ${at}. ${counted(criteria)}.`,
    ...against.map(
      (one) =>
        `  ${one.id} (${one.section}) ${standingOf(one)}: ${one.says}. Seen: ${one.grounds.map(({ saw }) => saw).join('; ')}.`,
    ),
    ...needs.slice(0, SHOWN).map(({ fact }) => `  wanted: ${fact}`),
    ...(more > 0 ? [`  and ${more} more (--json for all)`] : []),
    ...donors.map((one) => `  donor ${one.donor} of ${donorsOf(trial, participant).length}: ${one.is}`),
  ].join('\n')}\n`
}

/** How many criteria of each kind speak for a person. */
function counted(criteria: readonly CriterionAnswer[]): string {
  const of = (kind: CriterionAnswer['kind']) => {
    const all = criteria.filter((one) => one.kind === kind)
    return `${all.filter(({ holds }) => holds === 'met').length} of ${all.length}`
  }
  return `Inclusion criteria met: ${of('inclusion')}; exclusion criteria that do not apply: ${of('exclusion')}`
}
