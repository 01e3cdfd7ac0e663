import { PassThrough, Readable } from 'node:stream'
import { Command } from 'commander'
import { afterEach, describe, expect, it } from 'vitest'
import { decide } from '../../src/cli/commands/decide.ts'
import { design } from '../../src/cli/commands/design.ts'
import { enumerate } from '../../src/cli/commands/enumerate.ts'
import { pathways } from '../../src/cli/commands/pathways.ts'
import { selectMtd } from '../../src/cli/commands/select-mtd.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { cases } from './cases.ts'

/** Runs a command line against streams of its own; what it wrote, and the code it ended with. */
async function gradus(words: readonly string[], input = '') {
  const [output, report] = [new PassThrough(), new PassThrough()]
  const written: string[] = []
  output.on('data', (chunk) => written.push(String(chunk)))
  const program = new Command('gradus').exitOverride().configureOutput({ writeErr: (text) => report.write(text) })
  for (const register of [decide, design, enumerate, pathways, selectMtd, simulate]) {
    register(program, { input: Readable.from([input]), output, report })
  }
  for (const each of program.commands) each.exitOverride().configureOutput({ writeErr: (text) => report.write(text) })
  const code = await program.parseAsync([...words], { from: 'user' }).then(
    () => process.exitCode ?? 0,
    (error: { exitCode: number }) => error.exitCode,
  )
  return { text: written.join(''), code, report: String(report.read() ?? '') }
}

