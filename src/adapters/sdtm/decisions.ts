import type { Decision } from '../../core/decision.schema.ts'
import { coded, dueText, dueWhen, missing, text, unreadable } from './cells.ts'
import type { Context } from './context.ts'
import { type Line, perRow, type Reader, type Stated, stated, statedOrLost } from './domain.ts'
import { resolveEvent } from './events.ts'

type Action = Extract<Decision, { type: 'doseDecided' }>['action']

/** What a code of DECISION states: a type of decision, and for a dose decision its action. */
type Kind =
  | { readonly type: Exclude<Decision['type'], 'doseDecided'> }
  | { readonly type: 'doseDecided'; readonly action: Action }

const dose = (action: Action): Kind => ({ type: 'doseDecided', action })

/** Every code of DECISION; a dose decision has one for each action, any other type of decision one or more of its own. */
export const decisionCodes: Readonly<Record<string, Kind>> = {
  ESCALATE: dose('escalate'),
  STAY: dose('stay'),
  'DE-ESCALATE': dose('de-escalate'),
  STOP: dose('stop'),
  'DECLARE MTD': dose('declare-mtd'),
  'DECLARE-MTD': dose('declare-mtd'),
  WAIT: dose('wait'),
  SUSPEND: dose('suspend'),
  SWITCH: dose('switch'),
  ADJUDICATE: { type: 'adjudicated' },
  RP2D: { type: 'rp2dDeclared' },
  GATE: { type: 'gateOpened' },
  'SUSPEND ENROLLMENT': { type: 'enrollmentSuspended' },
  RESUME: { type: 'enrollmentResumed' },
  'RESUME ENROLLMENT': { type: 'enrollmentResumed' },
  'CLOSE COHORT': { type: 'cohortClosed' },
}

const answers = { MET: 'met', Y: 'met', YES: 'met', 'NOT MET': 'not met', N: 'not met', NO: 'not met' } as const

/** The committee's decisions, adjudications and gates (DECISIONS): a file of ours, not of SDTM. */
export const decisions: Reader = {
  domain: 'DECISIONS',
  ofTrial: true,
  columns: [
    { column: 'DECDTC', meaning: 'when it was decided', required: true },
    {
      column: 'DECISION',
      meaning: `${Object.keys(decisionCodes).join(', ')}; SUSPEND is a dose decision, SUSPEND ENROLLMENT holds enrollment`,
      required: true,
    },
    { column: 'DECBY', meaning: 'the person or body that decided', required: true },
    { column: 'DECSEQ', meaning: 'number of the decision; by default its date and what it is about' },
    { column: 'LEVEL', meaning: 'level that opens, MTD or RP2D, by its label' },
    { column: 'REASON', meaning: 'reason; required for ADJUDICATE, SUSPEND ENROLLMENT, RESUME and CLOSE COHORT' },
    { column: 'USUBJID', meaning: 'participant of an adjudication' },
    {
      column: 'RULE',
      meaning: 'DLT rule of an adjudication, with its ANSWER; by itself for all events on record then',
    },
    { column: 'EVENT', meaning: 'adverse event of an adjudication, by its AESPID, AELNKID or AESEQ' },
    { column: 'ANSWER', meaning: 'of an adjudication: MET or NOT MET' },
    { column: 'GRADE', meaning: 'of an adjudication, instead of RULE and ANSWER: the grade of the EVENT, 0 to 5' },
    { column: 'GATE', meaning: 'the gate that opens' },
    {
      column: 'COHORT',
      meaning: 'expansion cohort held, let go on or closed; without one, the trial is held or goes on',
    },
  ],
  key: (cells) => {
    const about = [cells.DECDTC, cells.DECISION, cells.RULE, cells.EVENT, cells.GATE, cells.COHORT].filter(Boolean)
    return cells.DECSEQ || about.join(' ') || undefined
  },
  read: perRow((line, context) => {
    const at = dueWhen(line, 'DECDTC')
    const by = dueText(line, 'DECBY')
    dueText(line, 'DECISION')
    const kind = coded(line, 'DECISION', decisionCodes)
    if (at === undefined || by === undefined || kind === undefined) return statedOrLost(line, [])
    return statedOrLost(line, decided(line, kind, { at, by }, context))
  }),
}

type About = { readonly at: string; readonly by: string }

function decided(line: Line, kind: Kind, about: About, context: Context): Stated {
  switch (kind.type) {
    case 'adjudicated':
      return text(line, 'GRADE') === undefined ? byRule(line, about, context) : byGrade(line, about, context)
    case 'rp2dDeclared': {
      const level = dueText(line, 'LEVEL')
      return level === undefined ? [] : [stated({ type: kind.type, ...about, level, reason: text(line, 'REASON') })]
    }
    case 'gateOpened': {
      const gate = dueText(line, 'GATE')
      return gate === undefined ? [] : [stated({ type: kind.type, ...about, gate, reason: text(line, 'REASON') })]
    }
    case 'enrollmentSuspended':
    case 'enrollmentResumed': {
      const reason = dueText(line, 'REASON')
      return reason === undefined ? [] : [stated({ type: kind.type, ...about, reason, cohort: text(line, 'COHORT') })]
    }
    case 'cohortClosed': {
      const [reason, cohort] = [dueText(line, 'REASON'), dueText(line, 'COHORT')]
      return reason === undefined || cohort === undefined ? [] : [{ type: kind.type, ...about, reason, cohort }]
    }
    case 'doseDecided': {
      const [level, reason] = [text(line, 'LEVEL'), text(line, 'REASON')]
      return [stated({ type: kind.type, ...about, action: kind.action, level, reason })]
    }
  }
}

/** The answer to a DLT rule, for one event or for all on record then. */
function byRule(line: Line, about: About, context: Context): Stated {
  if (line.participant === '') missing(line, 'USUBJID', 'the participant of the adjudication')
  const rule = dueText(line, 'RULE')
  const reason = dueText(line, 'REASON')
  dueText(line, 'ANSWER')
  const is = coded(line, 'ANSWER', answers)
  if (line.participant === '' || rule === undefined || reason === undefined || is === undefined) return []
  const link = text(line, 'EVENT')
  const event = link === undefined ? undefined : resolveEvent(line, link, context.events)
  return [stated({ type: 'adjudicated', ...about, participant: line.participant, rule, reason, is, event })]
}

const grades = { 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 } as const

/** The grade of one event. A rule beside it would be a second answer, of which nobody knows which one holds. */
function byGrade(line: Line, about: About, context: Context): Stated {
  if (line.participant === '') missing(line, 'USUBJID', 'the participant of the adjudication')
  for (const field of ['RULE', 'ANSWER'])
    if (text(line, field) !== undefined)
      unreadable(line, field, 'empty where GRADE is given: a rule and a grade are two adjudications')
  const link = dueText(line, 'EVENT')
  const reason = dueText(line, 'REASON')
  const grade = coded(line, 'GRADE', grades)
  const isBoth = text(line, 'RULE') !== undefined || text(line, 'ANSWER') !== undefined
  if (line.participant === '' || isBoth || link === undefined || reason === undefined || grade === undefined) return []
  const event = resolveEvent(line, link, context.events)
  return [stated({ type: 'adjudicated', ...about, participant: line.participant, event, reason, grade })]
}
