const yes = ['y', 'yes', 'true', 'positive', 'pos', 'reactive', 'present', 'detected', 'met', '+']
const no = ['n', 'no', 'false', 'negative', 'neg', 'non-reactive', 'nonreactive', 'absent', 'not detected', 'none', '-']
const never = ['never', 'not met']

/** What a recorded answer says: true, false, or undefined where it is neither. */
export function answerInText(value: string | number | boolean | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim().toLowerCase().replace('−', '-')
  if (yes.includes(text)) return true
  return no.includes(text) || never.includes(text) ? false : undefined
}
