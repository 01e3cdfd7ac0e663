/** Whether a name is among these, without regard to case. */
export const sameName = (names: readonly string[], name: string): boolean =>
  names.some((candidate) => candidate.toLowerCase() === name.toLowerCase())
