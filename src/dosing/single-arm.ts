import type { Design, Modifier, Rule } from './design.ts'
import { assertTally, seen } from './tally.ts'

const goOn: Rule = {
  id: 'single arm',
  says: 'one dose and no escalation: go on up to the planned number',
  source: 'the protocol',
}

/** A trial of one dose without a rule of its own: it goes on at its level, until its cap or a stopping rule. */
export const singleArm: Design = (tally, current) => {
  assertTally(tally, current)
  return { action: 'stay', level: current, rule: goOn, considered: [], saw: seen(tally, current), excluded: [] }
}

/** Where the design would stop a trial of one dose, the trial is suspended until somebody decides. */
export const suspending: Modifier = (design) => (tally, current) => {
  const next = design(tally, current)
  if (next.action !== 'stop') return next
  return { ...next, action: 'suspend', level: current, excluded: [] }
}
