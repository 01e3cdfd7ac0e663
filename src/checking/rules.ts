import { clausesOf } from '../core/criterion.ts'
import type { DltRule, Protocol } from '../core/protocol.schema.ts'
import { categoryOf } from '../dlt/categories.ts'
import { termsLike } from '../grading/terms.ts'
import { conjunctions } from './conjunctions.ts'
import { eventConflict } from './event-conflict.ts'
import { type Checked, type Finding, finding, named } from './finding.ts'
import { fold, rulesOf, type Vocabulary } from './vocabulary.ts'

type Rule = Pick<DltRule, 'id' | 'section' | 'when'>

/** Whether each DLT rule, and the titration trigger, can be met at all, and whether it names what there is. */
export function checkRules(protocol: Protocol, vocabulary: Vocabulary): Checked {
  const each = rulesOf(protocol).map((rule) => checkCriterion(protocol, rule, vocabulary))
  return {
    contradictions: each.flatMap(({ contradictions }) => contradictions),
    notices: each.flatMap(({ notices }) => notices),
  }
}

/** Whether one rule over adverse events can be met at all, and names what there is. */
export function checkCriterion(protocol: Protocol, rule: Rule, vocabulary: Vocabulary): Checked {
  const where = named(rule.id, rule)
  const names = nameFaults(protocol, rule, vocabulary, where)
  const ways = conjunctions(rule.when)
  if (!ways)
    return {
      contradictions: names,
      notices: [finding('neverMet', where, 'has too many branches to look through: not checked')],
    }
  const conflicts = ways.map((way) => eventConflict(way, vocabulary, (name) => categoryOf(protocol, name)))
  const reasons = [...new Set(conflicts.filter((reason) => reason !== undefined))]
  const isDead = conflicts.every((reason) => reason !== undefined)
  const dead = finding('neverMet', where, `can never be met: ${reasons.join('; ')}`)
  const branches = reasons.map((reason) => finding('neverMet', where, `has a branch that can never be met: ${reason}`))
  return { contradictions: isDead ? [...names, dead] : names, notices: isDead ? [] : branches }
}

function nameFaults(protocol: Protocol, rule: Rule, vocabulary: Vocabulary, where: string): readonly Finding[] {
  const agents = protocol.agents.map(({ name }) => name)
  return clausesOf(rule.when).flatMap((clause) => {
    if ('term' in clause) return termFaults(clause.term, vocabulary, where)
    if ('manifestationOf' in clause) return termFaults(clause.manifestationOf, vocabulary, where)
    if ('soc' in clause) return socFaults(clause.soc, vocabulary, where)
    if ('category' in clause && !categoryOf(protocol, clause.category))
      return [
        finding('unknownTerm', where, `names the category "${clause.category}", which the protocol does not define`),
      ]
    if (!('attributedTo' in clause)) return []
    return clause.attributedTo
      .filter((agent) => !agents.includes(agent))
      .map((agent) => finding('unknownAgent', where, unknownAgent(protocol, agent)))
  })
}

/** An agent that is none of the protocol's, and the one that is meant if it goes by that name too. */
export function unknownAgent({ agents }: Protocol, name: string): string {
  const meant = agents.find(({ alsoCalled = [] }) => alsoCalled.includes(name))
  const names = agents.map((agent) => agent.name).join(', ')
  return `names the agent "${name}": expected one of ${names}${meant ? ` ("${name}" is another name of ${meant.name})` : ''}`
}

const termFaults = (
  names: readonly string[],
  { terms, scaled, table }: Vocabulary,
  where: string,
): readonly Finding[] =>
  names
    .filter((name) => !terms.has(fold(name)) && !scaled.has(fold(name)))
    .map((name) => {
      const near = termsLike(table, name, 3).map(({ term }) => term)
      const meant = near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''
      return finding('unknownTerm', where, `names the term "${name}", which ${table.id} does not have${meant}`)
    })

const socFaults = (names: readonly string[], { socs, table }: Vocabulary, where: string): readonly Finding[] =>
  names
    .filter((name) => !socs.has(fold(name)))
    .map((name) => finding('unknownTerm', where, `names the SOC "${name}", which ${table.id} does not have`))
