import type { Attribution, FactOf, When } from '../../core/fact.schema.ts'
import { type Intervention, interventions, localRoutes } from './interventions.ts'
import { bloodSpecimens, labCategories, labTests, urineTests } from './lab-tests.ts'

/** What a disposition row (DS) states. */
export type Disposition = 'consented' | 'enrolled' | 'completed' | 'died' | 'followedUp' | 'withdrew'

type Codes<T> = Readonly<Record<string, T>>

/**
 * What a study's spellings mean. Every part can be replaced; keys are upper case and match without regard to case.
 * A code no map names is never guessed at: it comes back as an issue.
 */
export type SdtmMap = {
  /** The export's cut-off date. Without it, the latest date in the export stands for it, and says so. */
  readonly cutOff?: When
  /** Scale and version of grades whose row names none, such as "ctcae-5.0". */
  readonly gradeScale?: string
  /** Cell texts that mean an empty cell. */
  readonly blank: readonly string[]
  /** Unit texts that mean there is no unit. */
  readonly noUnits: readonly string[]
  /** Columns that say when, by whom and why a row was recorded as it is. */
  readonly audit: { readonly recordedAt: string; readonly by: string; readonly reason: string }
  /** Dose level by arm code; an arm not named here is its own label. */
  readonly levels: Codes<string>
  /** Arm codes that assign nobody to a level. */
  readonly unassigned: readonly string[]
  /** Agent by EXTRT; a treatment not named here is its own agent. */
  readonly agents: Codes<string>
  /** The agent, or agents, whose attribution a column of AE or a QNAM of SUPPAE holds. */
  readonly attributionColumns: Codes<string | readonly string[]>
  /** Attribution by spelling; null is an answer that leaves it open. */
  readonly attributions: Codes<Attribution | null>
  /** Clinical fact that a Y in a column of AE or a QNAM of SUPPAE states of the event, and an N denies. */
  readonly eventFacts: Codes<string>
  /** Test codes (FATESTCD, or a QNAM of SUPPAE) that hold a grade; the scale it is of, null for the event's own. */
  readonly gradeTests: Codes<string | null>
  /** What a DSDECOD means. A disposition event that is not named here is a withdrawal with that reason. */
  readonly dispositions: Codes<Disposition>
  /** CRS and ICANS findings by FATESTCD, under the names the consensus scales ask for. */
  readonly findings: Codes<string>
  /** Vital sign by VSTESTCD. */
  readonly vitalSigns: Codes<FactOf<'vitalSign'>['sign']>
  /** Measurement of the heart by EGTESTCD or CVTESTCD. */
  readonly heartTests: Codes<string>
  /** Words of a drug's or procedure's name or class, and the kind of intervention they make it; the first that fits counts. */
  readonly interventions: readonly (readonly [Intervention, readonly string[]])[]
  /** Routes by which a corticosteroid is not systemic, and then no corticosteroid of the scales. */
  readonly localRoutes: readonly string[]
  /** Instrument by QSCAT or RSCAT; one not named here keeps its name. */
  readonly instruments: Codes<string>
  /** Item by QSTESTCD or RSTESTCD; one not named here keeps its code, and null is the instrument's own score. */
  readonly items: Codes<string | null>
  readonly labTests: Codes<string>
  readonly urineTests: Codes<string>
  readonly bloodSpecimens: readonly string[]
  readonly labCategories: Codes<'blood' | 'urine'>
  readonly indicators: Codes<'LOW' | 'NORMAL' | 'HIGH' | 'ABNORMAL'>
}

