import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sdtmMapFor } from '../../src/adapters/for-protocol.ts'
import { readSdtm } from '../../src/adapters/sdtm/index.ts'
import { atSite } from '../../src/core/time.ts'
import { current } from '../../src/ledger/known-on.ts'
import type { Posted } from '../../src/machines/router.ts'
import { nct07021534 } from '../../src/protocols/index.ts'
import { imported } from '../../src/reports/import.ts'

const folder = join(import.meta.dirname, '../../src/protocols/nct07021534-demo')

/** The demonstration export's files, by name. */
export const demoFiles: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
)

/** An export imported into a ledger. */
export const importedFrom = (files: Readonly<Record<string, string>>) => {
  const { records, issues } = readSdtm(files, sdtmMapFor(nct07021534))
  return imported(records, issues, 'EDC export')
}

/** Everything the demonstration trial's ledger states, on the site's clock. */
export const demoPosted = (): readonly Posted[] =>
  current(importedFrom(demoFiles).ledger).map((one) => ({ ...one, at: atSite(one.at, nct07021534.siteOffset) }))
