import { interventionReader } from './intervened.ts'

/** Concomitant medications (CM). A corticosteroid put where it acts, on the skin or in the airway, is none of the scales'. */
export const cm = interventionReader('CM', [
  { column: 'CMCLAS', meaning: 'class of the drug; read for the kind of intervention' },
  { column: 'CMDEVICE', meaning: 'oxygen: nasal cannula, mask …' },
])