/** The spellings seen in public SDTM files. */
export const defaultMap: SdtmMap = {
  blank: ['.'],
  noUnits: ['NO UNITS', 'NO UNIT', 'NONE', 'RATIO', 'N/A'],
  audit: { recordedAt: 'RECORDDTC', by: 'RECORDBY', reason: 'RECORDREASON' },
  levels: {},
  unassigned: ['SCRNFAIL', 'NOTASSGN', 'NOTTRT', 'UNPLAN'],
  agents: {},
  attributionColumns: { AEREL: 'study treatment', AERELCT: 'CAR-T', AERELNK: 'CAR-NK', AERELLD: 'lymphodepletion' },
  attributions: {
    NOT: 'unrelated',
    NONE: 'unrelated',
    N: 'unrelated',
    NO: 'unrelated',
    UNRELATED: 'unrelated',
    'NOT RELATED': 'unrelated',
    REMOTE: 'unlikely',
    UNLIKELY: 'unlikely',
    'UNLIKELY RELATED': 'unlikely',
    POSSIBLE: 'possible',
    POSSIBLY: 'possible',
    'POSSIBLY RELATED': 'possible',
    Y: 'possible',
    YES: 'possible',
    LIKELY: 'probable',
    PROBABLE: 'probable',
    PROBABLY: 'probable',
    'PROBABLY RELATED': 'probable',
    RELATED: 'probable',
    DEFINITE: 'definite',
    DEFINITELY: 'definite',
    'DEFINITELY RELATED': 'definite',
    CERTAIN: 'definite',
    UNKNOWN: null,
    'NOT ASSESSED': null,
    UNASSESSABLE: null,
    CONDITIONAL: null,
    'NOT APPLICABLE': null,
  },
  eventFacts: { AESHOSP: 'hospitalization indicated', AESLIFE: 'life-threatening consequences' },
  gradeTests: {
    TOXGR: null,
    AETOXGR: null,
    GRADE: null,
    CRSGR: 'astct-crs-2019',
    ICANSGR: 'astct-icans-2019-adult',
  },
  dispositions: {
    'INFORMED CONSENT OBTAINED': 'consented',
    ENROLLED: 'enrolled',
    RANDOMIZED: 'enrolled',
    COMPLETED: 'completed',
    DEATH: 'died',
    'SCREEN FAILURE': 'withdrew',
    'FINAL LAB VISIT': 'followedUp',
    'FINAL RETRIEVAL VISIT': 'followedUp',
  },
  findings: {
    TEMPC: 'temperatureC',
    FEVER: 'fever',
    FEVOTH: 'feverOtherCause',
    CRSEST: 'crsEstablished',
    ANTIPYR: 'antipyreticOrAnticytokine',
    HYPOTENS: 'hypotension',
    HYPOTOTH: 'hypotensionOtherCause',
    FLUIDBOL: 'fluidBoluses',
    PRESSORS: 'vasopressors',
    HYPOXIA: 'hypoxia',
    HYPOXOTH: 'hypoxiaOtherCause',
    O2DEV: 'oxygen.device',
    O2FLOW: 'oxygen.flowLpm',
    O2FIO2: 'oxygen.fio2',
    O2IND: 'oxygen.indication',
    ICE: 'ice',
    CONSCIOU: 'consciousness',
    SEIZURE: 'seizure',
    SEIZMIN: 'seizureMinutes',
    MOTOR: 'motor',
    EDEMA: 'edema',
    SEDATED: 'sedated',
    OTHCAUSE: 'otherCause',
    ICH: 'intracranialHemorrhage',
  },
  vitalSigns: {
    TEMP: 'temperature',
    SYSBP: 'systolic',
    DIABP: 'diastolic',
    PULSE: 'pulse',
    HR: 'pulse',
    RESP: 'respiratoryRate',
    OXYSAT: 'oxygenSaturation',
    SPO2: 'oxygenSaturation',
    WEIGHT: 'weight',
    HEIGHT: 'height',
  },
  heartTests: {
    QTC: 'QTc',
    QTCAG: 'QTc',
    QTCF: 'QTc',
    QTCFAG: 'QTc',
    QTCB: 'QTc',
    QTCBAG: 'QTc',
    PR: 'PR interval',
    PRAG: 'PR interval',
    LVEF: 'ejection fraction',
    EF: 'ejection fraction',
  },
  interventions,
  localRoutes,
  instruments: {
    ECOG: 'ECOG',
    'ECOG PERFORMANCE STATUS': 'ECOG',
    'EASTERN COOPERATIVE ONCOLOGY GROUP PERFORMANCE STATUS': 'ECOG',
    ICE: 'ICE',
    'IMMUNE EFFECTOR CELL-ASSOCIATED ENCEPHALOPATHY': 'ICE',
  },
  items: {
    ECOG: null,
    ECOG101: null,
    ECOG1: null,
    ICETOT: 'total',
    ICETOTAL: 'total',
    ICEORI: 'orientation',
    ICENAM: 'naming',
    ICECMD: 'commands',
    ICEWRI: 'writing',
    ICEATT: 'attention',
  },
  labTests,
  urineTests,
  bloodSpecimens,
  labCategories,
  indicators: {
    LOW: 'LOW',
    L: 'LOW',
    'LOW LOW': 'LOW',
    LL: 'LOW',
    NORMAL: 'NORMAL',
    N: 'NORMAL',
    HIGH: 'HIGH',
    H: 'HIGH',
    'HIGH HIGH': 'HIGH',
    HH: 'HIGH',
    ABNORMAL: 'ABNORMAL',
    A: 'ABNORMAL',
  },
}
