import type { Decision } from '../../core/decision.schema.ts'
import { coded, dueText, dueWhen, missing, text } from './cells.ts'
import type { Context } from './context.ts'
import { type Line, perRow, type Reader, type Stated, stated } from './domain.ts'
import { resolveEvent } from './events.ts'

type Action = Extract<Decision, { type: 'doseDecided' }>['action']

const kinds: Readonly<Record<string, Action | 'adjudicate' | 'rp2d' | 'gate' | 'resume'>> = {
  ESCALATE: 'escalate',
  STAY: 'stay',
  'DE-ESCALATE': 'de-escalate',
  STOP: 'stop',
  'DECLARE MTD': 'declare-mtd',
  'DECLARE-MTD': 'declare-mtd',
  WAIT: 'wait',
  SUSPEND: 'suspend',
  SWITCH: 'switch',
  ADJUDICATE: 'adjudicate',
  RP2D: 'rp2d',
  GATE: 'gate',
  RESUME: 'resume',
}

const answers = { MET: 'met', Y: 'met', YES: 'met', 'NOT MET': 'not met', N: 'not met', NO: 'not met' } as const

/** The committee's decisions, adjudications and gates (DECISIONS): a file of ours, not of SDTM. */
export const decisions: Reader = {
  domain: 'DECISIONS',
  ofTrial: true,
  columns: [
    { column: 'DECDTC', meaning: 'when it was decided', required: true },
    { column: 'DECISION', meaning: `${Object.keys(kinds).join(', ')}`, required: true },
    { column: 'DECBY', meaning: 'the person or body that decided', required: true },
    { column: 'DECSEQ', meaning: 'number of the decision; by default its date and what it is about' },
    { column: 'LEVEL', meaning: 'level that opens, MTD or RP2D, by its label' },
    { column: 'REASON', meaning: 'reason; required for ADJUDICATE and RESUME' },
    { column: 'USUBJID', meaning: 'participant of an adjudication' },
    { column: 'RULE', meaning: 'DLT rule of an adjudication' },
    { column: 'EVENT', meaning: 'adverse event of an adjudication, by its AESPID, AELNKID or AESEQ' },
    { column: 'ANSWER', meaning: 'of an adjudication: MET or NOT MET' },
    { column: 'GATE', meaning: 'the gate that opens' },
  ],
  key: (cells) => {
    const about = [cells.DECDTC, cells.DECISION, cells.RULE, cells.EVENT, cells.GATE].filter(Boolean)
    return cells.DECSEQ || about.join(' ') || undefined
  },
  read: perRow((line, context) => {
    const at = dueWhen(line, 'DECDTC')
    const by = dueText(line, 'DECBY')
    dueText(line, 'DECISION')
    const kind = coded(line, 'DECISION', kinds)
    if (at === undefined || by === undefined || kind === undefined) return []
    return decided(line, kind, { at, by }, context)
  }),
}

type About = { readonly at: string; readonly by: string }

function decided(line: Line, kind: (typeof kinds)[string], about: About, context: Context): Stated {
  switch (kind) {
    case 'adjudicate':
      return adjudicated(line, about, context)
    case 'rp2d': {
      const level = dueText(line, 'LEVEL')
      return level === undefined
        ? []
        : [stated({ type: 'rp2dDeclared', ...about, level, reason: text(line, 'REASON') })]
    }
    case 'gate': {
      const gate = dueText(line, 'GATE')
      return gate === undefined ? [] : [stated({ type: 'gateOpened', ...about, gate, reason: text(line, 'REASON') })]
    }
    case 'resume': {
      const reason = dueText(line, 'REASON')
      return reason === undefined ? [] : [{ type: 'enrollmentResumed', ...about, reason }]
    }
    default: {
      const [level, reason] = [text(line, 'LEVEL'), text(line, 'REASON')]
      return [stated({ type: 'doseDecided', ...about, action: kind, level, reason })]
    }
  }
}

function adjudicated(line: Line, about: About, context: Context): Stated {
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
