import type { FactOf } from '../../core/fact.schema.ts'

export type Intervention = FactOf<'intervention'>['kind']

/** Words of names and classes, upper case, by the kind of intervention they make it. Order counts: the first that fits. */
export const interventions: readonly (readonly [Intervention, readonly string[]])[] = [
  ['tocilizumab', ['TOCILIZUMAB', 'ACTEMRA', 'ROACTEMRA']],
  ['siltuximab', ['SILTUXIMAB', 'SYLVANT']],
  ['anakinra', ['ANAKINRA', 'KINERET']],
  [
    'corticosteroid',
    [
      'DEXAMETHASONE',
      'METHYLPREDNISOLONE',
      'PREDNISOLONE',
      'PREDNISONE',
      'HYDROCORTISONE',
      'BETAMETHASONE',
      'CORTICOSTEROID',
      'GLUCOCORTICOIDS',
    ],
  ],
  [
    'vasopressor',
    [
      'NOREPINEPHRINE',
      'NORADRENALINE',
      'EPINEPHRINE',
      'ADRENALINE',
      'VASOPRESSIN',
      'PHENYLEPHRINE',
      'DOPAMINE',
      'ANGIOTENSIN II',
      'METARAMINOL',
      'VASOPRESSOR',
    ],
  ],
  ['antipyretic', ['PARACETAMOL', 'ACETAMINOPHEN', 'IBUPROFEN', 'METAMIZOLE', 'ANTIPYRETIC']],
  [
    'growthFactor',
    [
      'FILGRASTIM',
      'PEGFILGRASTIM',
      'LENOGRASTIM',
      'SARGRAMOSTIM',
      'G-CSF',
      'GM-CSF',
      'EPOETIN',
      'DARBEPOETIN',
      'ROMIPLOSTIM',
      'ELTROMBOPAG',
    ],
  ],
  [
    'transfusion',
    [
      'TRANSFUSION',
      'RED BLOOD CELLS',
      'PACKED RED CELLS',
      'PLATELETS',
      'FRESH FROZEN PLASMA',
      'CRYOPRECIPITATE',
      'WHOLE BLOOD',
    ],
  ],
  ['ventilation', ['MECHANICAL VENTILATION', 'INTUBATION', 'CPAP', 'BIPAP', 'VENTILATION']],
  ['oxygen', ['OXYGEN', 'OXYGEN THERAPY', 'NASAL CANNULA', 'FACE MASK', 'NON-REBREATHER', 'VENTURI MASK', 'BLOW-BY']],
  ['dialysis', ['DIALYSIS', 'HEMODIALYSIS', 'HAEMODIALYSIS', 'HEMOFILTRATION', 'RENAL REPLACEMENT THERAPY', 'CRRT']],
  [
    'fluids',
    [
      'SODIUM CHLORIDE',
      'NORMAL SALINE',
      'RINGER',
      "RINGER'S LACTATE",
      'CRYSTALLOID',
      'FLUID BOLUS',
      'INTRAVENOUS FLUIDS',
      'IV FLUIDS',
    ],
  ],
  [
    'antimicrobial',
    [
      'ANTIBACTERIALS',
      'ANTIMYCOTICS',
      'ANTIVIRALS',
      'ANTIBIOTIC',
      'ANTIBIOTICS',
      'ANTIFUNGAL',
      'ANTIVIRAL',
      'MEROPENEM',
      'VANCOMYCIN',
      'CEFEPIME',
      'PIPERACILLIN',
      'LEVOFLOXACIN',
      'ACICLOVIR',
      'ACYCLOVIR',
      'FLUCONAZOLE',
    ],
  ],
  ['hospitalization', ['HOSPITALIZATION', 'HOSPITALISATION', 'HOSPITAL ADMISSION', 'ICU ADMISSION']],
  ['surgery', ['SURGERY', 'OPERATION', 'RESECTION', 'LAPAROTOMY']],
]

/** Routes by which a corticosteroid acts where it is put. */
export const localRoutes: readonly string[] = [
  'TOPICAL',
  'CUTANEOUS',
  'OPHTHALMIC',
  'NASAL',
  'RESPIRATORY (INHALATION)',
  'INHALATION',
  'AURICULAR (OTIC)',
  'OTIC',
  'INTRA-ARTICULAR',
  'RECTAL',
  'DENTAL',
  'VAGINAL',
]

/** The kind a name or class makes an intervention; words match whole, so "NOREPINEPHRINE" is not "EPINEPHRINE". */
export function kindOf(
  names: readonly (string | undefined)[],
  kinds: readonly (readonly [Intervention, readonly string[]])[],
): Intervention {
  const said = ` ${names
    .filter(Boolean)
    .join(' ; ')
    .toUpperCase()
    .replace(/[,()/+]/g, ' ')
    .replace(/\s+/g, ' ')} `
  return kinds.find(([, words]) => words.some((word) => said.includes(` ${word} `)))?.[0] ?? 'other'
}
