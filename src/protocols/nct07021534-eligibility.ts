import type { Eligibility, EligibilityCriterion } from '../core/eligibility.schema.ts'
import type { FreeOf, ParticipantCriterion } from '../core/participant-clause.schema.ts'

/** How recent a screening value must be, and how long before a count no support may have been given: both assumed. */
const screening = { within: { days: 14 } } as const
const unsupported: { freeOf: FreeOf } = {
  freeOf: { care: ['transfusion', 'growthFactor'], days: 14, moves: 'up' },
}

type Row = Omit<EligibilityCriterion, 'kind'>
const inclusion = (rows: readonly Row[]): EligibilityCriterion[] =>
  rows.map((row) => ({ ...row, kind: 'inclusion' as const }))
const exclusion = (rows: readonly Row[]): EligibilityCriterion[] => rows.map((row) => ({ ...row, kind: 'exclusion' }))

const timesUln = (measured: string, multiple: string): ParticipantCriterion => ({
  measured,
  atMost: { timesUln: multiple },
  ...screening,
})

/** At most 2×ULN; up to 5×ULN with liver metastasis or primary liver cancer. */
const transaminase = (measured: string): ParticipantCriterion => ({
  any: [
    timesUln(measured, '2'),
    { all: [timesUln(measured, '5'), { any: [{ finding: 'liver metastases' }, { finding: 'primary liver cancer' }] }] },
  ],
})

const inclusions = inclusion([
  {
    id: 'INCL-1',
    section: 'Inclusion 1',
    says: 'Age 18 to 75 years, both included',
    when: { age: { atLeast: 18, atMost: 75 } },
  },
  {
    id: 'INCL-2',
    section: 'Inclusion 2',
    says: 'Advanced solid tumour with liver metastasis that failed prior standard treatment, by progression or intolerance; of colorectal cancer that includes fluorouracil, oxaliplatin and irinotecan',
    when: {
      all: [
        { finding: 'advanced solid tumor' },
        { finding: 'liver metastases' },
        { finding: 'failed prior standard treatment' },
      ],
    },
  },
  {
    id: 'INCL-2-FIRST',
    section: 'Inclusion 2',
    says: 'The colorectal cohort is enrolled first',
    priority: true,
    when: { cohort: ['colorectal'] },
  },
  {
    id: 'INCL-3',
    section: 'Inclusion 3',
    says: 'High expression of NKG2D ligands in tumour tissue has priority',
    priority: true,
    when: { finding: 'high NKG2D ligand expression' },
  },
  {
    id: 'INCL-4',
    section: 'Inclusion 4',
    says: 'Expected survival of at least 12 weeks',
    when: { measured: 'expected survival', atLeast: '12', unit: 'weeks' },
  },
  {
    id: 'INCL-5',
    section: 'Inclusion 5',
    says: 'A measurable target lesion by RECIST 1.1 (≥ 10 mm, node ≥ 15 mm in short axis, slices ≤ 5 mm), or one that can be assessed by PCI at laparoscopy',
    assumed: true,
    note: 'The registry does not say how recent the scan must be; 28 days is taken.',
    when: {
      any: [
        {
          measurableLesion: { longestDiameter: '10', nodeShortAxis: '15', sliceThickness: '5' },
          within: { days: 28 },
        },
        { finding: 'target lesion that can be assessed by PCI' },
      ],
    },
  },
  {
    id: 'INCL-6',
    section: 'Inclusion 6',
    says: 'ECOG performance status 0 to 1',
    when: { measured: 'ECOG', atMost: '1', ...screening },
  },
  {
    id: 'INCL-7.1-WBC',
    section: 'Inclusion 7.1',
    says: 'White blood cells at least 1.5×10^9/L, unsupported',
    when: { measured: 'leukocytes', atLeast: '1.5', unit: '10^9/L', ...screening, ...unsupported },
  },
  {
    id: 'INCL-7.1-PLT',
    section: 'Inclusion 7.1',
    says: 'Platelets at least 60×10^9/L, unsupported',
    when: { measured: 'platelets', atLeast: '60', unit: '10^9/L', ...screening, ...unsupported },
  },
  {
    id: 'INCL-7.1-HB',
    section: 'Inclusion 7.1',
    says: 'Hemoglobin at least 8.0 g/dL, unsupported',
    when: { measured: 'hemoglobin', atLeast: '8.0', unit: 'g/dL', ...screening, ...unsupported },
  },
  {
    id: 'INCL-7.1-LYM',
    section: 'Inclusion 7.1',
    says: 'Lymphocytes at least 0.4×10^9/L, unsupported',
    when: { measured: 'lymphocytes', atLeast: '0.4', unit: '10^9/L', ...screening, ...unsupported },
  },
  {
    id: 'INCL-7.2-CR',
    section: 'Inclusion 7.2',
    says: 'Creatinine at most 1.5×ULN; if above, clearance by Cockcroft-Gault above 50 mL/min',
    when: { any: [timesUln('creatinine', '1.5'), { clearance: 'Cockcroft-Gault', above: '50', ...screening }] },
  },
  {
    id: 'INCL-7.2-TBIL',
    section: 'Inclusion 7.2',
    says: 'Total bilirubin at most 1.5×ULN',
    when: timesUln('bilirubin', '1.5'),
  },
  {
    id: 'INCL-7.2-ALT',
    section: 'Inclusion 7.2',
    says: 'ALT at most 2×ULN; at most 5×ULN with liver metastasis or primary liver cancer',
    when: transaminase('ALT'),
  },
  {
    id: 'INCL-7.2-AST',
    section: 'Inclusion 7.2',
    says: 'AST at most 2×ULN; at most 5×ULN with liver metastasis or primary liver cancer',
    when: transaminase('AST'),
  },
  {
    id: 'INCL-7.2-AMY',
    section: 'Inclusion 7.2',
    says: 'Amylase at most 1.5×ULN',
    when: timesUln('amylase', '1.5'),
  },
  {
    id: 'INCL-7.2-LIP',
    section: 'Inclusion 7.2',
    says: 'Lipase at most 1.5×ULN',
    when: timesUln('lipase', '1.5'),
  },
  {
    id: 'INCL-7.3',
    section: 'Inclusion 7.3',
    says: 'Urine protein below 2+',
    when: {
      measured: 'urine protein dipstick',
      steps: ['negative', 'trace', '1+', '2+', '3+', '4+'],
      below: '2+',
      ...screening,
    },
  },
  {
    id: 'INCL-8',
    section: 'Inclusion 8',
    says: 'Left ventricular ejection fraction above 45 %, by an echocardiogram of the past month',
    when: { measured: 'ejection fraction', alsoCalled: ['LVEF'], above: '45', unit: '%', within: { months: 1 } },
  },
  {
    id: 'INCL-9',
    section: 'Inclusion 9',
    says: 'Who is, or whose partner is, a woman of childbearing potential (before menopause or within 2 years after it) uses effective contraception until 6 months after the last infusion',
    when: {
      any: [
        { finding: 'agrees to contraception until 6 months after the last infusion' },
        { all: [{ sex: 'F' }, { not: { finding: 'childbearing potential' } }] },
        { all: [{ sex: 'M' }, { not: { finding: 'partner of childbearing potential' } }] },
      ],
    },
  },
  {
    id: 'INCL-10',
    section: 'Inclusion 10',
    says: 'Informed consent signed and dated',
    when: { finding: 'informed consent signed', alsoCalled: ['informed consent'] },
  },
  {
    id: 'INCL-11',
    section: 'Inclusion 11',
    says: 'Willing and able to comply with treatment, tests and visits',
    when: { finding: 'willing and able to comply' },
  },
])

