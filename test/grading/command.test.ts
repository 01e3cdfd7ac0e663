import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { codingMap } from '../../src/cli/commands/coding-map.ts'
import { grade } from '../../src/cli/commands/grade.ts'
import { gradeLabRows } from '../../src/cli/commands/grade-lab-rows.ts'
import { answerLine } from '../../src/cli/commands/grade-lines.ts'
import { compileTable } from '../../src/grading/compile.ts'

const compiled = compileTable(ctcae50)
const answered = (unreported: 'unknown' | 'absent', text: string) => answerLine(compiled, { unreported }, text)

describe('gradus grade, line by line', () => {
  const line =
    '{"id":"7","term":"anemia","value":95,"unit":"g/L","lln":120,"uln":160,"baseline":{"value":130,"indicator":"NORMAL"},"changeFromBaselinePercent":-27,"age":42,"sex":"F","facts":{}}'
  it('keeps the contract', () => {
    expect(answered('absent', line)).toMatchObject({
      id: '7',
      grade: 2,
      because: expect.stringContaining('<100 - 80 g/L'),
      readings: [],
    })
    expect(answered('unknown', line)).toMatchObject({
      id: '7',
      atLeast: 2,
      atMost: 5,
      possible: [2, 3, 4, 5],
      needs: expect.arrayContaining(['transfusion indicated']),
    })
    expect(Object.keys(answered('absent', line))[0]).toBe('id')
  })
  it.each([
    ['{"id":"9", bad', { id: '9', error: 'the line is not JSON' }],
    ['[]', { id: null, error: 'expected an object' }],
    ['{"id":"1"}', { id: '1', error: 'term: expected the name of a term' }],
    ['{"id":"1","term":"Anemia","value":true}', { id: '1', error: 'value: expected string or number, got true' }],
    ['{"id":"1","term":"Anemia","ULN":5}', { id: '1', error: 'ULN: no such field' }],
    [
      '{"id":"1","term":"Anemia","facts":{"death":"yes"}}',
      { id: '1', error: 'facts: "death" is true, false or null, not "yes"' },
    ],
    [
      '{"id":"1","term":"Anemi"}',
      { id: '1', ungradable: 'no such term in ctcae-5.0', candidates: expect.arrayContaining(['Anemia']) },
    ],
  ])('%s', (text, expected) => {
    expect(answered('unknown', text)).toMatchObject(expected)
  })
})

describe("gradus grade --coding: a site's own terms", () => {
  const given = (content: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'gradus-coding-')), 'coding.json')
    writeFileSync(path, content)
    return path
  }
  it('grades a term of the site as the term it is coded to, and says so', async () => {
    const path = given('{"Low blood count": "Anemia"}')
    const program = new Command().exitOverride()
    const output = new PassThrough()
    const line = '{"id":"1","term":"low blood count","value":70,"unit":"g/L"}'
    grade(program, { input: Readable.from([line]), output, report: output })
    await program.parseAsync(['grade', '--unreported', 'absent', '--coding', path], { from: 'user' })
    expect(JSON.parse(String(output.read()))).toMatchObject({
      id: '1',
      grade: 3,
      flags: expect.arrayContaining(['"low blood count" is coded to Anemia by the site\'s map']),
    })
  })
  it.each([
    ['nonsense', 'is not JSON'],
    ['["Anemia"]', 'expected an object'],
    ['{"tired": 7}', '"tired" is coded to 7, not to a term'],
    ['{"tired": "Tiredness"}', '"tired" is coded to Tiredness, which ctcae-5.0 has not'],
  ])('refuses %s', (content, why) => {
    expect(() => codingMap(given(content), compiled)).toThrow(why)
  })
})

describe('gradus grade --lb', () => {
  const row = (LBSEQ: number, LBORRES: string, LBDTC: string, more = {}) => ({
    USUBJID: 'S-1',
    LBSEQ: String(LBSEQ),
    LBTESTCD: 'ALT',
    LBTEST: 'ALT',
    LBORRES,
    LBORRESU: 'U/L',
    LBORNRLO: '5',
    LBORNRHI: '40',
    LBDTC,
    ...more,
  })
  const dm = [{ USUBJID: 'S-1', RFXSTDTC: '2026-01-10', AGE: '60', AGEU: 'YEARS', SEX: 'F' }]
  const rows = [
    row(1, '160', '2026-01-05'),
    row(2, '500', '2026-01-20'),
    row(3, 'HEMOLYZED', '2026-01-25'),
    row(4, '', '2026-01-26'),
  ]
  it('accounts for every row', () => {
    const { lines } = gradeLabRows(compiled, { lb: rows, dm, ex: [] }, 'absent')
    expect(lines.map(({ grade, reason }) => grade ?? reason)).toEqual([
      2,
      2,
      'value "HEMOLYZED" cannot be read',
      'no value',
    ])
    expect(lines[0]?.readings).toContain('baseline-record')
  })
  it('a blanked baseline is an unknown baseline, never the one before, and never "meets nothing"', () => {
    const blanked = [row(0, '35', '2026-01-02'), { ...row(1, '', '2026-01-05') }, row(2, '100', '2026-01-20')]
    const { lines } = gradeLabRows(compiled, { lb: blanked, dm, ex: [] }, 'absent')
    expect(lines[2]).toMatchObject({ possible: [0, 1] })
  })
})
