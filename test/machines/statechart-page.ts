import type { AnyStateMachine } from 'xstate'
import { statechart } from '../../src/machines/statechart.ts'

/** The page with every marked part drawn anew: between `<!-- chart: NAME -->` and `<!-- /chart -->`. */
export function withStatecharts(page: string, charts: Readonly<Record<string, AnyStateMachine>>): string {
  return page.replace(/(<!-- chart: ([\w ]+) -->\n)[\s\S]*?(<!-- \/chart -->)/g, (_, open, name, close) => {
    const machine = charts[name]
    if (!machine) throw new RangeError(`chart: expected one of ${Object.keys(charts).join(', ')}; got "${name}"`)
    return `${open}${chartText(machine)}${close}`
  })
}

function chartText(machine: AnyStateMachine): string {
  const { mermaid, stays } = statechart(machine)
  const rows = stays.map(
    ({ state, takes, leavesBe }) => `| ${state} | ${takes.join(', ') || '–'} | ${leavesBe.join(', ') || '–'} |`,
  )
  return [
    '',
    '```mermaid',
    mermaid,
    '```',
    '',
    '| state | takes without leaving it | rightly does nothing on |',
    '|---|---|---|',
    ...rows,
    '',
    '',
  ].join('\n')
}
