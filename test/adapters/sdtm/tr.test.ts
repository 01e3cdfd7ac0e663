import { describe, expect, it } from 'vitest'
import { reading } from './read.ts'

const TU = `
  USUBJID  TUSEQ  TULNKID  TUORRES     TULOC       TUDTC
  001      1      T01      TARGET      LIVER       2026-01-02
  001      2      N01      TARGET      LYMPH NODE  2026-01-02`
const stated = (row: string, head = 'USUBJID  TRSEQ  TRLNKID  TRTESTCD  TRORRES  TRORRESU  TRDTC') =>
  reading({ TU, TR: `${head}\n${row}` })
const factOf = (row: string, head?: string) => stated(row, head).states.find(({ id }) => id?.startsWith('TR|'))

describe('Tumour results (TR) with their identification (TU)', () => {
  it('a diameter as written, with the kind and place from TU', () =>
    expect(factOf('001  1  T01  LDIAM  32.5  mm  2026-01-02')).toMatchObject({
      type: 'lesionMeasured',
      lesion: 'T01',
      kind: 'target',
      location: 'liver',
      longestDiameter: '32.5',
    }))

  it('a node by its short axis', () =>
    expect(factOf('001  1  N01  SAXIS  <10  mm  2026-01-02')).toMatchObject({ node: true, shortAxis: '<10' }))

  it.each([
    ['1.83', '18.3'],
    ['<0.5', '<5'],
  ])('%s cm is %s mm, exactly', (cm, mm) =>
    expect(factOf(`001  1  T01  LDIAM  ${cm}  cm  2026-01-02`)).toMatchObject({ longestDiameter: mm }),
  )

  it.each([
    ['TUMSTATE', 'ABSENT', 'absent'],
    ['TUMSTATE', 'UNEQUIVOCAL PROGRESSION', 'unequivocalProgression'],
    ['LDIAM', 'TOO SMALL TO MEASURE', 'tooSmallToMeasure'],
    ['LDIAM', 'NOT EVALUABLE', 'notEvaluable'],
  ])('%s %s: %s', (test, written, status) =>
    expect(factOf(`001  1  T01  ${test}  ${written}  -  2026-01-02`)).toMatchObject({ status }),
  )

  it('a diameter without a unit is no length: the lesion was looked at, and the site is asked', () => {
    const { states, issues } = stated('001  1  T01  LDIAM  32  -  2026-01-02')
    expect(states.find(({ id }) => id?.startsWith('TR|'))).not.toHaveProperty('longestDiameter')
    expect(issues).toMatchObject([{ code: 'unknownUnit', where: { file: 'TR.csv' } }])
  })

  it('a lesion that nothing identifies is asked for', () => {
    const { states, issues } = stated('001  1  T09  LDIAM  32  mm  2026-01-02')
    expect(states.filter(({ id }) => id?.startsWith('TR|'))).toEqual([])
    expect(issues).toMatchObject([{ code: 'missingField' }])
  })

  it('TRGRPID says the kind where TU has no row', () =>
    expect(
      factOf(
        '001  1  T09  NEW  LDIAM  12  mm  2026-01-02',
        'USUBJID  TRSEQ  TRLNKID  TRGRPID  TRTESTCD  TRORRES  TRORRESU  TRDTC',
      ),
    ).toMatchObject({ kind: 'new', longestDiameter: '12' }))

  it('not done: not evaluable, never gone', () =>
    expect(
      factOf(
        '001  1  T01  LDIAM  -  -  2026-01-02  NOT DONE',
        'USUBJID  TRSEQ  TRLNKID  TRTESTCD  TRORRES  TRORRESU  TRDTC  TRSTAT',
      ),
    ).toMatchObject({ status: 'notEvaluable' }))
})
