/** Rows of a plain-text grid: columns by two or more spaces, "-" is absent. */
export function cases(text: string): Record<string, string | undefined>[] {
  const [head, ...rows] = text
    .trim()
    .split('\n')
    .map((row) => row.trim())
    .filter(Boolean)
    .map((row) => row.split(/\s{2,}/))
  return rows.map((row) =>
    Object.fromEntries((head ?? []).map((name, at) => [name, row[at] === '-' ? undefined : row[at]])),
  )
}

type Answer = { grade?: number; possible?: readonly number[]; ungradable?: string }
/** An outcome in a word: "2", "2 3 4 5", or "ungradable". */
export const inBrief = (outcome: Answer): string =>
  outcome.grade !== undefined ? String(outcome.grade) : (outcome.possible?.join(' ') ?? 'ungradable')
