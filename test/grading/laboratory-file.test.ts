import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ctcae50 } from '../../grading-tables/ctcae-5.0.ts'
import { gradeLabFile } from '../../src/cli/commands/grade-lab-file.ts'
import { compileTable } from '../../src/grading/compile.ts'

const compiled = compileTable(ctcae50)
const header = 'USUBJID,LBTESTCD,LBORRES,LBORRESU,LBORNRLO,LBORNRHI,LBDTC'
const hemoglobin = 'S-1,HGB,70,g/L,120,160,2026-01-20'

/** The graded rows of a laboratory file of that text, by the terms of low values. */
async function graded(lb: string | Buffer, dm = 'USUBJID,RFXSTDTC,AGE,SEX\nS-1,2026-01-10,60,F\n') {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-'))
  const [lbFile, dmFile] = [join(folder, 'lb.csv'), join(folder, 'dm.csv')]
  writeFileSync(lbFile, lb)
  writeFileSync(dmFile, dm)
  const [output, report] = [new PassThrough(), new PassThrough()]
  await gradeLabFile(compiled, { lb: lbFile, dm: dmFile, format: 'ndjson' }, { output, report })
  const lines = String(output.read() ?? '')
    .split('\n')
    .filter(Boolean)
  return lines.map((line) => JSON.parse(line)).filter(({ direction }) => direction !== 'high')
}

describe('A laboratory file', () => {
  it.each([
    ['as it is', `${header}\n${hemoglobin}\n`],
    ['with a byte order mark, CRLF and lower case', `\uFEFF${header.toLowerCase()}\r\n${hemoglobin}\r\n`],
    ['with semicolons', `${header}\n${hemoglobin}\n`.replaceAll(',', ';')],
    ['with spaces about its cells', `${header}\n${hemoglobin.replaceAll(',', ' , ')}\n`],
  ])('is graded %s', async (_, text) => expect(await graded(text)).toMatchObject([{ row: 2, grade: 3 }]))

  it('counts its rows as they stand, empty lines among them', async () =>
    expect(await graded(`${header}\n\n\n${hemoglobin}\n`)).toMatchObject([{ row: 4 }]))

  it('takes "." for an empty cell: a limit nobody gave is no limit', async () =>
    expect(await graded(`${header}\nS-1,HGB,119,g/L,.,.,2026-01-20\n`)).toMatchObject([
      { reason: expect.stringMatching(/LLN/) },
    ]))

  it.each([
    [
      'without a column it needs',
      'USUBJID,LBTESTCD,LBDTC\nS-1,ALT,2026-01-20\n',
      /lb\.csv: expected the columns LBORRES or LBSTRESC; it has/,
    ],
    ['with a column twice', `${header},LBORRES\n${hemoglobin},5\n`, /lb\.csv: column LBORRES is there twice/],
    ['with a row too short', `${header}\n${hemoglobin}\nS-1,ALT\n`, /lb\.csv row 3: expected 7 cells, and came 2/],
    ['that is empty', '', /lb\.csv: the file is empty/],
    [
      'of another encoding',
      Buffer.from(`${header}\n${hemoglobin.replace('g/L', '\xb5g/L')}\n`, 'latin1'),
      /lb\.csv: expected UTF-8 text; line 2/,
    ],
  ])(
    '%s is refused, and nothing of it is graded',
    async (_, text, message) => await expect(graded(text)).rejects.toThrow(message),
  )
})
