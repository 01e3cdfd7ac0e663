import { dueText, dueWhen, firstText, flag, lookUp, missing, ordinal, text, when } from './cells.ts'
import type { Context } from './context.ts'
import { givenLevel } from './dm.ts'
import { type Line, perRow, type Reader, type Stated, stated, statedOrLost } from './domain.ts'

/** Exposure (EX): dosed. */
export const ex: Reader = {
  domain: 'EX',
  columns: [
    { column: 'EXSEQ', meaning: 'number of the row within its participant', required: true, or: 'EXSPID' },
    { column: 'EXTRT', meaning: 'treatment; the agent by the map of agents', required: true },
    { column: 'EXSTDTC', meaning: 'when it was given', required: true },
    { column: 'EXDOSE', meaning: 'amount given', required: true, or: 'EXDOSTXT' },
    { column: 'EXDOSU', meaning: 'unit; "/kg" says that the amount is per kilogram' },
    { column: 'EXOCCUR', meaning: 'N: the planned dose was not given' },
    { column: 'EXPDOSE', meaning: 'amount planned; also a QNAM of SUPPEX' },
    { column: 'EXADJ', meaning: 'reason the dose was adjusted; asks for EXPDOSE' },
    { column: 'EXWEIGHT', meaning: 'weight used, in kg; also a QNAM of SUPPEX' },
    { column: 'EXWTDTC', meaning: 'date of the weight used; by default that of the dose' },
    { column: 'EXLEVEL', meaning: 'dose level given, by its label; by default by ACTARMCD' },
    { column: 'EXLOT', meaning: 'lot' },
    { column: 'EXPROD', meaning: 'product; by default EXTRT where the agent has another name' },
    { column: 'EXSOURCE', meaning: 'source of the cells; also a QNAM of SUPPEX' },
    { column: 'EXROUTE', meaning: 'route' },
    { column: 'EXINFUS', meaning: 'number of the infusion; also a QNAM of SUPPEX' },
    { column: 'EXCYCLE', meaning: 'number of the cycle; by default as EPOCH or VISIT says ("CYCLE 2")' },
    { column: 'EXOOS', meaning: 'Y: product out of specification; also a QNAM of SUPPEX' },
  ],
  read: perRow((line, context) => {
    const at = dueWhen(line, 'EXSTDTC')
    const treatment = dueText(line, 'EXTRT')
    const isNotGiven = flag(line, 'EXOCCUR') === false
    if (at === undefined || treatment === undefined) return isNotGiven ? [] : statedOrLost(line, [])
    return isNotGiven ? notGiven(line, at, treatment) : dosed(line, at, treatment, context)
  }),
}

const notGiven = (line: Line, at: string, treatment: string): Stated => [
  {
    type: 'assessed',
    participant: line.participant,
    at,
    id: line.key,
    instrument: 'dose given',
    item: treatment,
    value: false,
  },
]

function dosed(line: Line, at: string, treatment: string, context: Context): Stated {
  const agent = lookUp(context.map.agents, treatment) ?? treatment
  const amount = firstText(line, 'EXDOSE', 'EXDOSTXT')
  if (amount === undefined) missing(line, 'EXDOSE', 'the amount given')
  if (text(line, 'EXADJ') !== undefined && text(line, 'EXPDOSE') === undefined) {
    missing(line, 'EXPDOSE', 'the planned amount, as EXADJ says the dose was adjusted')
  }
  const unit = text(line, 'EXDOSU')
  const perKilogram = unit !== undefined && /\/\s*kg$/i.test(unit)
  const demographics = context.demographics(line.participant)
  return [
    stated({
      type: 'dosed',
      participant: line.participant,
      at,
      id: line.key,
      agent,
      amount,
      unit,
      per: unit === undefined ? undefined : perKilogram ? 'kg' : 'flat',
      weight: weightUsed(line, at),
      planned: text(line, 'EXPDOSE'),
      level: text(line, 'EXLEVEL') ?? (demographics && givenLevel(demographics, context)),
      product: text(line, 'EXPROD') ?? (agent === treatment ? undefined : treatment),
      lot: text(line, 'EXLOT'),
      source: text(line, 'EXSOURCE'),
      route: text(line, 'EXROUTE'),
      infusion: ordinal(line, 'EXINFUS'),
      cycle: ordinal(line, 'EXCYCLE') ?? namedCycle(line),
      outOfSpecification: flag(line, 'EXOOS'),
    }),
  ]
}

function weightUsed(line: Line, at: string): { kg: string; at: string } | undefined {
  const kg = text(line, 'EXWEIGHT')
  return kg === undefined ? undefined : { kg, at: when(line, 'EXWTDTC') ?? at }
}

function namedCycle(line: Line): number | undefined {
  const named = /\bCYCLE\s*(\d{1,3})\b/i.exec(`${line.cells.EPOCH ?? ''} ${line.cells.VISIT ?? ''}`)
  return named === null || Number(named[1]) < 1 ? undefined : Number(named[1])
}