afterEach(() => {
  process.exitCode = undefined
})

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('gradus decide', () => {
  it('answers each line in order; a malformed one with its error, the rest goes on, exit code 1', async () => {
    const input = [
      '{"id":"a","design":{"name":"3+3","family":"korn"},"outcomes":"1NNN 2NTT","levels":3}',
      '{"id":"b", nonsense',
      '{"id":"c","design":{"name":"boin","target":0.3},"tally":[{"n":3,"dlt":1,"pending":0},{"n":0,"dlt":0,"pending":0}],"current":1}',
      '{"id":"d","design":{"name":"boin","taget":0.3},"tally":[{"n":3,"dlt":1}]}',
      '{"id":"e","design":{"name":"boin","target":0.3},"tally":[{"n":3,"dlt":4}]}',
      '{"id":"f","design":{"name":"3+3"},"outcomes":"-1NNN 1NTT","levels":["-1","1","2a"]}',
      '',
    ].join('\n')
    const { text, code } = await gradus(['decide'], input)
    const [a, b, c, d, e, f] = lines(text)
    expect(code).toBe(1)
    expect(a).toMatchObject({ id: 'a', action: 'de-escalate', level: 1, excluded: [2, 3], mtd: null, more: 3 })
    expect(a.because).toContain('2 of 3 with DLT at level 2')
    expect(b).toEqual({ id: 'b', error: 'line 2: expected a JSON object, got what is not JSON' })
    expect(c).toMatchObject({ id: 'c', action: 'stay', level: 1 })
    expect(d.error).toContain('taget')
    expect(e.error).toContain('4 DLTs among 3 settled participants')
    expect(f).toMatchObject({ action: 'de-escalate', level: '-1', excluded: ['1', '2a'] })
  })

  it('a clean run ends with 0; model designs add their posterior', async () => {
    const input =
      '{"id":1,"design":{"name":"crm","model":"empiric","skeleton":[0.05,0.1,0.2],"target":0.25},"outcomes":"1NNN"}\n'
    const { text, code } = await gradus(['decide'], input)
    expect(code).toBe(0)
    expect(lines(text)[0]).toMatchObject({
      id: 1,
      action: 'escalate',
      level: 2,
      posterior: { pTox: [expect.any(Number), expect.any(Number), expect.any(Number)] },
    })
  })

  it('says when it had to assume how many levels there are, and explains on request', async () => {
    const { text } = await gradus(['decide', '--explain'], '{"design":{"name":"3+3"},"outcomes":"1NNT"}\n')
    const [answer] = lines(text)
    expect(answer).toMatchObject({ id: null, levelsAssumed: true, action: 'stay' })
    expect(answer.explain[0]).toBe('Stay at level 1: treat 3 more there.')
    expect(answer.changes).toHaveLength(2)
  })

  it.each([
    ['{"design":{"name":"3+3"},"tally":[{"n":3,"dlt":-1}]}', 'line 1: tally[0].dlt: expected at least 0; got -1'],
    ['{"design":{"name":"boin","target":"0.3"},"outcomes":""}', 'line 1: design.target: expected a number; got "0.3"'],
    [
      '{"design":{"name":"3+3"},"tally":[{"n":3,"dlt":1,"pendng":2}]}',
      'line 1: tally[0]: no property is called "pendng": did you mean "pending"?',
    ],
    [
      '{"design":{"name":"3+3"},"outcomes":"1N","levels":["1","1"]}',
      'line 1: levels: expected labels that all differ; got ["1","1"]',
    ],
    [
      '{"design":{"name":"3+3"},"outcomes":"1N","levels":["a","b"]}',
      'line 1: outcomes: expected a level (a, b) and N, T or P, like aNNT; got "1N"',
    ],
    [
      '{"design":{"name":"3+3","startLevel":4},"outcomes":"","levels":3}',
      'line 1: 3+3.startLevel: expected a level from 1 to 3; got 4',
    ],
    [
      '{"design":{"name":"3+3"},"outcomes":"1N","modifiers":[{"name":"stagger","until":"tomorrow"}]}',
      'line 1: modifiers[0].until: expected an ISO date or date-time such as 2026-03-01; got "tomorrow"',
    ],
    [
      '{"design":{"name":"titeBoin","version":2018,"target":0.3},"outcomes":"1N"}',
      'line 1: design.version: expected one of "2018", "approximate"; got 2018',
    ],
    [
      '{"design":{"name":"boin","target":0.3},"tally":[{"n":1000000000,"dlt":0}]}',
      'line 1: tally[0].n: expected at most 1000; got 1000000000',
    ],
    [
      `{"design":{"name":"boin","target":0.3},"outcomes":"1${'N'.repeat(1001)}"}`,
      'line 1: outcomes: expected at most 1000 participants at a level; got 1001',
    ],
    [
      '{"design":{"name":"table","rows":[{"n":[6,3],"dlt":0,"then":"stay"}]},"outcomes":"1NNN"}',
      'line 1: design.rows[0].n: expected a range from its lower to its higher number; got [6,3]',
    ],
    [
      '{"design":{"name":"toxicityMonitor","limit":0.3,"threshold":0.9,"prior":[1e300,1]},"outcomes":"1N"}',
      'line 1: design.prior[0]: expected at most 1000; got 1e+300',
    ],
    [
      '{"design":{"name":"3+3"},"outcomes":"99999999NNN"}',
      'line 1: outcomes: expected a level up to 100; got "99999999NNN"',
    ],
    [
      '{"design":{"name":"3+3"},"outcomes":"100NNN"}',
      'line 1: outcomes: expected a level up to 99, as no levels are given; got level 100',
    ],
  ])('%s: %s', async (line, error) => {
    expect(lines((await gradus(['decide'], `${line}\n`)).text)[0].error).toBe(error)
  })

  it('a modifier calls levels by the labels of the trial', async () => {
    const request = { design: { name: '3+3' }, outcomes: 'aNNN', levels: ['a', 'b', 'c'] }
    const held = JSON.stringify({ ...request, modifiers: [{ name: 'committeeCap', level: 'a' }] })
    const wrong = JSON.stringify({ ...request, modifiers: [{ name: 'committeeCap', level: 1 }] })
    const { text } = await gradus(['decide'], `${held}\n${wrong}\n`)
    const [first, second] = lines(text)
    expect(first).toMatchObject({ action: 'wait', level: 'a', rule: 'committee cap' })
    expect(first.because).toMatch(/^the committee allows nobody above level a until it decides: .* at level a$/)
    expect(second.error).toBe('line 2: modifiers[0].level: expected one of the levels a, b, c; got 1')
  })

  it('a level excluded for good goes by its label, the same in every trial of a file', async () => {
    const ask = (levels: string[]) =>
      JSON.stringify({
        design: { name: '3+3' },
        outcomes: `${levels[0]}NNN`,
        levels,
        modifiers: [{ name: 'excludeForGood', level: levels[1] }],
      })
    const { text } = await gradus(['decide', '--explain'], `${ask(['-1', '1'])}\n${ask(['a', 'b'])}\n`)
    const said = lines(text).map(({ because }) => because)
    expect(said).toEqual([
      'level 1 was excluded and has not been reopened: 0 of 0 with DLT at level 1',
      'level b was excluded and has not been reopened: 0 of 0 with DLT at level b',
    ])
    expect(lines(text)[0].explain).toContain(
      'Rule: level 1 was excluded and has not been reopened (excluded; an option of the protocol).',
    )
  })

  it('backfill: its own caps, by labels; pooled or apart; which levels take more', async () => {
    const backfill = {
      name: 'backfill',
      tally: [{ n: 3, dlt: 2, pending: 1 }],
      counted: 'apart',
      cap: 6,
      caps: [{ level: 'b', cap: 1 }],
      limit: 0.3,
      threshold: 0.95,
    }
    const ask = (changes: object) =>
      JSON.stringify({
        design: { name: '3+3', family: 'korn' },
        outcomes: 'aNNN bNNN cNNN',
        levels: ['a', 'b', 'c', 'd'],
        modifiers: [{ ...backfill, ...changes }],
      })
    const asked = [ask({}), ask({ counted: 'pooled' }), ask({ caps: [{ level: 'x', cap: 1 }] })].join('\n')
    const [apart, pooled, wrong] = lines((await gradus(['decide'], `${asked}\n`)).text)
    expect(apart).toMatchObject({ action: 'escalate', level: 'd' })
    expect(apart.backfill).toEqual([
      { level: 'a', open: true, left: 2, because: 'open' },
      { level: 'b', open: true, left: 1, because: 'open' },
      { level: 'c', open: false, left: 0, because: 'not below the current level' },
      { level: 'd', open: false, left: 0, because: 'not below the current level' },
    ])
    expect(pooled).toMatchObject({ action: 'stop', level: null })
    expect(wrong.error).toBe('line 3: modifiers[0].caps[0].level: expected one of the levels a, b, c, d; got "x"')
  })

  it('starts where the design says, and says when follow-up was not given', async () => {
    const start = '{"design":{"name":"3+3","startLevel":2,"startTooToxic":"go-below"},"outcomes":"","levels":3}'
    const tite =
      '{"design":{"name":"titeBoin","version":"2018","target":0.3},"tally":[{"n":3,"dlt":0,"pending":1}],"levels":2}'
    const [first, second] = lines((await gradus(['decide'], `${start}\n${tite}\n`)).text)
    expect(first).toMatchObject({ action: 'stay', level: 2 })
    expect(second.followUpAssumed).toBe(true)
  })

  it.each(
    cases<'counted' | 'pending' | 'followUp' | 'assumed'>(`
    counted  pending  followUp  assumed
    pooled   1        -         true
    pooled   1        [0.5]     -
    pooled   0        -         -
    apart    1        -         -
  `),
  )(
    'follow-up of $pending pending in a backfill counted $counted, given as $followUp: assumed $assumed',
    async (row) => {
      const given = row.followUp === '-' ? {} : { followUp: JSON.parse(row.followUp) }
      const backfill = { name: 'backfill', counted: row.counted, cap: 9, limit: 0.3, threshold: 0.95 }
      const request = {
        design: { name: 'titeBoin', version: '2018', target: 0.3 },
        outcomes: '1NNN',
        levels: 2,
        modifiers: [{ ...backfill, tally: [{ n: 3, dlt: 0, pending: Number(row.pending), ...given }] }],
      }
      const { text } = await gradus(['decide'], `${JSON.stringify(request)}\n`)
      expect(String(lines(text)[0].followUpAssumed ?? '-')).toBe(row.assumed)
    },
  )

  it('applies modifiers in the order given', async () => {
    const request = (modifiers: object[]) =>
      JSON.stringify({ design: { name: '3+3', family: 'escalateOnly' }, outcomes: '1NNN 2NTT', levels: 3, modifiers })
    const [six, cap] = [
      { name: 'atLeastAt', n: 6 },
      { name: 'stopAt', cap: 6 },
    ]
    const { text } = await gradus(['decide'], `${request([six, cap])}\n${request([cap, six])}\n`)
    expect(lines(text).map(({ action }) => action)).toEqual(['stop', 'de-escalate'])
  })
})

