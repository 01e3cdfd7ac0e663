import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { crs } from '../../src/cli/commands/crs.ts'

const demo = fileURLToPath(new URL('../../src/protocols/nct07021534-demo', import.meta.url))

async function printed(...words: string[]): Promise<string> {
  let out = ''
  const output = new Writable({
    write(chunk, _, done) {
      out += String(chunk)
      done()
    },
  })
  const program = new Command('gradus').exitOverride()
  crs(program, output)
  await program.parseAsync(['crs', '--from', demo, ...words], { from: 'user' })
  return out
}

type Line = {
  participant: string
  episodes: {
    onset: string
    resolution?: string
    peak: { atLeast: number; atMost: number }
    sideBySide: { scale: string; peak: { atLeast: number; atMost: number }; differs?: string }[]
  }[]
}

describe('gradus crs on the demonstration trial', () => {
  it('tells its story: who had CRS, how high, from when to when', async () => {
    const lines = (await printed('--json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const story = lines.flatMap(({ participant, episodes }) =>
      episodes.map(
        ({ onset, resolution = 'open', peak }) =>
          `${participant} ${onset} ${resolution} ${peak.atLeast}-${peak.atMost}`,
      ),
    )
    expect(lines).toHaveLength(15)
    expect(story).toEqual([
      '001 2026-01-25T14:00 2026-01-28T10:00 2-2',
      '003 2026-03-23T15:00 2026-03-24T09:00 1-1',
      '005 2026-05-20T19:00 2026-05-21T07:40 1-1',
      '006 2026-06-14T16:00 2026-06-15T07:40 1-1',
      '007 2026-07-05T17:30 2026-07-06T07:40 1-1',
      '009 2026-07-23T20:00 2026-07-24T11:00 1-1',
      '010 2026-08-03T18:00 2026-08-04T12:00 1-1',
      '011 2026-09-21T16:00 2026-09-22T09:00 1-1',
      '012 2026-11-09T16:30 open 3-3',
    ])
  })

  it('grades participant 012 by all eight scales, and says why they differ', async () => {
    const lines = (await printed('--json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const beside = lines.find(({ participant }) => participant === '012')?.episodes[0]?.sideBySide ?? []
    expect(beside.map(({ scale, peak }) => `${scale} ${peak.atLeast}-${peak.atMost}`)).toEqual([
      'astct-crs-2019 3-3',
      'lee-2014-crs 2-3',
      'penn-2018-crs 3-3',
      'mskcc-crs 3-3',
      'cartox-2018-crs 2-3',
      'ctcae-v4.03-crs 4-4',
      'ctcae-v5-crs 3-3',
      'ctcae-v6-crs 3-3',
    ])
    expect(beside.find(({ scale }) => scale === 'lee-2014-crs')?.differs).toMatch(
      /fraction of inspired oxygen.*where astct-crs-2019 says 3/,
    )
    expect(beside.find(({ scale }) => scale === 'ctcae-v4.03-crs')?.differs).toMatch(
      /pressor.*where astct-crs-2019 says 3/,
    )
  })

  it('counts the hospitalisation recorded on the CRS event of participant 001: Penn grade 2', async () => {
    const lines = (await printed('--json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const penn = lines.flatMap(({ participant, episodes }) =>
      episodes.map(({ sideBySide }) => {
        const { peak } = sideBySide.find(({ scale }) => scale === 'penn-2018-crs')!
        return `${participant} ${peak.atLeast}-${peak.atMost}`
      }),
    )
    expect(penn).toEqual([
      '001 2-2',
      ...['003', '005', '006', '007', '009', '010', '011'].map((notSerious) => `${notSerious} 1-1`),
      '012 3-3',
    ])
  })

  it('prints it for people', async () => {
    expect(await printed()).toContain(
      '012  episode 1  2026-11-09T16:30, not resolved in the record, peak 3 by astct-crs-2019',
    )
  })
})
