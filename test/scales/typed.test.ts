import { describe, expect, it } from 'vitest'
import { isInvalid, readGiven, tableScale } from '../../src/scales/index.ts'
import { ScaleTable } from '../../src/scales/scale.schema.ts'
import { astct, registry } from './timeline.ts'

const well = { temperatureC: 38.5, hypotension: false, vasopressors: [], oxygen: { device: 'none' } }

describe('Typed input that is not what it should be is unknown, never "no"', () => {
  it.each([
    ['a temperature that is no number', { ...well, temperatureC: Number.NaN }, 0, 1],
    ['a temperature as text', { ...well, temperatureC: '38.5' }, 0, 1],
    ['a device nobody knows', { ...well, oxygen: { device: 'snorkel' } }, 1, 4],
    ['hypotension as text', { ...well, hypotension: 'Y' }, 1, 2],
    ['vasopressors as text', { ...well, vasopressors: 'none' }, 1, 4],
    ['ends of a range the wrong way round', { ...well, temperatureC: [39, 37] }, 0, 1],
  ])('%s', (_, given, atLeast, atMost) => {
    expect(astct.grade(given)).toMatchObject({ grade: null, atLeast, atMost })
  })

  it('a range across the cut leaves both sides possible; one above it does not', () => {
    expect(astct.grade({ ...well, temperatureC: [37.5, 38.5] })).toMatchObject({ atLeast: 0, atMost: 1 })
    expect(astct.grade({ ...well, temperatureC: [38, 38.5] })).toMatchObject({ grade: 1 })
  })
})

describe('Results', () => {
  it('are frozen and shared where inputs look alike to the scale', () => {
    const [one, two, other] = astct.gradeAll([well, { ...well, temperatureC: 40.1 }, { ...well, temperatureC: 37 }])
    expect(one).toBe(two)
    expect(one).not.toBe(other)
    expect(Object.isFrozen(one) && Object.isFrozen(one?.domains.fever)).toBe(true)
  })

  it('do not remember an object that has changed since', () => {
    const given = { ...well, hypotension: false }
    expect(astct.grade(given).grade).toBe(1)
    given.hypotension = true
    expect(astct.grade(given).grade).toBe(2)
  })

  it('tell a value left out from one not known, and an assumption from a statement', () => {
    const ice = registry.get('astct-icans-2019-adult')!
    const left = ice.grade({ ice: 8, consciousness: 'alert' })
    const said = ice.grade({
      ice: 8,
      consciousness: 'alert',
      seizure: 'none',
      seizureMinutes: 0,
      motor: 'none',
      edema: 'none',
      sedated: false,
      otherCause: false,
      intracranialHemorrhage: false,
      deathDueToIcans: false,
    })
    expect([left.grade, said.grade]).toEqual([1, 1])
    expect(left.assumed).toContain('seizure')
    expect(said.assumed).toBeUndefined()
    expect(ice.grade({ ice: 8, consciousness: 'alert', seizure: null })).toMatchObject({
      grade: null,
      atLeast: 1,
      atMost: 4,
    })
  })

  it('explain the clauses with the values they saw', () => {
    expect(astct.explain(well)).toContainEqual({
      clause: 'body temperature (°C) >= 38.0',
      is: 'met',
      saw: 'temperatureC 38.5',
    })
  })
})

describe("A site's own scale is one file", () => {
  const own = ScaleTable.parse({
    id: 'site-fever',
    version: '1',
    title: 'Fever, as our site grades it',
    gives: 'grade',
    citation: { text: 'Site manual' },
    evidence: 'A',
    unconfirmed: [],
    inputs: { temperatureC: { kind: 'number', says: 'temperature', unit: '°C', min: 30, max: 45 } },
    domains: {
      fever: {
        rows: [
          { value: 2, when: { input: 'temperatureC', is: '>= 40' }, says: '40 or more' },
          { value: 1, when: { input: 'temperatureC', is: '>= 38' }, says: '38 or more' },
        ],
        otherwise: 0,
      },
    },
    combine: 'max',
  })

  it('grades like ours', () => {
    const scale = tableScale(own)
    expect([37, 38, 40].map((temperatureC) => scale.grade({ temperatureC }).grade)).toEqual([0, 1, 2])
    const read = readGiven(scale, { temperature: 38 })
    expect(isInvalid(read) && read.invalid).toBe('temperature: not an input of this scale')
  })

  it('that reads an input it does not declare is refused at once', () => {
    const broken = { ...own, inputs: {} }
    expect(() => tableScale(broken)).toThrow('the scale reads an input it does not declare: temperatureC')
  })

  it('whose criteria are nested without end is refused by the schema', () => {
    let when: unknown = { input: 'temperatureC', is: '>= 38' }
    for (let depth = 0; depth < 50; depth += 1) when = { not: when }
    expect(ScaleTable.safeParse({ ...own, definitions: { deep: when } }).success).toBe(false)
  })
})