describe('gradus design', () => {
  it('lists every design with parameters and citation', async () => {
    const { text } = await gradus(['design', '--list', '--json'])
    const all = JSON.parse(text)
    expect(all.map(({ name }: { name: string }) => name)).toContain('titeBoin')
    for (const { citation, parameters } of all) expect(citation && Array.isArray(parameters)).toBeTruthy()
  })
  it('prints a table', async () => {
    const { text } = await gradus(['design', 'boin', '--table', '--target', '0.3', '--most', '6'])
    expect(text.split('\n').slice(1, 6)).toEqual([
      'DLTs    1    2    3    4    5    6',
      '   0    E    E    E    E    E    E',
      '   1    D    D    S    S    E    E',
      '   2         D    D    D    D    S',
      '   3             DU   DU    D    D',
    ])
  })
  it('prints a table of three hundred settled without delay', { timeout: 20_000 }, async () => {
    const { text } = await gradus(['design', 'boin', '--table', '--target', '0.3', '--most', '300'])
    expect(text.split('\n')[1]).toMatch(/ 299 {2}300$/)
  })
  it('draws the table as a figure', async () => {
    const { text } = await gradus(['design', 'boin', '--table', '--target', '0.3', '--most', '6', '--svg'])
    expect(text.match(/<rect/g)).toHaveLength(2 + 3 + 4 + 5 + 6 + 7)
    expect(text).toContain('>Settled participants across, DLTs down; nobody pending<')
  })
  it('says in the figure that states with people pending are not drawn', async () => {
    const { text } = await gradus(['design', '3+3', '--table', '--pending', '2', '--svg'])
    const caption = 'Settled participants across, DLTs down; nobody pending; not drawn: 1, 2 pending'
    expect(text).toContain(`<title>Decision table: ${caption}</title>`)
    expect(text).toContain(`>${caption}</text>`)
  })
  it('checks a table of one’s own and lists what speaks against it', async () => {
    const rows = [
      { n: 3, dlt: 0, then: 'stay' },
      { n: 3, dlt: [1, 2], then: 'escalate' },
    ]
    const spec = JSON.stringify({ name: 'table', rows, target: 0.3 })
    const { text, code } = await gradus(['design', spec, '--table', '--most', '3', '--every', '3'])
    expect(code).toBe(0)
    expect(text.trim().split('\n').slice(-4)).toEqual([
      '1 of 3: escalate, though one DLT fewer says stay',
      '1 of 3: escalate, though 1 of 3 lies above the target 0.3',
      '2 of 3: escalate, though 2 of 3 lies above the target 0.3',
      '3 of 3: no row for this state',
    ])
  })
  it('says of a table of one’s own what speaks against it wherever it is used, and goes on', async () => {
    const rows = [
      { n: 3, dlt: 0, then: 'stay' },
      { n: 3, dlt: [1, 3], then: 'escalate' },
    ]
    const design = { name: 'table', rows }
    const spec = JSON.stringify(design)
    const warning = (command: string) =>
      `gradus ${command}: warning: the table: 1 of 3: escalate, though one DLT fewer says stay\n`
    const ways = {
      pathways: ['--outcomes', '1NNN', '--levels', '2', '--cohorts', '0', '--csv'],
      simulate: ['--truth', '0.1', '--trials', '5', '--participants', '3'],
      enumerate: ['--levels', '1', '--participants', '3'],
    }
    for (const [command, words] of Object.entries(ways)) {
      const { report, code, text } = await gradus([command, spec, ...words])
      expect([report, code]).toEqual([warning(command), 0])
      expect(text).not.toBe('')
    }
    const [answer] = lines((await gradus(['decide'], JSON.stringify({ design, outcomes: '1NNN' }))).text)
    expect(answer).toMatchObject({
      action: 'stay',
      violations: ['1 of 3: escalate, though one DLT fewer says stay'],
    })
  })
  it('counts what more than ten states speak against, and looks at no more than a hundred settled', async () => {
    const design = { name: 'table', rows: [{ n: [1, 1_000_000_000], dlt: 0, then: 'escalate' }] }
    const [answer] = lines((await gradus(['decide'], JSON.stringify({ design, outcomes: '1NNN' }))).text)
    expect(answer.violations.slice(9)).toEqual([
      '4 of 4: no row for this state',
      '5040 more, which design --table lists',
    ])
  })
  it.each([
    ['a parameter', '"design":{"name":"boin","target":0.3,"cutof":0.9}', 'design', 'cutof', 'cutoff'],
    ['a parameter in other case', '"design":{"name":"boin","target":0.3,"PSAF":0.1}', 'design', 'PSAF', 'pSaf'],
    [
      'an option within',
      '"design":{"name":"rapidTitration","then":{"topLable":"mtd"}}',
      'design.then',
      'topLable',
      'topLabel',
    ],
    ['of one kind of modifier', '"modifiers":[{"name":"stopAt","cap":9,"capp":9}]', 'modifiers[0]', 'capp', 'cap'],
  ])('a misspelt name is told with the one it is like: %s', async (_, part, where, wrong, right) => {
    const design = part.includes('"design"') ? '' : '"design":{"name":"3+3"},'
    const { text } = await gradus(['decide'], `{${design}${part},"outcomes":"1N"}`)
    expect(lines(text)[0].error).toBe(`line 1: ${where}: no property is called "${wrong}": did you mean "${right}"?`)
  })
  it('a name that is like none, or like one of another design, is told alone', async () => {
    const asked = (parameter: string) => gradus(['design', 'boin', '--table', '--target', '0.3', `--${parameter}`, '1'])
    expect((await asked('zzz')).report).toBe('gradus design: boin: no property is called "zzz"\n')
    expect((await asked('skeletn')).report).toBe('gradus design: boin: no property is called "skeletn"\n')
  })
  it('an unknown design or parameter is a usage error', async () => {
    expect((await gradus(['design', 'nope', '--table'])).code).toBe(2)
    expect((await gradus(['design', 'boin', '--table', '--taget', '0.3'])).code).toBe(2)
  })
})

