import type { Dimension } from './units-table.ts'

/**
 * What can be measured, and what its conversions need. Molar masses (g/mol) are from IUPAC standard atomic weights, rounded
 * to the digits shown. Hemoglobin is counted as the monomer, as the printed 10.0 g/dL = 6.2 mmol/L has it.
 */
export type Analyte = {
  readonly name: string
  readonly dimensions: readonly Dimension[]
  /** Grams per mole, as a decimal text. */
  readonly molarMass?: string
  /** Charges per particle, for mEq. */
  readonly valence?: number
  /** The unit a value without one is taken to be in; only where a value without a unit cannot mean anything else. */
  readonly bare?: string
  /** Bounds within which a printed or reported number can lie at all; below zero never makes sense for most. */
  readonly mayBeNegative?: boolean
}

const concentration: readonly Dimension[] = ['mass concentration', 'substance concentration']
const electrolyte: readonly Dimension[] = ['substance concentration', 'charge concentration', 'mass concentration']
const cells: readonly Dimension[] = ['number concentration']
const enzyme: readonly Dimension[] = ['catalytic activity']

const row = (name: string, dimensions: readonly Dimension[], more: Partial<Analyte> = {}): Analyte => ({
  name,
  dimensions,
  ...more,
})

export const analytes: readonly Analyte[] = [
  row('hemoglobin', concentration, { molarMass: '16114.5' }),
  row('albumin', concentration, { molarMass: '66438' }),
  row('corrected calcium', electrolyte, { molarMass: '40.078', valence: 2 }),
  row('calcium', electrolyte, { molarMass: '40.078', valence: 2 }),
  row('ionized calcium', electrolyte, { molarMass: '40.078', valence: 2 }),
  row('magnesium', electrolyte, { molarMass: '24.305', valence: 2 }),
  row('potassium', electrolyte, { molarMass: '39.0983', valence: 1 }),
  row('sodium', electrolyte, { molarMass: '22.98977', valence: 1 }),
  row('chloride', electrolyte, { molarMass: '35.45', valence: 1 }),
  row('bicarbonate', electrolyte, { molarMass: '61.0168', valence: 1 }),
  row('phosphate', concentration, { molarMass: '30.973762' }),
  row('glucose', concentration, { molarMass: '180.156' }),
  row('cholesterol', concentration, { molarMass: '386.65' }),
  row('triglycerides', concentration, { molarMass: '885.4' }),
  row('urate', concentration, { molarMass: '168.11' }),
  row('creatinine', concentration, { molarMass: '113.12' }),
  row('bilirubin', concentration, { molarMass: '584.66' }),
  row('direct bilirubin', concentration, { molarMass: '584.66' }),
  row('urea', concentration, { molarMass: '28.0134' }),
  row('haptoglobin', ['mass concentration']),
  row('fibrinogen', concentration, { molarMass: '340000' }),
  row('ferritin', ['mass concentration']),
  row('C-reactive protein', ['mass concentration']),
  row('IL-6', ['mass concentration']),
  row('IL-10', ['mass concentration']),
  row('interferon gamma', ['mass concentration']),
  row('tumor necrosis factor alpha', ['mass concentration']),
  row('carcinoembryonic antigen', ['mass concentration']),
  row('measurable residual disease', ['percent', 'fraction']),
  row('total protein', ['mass concentration']),
  row('troponin I', ['mass concentration']),
  row('troponin T', ['mass concentration']),
  row('methemoglobin', ['percent', 'fraction']),
  row('neutrophils', cells),
  row('lymphocytes', cells),
  row('leukocytes', cells),
  row('platelets', cells),
  row('CD4 lymphocytes', cells),
  row('CD56 lymphocytes', cells),
  row('CAR-T cells', cells),
  row('CAR-NK cells', cells),
  row('eosinophils', cells),
  row('monocytes', cells),
  row('basophils', cells),
  row('erythrocytes', cells),
  row('hematocrit', ['percent', 'fraction']),
  row('ALT', enzyme),
  row('AST', enzyme),
  row('ALP', enzyme),
  row('GGT', enzyme),
  row('LDH', enzyme),
  row('creatine kinase', enzyme),
  row('lipase', enzyme),
  row('amylase', enzyme),
  row('TSH', enzyme),
  row('pancreatic enzymes', ['catalytic activity', 'mass concentration']),
  row('aPTT', ['time'], { bare: 's' }),
  row('prothrombin time', ['time'], { bare: 's' }),
  row('INR', ['fraction'], { bare: 'ratio' }),
  row('blood pH', ['pH', 'fraction'], { bare: 'pH' }),
  row('temperature', ['temperature'], { mayBeNegative: true }),
  row('systolic blood pressure', ['pressure']),
  row('diastolic blood pressure', ['pressure']),
  row('weight', ['mass']),
  row('QTc', ['time']),
  row('ejection fraction', ['percent', 'fraction']),
  row('FEV1', ['percent']),
  row('vital capacity', ['percent']),
  row('DLCO', ['diffusing capacity']),
  row('eGFR', ['indexed rate']),
  row('creatinine clearance', ['rate', 'indexed rate']),
  row('urine protein', ['excretion']),
  row('urine protein to creatinine ratio', ['fraction'], { bare: 'ratio' }),
  row('oxygen saturation', ['percent', 'fraction']),
  row('oxygen pressure', ['pressure']),
]

const byName = new Map(analytes.map((analyte) => [analyte.name, analyte]))

/** The analyte of that name, or undefined. */
export const analyteNamed = (name: string): Analyte | undefined => byName.get(name)
