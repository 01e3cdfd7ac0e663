import type { IssueEmitted } from './emitted.ts'

type Happened = {
  readonly type: string
  readonly at?: string | undefined
  readonly participant?: string | undefined
  readonly id?: string | undefined
}

/** The issue for a fact that a state has no place for: the fact stands in the ledger, and the site is asked. */
export function outOfPlace(happened: Happened, standing: string): IssueEmitted {
  const { type, at = '', participant, id } = happened
  return {
    type: 'issueRaised',
    at,
    issue: {
      code: 'outOfPlace',
      severity: 'query',
      where: { ...(participant === undefined ? {} : { participant }), ...(id === undefined ? {} : { record: id }) },
      message: `"${type}"${at ? ` on ${at}` : ''} is not expected: ${standing}`,
    },
  }
}
