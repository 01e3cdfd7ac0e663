/** The agent of a dose, with the drug where the agent is a regimen of several. */
export const agentInWords = ({ agent, drug }: { readonly agent: string; readonly drug?: string }): string =>
  drug === undefined ? agent : `${agent}, ${drug}`
