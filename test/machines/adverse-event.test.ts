import { describe, expect, it } from 'vitest'
import { initialTransition } from 'xstate'
import { cases } from '../../src/testing/index.ts'
import { machines } from '../support/trial.ts'

const { machine, step } = machines.adverseEvent
type Fact = Parameters<typeof step>[1]

const about = (day: number) => ({ participant: '001', at: `2026-03-0${day}`, event: 'E1' })
const outcomes: Readonly<Record<string, string>> = { sequelae: 'recoveredWithSequelae' }

/** "report 2", "lab 1-3", "regrade 0", "peak 4", "attribute", "recovered", "sequelae", "fatal", on successive days. */
function factOf(words: string, i: number): Fact {
  const [word = '', grade = ''] = words.trim().split(' ')
  const [atLeast = 0, atMost = atLeast] = grade.split('-').map(Number)
  const known = { ...about(i + 1), ...(grade === '' ? {} : { grade: atLeast }) }
  switch (word) {
    case 'report':
      return { ...known, type: 'adverseEventReported', term: 'Nausea' }
    case 'lab':
      return { ...about(i + 1), type: 'labGraded', term: 'ALT', soc: 'x', scale: 'ctcae-5.0', atLeast, atMost }
    case 'regrade':
      return { ...known, type: 'adverseEventRegraded', grade: atLeast }
    case 'peak':
      return { ...known, type: 'adverseEventPeaked', grade: atLeast }
    case 'attribute':
      return { ...about(i + 1), type: 'adverseEventAttributed', agent: 'CAR-T', attribution: 'possible' }
    default:
      return { ...about(i + 1), type: 'adverseEventEnded', outcome: (outcomes[word] ?? word) as 'recovered' }
  }
}

/** Where the event stands after the facts, what the last of them told, and what its summary keeps of it. */
function eventAfter(facts: string) {
  let [state] = initialTransition(machine, { scale: 'ctcae-5.0' })
  let told: readonly { readonly type: string }[] = []
  for (const [i, words] of facts.split(',').entries()) [state, told] = step(state, factOf(words, i))
  const { value, context } = state
  const stands = typeof value === 'string' ? value : Object.values(value).join()
  return { stands, told, summary: context.summary }
}

describe('an adverse event: where it stands after each fact, and what is told of the last', () => {
  it.each(
    cases(`
      facts                               stands                tells
      report 1                            grade1                graded
      report 2                            grade2                graded
      report 3                            grade3                graded
      report 4                            grade4                graded
      report 5                            fatal                 graded
      report                              gradeNotKnown         graded
      lab 3                               grade3                graded
      lab 1-3                             gradeNotKnown         graded
      report 2, report 3                  grade2                issueRaised
      regrade 2                           notReported           issueRaised
      peak 2                              notReported           issueRaised
      attribute                           notReported           issueRaised
      recovered                           notReported           issueRaised
      report 2, regrade 3                 grade3                gradeChanged
      report 2, regrade 0                 resolved              gradeChanged
      report 2, regrade 5                 fatal                 gradeChanged
      report, peak 3                      gradeNotKnown         gradeChanged
      report, peak 1                      grade1                gradeChanged
      lab 3, lab 2                        grade2                gradeChanged
      lab 3, lab 0                        resolved              gradeChanged
      report 2, attribute                 grade2                eventChanged
      report 2, recovered                 resolved              eventEnded
      report 2, sequelae                  resolvedWithSequelae  eventEnded
      report 2, fatal                     fatal                 eventEnded
      report 2, recovered, regrade 2      grade2                gradeChanged
      report 2, recovered, peak 3         resolved              eventChanged
      lab 3, lab 0, lab 0                 resolved              eventChanged
      lab 3, lab 0, lab 2                 grade2                gradeChanged
      lab 3, lab 0, lab 0-2               gradeNotKnown         gradeChanged
      report 2, recovered, attribute      resolved              eventChanged
      report 2, regrade 0, recovered      resolved              eventEnded
      report 2, recovered, fatal          fatal                 eventEnded
      report 2, recovered, sequelae       resolvedWithSequelae  eventEnded
      report 2, recovered, report 2       resolved              issueRaised
      report 2, sequelae, regrade 3       grade3                gradeChanged
      report 2, sequelae, peak 3          resolvedWithSequelae  eventChanged
      report 2, sequelae, attribute       resolvedWithSequelae  eventChanged
      report 2, sequelae, fatal           fatal                 eventEnded
      report 2, sequelae, recovered       resolvedWithSequelae  issueRaised
      report 2, sequelae, lab 2           resolvedWithSequelae  issueRaised
      report 5, peak 5                    fatal                 eventChanged
      report 5, attribute                 fatal                 eventChanged
      report 5, fatal                     fatal                 eventEnded
      report 5, recovered                 fatal                 issueRaised
      report 5, regrade 2                 fatal                 issueRaised
      report 5, lab 2                     fatal                 issueRaised
    `),
  )('$facts: $stands, $tells', ({ facts, stands, tells }) => {
    const { stands: now, told } = eventAfter(facts!)
    expect([now, told.map(({ type }) => type)]).toEqual([stands, [tells]])
  })

  it('keeps every fact that it took', () => {
    const { summary } = eventAfter('report 2, regrade 3, peak 3, attribute, recovered')
    expect(summary).toMatchObject({
      scale: 'ctcae-5.0',
      onset: '2026-03-01',
      course: [{ atLeast: 2 }, { atLeast: 3 }, { as: 'peak' }],
      attribution: { 'CAR-T': 'possible' },
      ended: { outcome: 'recovered', at: '2026-03-05' },
    })
  })

  it.each([
    ['report 2, recovered, attribute', { attribution: { 'CAR-T': 'possible' } }],
    ['report 2, recovered, peak 4', { course: [{}, { as: 'peak', atMost: 4 }] }],
    ['report 2, regrade 0, recovered', { ended: { outcome: 'recovered' } }],
    ['lab 3, lab 0, lab 0', { course: [{}, {}, { at: '2026-03-03' }] }],
    ['report 2, sequelae, attribute', { attribution: { 'CAR-T': 'possible' } }],
    ['report 2, sequelae, peak 4', { course: [{}, { as: 'peak', atMost: 4 }] }],
    ['report 2, fatal, attribute', { attribution: { 'CAR-T': 'possible' } }],
    ['report 2, fatal, peak 5', { course: [{}, { as: 'peak', atMost: 5 }] }],
    ['report 5, fatal', { ended: { outcome: 'fatal', at: '2026-03-02' } }],
  ])('also when it is over: %s', (facts, kept) => expect(eventAfter(facts).summary).toMatchObject(kept))

  it.each([
    ['regrade 2', '"adverseEventRegraded" on 2026-03-01 is not expected: adverse event E1 has not been reported'],
    ['report 2, report 3', '"adverseEventReported" on 2026-03-02 is not expected: Nausea (E1) is ongoing'],
    [
      'report 2, sequelae, recovered',
      '"adverseEventEnded" on 2026-03-03 is not expected: Nausea (E1) ended on 2026-03-02: recoveredWithSequelae',
    ],
  ])('what is out of place says where the event stands: %s', (facts, message) =>
    expect(eventAfter(facts).told).toMatchObject([
      {
        at: message.slice(message.indexOf('2026'), message.indexOf(' is not')),
        issue: { code: 'outOfPlace', message },
      },
    ]),
  )
})
