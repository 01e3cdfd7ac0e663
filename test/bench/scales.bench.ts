import { scaleTables } from '../../grading-tables/scales/index.ts'
import { type Given, readGiven, scaleRegistry } from '../../src/scales/index.ts'

const devices = ['none', 'nasal-cannula', 'facemask', 'venturi', 'nonrebreather', 'cpap', 'bipap', 'intubated'] as const
const drugs = [[], ['norepinephrine'], ['vasopressin'], ['norepinephrine', 'epinephrine']] as const

/** One million ASTCT CRS assessments: typed through the batch call, and validated one by one as the command does. */
export function benchScales(print: (line: string) => void): void {
  const scale = scaleRegistry(scaleTables).get('astct-crs-2019')
  if (!scale) throw new Error('astct-crs-2019 is missing')
  const givens = Array.from({ length: 1_000_000 }, (_, index) => assessment(index))
  const typed = fastest(3, () => scale.gradeAll(givens))
  print(
    `scales: ${perSecond(givens.length, typed)} ASTCT CRS assessments a second in the batch call (1,000,000 in ${typed.toFixed(0)} ms)`,
  )
  const some = givens.slice(0, 200_000)
  const checked = fastest(3, () => {
    for (const given of some) scale.grade(readGiven(scale, given) as Given)
  })
  print(`scales: ${perSecond(some.length, checked)} a second when each is validated first`)
}

/** A complete assessment; temperature, pressure, drugs and oxygen vary with the index. */
const assessment = (index: number): Given => ({
  temperatureC: 36.5 + (index % 40) / 10,
  feverOtherCause: false,
  crsEstablished: index % 3 === 0,
  antipyreticOrAnticytokine: index % 6 === 0,
  hypotension: index % 4 !== 0,
  hypotensionOtherCause: false,
  vasopressors: index % 4 === 0 ? [] : (drugs[index % drugs.length] ?? []),
  hypoxia: index % 8 !== 0,
  hypoxiaOtherCause: false,
  oxygen: { device: devices[index % devices.length], flowLpm: index % 12, indication: 'hypoxia' },
  deathDueToCrs: false,
})

const perSecond = (count: number, ms: number): string => `${(count / ms / 1000).toFixed(2)} million`

function fastest(times: number, run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let at = 0; at < times; at += 1) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
