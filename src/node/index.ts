export { type CsvFiles, type ExportFolder, readCsvFile, readCsvFolder, readExports } from './export-folder.ts'
export { fileStore } from './ledger-file.ts'