describe('a level beyond the hundredth is refused', () => {
  it.each([
    [['pathways', '3+3', '--outcomes', '99999999NNN'], 'outcomes: expected a level up to 100; got "99999999NNN"'],
    [['design', '3+3', '--table', '--levels', '101'], '--levels: expected a whole number from 1 to 100; got "101"'],
    [['enumerate', '3+3', '--levels', '101'], 'levels: expected at most 100; got 101'],
  ])('%j: %s', async (words, says) => {
    const { report, code } = await gradus(words)
    expect([report.trim(), code]).toEqual([`gradus ${words[0]}: ${says}`, 2])
  })
})

describe('gradus enumerate', () => {
  it('prints every path with its MTD', async () => {
    const { text } = await gradus(['enumerate', '3+3', '--family', 'korn', '--levels', '4', '--json'])
    const { paths } = JSON.parse(text)
    expect(paths).toHaveLength(346)
    expect(paths[0]).toEqual({ outcomes: '1NNN 2NNN 3NNN 4NNN', mtd: 4 })
    expect(paths.at(-1)).toEqual({ outcomes: '1TTT', mtd: null })
  })
  it('with a truth, what is to be expected exactly', async () => {
    const { text } = await gradus([
      'enumerate',
      'boin',
      '--target',
      '0.3',
      '--truth',
      '0.1,0.3',
      '--participants',
      '12',
      '--json',
    ])
    const { selected, none } = JSON.parse(text)
    expect(selected[0] + selected[1] + none).toBeCloseTo(1, 12)
  })
})

