/**
 * A read-only list of records of one entity, addressed by index; ids ascend with the index.
 *
 * Small accounts keep parsed objects behind it, big ones compute each record from its index, so a million
 * records need no object each. The store never writes into a source: edits lie over it.
 */
export interface RecordSource<T> {
  /** Number of records, those in the trash included. */
  readonly count: number
  /** Id of the record at `index` (0 … count − 1). */
  idAt(index: number): number
  /** Index of the record with this id, −1 when there is none. */
  indexOf(id: number): number
  /** A fresh wire object with `_embedded` links; the caller may change it. Keys may be missing: the store fills them. */
  recordAt(index: number): T
  /** Unix seconds. */
  updatedAtAt(index: number): number
  /** Unix seconds. */
  createdAtAt(index: number): number
  /** Linked contacts of a lead or a customer; without `contactLinksAt` the first is the main one. */
  contactIdsAt?(index: number): readonly number[]
  /** Linked contacts with their flags, where a source knows more than "the first is the main one". */
  contactLinksAt?(index: number): readonly ContactLink[]
  /** Linked company of a lead, a customer or a contact. */
  companyIdAt?(index: number): number | null
  /** Whether the record lies in the trash; a source without it has none there. */
  isDeletedAt?(index: number): boolean
}

/** A contact linked to a lead or a customer. */
export interface ContactLink {
  id: number
  is_main: boolean
}