const exclusions = exclusion([
  {
    id: 'EXCL-1',
    section: 'Exclusion 1',
    says: 'Pregnant or breastfeeding',
    when: { all: [{ sex: 'F' }, { any: [{ finding: 'pregnant' }, { finding: 'breastfeeding' }] }] },
  },
  { id: 'EXCL-2-HIV', section: 'Exclusion 2', says: 'HIV infection', when: { finding: 'HIV infection' } },
  { id: 'EXCL-2-HBV', section: 'Exclusion 2', says: 'HBsAg positive', when: { finding: 'HBsAg' } },
  { id: 'EXCL-2-HCV', section: 'Exclusion 2', says: 'HCV antibody positive', when: { finding: 'HCV antibody' } },
  {
    id: 'EXCL-2-LUES',
    section: 'Exclusion 2',
    says: 'Syphilis antibody positive',
    when: { finding: 'syphilis antibody' },
  },
  {
    id: 'EXCL-2-EBV',
    section: 'Exclusion 2',
    says: 'EBV DNA above 500 copies',
    assumed: true,
    note: 'The registry gives copies without a volume; per mL is taken.',
    when: { measured: 'EBV DNA', above: '500', unit: 'copies/mL' },
  },
  { id: 'EXCL-2-CMV', section: 'Exclusion 2', says: 'CMV IgM positive', when: { finding: 'CMV IgM' } },
  {
    id: 'EXCL-3',
    section: 'Exclusion 3',
    says: 'Severe infection, active or poorly controlled',
    when: { finding: 'severe infection, active or poorly controlled' },
  },
  {
    id: 'EXCL-4',
    section: 'Exclusion 4',
    says: 'Severe arterial embolism, or hepatic arterial variation unfavourable for infusion',
    when: {
      any: [
        { finding: 'severe arterial embolism' },
        { finding: 'hepatic arterial variation unfavourable for infusion' },
      ],
    },
  },
  {
    id: 'EXCL-5-HEART',
    section: 'Exclusion 5',
    says: 'Cardiac disease that requires treatment',
    when: { finding: 'cardiac disease requiring treatment' },
  },
  {
    id: 'EXCL-5-BP',
    section: 'Exclusion 5',
    says: 'Systolic pressure at least 140 or diastolic above 90 mmHg on antihypertensive treatment',
    when: {
      all: [
        { finding: 'on antihypertensive treatment' },
        {
          any: [
            { measured: 'systolic blood pressure', atLeast: '140', unit: 'mmHg', ...screening },
            { measured: 'diastolic blood pressure', above: '90', unit: 'mmHg', ...screening },
          ],
        },
      ],
    },
  },
  { id: 'EXCL-6.1', section: 'Exclusion 6.1', says: 'Unstable angina', when: { finding: 'unstable angina' } },
  {
    id: 'EXCL-6.2',
    section: 'Exclusion 6.2',
    says: 'Myocardial infarction within the past year',
    when: { history: 'myocardial infarction', within: { years: 1 } },
  },
  {
    id: 'EXCL-6.3',
    section: 'Exclusion 6.3',
    says: 'Resting QTc above 450 ms (men) or 470 ms (women)',
    when: {
      any: [
        { all: [{ sex: 'M' }, { measured: 'QTc', above: '450', unit: 'ms', ...screening }] },
        { all: [{ sex: 'F' }, { measured: 'QTc', above: '470', unit: 'ms', ...screening }] },
      ],
    },
  },
  {
    id: 'EXCL-6.4',
    section: 'Exclusion 6.4',
    says: 'Clinically significant resting ECG, complete left bundle branch block, second- or third-degree block, or PR above 250 ms',
    when: {
      any: [
        { measured: 'PR interval', above: '250', unit: 'ms', ...screening },
        { finding: 'clinically significant resting ECG abnormality' },
        { finding: 'complete left bundle branch block' },
        { finding: 'second-degree heart block' },
        { finding: 'third-degree heart block' },
      ],
    },
  },
  {
    id: 'EXCL-6.5',
    section: 'Exclusion 6.5',
    says: 'A factor that raises the risk of QTc prolongation or arrhythmia',
    when: {
      any: [
        { measured: 'potassium', below: { timesLln: '1' }, ...screening },
        { finding: 'heart failure' },
        { finding: 'congenital long QT syndrome' },
        { finding: 'family history of long QT syndrome or sudden death under 40' },
        { finding: 'drug that prolongs the QT interval' },
      ],
    },
    assumed: true,
    note: 'Hypokalemia is read as potassium below the lower limit of normal.',
  },
  {
    id: 'EXCL-7-INR',
    section: 'Exclusion 7',
    says: 'INR above 1.5×ULN',
    when: { measured: 'INR', above: { timesUln: '1.5' }, ...screening },
  },
  {
    id: 'EXCL-7-BLEED',
    section: 'Exclusion 7',
    says: 'Tendency to bleed, thrombolysis or routine anticoagulation',
    when: { any: [{ finding: 'tendency to bleed' }, { finding: 'thrombolytic or anticoagulant therapy' }] },
  },
  {
    id: 'EXCL-7-PLATELETS',
    section: 'Exclusion 7',
    says: 'Long-term antiplatelet therapy: aspirin above 300 mg/day or clopidogrel above 75 mg/day',
    assumed: true,
    note: 'Long-term is read as taken on the day of asking.',
    when: {
      any: [
        {
          dailyDose: 'aspirin',
          alsoCalled: ['acetylsalicylic acid'],
          above: '300',
          unit: 'mg/day',
          within: { days: 0 },
        },
        { dailyDose: 'clopidogrel', above: '75', unit: 'mg/day', within: { days: 0 } },
      ],
    },
  },
  {
    id: 'EXCL-8',
    section: 'Exclusion 8',
    says: 'Will require systemic corticosteroids or other immunosuppressants during treatment',
    when: { finding: 'requires systemic immunosuppression during treatment' },
  },
  {
    id: 'EXCL-9',
    section: 'Exclusion 9',
    says: 'Oxygen saturation at most 95 % by pulse oximetry',
    when: { measured: 'oxygen saturation', atMost: '95', unit: '%', ...screening },
  },
  {
    id: 'EXCL-10',
    section: 'Exclusion 10',
    says: 'Systemic corticosteroids above 15 mg/day prednisone equivalent within 4 weeks, inhaled ones apart',
    when: {
      dailyDose: 'prednisone equivalent',
      equivalents: 'glucocorticoids',
      above: '15',
      unit: 'mg/day',
      within: { days: 28 },
    },
  },
  {
    id: 'EXCL-11',
    section: 'Exclusion 11',
    says: 'Before lymphodepletion: new arrhythmia, hypotension that requires vasopressors, or an infection that requires intravenous antibiotics',
    gate: 'before-lymphodepletion',
    when: {
      any: [
        { finding: 'new arrhythmia', within: { days: 1 } },
        { finding: 'hypotension requiring vasopressors', within: { days: 1 } },
        { finding: 'infection requiring intravenous antibiotics', within: { days: 1 } },
      ],
    },
    assumed: true,
    note: 'The answers must be of the day of lymphodepletion or the day before; the registry gives no time.',
  },
  {
    id: 'EXCL-11-PROPHYLAXIS',
    section: 'Exclusion 11',
    says: 'Before lymphodepletion: on prophylactic antibiotics, and the investigator does not confirm eligibility',
    gate: 'before-lymphodepletion',
    when: {
      all: [
        { finding: 'prophylactic antibiotics', within: { days: 1 } },
        { not: { finding: 'investigator confirms eligibility on prophylactic antibiotics' } },
      ],
    },
    assumed: true,
    note: 'Whether prophylaxis is given must be an answer of the day of lymphodepletion or the day before; the registry gives no time.',
  },
  {
    id: 'EXCL-12-LIVER',
    section: 'Exclusion 12',
    says: 'Hepatic encephalopathy, past or in need of treatment',
    when: { finding: 'hepatic encephalopathy' },
  },
  {
    id: 'EXCL-12-CNS',
    section: 'Exclusion 12',
    says: 'Central nervous system disorder, past or present',
    when: {
      any: [
        { finding: 'central nervous system disorder' },
        { finding: 'autoimmune disease of the central nervous system' },
      ],
    },
  },
  {
    id: 'EXCL-12-METASTASES',
    section: 'Exclusion 12',
    says: 'Central nervous system or leptomeningeal metastases, symptomatic or not controlled',
    when: { finding: 'central nervous system metastases, symptomatic or not controlled' },
  },
  {
    id: 'EXCL-13',
    section: 'Exclusion 13',
    says: 'Another malignancy, but for treated basal or squamous cell carcinoma, carcinoma in situ (cervix, breast ducts) free of recurrence for 3 years, and one resected and in complete remission for 5 years',
    assumed: true,
    note: 'Somebody may have had several: an exception of one excuses no other, so whether there is a further one is asked too.',
    when: {
      all: [
        { finding: 'another malignancy' },
        {
          any: [
            { finding: 'further malignancy outside the exceptions' },
            {
              not: {
                any: [
                  { finding: 'adequately treated basal or squamous cell carcinoma' },
                  { history: 'carcinoma in situ free of recurrence since', atLeastAgo: { years: 3 } },
                  { history: 'complete remission of a resected malignancy since', atLeastAgo: { years: 5 } },
                ],
              },
            },
          ],
        },
      ],
    },
  },
  {
    id: 'EXCL-14',
    section: 'Exclusion 14',
    says: 'Severe psychiatric disorder',
    when: { finding: 'severe psychiatric disorder' },
  },
  {
    id: 'EXCL-15',
    section: 'Exclusion 15',
    says: 'Another clinical study within the past month',
    when: { history: 'another clinical study', within: { months: 1 } },
  },
  {
    id: 'EXCL-16',
    section: 'Exclusion 16',
    says: 'Unable or unwilling to comply with the protocol, by the investigator',
    when: { finding: 'unable or unwilling to comply' },
  },
  {
    id: 'EXCL-17',
    section: 'Exclusion 17',
    says: 'Withdrew from this study before',
    when: { earlierScreening: 'withdrew' },
  },
])

/** Who may take part in NCT07021534, criterion by criterion as the registry numbers them. */
export const nct07021534Eligibility: Eligibility = {
  section: 'registry',
  assumed: true,
  note: 'The registry does not say how recent screening values must be, nor how long before a count support ends: 14 days is taken for both. Age is in completed years.',
  criteria: [...inclusions, ...exclusions],
}
