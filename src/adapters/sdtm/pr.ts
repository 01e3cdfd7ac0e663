import { interventionReader } from './intervened.ts'

/** Procedures (PR): oxygen and its device, ventilation, dialysis, transfusion, surgery, hospitalization. */
export const pr = interventionReader('PR', [
  { column: 'PRDEVICE', meaning: 'oxygen: nasal cannula, mask …; also a QNAM of SUPPPR' },
])
