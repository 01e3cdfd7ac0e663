export { sdtmMapFor } from './for-protocol.ts'
export {
  compareExports,
  type DatedExport,
  defaultMap,
  type LabRow,
  labRow,
  readSdtm,
  type SdtmMap,
  type SdtmReading,
  sdtmColumns,
} from './sdtm/index.ts'
