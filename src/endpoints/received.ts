import type { DefinitionOf } from '../core/endpoints.schema.ts'
import { hasLeft } from './anchor.ts'
import { answer, type EndpointAnswer } from './answer.ts'
import { type Course, factsOf, whenOf } from './course.ts'

/** Whether the agents were given at least so many times. */
export function received({ agents, doses }: DefinitionOf<'received'>, course: Course): EndpointAnswer {
  const given = factsOf(course, 'dosed').filter(({ agent }) => agents.includes(agent))
  const clause = `${agents.join(' or ')} given, ${doses} doses at least`
  const saw = given.length === 0 ? 'no dose' : given.map(({ agent, span }) => `${agent} on ${whenOf(span)}`).join('; ')
  if (given.length >= doses) return answer(course.participant, { is: 'met', clause, saw })
  if (hasLeft(course))
    return answer(course.participant, { is: 'notMet', clause, saw: `${saw}; the participant has left` })
  return answer(course.participant, {
    is: 'open',
    clause,
    saw,
    needs: [{ fact: 'a further dose, or that none follows' }],
  })
}
