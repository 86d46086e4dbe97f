import type { Sizes } from '../requestBudget'

/** The local CRM of a measurement. */
export interface CrmOptions {
  readonly sizes: Sizes
  /** Requests a second that the local CRM lets through, and that the widget's settings allow. */
  readonly rate: number
  readonly latencyMs: number
  /** Folders of the unpacked archive and of the built page. */
  readonly archive: string
  readonly pageFolder: string
  /** Folders of other widgets' archives by their codes: installed and switched on. */
  readonly widgets?: Readonly<Record<string, string>>
}
