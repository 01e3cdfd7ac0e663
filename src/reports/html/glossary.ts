import { html, type Markup } from './markup.ts'
import { badge } from './standing.ts'
import { described, section } from './table.ts'
import { unknown } from './unknown.ts'

/** What the words of the report mean. */
export const glossary: Markup = section(
  'glossary',
  'What the words mean',
  described([
    [
      badge({ is: 'met', symbol: '■', words: 'met' }),
      'The facts recorded satisfy the rule: a DLT. It settles the participant at once.',
    ],
    [
      badge({ is: 'notMet', symbol: '○', words: 'not met' }),
      'The facts recorded do not satisfy the rule and the window has closed.',
    ],
    [
      badge({ is: 'soFar', symbol: '◌', words: 'not met so far' }),
      'Nothing recorded satisfies the rule, but the window is open or the participant is not settled. Not an all-clear.',
    ],
    [
      badge({ is: 'pending', symbol: '◐', words: 'pending until …' }),
      'Not yet known; what has a date is known by the date given. Where facts are named that no date will bring, somebody has to supply them: time alone does not settle it.',
    ],
    [
      badge({ is: 'undeterminable', symbol: '?', words: 'undeterminable' }),
      'Not known, and no future fact is due that would settle it. It blocks the decision like pending until new facts come or a named person adjudicates.',
    ],
    [
      badge({ is: 'notEvaluable', symbol: '×', words: 'not evaluable' }),
      'Does not count towards the dose decision; stays in the safety set.',
    ],
    [unknown('…'), 'Something nobody recorded. It is never read as zero, normal or unrelated.'],
    [
      'graded by the baseline, which was abnormal',
      'The grading table counts multiples of an abnormal baseline, and not of the upper limit of normal. What the limit would have given stands beside it: a low grade may hide a high value.',
    ],
    ['grade 2–3 (range)', html`The grade is one of these; which one is not known.`],
  ]),
)
