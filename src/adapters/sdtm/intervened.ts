import { dueText, dueWhen, firstText, flag, text, when } from './cells.ts'
import type { Context } from './context.ts'
import { type Column, type Line, perRow, type Reader, type Stated, stated } from './domain.ts'
import { eventOf } from './events.ts'
import { kindOf } from './interventions.ts'

/** A reader of interventions; CM and PR differ in their prefix and their names for a class. */
export const interventionReader = (domain: 'CM' | 'PR', more: readonly Column[]): Reader => ({
  domain,
  columns: [...columnsOf(domain), ...more],
  read: perRow((line, context) => intervened(line, domain, context)),
})

const columnsOf = (domain: string): readonly Column[] => [
  { column: `${domain}SEQ`, meaning: 'number of the row within its participant', required: true, or: `${domain}SPID` },
  {
    column: `${domain}TRT`,
    meaning: 'the drug, blood product or procedure as written',
    required: true,
    or: `${domain}DECOD`,
  },
  { column: `${domain}DECOD`, meaning: 'its standard name' },
  { column: `${domain}CAT`, meaning: 'category; read for the kind of intervention' },
  { column: `${domain}STDTC`, meaning: 'start', required: true },
  { column: `${domain}ENDTC`, meaning: 'end; empty while it goes on' },
  { column: `${domain}DOSE`, meaning: 'amount, or flow of oxygen' },
  { column: `${domain}DOSU`, meaning: 'its unit' },
  { column: `${domain}ROUTE`, meaning: 'route' },
  { column: `${domain}INDC`, meaning: 'why it was given' },
  { column: `${domain}LNKID`, meaning: 'the adverse event it was given for, by its AESPID, AELNKID or AESEQ' },
  { column: `${domain}OCCUR`, meaning: 'N: asked for, and not given' },
]

function intervened(line: Line, domain: 'CM' | 'PR', context: Context): Stated {
  const at = dueWhen(line, `${domain}STDTC`)
  const name = text(line, `${domain}DECOD`) ?? dueText(line, `${domain}TRT`)
  if (at === undefined || name === undefined) return []
  const about = { participant: line.participant, at, id: line.key }
  if (flag(line, `${domain}OCCUR`) === false) {
    return [{ type: 'assessed', ...about, instrument: 'intervention given', item: name, value: false }]
  }
  return [
    stated({
      type: 'intervention',
      ...about,
      until: when(line, `${domain}ENDTC`),
      kind: kindIn(line, domain, context),
      name,
      amount: firstText(line, `${domain}DOSE`, `${domain}DOSTXT`),
      unit: text(line, `${domain}DOSU`),
      device: text(line, `${domain}DEVICE`),
      route: text(line, `${domain}ROUTE`),
      event: eventOf(line, domain, context.events),
      indication: text(line, `${domain}INDC`),
    }),
  ]
}

function kindIn(line: Line, domain: 'CM' | 'PR', { map }: Context) {
  const names = ['DECOD', 'TRT', 'CLAS', 'CAT', 'SCAT'].map((part) => text(line, `${domain}${part}`))
  const kind = kindOf(names, map.interventions)
  const route = text(line, `${domain}ROUTE`)?.toUpperCase()
  return kind === 'corticosteroid' && route !== undefined && map.localRoutes.includes(route) ? 'other' : kind
}
