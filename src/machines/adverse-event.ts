import { assign, emit, enqueueActions, setup } from 'xstate'
import type { FactOf } from '../core/fact.schema.ts'
import { advanceEvent, type EventFact, startEvent } from '../dlt/advance-event.ts'
import { currentGrade, type EventSummary } from '../dlt/event.ts'
import type { EventEmitted, IssueEmitted } from './emitted.ts'
import { outOfPlace } from './out-of-place.ts'

type Input = { readonly scale: string; readonly soc?: string }
type Context = Input & { readonly summary: EventSummary | null }
type Known = { readonly context: Context & { readonly summary: EventSummary } }

const isGrade =
  (grade: number) =>
  ({ context }: { context: Context }) => {
    const now = context.summary && currentGrade(context.summary)
    return now?.atLeast === grade && now.atMost === grade
  }

/**
 * One adverse event, reported or derived from laboratory results: reported, ongoing by grade, resolved, resolved with
 * sequelae, fatal. Its context is the summary that rules need; every judgement is a pure function.
 */
export const adverseEventMachine = setup({
  types: {} as { context: Context; input: Input; events: EventFact; emitted: EventEmitted | IssueEmitted },
  guards: {
    recovers: ({ event }) => event.type === 'adverseEventEnded' && event.outcome === 'recovered',
    isFatal: ({ event }) => event.type === 'adverseEventEnded' && event.outcome === 'fatal',
    staysResolved: ({ event }) => event.type === 'labGraded' && event.atMost === 0,
    grade1: isGrade(1),
    grade2: isGrade(2),
    grade3: isGrade(3),
    grade4: isGrade(4),
    grade5: isGrade(5),
    grade0: isGrade(0),
  },
  actions: {
    start: assign(({ context, event }) => ({
      summary: startEvent(event as FactOf<'adverseEventReported'>, context.scale, context.soc),
    })),
    advance: assign(({ context, event }) => ({
      summary: advanceEvent((context as Known['context']).summary, event as FactOf<'adverseEventRegraded'>),
    })),
    tellGraded: emit(({ context, event }) => tell('graded', context, event)),
    tellGradeChanged: emit(({ context, event }) => tell('gradeChanged', context, event)),
    tellChanged: emit(({ context, event }) => tell('eventChanged', context, event)),
    tellEnded: emit(({ context, event }) => tell('eventEnded', context, event)),
    emitOutOfPlace: enqueueActions(({ enqueue, context, event }) =>
      enqueue.emit(outOfPlace(event as { type: string }, standing(context, event.event))),
    ),
  },
}).createMachine({
  id: 'adverseEvent',
  context: ({ input }) => ({ ...input, summary: null }),
  initial: 'notReported',
  on: { '*': { actions: 'emitOutOfPlace' } },
  states: {
    notReported: {
      on: {
        adverseEventReported: { target: 'ongoing', actions: ['start', 'tellGraded'] },
        labGraded: { target: 'ongoing', actions: ['start', 'tellGraded'] },
      },
    },
    ongoing: {
      initial: 'byGrade',
      on: {
        adverseEventRegraded: { target: 'ongoing', actions: ['advance', 'tellGradeChanged'] },
        adverseEventPeaked: { target: 'ongoing', actions: ['advance', 'tellGradeChanged'] },
        labGraded: { target: 'ongoing', actions: ['advance', 'tellGradeChanged'] },
        adverseEventAttributed: { actions: ['advance', 'tellChanged'] },
        adverseEventEnded: [
          { guard: 'recovers', target: 'resolved', actions: ['advance', 'tellEnded'] },
          { guard: 'isFatal', target: 'fatal', actions: ['advance', 'tellEnded'] },
          { target: 'resolvedWithSequelae', actions: ['advance', 'tellEnded'] },
        ],
      },
      states: {
        byGrade: {
          always: [
            { guard: 'grade0', target: '#adverseEvent.resolved' },
            { guard: 'grade1', target: 'grade1' },
            { guard: 'grade2', target: 'grade2' },
            { guard: 'grade3', target: 'grade3' },
            { guard: 'grade4', target: 'grade4' },
            { guard: 'grade5', target: '#adverseEvent.fatal' },
            { target: 'gradeNotKnown' },
          ],
        },
        grade1: {},
        grade2: {},
        grade3: {},
        grade4: {},
        gradeNotKnown: {},
      },
    },
    resolved: {
      on: {
        adverseEventRegraded: { target: 'ongoing', actions: ['advance', 'tellGradeChanged'] },
        adverseEventPeaked: { actions: ['advance', 'tellChanged'] },
        labGraded: [
          { guard: 'staysResolved', actions: ['advance', 'tellChanged'] },
          { target: 'ongoing', actions: ['advance', 'tellGradeChanged'] },
        ],
        adverseEventAttributed: { actions: ['advance', 'tellChanged'] },
        adverseEventEnded: [
          { guard: 'recovers', actions: ['advance', 'tellEnded'] },
          { guard: 'isFatal', target: 'fatal', actions: ['advance', 'tellEnded'] },
          { target: 'resolvedWithSequelae', actions: ['advance', 'tellEnded'] },
        ],
      },
    },
    resolvedWithSequelae: {
      on: {
        adverseEventRegraded: { target: 'ongoing', actions: ['advance', 'tellGradeChanged'] },
        adverseEventPeaked: { actions: ['advance', 'tellChanged'] },
        adverseEventAttributed: { actions: ['advance', 'tellChanged'] },
        adverseEventEnded: { guard: 'isFatal', target: 'fatal', actions: ['advance', 'tellEnded'] },
      },
    },
    fatal: {
      on: {
        adverseEventPeaked: { actions: ['advance', 'tellChanged'] },
        adverseEventAttributed: { actions: ['advance', 'tellChanged'] },
        adverseEventEnded: [{ guard: 'isFatal', actions: ['advance', 'tellEnded'] }],
      },
    },
  },
})

const tell = (type: EventEmitted['type'], { summary }: Context, { participant, at }: EventFact): EventEmitted => ({
  type,
  participant,
  at,
  summary: summary!,
})

const standing = ({ summary }: Context, event: string): string => {
  if (!summary) return `adverse event ${event} has not been reported`
  if (summary.ended) return `${summary.term} (${event}) ended on ${summary.ended.at}: ${summary.ended.outcome}`
  return `${summary.term} (${event}) is ongoing`
}
