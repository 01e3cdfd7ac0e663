import type { Input, ScaleTable } from '../../src/scales/scale.schema.ts'

/** Values of one input that stand for all: on every cut its table has, just below and just above; in order of weight. */
export function representatives(table: ScaleTable, name: string, input: Input): readonly unknown[] {
  if (input.kind === 'yes-no') return [false, true]
  if (input.kind === 'choice') return input.values
  if (input.kind === 'number') return numbers(cutsOf(table, name), input)
  return samples[name] ?? []
}

const samples: Record<string, readonly unknown[]> = {
  vasopressors: [
    [],
    ['norepinephrine'],
    ['norepinephrine', 'vasopressin'],
    ['norepinephrine', 'epinephrine', 'vasopressin'],
    ['norepinephrine', 'epinephrine', 'dopamine', 'vasopressin'],
  ],
  vasopressorDose: [5, 9.9, 10, 19.9, 20, 25].map((norepinephrine) => ({
    norepinephrine,
    epinephrine: 1,
    dopamine: 1,
    vasopressin: 0.03,
  })),
  organToxicity: [
    {},
    ...[1, 2, 3, 4].flatMap((grade) => [{ transaminases: grade }, { transaminases: grade, renal: grade }]),
  ],
  organScores: [
    {},
    { skin: 0, lungs: 0 },
    { skin: 1 },
    { skin: 1, eyes: 1 },
    { skin: 1, eyes: 1, mouth: 1 },
    { skin: 2, eyes: 1, mouth: 1 },
    { skin: 2, eyes: 2, mouth: 2, lungs: 1 },
    { skin: 3, eyes: 3, mouth: 2, lungs: 2 },
  ],
  excludedNonGvhd: [[], ['eyes'], ['lungs'], ['skin', 'mouth']],
}

/** Every cut a table compares an input with. */
export function cutsOf(table: ScaleTable, name: string): readonly number[] {
  const cuts = new Set<number>()
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit)
    else if (typeof part === 'object' && part !== null) {
      const atom = part as { input?: string; is?: unknown }
      if (atom.input === name && typeof atom.is === 'string') cuts.add(Number(atom.is.split(' ')[1]))
      Object.values(part).forEach(visit)
    }
  }
  if (name === 'vasopressorHours' && JSON.stringify(table).includes('"derived"')) cuts.add(3)
  visit([table.definitions, table.gates, table.domains, table.readings, table.flags])
  return [...cuts].sort((a, b) => a - b)
}

function numbers(
  cuts: readonly number[],
  { min, max, integer }: Extract<Input, { kind: 'number' }>,
): readonly number[] {
  const step = integer ? 1 : 0.001
  const around = cuts.flatMap((cut) => [cut - step, cut, cut + step].map((value) => Number(value.toPrecision(12))))
  const between = cuts
    .slice(1)
    .map((cut, index) => (integer ? Math.floor : Number)((cut + (cuts[index] as number)) / 2))
  const inside = [...around, ...between].filter((value) => value >= (min ?? -1e9) && value <= (max ?? 1e9))
  return [...new Set(inside)].sort((a, b) => a - b)
}

/** The inputs of a table that decide something. */
export const deciding = (table: ScaleTable): readonly (readonly [string, Input])[] =>
  Object.entries(table.inputs).filter(([name, input]) => !input.inert && name !== table.picture)

/** Puts "oxygen.device" where the scale reads it. */
export function nested(flat: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, Record<string, unknown> | unknown> = {}
  for (const [name, value] of Object.entries(flat)) {
    const [first, second] = name.split('.') as [string, string | undefined]
    if (second === undefined) result[first] = value
    else result[first] = { ...(result[first] as object), [second]: value }
  }
  return result
}

/** Every question a table leaves to a person. */
export const questions = (table: ScaleTable): readonly string[] =>
  [...JSON.stringify(table).matchAll(/"ask":"([^"]+)"/g)].map((match) => match[1] as string)
