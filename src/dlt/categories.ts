import type { Protocol } from '../core/protocol.schema.ts'
import { sameName } from './same-name.ts'

/** Terms that a rule may name together: any of these terms, or any term of these SOCs. */
export type TermCategory = { readonly soc: readonly string[]; readonly term: readonly string[] }

const blood = 'Blood and lymphatic system disorders'
const counts = [
  'CD4 lymphocytes decreased',
  'Haptoglobin decreased',
  'Hemoglobin increased',
  'Lymphocyte count increased',
  'Neutrophil count decreased',
  'White blood cell decreased',
]

/** Haematologic terms by grading table: the SOC of the blood, and the blood counts that the table files under investigations. */
const haematologic: Readonly<Record<string, TermCategory>> = {
  'ctcae-4.03': { soc: [blood], term: [...counts, 'Lymphocyte count decreased', 'Platelet count decreased'] },
  'ctcae-5.0': { soc: [blood], term: [...counts, 'Lymphocyte count decreased', 'Platelet count decreased'] },
  'ctcae-6.0': { soc: [blood], term: [...counts, 'Neutrophil count increased'] },
}

/** What a category holds: the protocol's own list, else the library's for its grading table; none where neither has it. */
export function categoryOf({ categories, grading }: Protocol, name: string): TermCategory | undefined {
  const own = categories?.find((one) => sameName([name], one.name))
  if (own) return { soc: own.soc ?? [], term: own.term ?? [] }
  return sameName([name], 'haematologic') ? haematologic[grading.table] : undefined
}
