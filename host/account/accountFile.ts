import type { RecordSource } from './recordSource'
import type { EntityType, Given, WireCompany, WireContact, WireCustomer, WireLead } from './wire'
import type {
  WireAccount,
  WireCustomerStatus,
  WireField,
  WireFieldGroup,
  WirePipeline,
  WireRole,
  WireSegment,
  WireStage,
  WireUser,
  WireWidget,
} from './wireAccount'
import type { FileIntegration } from './wireIntegration'
import type {
  WireCatalog,
  WireElement,
  WireEvent,
  WireLossReason,
  WireNote,
  WireSource,
  WireTagEntry,
  WireTalk,
  WireTask,
  WireTransaction,
  WireUnsorted,
  WireWebhook,
} from './wireActivity'

/** A deal of an account file. */
export type FileLead = Given<WireLead, 'id' | 'price' | 'status_id' | 'pipeline_id'>
/** A contact of an account file. */
export type FileContact = Given<WireContact, 'id'>
/** A company of an account file. */
export type FileCompany = Given<WireCompany, 'id'>
/** A buyer of an account file; figures that are given win over the purchases. */
export type FileCustomer = Given<WireCustomer, 'id'>
/** A pipeline of an account file, with any part of its stages. */
export type FilePipeline = Omit<Given<WirePipeline, 'id'>, '_embedded'> & {
  _embedded?: { statuses?: Given<WireStage, 'id'>[] }
}
/** A widget of an account file: installed, on and without settings where it says nothing else. */
export type FileWidget = Given<WireWidget, 'code'>
/** A user of an account file; missing rights are those of a user who sees and edits all. */
export type FileUser = Given<Omit<WireUser, 'rights'>, 'id'> & { rights?: Partial<WireUser['rights']> }

/**
 * An account as one JSON object in the wire shapes of the CRM: what `npm start -- --account FILE.json` and
 * `PUT /__host/account` take and `GET /__host/account` gives. Every list and every key may be missing but the ids
 * (and a deal's price and stage); docs/account-file.md says what stands in.
 */
export interface AccountFile {
  account?: Partial<WireAccount>
  users?: FileUser[]
  pipelines?: FilePipeline[]
  customers_statuses?: Given<WireCustomerStatus, 'id'>[]
  segments?: Given<WireSegment, 'id'>[]
  contacts?: FileContact[]
  companies?: FileCompany[]
  leads?: FileLead[]
  customers?: FileCustomer[]
  transactions?: Given<WireTransaction, 'id' | 'customer_id'>[]
  events?: Given<WireEvent, 'type' | 'entity_id' | 'entity_type'>[]
  notes?: Given<WireNote, 'id' | 'entity_type' | 'entity_id'>[]
  tasks?: Given<WireTask, 'id'>[]
  tags?: Given<WireTagEntry, 'id' | 'name'>[]
  catalogs?: Given<WireCatalog, 'id'>[]
  catalog_elements?: Given<WireElement, 'id' | 'catalog_id'>[]
  talks?: Given<WireTalk, 'talk_id'>[]
  sources?: Given<WireSource, 'id'>[]
  loss_reasons?: Given<WireLossReason, 'id'>[]
  custom_fields?: Partial<Record<EntityType, Given<WireField, 'id'>[]>>
  custom_fields_groups?: Partial<Record<EntityType, Given<WireFieldGroup, 'id'>[]>>
  /** Fields of catalogs' elements, each with the id of its catalog. */
  catalog_custom_fields?: (Given<WireField, 'id'> & { catalog_id: number })[]
  webhooks?: Given<WireWebhook, 'destination'>[]
  widgets?: FileWidget[]
  roles?: Given<WireRole, 'id'>[]
  unsorted?: Given<WireUnsorted, 'uid' | 'lead_id'>[]
  integrations?: FileIntegration[]
}

/** The big lists of an account as sources; those left out are read from the file. */
export interface AccountSources {
  leads?: RecordSource<FileLead>
  contacts?: RecordSource<FileContact>
  companies?: RecordSource<FileCompany>
  customers?: RecordSource<FileCustomer>
}

/** An account too big for one JSON text: everything but the big lists, and these as sources. */
export interface LargeAccount {
  file: AccountFile
  sources: AccountSources
}
