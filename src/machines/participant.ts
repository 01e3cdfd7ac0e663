import { enqueueActions, setup } from 'xstate'
import type { FactOf } from '../core/fact.schema.ts'
import type { Protocol } from '../core/protocol.schema.ts'
import { spanAt } from '../core/time.ts'
import { advanceParticipant, type ParticipantFact, startParticipant } from '../dlt/advance-participant.ts'
import { crsChanges } from '../dlt/crs-episode.ts'
import type { EventSummary } from '../dlt/event.ts'
import { type DltStatus, type Judgement, judge, type ParticipantSummary } from '../dlt/participant.ts'
import { asksSupport, concernsRules } from '../dlt/relevance.ts'
import { supportOf } from '../dlt/support.ts'
import type { IssueEmitted, ParticipantEmitted } from './emitted.ts'
import { outOfPlace } from './out-of-place.ts'
import { newsOf } from './participant-news.ts'

type Context = { readonly summary: ParticipantSummary; readonly judgement: Judgement }
type Input = { readonly participant: string }

const statusIs =
  (is: DltStatus['is']) =>
  ({ context }: { context: Context }) =>
    context.judgement.status.is === is

/**
 * A participant's two regions: the journey through the trial, and the DLT status. Facts move the journey; the status follows the
 * judgement that the facts so far allow. Made for one protocol, so that a context holds nothing but this participant's summary.
 */
export function participantMachine(protocol: Protocol) {
  const record = { actions: 'advance' } as const
  const events = { graded: record, gradeChanged: record, eventChanged: record, eventEnded: record } as const
  const always = {
    ...events,
    adjudicated: record,
    timePassed: record,
    intervention: [{ guard: 'isSupport', actions: 'advance' }, {}],
    assessed: [{ guard: 'isAsked', actions: 'advance' }, {}],
    lesionMeasured: {},
    progressed: {},
  } as const
  const leaves = {
    withdrew: { target: 'offStudy', actions: 'advance' },
    died: { target: 'offStudy', actions: 'advance' },
    completed: { target: 'offStudy', actions: 'advance' },
  } as const
  /** A dose is never taken back while a participant is led on, so nobody returns to `notDosed`. */
  const afterDosing = ['watching', 'dlt', 'clear', 'notEvaluable'] as const
  const toOthers = (own: DltStatus['is']) => ({
    always: afterDosing.filter((is) => is !== own).map((is) => ({ guard: is, target: is })),
  })

  return setup({
    types: {} as {
      context: Context
      input: Input
      events: ParticipantFact
      emitted: ParticipantEmitted | IssueEmitted
    },
    guards: {
      windowIsOpen: ({ context }) => context.judgement.window !== undefined,
      windowIsClosed: ({ context }) => windowIsClosed(context),
      windowIsOpenAgain: ({ context }) => context.judgement.window !== undefined && !windowIsClosed(context),
      isSupport: ({ event }) => event.type === 'intervention' && supportOf(event) !== undefined,
      isAsked: ({ event }) => event.type === 'assessed' && isAsked(protocol, event),
      watching: statusIs('watching'),
      dlt: statusIs('dlt'),
      clear: statusIs('clear'),
      notEvaluable: statusIs('notEvaluable'),
    },
    actions: {
      advance: enqueueActions(({ enqueue, context, event }) => {
        const summary = advanceParticipant(context.summary, event)
        for (const news of crsNews(event, context.summary, summary)) enqueue.emit(news)
        if (changesNoAnswer(protocol, context, summary, event)) return enqueue.assign({ summary })
        const judgement = judge(protocol, summary)
        enqueue.assign({ summary, judgement })
        for (const news of newsOf(summary.participant, event.at, event.type, context.judgement, judgement))
          enqueue.emit(news)
      }),
      tellEnrolled: enqueueActions(({ enqueue, context, event }) => {
        if (event.type === 'enrolled') enqueue.emit(enrolledNews(event, context.judgement.expansion))
      }),
      emitOutOfPlace: enqueueActions(({ enqueue, context, event }) =>
        enqueue.emit(outOfPlace(event, standing(context.summary))),
      ),
    },
  }).createMachine({
    id: 'participant',
    context: ({ input }) => {
      const summary = startParticipant(input.participant)
      return { summary, judgement: judge(protocol, summary) }
    },
    type: 'parallel',
    on: { '*': { actions: 'emitOutOfPlace' } },
    states: {
      journey: {
        initial: 'screening',
        states: {
          screening: {
            on: {
              ...always,
              ...leaves,
              screened: record,
              enrolled: { target: 'enrolled', actions: ['advance', 'tellEnrolled'] },
              followedUp: record,
              dosed: { target: 'dosing', actions: ['emitOutOfPlace', 'advance'] },
            },
          },
          enrolled: {
            on: {
              ...always,
              ...leaves,
              screened: { actions: ['emitOutOfPlace', 'advance'] },
              followedUp: record,
              dosed: { target: 'dosing', actions: 'advance' },
            },
          },
          dosing: {
            always: { guard: 'windowIsOpen', target: 'inDltWindow' },
            on: { ...always, ...leaves, followedUp: record, dosed: record },
          },
          inDltWindow: {
            always: { guard: 'windowIsClosed', target: 'windowClosed' },
            on: { ...always, ...leaves, followedUp: record, dosed: record },
          },
          windowClosed: {
            always: { guard: 'windowIsOpenAgain', target: 'inDltWindow' },
            on: { ...always, ...leaves, followedUp: { target: 'followUp', actions: 'advance' }, dosed: record },
          },
          followUp: {
            on: { ...always, ...leaves, followedUp: record, dosed: { target: 'windowClosed', actions: 'advance' } },
          },
          offStudy: {
            on: {
              ...always,
              followedUp: record,
              died: record,
              dosed: { actions: ['emitOutOfPlace', 'advance'] },
            },
          },
        },
      },
      dltStatus: {
        initial: 'notDosed',
        states: {
          notDosed: toOthers('notDosed'),
          watching: toOthers('watching'),
          dlt: toOthers('dlt'),
          clear: toOthers('clear'),
          notEvaluable: toOthers('notEvaluable'),
        },
      },
    },
  })
}

