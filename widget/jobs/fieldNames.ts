import type { FieldKey } from '../records/fieldKeys'

/** What new fields and their group are called, in the account's language and currency; made once, later renaming is the CRM's. */
export interface FieldNames {
  readonly group: string
  readonly fields: Readonly<Record<FieldKey, string>>
}
