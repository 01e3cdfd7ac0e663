/** Visual acuity between bounds in twentieths of a foot chart, worst last, or a loss of lines from the known baseline. */
export type VisualAcuity = {
  readonly acuity: readonly AcuityBound[]
  /** Lines lost since baseline, as an alternative to the bounds. */
  readonly lines?: '<=3' | '>3'
  readonly corrected?: true
  /** What the acuity is a measure of, in this term's words. */
  readonly as?: string
  readonly eye?: 'affected'
}

export const acuityBounds = ['>=20/40', '<20/40', '>20/200', '>=20/200', '<=20/200'] as const
export type AcuityBound = (typeof acuityBounds)[number]

const corrected: Readonly<Record<AcuityBound, string>> = {
  '>=20/40': ' 20/40 and better',
  '<20/40': ' worse than 20/40',
  '<=20/200': ' of 20/200 or worse',
  '>=20/200': ', up to 20/200',
  '>20/200': ' but better than 20/200',
}
const plain: Readonly<Record<AcuityBound, string>> = {
  ...corrected,
  '>=20/40': '20/40 or better',
  '<20/40': 'worse than 20/40',
  '<=20/200': '20/200 or worse',
}
const lost = { '<=3': ' or 3 lines or less decreased', '>3': ' or more than 3 lines of decreased' } as const

/** A visual acuity in words. */
export function acuityText({ acuity, lines, corrected: best, as, eye }: VisualAcuity): string {
  const [first, ...further] = acuity.map((bound) => (best ? corrected : plain)[bound])
  const since = lines ? `${lost[lines]} vision from known baseline` : ''
  const range = `${best ? 'best corrected visual acuity' : ''}${first}${since}${further.join('')}`
  return `${as ? `${as} (${range})` : range}${eye ? ` in the ${eye} eye` : ''}`
}
