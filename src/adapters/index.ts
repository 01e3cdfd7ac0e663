export type { Cells, DatedExport, LabRow, Remark, SdtmMap, SdtmReading } from './sdtm/index.ts'
export { compareExports, defaultMap, labRow, readSdtm, sdtmColumns } from './sdtm/index.ts'
