import type { Action, Recommendation } from './design.ts'

const asked: readonly Action[] = ['escalate', 'stay', 'de-escalate', 'switch']

/** Whether a recommendation leads to someone being dosed. */
export const treats = ({ action }: Pick<Recommendation, 'action'>): boolean => asked.includes(action)

/** Whether a recommendation goes up or names the level the trial ends with: what nobody pending may still overturn. */
export const commits = ({ action, level }: Recommendation): boolean =>
  action === 'escalate' || action === 'declare-mtd' || (action === 'stop' && level !== null)

type Change = Pick<Recommendation, 'action' | 'level' | 'rule'> & Partial<Recommendation>

/** The recommendation replaced by a modifier's; what else the design says of the trial is kept. */
export function instead(next: Recommendation, change: Change): Recommendation {
  const { more: _, mtd: __, awaits: ___, until: ____, ...rest } = next
  return { ...rest, ...change }
}

type Act = Pick<Recommendation, 'action' | 'level' | 'more' | 'mtd' | 'awaits' | 'until'>

/** What is done by a recommendation that was asked for at one level, in the words of a trial that is at another. */
export function actSeenFrom(current: number, next: Recommendation): Act {
  const { rule: _, saw: __, considered: ___, excluded: ____, figures: _____, ifAllDlt: ______, ...act } = next
  if (!treats(next) || act.level === null || act.level === current) return act
  return { ...act, action: act.level < current ? 'de-escalate' : 'escalate' }
}
