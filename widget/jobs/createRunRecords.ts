export type { FinishedRecords, RunRecords } from './runRecords'