describe('gradus pathways', () => {
  it('as text, as CSV and as a figure', async () => {
    const words = ['pathways', '3+3', '--outcomes', '1NNN 2NNP', '--levels', '3', '--cohorts', '1']
    expect((await gradus(words)).text).toContain(
      'now: wait 2 (3+3 three open)\n  pending 2N: escalate 3 +3 (3+3 0 of 3)\n    3NNN:',
    )
    expect((await gradus([...words, '--csv'])).text).toContain('1,pending 2N,escalate,3,3,3+3 0 of 3')
    expect((await gradus([...words, '--svg'])).text).toMatch(/^<svg .*3\+3 0 of 3: no DLT in three.*<\/svg>\n$/s)
  })
})

describe('what would change an answer unseen is refused or said', () => {
  const boin = '"design":{"name":"boin","target":0.3}'
  it.each([
    [
      'a last cohort larger than the level',
      `{${boin},"tally":[{"n":3,"dlt":0,"last":{"n":5,"dlt":0}}]}`,
      'last cohort 0 of 5',
    ],
    [
      'more DLTs in the last cohort than in it',
      `{${boin},"tally":[{"n":3,"dlt":0,"last":{"n":2,"dlt":3}}]}`,
      'last cohort 3 of 2',
    ],
    [
      'backfill participants with more DLTs than settled',
      `{${boin},"tally":[{"n":6,"dlt":0}],"modifiers":[{"name":"backfill","tally":[{"n":4,"dlt":5}],"counted":"pooled","cap":9,"limit":0.3,"threshold":0.9}]}`,
      'modifiers[0].tally[0]: expected at most as many DLTs as settled participants',
    ],
    [
      'a prior too wide to be one',
      '{"design":{"name":"crm","model":"empiric","skeleton":[0.1,0.2],"target":0.3,"priorSd":100},"tally":[{"n":3,"dlt":0}]}',
      'priorSd',
    ],
  ])('%s', async (_, line, message) => {
    const { text, code } = await gradus(['decide'], line)
    expect(code).toBe(1)
    expect(lines(text)[0].error).toContain(message)
  })
  it('a byte-order mark is no part of the first line', async () => {
    const { text, code } = await gradus(['decide'], `\uFEFF{"id":"a",${boin},"tally":[{"n":3,"dlt":1}],"current":1}\n`)
    expect([code, lines(text)[0].action]).toEqual([0, 'stay'])
  })
  it('the levels a pathway takes for granted', async () => {
    const words = ['pathways', 'boin', '--target', '0.3', '--outcomes', '1NNN']
    expect((await gradus(words)).text).toContain('Takes level 2 for the highest, as no --levels are given')
    expect(JSON.parse((await gradus([...words, '--json'])).text)).toMatchObject({ levelsAssumed: true })
    expect((await gradus([...words, '--levels', '2'])).text).not.toContain('Takes level')
  })
  it('levels are called by their labels throughout', async () => {
    const words = ['pathways', 'boin', '--target', '0.3', '--outcomes', '1NNN', '--levels', '-1,1,2a', '--json']
    expect(JSON.parse((await gradus(words)).text)).toMatchObject({
      current: '1',
      level: '2a',
      next: [{ after: '2aNNN', current: '2a' }, {}, {}, {}],
    })
    const line = `{${boin},"tally":[{"n":0,"dlt":0},{"n":3,"dlt":0},{"n":0,"dlt":0}],"levels":["-1","1","2a"],"current":"1"}`
    const { changes } = lines((await gradus(['decide', '--explain'], line)).text)[0]
    for (const { level } of changes) expect(['-1', '1', '2a']).toContain(level)
  })
  it('outcomes and a tally at once', async () => {
    const words = ['pathways', '3+3', '--outcomes', '1NNN', '--tally', '[{"n":3,"dlt":3}]']
    expect(await gradus(words)).toMatchObject({ code: 2, text: '', report: expect.stringContaining('got both') })
  })
  it('a selection whose rates are not in order', async () => {
    const { text } = await gradus(['select-mtd'], '{"target":0.3,"pTox":0.2,"tally":[{"n":3,"dlt":0}]}')
    expect(lines(text)[0].error).toContain('pTox: expected a rate above the target')
  })
  it.each([
    ['--trials', ['--trials', '5']],
    ['boin', ['boin']],
  ])('%s beside a job file', async (beside, words) => {
    const { code, report } = await gradus(['simulate', ...words, '--job', 'job.json'])
    expect([code, report]).toEqual([
      2,
      expect.stringContaining(`expected the job file alone; got "${beside}" beside it`),
    ])
  })
  it('overdosing where no rate says what it is', async () => {
    const words = ['simulate', '3+3', '--truth', '0.05,0.5', '--trials', '50', '--workers', '1']
    expect((await gradus(words)).text).toMatch(/^overdosed +-$/m)
    expect((await gradus([...words, '--overdose-above', '0.3'])).text).toMatch(/^overdosed +\d\.\d\d \(/m)
    expect(JSON.parse((await gradus([...words, '--json'])).text)[0]).toMatchObject({ overdosed: null })
  })
})

describe('gradus simulate', () => {
  it('prints what many trials add up to; progress only to a terminal', async () => {
    const words = [
      'simulate',
      'titeBoin',
      '--version',
      '2018',
      '--target',
      '0.3',
      '--truth',
      '0.1,0.3',
      '--trials',
      '200',
      '--interval',
      '0.5',
      '--window',
      '1',
    ]
    const { text, report, code } = await gradus([...words, '--json', '--workers', '2'])
    expect([report, code]).toEqual(['', 0])
    expect(JSON.parse(text)[0]).toMatchObject({
      trials: 200,
      duration: { value: expect.any(Number), se: expect.any(Number) },
    })
  })
  it('without a truth is a usage error', async () => {
    expect((await gradus(['simulate', '3+3'])).code).toBe(2)
  })
})

describe('gradus simulate: what people read', () => {
  it('what "overdosed" means is told once, after all scenarios', async () => {
    const words = ['simulate', '3+3', '--truth', '0.1', '--truth', '0.3', '--trials', '5', '--workers', '1']
    const { text } = await gradus(words)
    expect(text.match(/^overdosed:/gm)).toHaveLength(1)
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^overdosed: participants treated where/)
  })
  it('designs side by side, every mean and share with its standard error', async () => {
    const words = ['simulate', '3+3', '--start-level', '2', '--truth', '0.1,0.2,0.3', '--trials', '100']
    const { text } = await gradus(words)
    expect(text.split('\n')[0]).toBe('0.1,0.2,0.3: 100 trials (Monte-Carlo standard errors in brackets)')
    expect(text).toMatch(/participants: level 1 +0\.00 \(0\.00\)/)
    expect(text).toMatch(/DLTs: level 2 +\d\.\d\d \(0\.\d\d\)/)
  })
  it.each([
    [['--truth', '0.1,x'], '--truth: expected rates from 0 to 1 with commas, such as 0.1,0.25; got "0.1,x"'],
    [['--truth', '0.1', '--trials', 'abc'], '--trials: expected a whole number from 1; got "abc"'],
    [['--truth', '0.1', '--start', '2'], 'start of "3+3": expected a level from 1 to 1; got 2'],
  ])('%j: %s', async (words, says) => {
    const { report, code } = await gradus(['simulate', '3+3', ...words])
    expect([report.trim(), code]).toEqual([`gradus simulate: ${says}`, 2])
  })
})

