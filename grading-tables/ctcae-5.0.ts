import type { Table } from '../src/grading/table.ts'
import blood from './ctcae/5.0/blood-and-lymphatic-system-disorders.json'
import general from './ctcae/5.0/general-disorders-and-administration-site-conditions.json'
import immune from './ctcae/5.0/immune-system-disorders.json'
import investigations from './ctcae/5.0/investigations.json'
import metabolism from './ctcae/5.0/metabolism-and-nutrition-disorders.json'
import renal from './ctcae/5.0/renal-and-urinary-disorders.json'
import about from './ctcae/5.0/table.json'

/** NCI CTCAE v5.0 as structured criteria. */
export const ctcae50 = {
  ...about,
  chapters: [blood, general, immune, investigations, metabolism, renal],
} as unknown as Table
