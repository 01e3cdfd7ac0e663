import { type LabRow, labRow } from '../../adapters/index.ts'
import { toText } from '../../core/exact.ts'
import type { Issue } from '../../core/issue.ts'
import type { Assessment, Measurement } from '../../grading/assessment.ts'
import { chooseBaseline } from '../../grading/baseline.ts'
import { correctedCalcium } from '../../grading/calcium.ts'
import type { CompiledTable } from '../../grading/compile.ts'
import { gradeTerm } from '../../grading/grade.ts'
import { isGraded, isRanged, type Outcome, type Unreported } from '../../grading/outcome.ts'
import { termsOfAnalyte } from '../../grading/terms.ts'

type Cells = Readonly<Record<string, string | undefined>>
type LabFact = NonNullable<LabRow['fact']>

/** The tables of an export that grading a laboratory file needs; `rows` are the row numbers of `lb`, where empty lines stand between. */
export type LabSource = {
  readonly lb: readonly Cells[]
  readonly rows?: readonly number[]
  readonly dm: readonly Cells[]
  readonly ex: readonly Cells[]
}

/** One line of the answer: a row of the file and one term it can grade, or why the row grades none. */
export type LabLine = {
  readonly row: number
  readonly participant?: string
  readonly at?: string
  readonly analyte?: string
  readonly value?: string | number
  readonly unit?: string
  readonly term?: string
  readonly direction?: 'low' | 'high'
  readonly grade?: number
  readonly possible?: readonly number[]
  readonly clause?: string
  readonly readings?: readonly string[]
  readonly flags?: readonly string[]
  readonly reason?: string
}

/** The graded rows, and what was found on the way. */
export type GradedLabs = {
  readonly lines: readonly LabLine[]
  readonly rows: number
  readonly issues: readonly Issue[]
  readonly groups: number
}

type Numbered = { readonly index: number; readonly row: number; readonly fact: LabFact }

/** Grades every row of an LB file by every term that looks at its analyte. */
export function gradeLabRows(table: CompiledTable, source: LabSource, unreported: Unreported): GradedLabs {
  const people = participants(source)
  const lines: (readonly LabLine[])[] = []
  const groups = new Map<string, Numbered[]>()
  source.lb.forEach((cells, index) => {
    const row = source.rows?.[index] ?? index + 2
    const { fact, remarks } = labRow(cells)
    if (!fact)
      lines[index] = [
        {
          row,
          ...(cells.USUBJID ? { participant: cells.USUBJID } : {}),
          reason: remarks[0]?.message ?? 'not a laboratory result',
        },
      ]
    else {
      const key = `${fact.participant}|${fact.analyte}`
      const group = groups.get(key)
      if (group) group.push({ index, row, fact })
      else groups.set(key, [{ index, row, fact }])
    }
  })
  const albumin = new Map(
    [...groups.values()]
      .flat()
      .filter(({ fact }) => fact.analyte === 'albumin')
      .map(({ fact }) => [`${fact.participant}|${fact.at}`, fact]),
  )
  const issues: Issue[] = []
  let judged = 0
  for (const group of groups.values()) {
    const first = (group[0] as Numbered).fact
    const person = people.get(first.participant)
    const ordered = [...group].sort((a, b) => (a.fact.at < b.fact.at ? -1 : a.fact.at > b.fact.at ? 1 : a.row - b.row))
    const choice = chooseBaseline(
      ordered.map(({ fact, row }) => ({ ...fact, id: `row ${row}`, row })),
      person?.anchor,
    )

    const looked = termsOf(table, first.analyte).length > 0
    if (looked) judged += 1
    issues.push(
      ...(looked ? choice.issues : []).map((issue) => ({
        ...issue,
        where: { ...issue.where, participant: first.participant, field: first.analyte },
      })),
    )
    for (const { index, row, fact } of group) {
      const near = albumin.get(`${fact.participant}|${fact.at}`)
      const assessed = assess(fact, choice.record, choice.record?.row === row, person, near)
      lines[index] = gradeRow(table, row, fact, assessed, unreported)
    }
  }
  return { lines: lines.flat(), rows: source.lb.length, issues, groups: judged }
}

type Person = { readonly anchor?: string; readonly age?: number; readonly sex?: string }

