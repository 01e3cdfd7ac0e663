import { benchDosing } from './dosing.bench.ts'
import { benchGrading } from './grading.bench.ts'
import { benchScales } from './scales.bench.ts'
import { benchTrial } from './trial.bench.ts'
import { benchWorkers } from './workers.bench.ts'

/** Every bench, by name; `npm run bench trial` runs one. Figures are printed, never asserted. */
const benches: Readonly<Record<string, (print: (line: string) => void) => Promise<void> | void>> = {
  dosing: benchDosing,
  grading: benchGrading,
  scales: benchScales,
  trial: benchTrial,
  workers: benchWorkers,
}

const asked = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n${name}\n`)
  await bench((line) => process.stdout.write(`  ${line}\n`))
}
