/** What a unit measures, and how many base units one of it is, as "numerator/denominator" or a whole number. */
export type UnitRow = {
  readonly dimension: Dimension
  readonly factor: string
  readonly spellings: string
  readonly offset?: string
}

export type Dimension =
  | 'mass concentration' // g/L
  | 'substance concentration' // mmol/L
  | 'charge concentration' // mEq/L
  | 'number concentration' // 10^9/L
  | 'catalytic activity' // U/L
  | 'fraction' // 1
  | 'percent' // %
  | 'time' // s
  | 'pressure' // mm Hg
  | 'temperature' // degrees C
  | 'pH' // pH
  | 'mass' // kg
  | 'rate' // mL/min
  | 'indexed rate' // mL/min/1.73 m2
  | 'diffusing capacity' // mL/min/mm Hg
  | 'excretion' // g/24 h
  | 'length' // cm
  | 'volume' // mL
  | 'area share' // % of body surface
  | 'count' // a plain number
  | 'sound level' // dB
  | 'frequency per time' // per day

/**
 * Every spelling the analytes of the tables are reported in, by dimension, with exact factors to the dimension's base unit.
 * Spellings are matched after `foldUnit`: case kept, both micro signs one letter, spaces and brackets gone.
 */
export const unitTable: readonly UnitRow[] = [
  { dimension: 'mass concentration', factor: '1', spellings: 'g/L|gm/L|gram/L|grams/L|G/L|mg/mL|kg/m3|g/l' },
  { dimension: 'mass concentration', factor: '10', spellings: 'g/dL|gm/dL|G/DL|GM/DL|g%|gm%|g/100mL|g/dl|gr/dL|G/dL' },
  { dimension: 'mass concentration', factor: '1/100', spellings: 'mg/dL|MG/DL|mg%|mg/100mL|mg/dl|MG/dL' },
  { dimension: 'mass concentration', factor: '1/1000', spellings: 'mg/L|MG/L|ug/mL|mcg/mL|UG/ML|mg/l|ug/ml' },
  { dimension: 'mass concentration', factor: '1/100000', spellings: 'ug/dL|mcg/dL|UG/DL|ug/dl|ug%' },
  { dimension: 'mass concentration', factor: '1/1000000', spellings: 'ug/L|mcg/L|UG/L|ng/mL|NG/ML|ug/l|ng/ml' },
  { dimension: 'mass concentration', factor: '1/1000000000', spellings: 'ng/L|NG/L|pg/mL|PG/ML|ng/l|pg/ml' },
  { dimension: 'mass concentration', factor: '1/100000000', spellings: 'ng/dL|NG/DL|ng/dl' },
  { dimension: 'substance concentration', factor: '1000', spellings: 'mol/L|MOL/L|mol/l' },
  { dimension: 'substance concentration', factor: '1', spellings: 'mmol/L|MMOL/L|mM|mmol/l|mMol/L' },
  { dimension: 'substance concentration', factor: '10', spellings: 'mmol/dL' },
  {
    dimension: 'substance concentration',
    factor: '1/1000',
    spellings: 'umol/L|UMOL/L|mcmol/L|micromol/L|uM|umol/l|uMol/L|umoL/L|nmol/mL',
  },
  { dimension: 'substance concentration', factor: '1/1000000', spellings: 'nmol/L|NMOL/L|nM|nmol/l' },
  { dimension: 'substance concentration', factor: '1/1000000000', spellings: 'pmol/L|PMOL/L|pM|pmol/l' },
  { dimension: 'charge concentration', factor: '1', spellings: 'mEq/L|MEQ/L|meq/L|mEq/l|mmol_eq/L|meq/l' },
  {
    dimension: 'number concentration',
    factor: '1',
    spellings:
      '10^9/L|10*9/L|10**9/L|x10^9/L|x10*9/L|x10E9/L|X10E9/L|10e9/L|10E9/L|x10e9/L|10E+9/L|10E+09/L|10E09/L|X10^9/L|x109/L|10^9/l|GI/L|Gi/L|G/L|giga/L|Giga/L|bil/L|BIL/L|billion/L|10^9cells/L|x10^9cells/L|10*9cells/L|K/uL|K/UL|k/uL|K/mcL|K/mm3|K/cumm|k/ul|K/CUMM|10*3/uL|10^3/uL|10**3/uL|10e3/uL|10E3/uL|x10E3/uL|X10E3/UL|x10e3/uL|x10*3/uL|x10^3/uL|X10^3/uL|10^3/UL|10*3/UL|10E3/UL|10^3/mcL|x10^3/mcL|10*3/mcL|x103/uL|10^3/mm3|10*3/mm3|10E3/mm3|10e3/mm3|x10^3/mm3|x10E3/mm3|10^3/mm^3|10^3/ul|x10^3/ul|10*3/ul|10^3cells/uL|x10^3cells/uL|10*3cells/uL|THOU/uL|THOU/UL|Thou/uL|thou/uL|Thous/uL|thousand/uL|Thousand/uL|thous/mcL|Thousands/uL|THOUS/MCL|THOU/mm3|THOU/mcL|thou/mm3|THOUSAND/UL|10^6/mL|10*6/mL|x10^6/mL|/nL|10x9/L|10(9)/L|x10(9)/L|10x3/uL|10(3)/uL|x10(3)/uL|10(3)/mcL|x10(3)/mcL|1000/uL|1000/mm3|K/mm^3|K/cmm|thousand/cumm',
  },
  {
    dimension: 'number concentration',
    factor: '1/1000',
    spellings:
      '/mm3|/mm^3|/MM3|/cumm|/CUMM|/cmm|cells/mm3|CELLS/MM3|cells/mm^3|cells/cumm|/uL|/UL|/mcL|/ul|/mcl|cells/uL|cells/UL|CELLS/UL|cells/mcL|cells/ul|cell/uL|Cells/uL|cell/mm3|#/uL|/MCL|cells/MCL|1/uL|10^6/L|10*6/L|x10^6/L|x10E6/L|10E6/L|10e6/L|x10*6/L|10^6/l|MI/L',
  },
  {
    dimension: 'number concentration',
    factor: '1000',
    spellings:
      '10^12/L|10*12/L|x10^12/L|x10E12/L|10E12/L|10e12/L|x10*12/L|10^12/l|TI/L|Ti/L|T/L|tera/L|M/uL|M/UL|M/mcL|10*6/uL|10^6/uL|x10^6/uL|10E6/uL|x10E6/uL|x10*6/uL|10e6/uL|10^6/mm3|million/uL|Million/uL|MILL/uL|Mill/mcL',
  },
  {
    dimension: 'catalytic activity',
    factor: '1',
    spellings:
      'U/L|IU/L|u/L|iu/L|UNITS/L|Units/L|units/L|unit/L|mU/mL|mIU/mL|[U]/L|[iU]/L|[IU]/L|U/l|IU/l|iU/L|UI/L|MU/ML|u/l',
  },
  { dimension: 'catalytic activity', factor: '1000', spellings: 'kU/L|KU/L|U/mL|IU/mL|kIU/L|U/ML|kU/l' },
  { dimension: 'catalytic activity', factor: '1/1000', spellings: 'mU/L|mIU/L|uIU/mL|UIU/ML|uU/mL|MIU/L' },
  { dimension: 'catalytic activity', factor: '60', spellings: 'ukat/L|UKAT/L|mckat/L|ukat/l|microkat/L' },
  { dimension: 'catalytic activity', factor: '60/1000', spellings: 'nkat/L|NKAT/L|nkat/l' },
  {
    dimension: 'fraction',
    factor: '1',
    spellings: 'ratio|RATIO|Ratio|1|INR|{INR}|fraction|fraction of 1|FRACTION|FRACTION OF 1|mg/mg|g/g',
  },
  { dimension: 'fraction', factor: '1/1000', spellings: 'mg/g' },
  { dimension: 'percent', factor: '1', spellings: '%|percent|PERCENT|pct|% predicted|%predicted|% of predicted' },
  { dimension: 'time', factor: '1', spellings: 's|sec|SEC|secs|second|seconds|SECONDS|Seconds|Sec|S' },
  { dimension: 'time', factor: '1/1000', spellings: 'ms|msec|MSEC|msecs|millisecond|milliseconds|mSec' },
  { dimension: 'time', factor: '60', spellings: 'min|minute|minutes' },
  { dimension: 'time', factor: '3600', spellings: 'h|hr|hrs|hour|hours' },
  { dimension: 'time', factor: '86400', spellings: 'd|day|days' },
  { dimension: 'time', factor: '604800', spellings: 'week|weeks|wk' },
  { dimension: 'pressure', factor: '1', spellings: 'mmHg|mm Hg|MMHG|mm[Hg]|mm hg' },
  { dimension: 'pressure', factor: '7.50061682704', spellings: 'kPa|KPA' },
  {
    dimension: 'temperature',
    factor: '1',
    spellings: 'C|degC|°C|Cel|deg C|degrees C|CELSIUS|Celsius|celsius|degree C|ºC|degrees Celsius|℃',
  },
  {
    dimension: 'temperature',
    factor: '5/9',
    offset: '-32',
    spellings: 'F|degF|°F|deg F|degrees F|FAHRENHEIT|Fahrenheit|fahrenheit|[degF]|degree F|ºF|degrees Fahrenheit|℉',
  },
  { dimension: 'pH', factor: '1', spellings: 'pH|PH|pH units|[pH]' },
  { dimension: 'mass', factor: '1', spellings: 'kg|KG|Kg' },
  { dimension: 'mass', factor: '1/1000', spellings: 'g|gram|grams' },
  { dimension: 'mass', factor: '45359237/100000000', spellings: 'lb|LB|lbs|LBS|pound|pounds|[lb_av]' },
  { dimension: 'rate', factor: '1', spellings: 'mL/min|ml/min|ML/MIN' },
  {
    dimension: 'indexed rate',
    factor: '1',
    spellings: 'mL/min/1.73m2|ml/min/1.73m2|mL/min/1.73m^2|ml/min/1.73 m2|ML/MIN/1.73M2|mL/min/{1.73_m2}',
  },
  {
    dimension: 'diffusing capacity',
    factor: '1',
    spellings: 'mL/min/mmHg|ml/min/mmHg|ml/min/mm Hg|unit|units|mL/mmHg/min',
  },
  { dimension: 'excretion', factor: '1', spellings: 'g/24h|g/24hrs|g/24 hrs|g/24hr|g/day|g/d|G/24H|G/DAY' },
  { dimension: 'excretion', factor: '1/1000', spellings: 'mg/24h|mg/24hrs|mg/24hr|mg/day|mg/d|MG/24H|MG/DAY' },
  { dimension: 'length', factor: '1', spellings: 'cm|CM' },
  { dimension: 'length', factor: '1/10', spellings: 'mm|MM' },
  { dimension: 'volume', factor: '1', spellings: 'mL|ml|ML|cc' },
  { dimension: 'volume', factor: '1000', spellings: 'L|l|liter|litre' },
  { dimension: 'area share', factor: '1', spellings: '%BSA|% BSA' },
  { dimension: 'sound level', factor: '1', spellings: 'dB|db|dB HL' },
]