describe('gradus design: an expansion cohort', () => {
  it('says where it stops, and how likely, exactly', async () => {
    const words = ['--limit', '0.3', '--threshold', '0.9', '--most', '6', '--every', '3', '--truth', '0.5', '--json']
    const { text } = await gradus(['design', 'toxicityMonitor', '--table', ...words])
    const { boundaries, looks, stopping } = JSON.parse(text)
    expect([boundaries[2], boundaries[5], looks]).toEqual([2, 4, [3, 6]])
    // 2 or 3 of 3, or 1 of 3 and then 3 of 3: 4/8 + 3/8 × 1/8.
    expect(stopping[0].stopped).toBeCloseTo(0.5 + 3 / 64, 14)
  })
})

describe('gradus design: what a hasty reader would miss', () => {
  it('a monitor that stops though nobody has a DLT says that the prior decides', async () => {
    const words = ['design', 'toxicityMonitor', '--limit', '0.05', '--threshold', '0.9', '--table', '--most', '3']
    expect((await gradus(words)).text).toContain('Stop at: 0 of 1, 1 of 2, 1 of 3.\nIt stops where nobody has a DLT')
    expect((await gradus([...words, '--minimum', '2'])).text).not.toContain('nobody has a DLT')
  })
  it('no more levels than the parameters of the design fix', async () => {
    const words = ['design', 'crm', '--model', 'empiric', '--skeleton', '0.1,0.2', '--target', '0.3', '--table']
    expect((await gradus([...words, '--levels', '5'])).report).toBe(
      'gradus design: --levels: expected a whole number from 1 to 2; got "5"\n',
    )
    expect((await gradus([...words, '--levels', '1'])).text).toContain('level 1 of 1')
  })
})

