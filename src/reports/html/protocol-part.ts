const words: Readonly<Record<string, string>> = {
  agents: 'agent',
  rapidTitration: 'rapid titration',
  dltRules: 'DLT rule',
  titrationTrigger: 'titration trigger',
  hepaticSignal: 'liver signal',
  hysLaw: 'Hy’s law',
  criteria: 'criterion',
  infusionGates: 'infusion gate',
  intervals: 'interval',
  definitions: 'definition',
  subgroups: 'subgroup',
  stopping: 'stopping rule',
  openPoints: 'open point',
}

/** A part of a protocol in words: "dltRules DLT-1" is "DLT rule DLT-1". */
export const partInWords = (about: string): string =>
  about
    .split(' ')
    .map((word) => words[word] ?? word)
    .join(' ')