/**
 * News of an event that no rule could be met by, or support that no rule asks for, while no answer waits for time alone: most
 * laboratory grades are such.
 */
function changesNoAnswer(
  protocol: Protocol,
  before: Context,
  after: ParticipantSummary,
  event: ParticipantFact,
): boolean {
  const isSupport = event.type === 'intervention'
  if (!isSupport && !('summary' in event)) return false
  if ((isSupport || after.supports) && asksSupport(protocol)) return false
  if (waitsForTime(before.judgement, after.now)) return false
  if (isSupport) return true
  if (Object.values(after.events).some(({ manifestationOf }) => names(manifestationOf, event.summary))) return false
  const known = [before.summary.events[event.summary.event], ...Object.values(after.events)]
  return !concernsRules(protocol, event.summary.term, known)
}

/** Whether time alone may change an answer: that of a rule, or the status by a day that has come. */
function waitsForTime({ status, rules, trigger, safety, outsideOpen }: Judgement, now: string): boolean {
  if (rules.some(isPending) || trigger?.is === 'pending' || outsideOpen?.some(isPending)) return true
  if (safety && Object.values(safety.counted).some(({ needs }) => needs.some(({ until }) => until))) return true
  return status.is === 'watching' && status.needs.some(({ until }) => isReached(until, now))
}

const isPending = ({ is }: { readonly is: string }): boolean => is === 'pending'

/** Whether a day or moment that an answer waits for may have come. */
const isReached = (until: string | undefined, now: string): boolean =>
  until !== undefined && spanAt(until).from <= spanAt(now).to

const names = (parent: string | undefined, { event, term }: EventSummary) =>
  parent !== undefined && (parent === event || parent.toLowerCase() === term.toLowerCase())

/** Whether anything of a protocol asks for this assessment: a finding about an event, a baseline grade, or a required one. */
function isAsked({ evaluability }: Protocol, { event, instrument, value }: FactOf<'assessed'>): boolean {
  if (event !== undefined) return typeof value === 'boolean'
  if (instrument === 'baselineGrade') return true
  return (evaluability.assessments ?? []).some(({ name }) => name.toLowerCase() === instrument.toLowerCase())
}

function crsNews(
  event: ParticipantFact,
  before: ParticipantSummary,
  after: ParticipantSummary,
): readonly ParticipantEmitted[] {
  if (!('summary' in event)) return []
  const { participant, at } = event
  return crsChanges(event.summary, before.events, after.events).map(({ type, episode }) => ({
    type,
    participant,
    at,
    episode,
  }))
}

const windowIsClosed = ({ summary, judgement }: Context): boolean => {
  const closes = judgement.window?.closes
  return closes !== undefined && summary.now.slice(0, closes.length) >= closes
}

const enrolledNews = (
  event: Extract<ParticipantFact, { type: 'enrolled' }>,
  expansion: string | null | undefined,
): ParticipantEmitted => ({
  type: 'participantEnrolled',
  participant: event.participant,
  at: event.at,
  ...(event.level === undefined ? {} : { level: event.level }),
  ...(event.phase === undefined ? {} : { phase: event.phase }),
  ...(expansion === undefined ? {} : { expansion }),
  ...(event.replaces === undefined ? {} : { replaces: event.replaces }),
})

function standing({ withdrew, died, completedAt, doses, enrolledAt }: ParticipantSummary): string {
  if (died) return `the participant died on ${died.at}`
  if (withdrew) return `the participant withdrew on ${withdrew.at}`
  if (completedAt) return `the participant completed the study on ${completedAt}`
  if (doses.length > 0) return `the participant was first dosed on ${doses[0]!.at}`
  return enrolledAt
    ? `the participant was enrolled on ${enrolledAt} and not yet dosed`
    : 'the participant is in screening'
}
