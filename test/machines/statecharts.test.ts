import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from 'xstate'
import { statechart } from '../../src/machines/statechart.ts'
import { machines } from '../support/trial.ts'
import { withStatecharts } from './statechart-page.ts'

const page = join(import.meta.dirname, '../../src/machines/README.md')
const charts = {
  'adverse event': machines.adverseEvent.machine,
  participant: machines.participant.machine,
  cohort: machines.cohort.machine,
  trial: machines.trial.machine,
}

type State = { readonly path: readonly string[]; readonly states: Readonly<Record<string, State>> }
const statesBelow = ({ states }: State): readonly string[] =>
  Object.values(states).flatMap((one) => [one.path.join('_'), ...statesBelow(one)])

describe('src/machines/README.md shows the machines as they are', () => {
  it('what stands between the markers is drawn from the definitions (`npm run statecharts` draws it anew)', () => {
    const written = readFileSync(page, 'utf8')
    const drawn = withStatecharts(written, charts)
    if (process.env.UPDATE) writeFileSync(page, drawn)
    else expect(written).toBe(drawn)
  })

  it.each(Object.entries(charts))(
    '%s: every state is drawn once, and every arrow is between drawn states',
    (_, machine) => {
      const { mermaid } = statechart(machine)
      const ids = [...mermaid.matchAll(/^\s*state "[^"]+" as (\w+)/gm)].map(([, id]) => id!)
      expect(new Set(ids).size).toBe(ids.length)
      const drawn = ids.filter((id) => id !== machine.id)
      expect(drawn.sort()).toEqual([...statesBelow(machine.root)].sort())
      const ends = [...mermaid.matchAll(/^\s*(\S+) --> (\S+)/gm)].flatMap(([, from, to]) => [from!, to!])
      expect(ends.filter((end) => end !== '[*]' && !ids.includes(end))).toEqual([])
      expect(ends.length).toBeGreaterThan(3)
    },
  )
})

describe('statechart', () => {
  const machine = createMachine({
    id: 'lamp',
    type: 'parallel',
    on: { '*': { actions: 'report' } },
    states: {
      light: {
        initial: 'off',
        states: {
          off: { on: { turnedOn: [{ guard: 'isDark', target: 'on' }, {}] } },
          on: {
            initial: 'dim',
            on: { turnedOff: 'off' },
            states: {
              dim: { on: { turnedUp: 'bright', flickered: '#lamp.light.on' } },
              bright: { always: { guard: 'isHot', target: '#lamp.light.off' } },
            },
          },
        },
      },
      fuse: {
        initial: 'whole',
        states: { whole: { on: { blew: 'broken' } }, broken: { on: { touched: { actions: 'warn' } } } },
      },
    },
  })
  const { mermaid, stays } = statechart(machine)

  it('regions side by side, states within states, what leads where', () =>
    expect(mermaid.split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "lamp" as lamp {',
      '    state "light" as light {',
      '      state "off" as light_off',
      '      state "on" as light_on {',
      '        state "dim" as light_on_dim',
      '        state "bright" as light_on_bright',
      '        [*] --> light_on_dim',
      '        light_on_dim --> light_on_bright : turnedUp',
      '      }',
      '      [*] --> light_off',
      '      light_off --> light_on : turnedOn [is dark]',
      '      light_on --> light_off : turnedOff / in bright, [is hot]',
      '    }',
      '    --',
      '    state "fuse" as fuse {',
      '      state "whole" as fuse_whole',
      '      state "broken" as fuse_broken',
      '      [*] --> fuse_whole',
      '      fuse_whole --> fuse_broken : blew',
      '    }',
      '  }',
    ]))

  it('what each state takes without being left, and what it rightly leaves be', () =>
    expect(stays).toEqual([
      { state: 'any state', takes: ['anything else'], leavesBe: [] },
      { state: 'light, off', takes: [], leavesBe: ['`turnedOn` otherwise'] },
      { state: 'light, on, dim', takes: ['`flickered` (enters on)'], leavesBe: [] },
      { state: 'fuse, broken', takes: ['`touched`'], leavesBe: [] },
    ]))
})