function participants({ dm, ex }: LabSource): ReadonlyMap<string, Person> {
  const firstDose = new Map<string, string>()
  for (const { USUBJID = '', EXSTDTC = '' } of ex) {
    const known = firstDose.get(USUBJID)
    if (EXSTDTC !== '' && (known === undefined || EXSTDTC < known)) firstDose.set(USUBJID, EXSTDTC)
  }
  return new Map(
    dm.map((cells) => {
      const anchor = cells.RFXSTDTC || firstDose.get(cells.USUBJID ?? '') || cells.RFSTDTC
      const age = cells.AGE && (cells.AGEU || 'YEARS').toUpperCase() === 'YEARS' ? Number(cells.AGE) : Number.NaN
      const person = {
        ...(anchor ? { anchor } : {}),
        ...(Number.isFinite(age) ? { age } : {}),
        ...(cells.SEX ? { sex: cells.SEX } : {}),
      }
      return [cells.USUBJID ?? '', person] as const
    }),
  )
}

const measured = ({ value, unit }: LabFact): Measurement => ({ value, unit })

type Assessed = Assessment & { readonly note?: string }

function assess(
  fact: LabFact,
  baseline: LabFact | undefined,
  atBaseline: boolean,
  person: Person | undefined,
  albumin: LabFact | undefined,
): Assessed {
  const { value, unit, lln, uln, fasting } = fact
  const corrected =
    fact.analyte === 'calcium' && albumin ? correctedCalcium(measured(fact), measured(albumin)) : undefined
  return {
    value: corrected ? toText(corrected, 12) : value,
    unit,
    lln,
    uln,
    ...(fasting === undefined ? {} : { fasting }),
    ...(person?.age === undefined ? {} : { age: person.age }),
    ...(person?.sex === undefined ? {} : { sex: person.sex }),
    ...(atBaseline ? { atBaseline: true } : {}),
    ...(baseline && !atBaseline
      ? {
          baseline: {
            value: baseline.value,
            unit: baseline.unit,
            lln: baseline.lln,
            uln: baseline.uln,
            indicator: baseline.indicator,
          },
        }
      : {}),
    ...(corrected ? { note: `corrected for albumin ${albumin?.value} ${albumin?.unit ?? ''}`.trim() } : {}),
  }
}

function gradeRow(
  table: CompiledTable,
  row: number,
  fact: LabFact,
  { note, ...assessment }: Assessed,
  unreported: Unreported,
): readonly LabLine[] {
  const { participant, at, analyte, value, unit } = fact
  const said = {
    row,
    participant,
    at,
    analyte,
    ...(value === undefined ? {} : { value }),
    ...(unit === undefined ? {} : { unit }),
  }
  const terms = termsOf(table, analyte)
  if (terms.length === 0) return [{ ...said, reason: `no term of ${table.table.id} looks at ${analyte}` }]
  return terms.flatMap(({ term, direction }) => {
    const one = table.termNamed(term)
    if (!one) return []
    const named = note || analyte === one.primary ? assessment : { ...assessment, analyte }
    return [{ ...said, term, direction, ...asLine(gradeTerm(one, named, unreported), note) }]
  })
}

const termLists = new WeakMap<CompiledTable, Map<string, ReturnType<typeof termsOfAnalyte>>>()
function termsOf(table: CompiledTable, analyte: string): ReturnType<typeof termsOfAnalyte> {
  const lists = termLists.get(table) ?? new Map<string, ReturnType<typeof termsOfAnalyte>>()
  termLists.set(table, lists)
  const found = lists.get(analyte) ?? termsOfAnalyte(table.table, analyte)
  lists.set(analyte, found)
  return found
}

function asLine(outcome: Outcome, note: string | undefined): Partial<LabLine> {
  const { readings } = outcome
  const flags = note ? [...outcome.flags, note] : outcome.flags
  if (isGraded(outcome)) return { grade: outcome.grade, clause: outcome.clauses.join('; '), readings, flags }
  if (isRanged(outcome))
    return { possible: outcome.possible, reason: `needs ${outcome.needs.join(', ')}`, readings, flags }
  return { reason: outcome.ungradable, readings, flags }
}
