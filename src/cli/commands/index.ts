import type { Command } from 'commander'

/** A command as help lists it; its code is read when it is asked for, so that each starts with what it needs alone. */
export type ListedCommand = {
  readonly name: string
  readonly says: string
  readonly load: () => Promise<(program: Command) => void>
}

/** Every command, in the order in which help lists them. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'demo',
    says: 'review a synthetic trial on several dates and write its report',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'review',
    says: "from a trial's EDC export to the committee's report",
    load: async () => (await import('./review.ts')).review,
  },
  {
    name: 'eligible',
    says: 'who may take part as of a day, and what is missing to know',
    load: async () => (await import('./eligible.ts')).eligible,
  },
  {
    name: 'endpoints',
    says: 'responses, survival, counts by schedule and kinetics so far',
    load: async () => (await import('./endpoints.ts')).endpoints,
  },
  {
    name: 'init',
    says: 'start a protocol as data with its specification as tests',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'check',
    says: 'validate a protocol and name what contradicts itself',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'grade',
    says: 'grade adverse events by CTCAE, or a whole laboratory file',
    load: async () => (await import('./grade.ts')).grade,
  },
  {
    name: 'ask',
    says: 'ask the questions that settle the grade of a term',
    load: async () => (await import('./ask.ts')).ask,
  },
  {
    name: 'table',
    says: 'a grading table in words',
    load: async () => (await import('./table.ts')).table,
  },
  {
    name: 'compare',
    says: 'the same facts graded by several versions of CTCAE',
    load: async () => (await import('./compare.ts')).compare,
  },
  {
    name: 'scale',
    says: 'grade by a consensus scale (CRS, ICANS and others)',
    load: async () => (await import('./scale.ts')).scale,
  },
  {
    name: 'crs',
    says: "each participant's CRS episodes, graded by eight scales",
    load: async () => (await import('./crs.ts')).crs,
  },
  {
    name: 'decide',
    says: 'recommend the next dose from the counts at each level',
    load: async () => (await import('./decide.ts')).decide,
  },
  {
    name: 'design',
    says: 'list the dose designs, or print the decision table of one',
    load: async () => (await import('./design.ts')).design,
  },
  {
    name: 'pathways',
    says: 'where a trial can go with its next cohorts',
    load: async () => (await import('./pathways.ts')).pathways,
  },
  {
    name: 'enumerate',
    says: 'every path of a trial, or its exact operating characteristics',
    load: async () => (await import('./enumerate.ts')).enumerate,
  },
  {
    name: 'simulate',
    says: 'operating characteristics by simulation',
    load: async () => (await import('./simulate.ts')).simulate,
  },
  {
    name: 'select-mtd',
    says: "select the MTD by BOIN's isotonic regression",
    load: async () => (await import('./select-mtd.ts')).selectMtd,
  },
]