describe('gradus select-mtd, where it selects none, says why', () => {
  it.each([
    ['"tally":[{"n":0,"dlt":0},{"n":0,"dlt":0}]', 'nobody was treated at any level'],
    [
      '"tally":[{"n":3,"dlt":3},{"n":3,"dlt":3}]',
      'level 1 and those above are excluded, very likely above the target: 3 of 3 with DLT',
    ],
    [
      '"tally":[{"n":0,"dlt":0},{"n":6,"dlt":5}]',
      'level 2 is excluded, very likely above the target: 5 of 6 with DLT; nobody was treated below',
    ],
    [
      '"extraSafe":true,"offset":0.1,"tally":[{"n":6,"dlt":3},{"n":0,"dlt":0}]',
      'level 1 and those above are excluded, very likely above the target: 3 of 6 with DLT',
    ],
    [
      '"boundMtd":true,"tally":[{"n":6,"dlt":3},{"n":3,"dlt":2}]',
      'the lowest isotonic estimate, 0.5, lies above the bound 0.3585',
    ],
  ])('%s: %s', async (counts, because) => {
    const [answer] = lines((await gradus(['select-mtd'], `{"target":0.3,${counts}}`)).text)
    expect(answer).toMatchObject({ mtd: null, because })
  })
})

describe('gradus select-mtd', () => {
  it('selects by isotonic regression, and only when everyone has settled', async () => {
    const settled = '{"id":"a","target":0.3,"tally":[{"n":3,"dlt":0},{"n":9,"dlt":3},{"n":3,"dlt":3}]}'
    const { text, code } = await gradus(
      ['select-mtd'],
      `${settled}\n{"id":"b","target":0.3,"tally":[{"n":3,"dlt":0,"pending":1}]}\n`,
    )
    const [a, b] = lines(text)
    expect(a).toMatchObject({ id: 'a', mtd: 2 })
    expect(a).not.toHaveProperty('because')
    expect(b).toEqual({ id: 'b', error: 'line 2: 1 pending: the MTD is selected once everyone has settled' })
    expect(code).toBe(1)
  })
})
