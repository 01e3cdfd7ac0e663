import { describe, expect, it } from 'vitest'
import { gradus } from './rows.ts'

const ok = '{"id":"a","input":{"temperatureC":38.5,"hypotension":false,"oxygen":{"device":"none"}}}'

describe('gradus scale', () => {
  it('answers line by line in order, and goes on after a malformed one with exit code 1', async () => {
    const { lines, exitCode } = await gradus(['scale', 'astct-crs-2019'], `${ok}\n{"id":"b"\n\n{"id":"c"}\n[]\n${ok}`)
    const read = lines.map((line) => JSON.parse(line))
    expect(read.map(({ id }) => id)).toEqual(['a', null, 'c', null, 'a'])
    expect(read.map((line) => 'error' in line)).toEqual([false, true, true, true, false])
    expect(exitCode).toBe(1)
  })

  it('an invalid input is an answer, with the reason; the run succeeds', async () => {
    const { lines, exitCode } = await gradus(
      ['scale', 'ice-score'],
      '{"id":1,"input":{"naming":4}}\n{"id":2,"input":7}',
    )
    expect(JSON.parse(lines[0]!)).toEqual({
      id: 1,
      result: { scale: 'ice-score', invalid: 'naming: expected 0 to 3, came 4', error: 'out-of-range', item: 'naming' },
    })
    expect(JSON.parse(lines[1]!).result.error).toBe('malformed')
    expect(exitCode).toBe(0)
  })

  it.each([
    ['no scale named', ['scale']],
    ['a scale nobody knows', ['scale', 'astct']],
    ['a reading nobody declared', ['scale', 'astct-crs-2019', '--reading', 'colour=blue']],
    ['an option of a reading nobody declared', ['scale', 'astct-crs-2019', '--reading', 'vasopressin-alone=blue']],
    ['another word for --unlisted', ['scale', 'astct-crs-2019', '--unlisted', 'no']],
  ])('usage: %s is exit code 2', async (_, words) => {
    await expect(gradus(words, '')).rejects.toMatchObject({ exitCode: 2 })
  })

  it('--unlisted unknown takes nothing for granted', async () => {
    const { lines } = await gradus(['scale', 'astct-crs-2019', '--unlisted', 'unknown'], ok)
    expect(JSON.parse(lines[0]!).result).toMatchObject({ grade: null, atLeast: 0, atMost: 5 })
  })

  it('names what it took for granted', async () => {
    const { lines } = await gradus(
      ['scale', 'astct-icans-2019-adult'],
      '{"id":1,"input":{"ice":8,"consciousness":"alert"}}',
    )
    expect(JSON.parse(lines[0]!).result).toMatchObject({
      grade: 1,
      assumed: expect.arrayContaining(['seizure', 'motor', 'edema']),
    })
  })

  it('--list names every scale with its citation, readings and what is not confirmed', async () => {
    const text = (await gradus(['scale', '--list'], '')).lines.join('\n')
    expect(text).toContain('astct-crs-2019  2019  Cytokine release syndrome, ASTCT consensus')
    expect(text).toContain('reading vasopressin-alone: grade-3 (or ask)')
    expect(text).toContain('not confirmed: the whole grading was recalled, not seen in print')
  })

  it('a number written with more digits than a double keeps apart is refused, not rounded across a cut', async () => {
    const line =
      '{"id":1,"input":{"temperatureC":"37.99999999999999999","hypotension":false,"oxygen":{"device":"none"}}}'
    expect(JSON.parse((await gradus(['scale', 'astct-crs-2019'], line)).lines[0]!).result.error).toBe('wrong-type')
  })
})
