/**
 * Doses in mg that equal 5 mg of prednisone, for oral or intravenous use; two where sources differ, and then the dose is a range.
 * Source: prescribing information of prednisolone and dexamethasone (FDA), which print the same comparison; betamethasone is
 * 0.75 mg there and 0.6 mg in common pharmacology tables.
 */
export const glucocorticoids: readonly { readonly name: string; readonly equals5mgPrednisone: readonly string[] }[] = [
  { name: 'prednisone', equals5mgPrednisone: ['5'] },
  { name: 'prednisolone', equals5mgPrednisone: ['5'] },
  { name: 'methylprednisolone', equals5mgPrednisone: ['4'] },
  { name: 'triamcinolone', equals5mgPrednisone: ['4'] },
  { name: 'dexamethasone', equals5mgPrednisone: ['0.75'] },
  { name: 'betamethasone', equals5mgPrednisone: ['0.6', '0.75'] },
  { name: 'hydrocortisone', equals5mgPrednisone: ['20'] },
  { name: 'cortisone', equals5mgPrednisone: ['25'] },
]

/** The glucocorticoid a drug's name holds as a whole word, or undefined: "methylprednisolone sodium succinate" is methylprednisolone. */
export const glucocorticoidIn = (name: string): (typeof glucocorticoids)[number] | undefined => {
  const words = name.toLowerCase().split(/[^a-z]+/)
  return glucocorticoids.find((one) => words.includes(one.name))
}
