export type { Cells, LabRow, Remark, SdtmMap, SdtmReading } from './sdtm/index.ts'
export { defaultMap, labRow, readSdtm, sdtmColumns } from './sdtm/index.ts'
