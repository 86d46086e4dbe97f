import type { ContactLink, RecordSource } from './recordSource'
import type { RecordTable } from './recordTable'
import type { WireRecord } from './wire'

/** What a lead, a buyer or a contact is linked to. A contact has a company alone. */
export interface Links {
  contacts: ContactLink[]
  companyId: number | null
}

/** The two kinds of parents. */
export type ParentType = 'contacts' | 'companies'

type AnyTable = RecordTable<WireRecord>

/**
 * Links from the records of one table to contacts and to a company, readable from both ends. The source's links are
 * turned round once into two typed arrays; changed records lie over them. Links to ids that the account does not
 * have are kept on the child's end.
 */
export class LinkIndex {
  readonly #source: RecordSource<unknown>
  readonly #children: AnyTable
  readonly #parents: Record<ParentType, AnyTable>
  readonly #changed = new Map<number, Links>()
  readonly #turned: Record<ParentType, TurnedLinks | null> = { contacts: null, companies: null }

  constructor(source: RecordSource<unknown>, children: AnyTable, parents: Record<ParentType, AnyTable>) {
    this.#source = source
    this.#children = children
    this.#parents = parents
  }

  /** Links of the record at `childIndex`, those to trashed parents included; do not change the answer. */
  linksOf(childIndex: number): Links {
    const changed = this.#changed.get(childIndex)
    if (changed) return changed
    if (childIndex >= this.#source.count) return { contacts: [], companyId: null }
    const contacts =
      this.#source.contactLinksAt?.(childIndex) ??
      (this.#source.contactIdsAt?.(childIndex) ?? []).map((id, index) => ({ id, is_main: index === 0 }))
    return { contacts: [...contacts], companyId: this.#source.companyIdAt?.(childIndex) ?? null }
  }

  /** Indexes of all children of a parent, ascending, those in the trash included. */
  childrenOf(type: ParentType, parentIndex: number): ArrayLike<number> {
    return this.#turnedTo(type).read(parentIndex)
  }

  /** Replaces the links of one record. */
  set(childIndex: number, links: Links): void {
    const before = this.linksOf(childIndex)
    for (const type of ['contacts', 'companies'] as const) {
      const turned = this.#turned[type]
      if (!turned) continue
      for (const id of parentIds(before, type)) turned.remove(this.#parents[type].indexOf(id), childIndex)
      for (const id of parentIds(links, type)) turned.add(this.#parents[type].indexOf(id), childIndex)
    }
    this.#changed.set(childIndex, links)
  }

  /** Builds what is otherwise built at the first question from a parent's end. */
  prepare(): void {
    this.#turnedTo('contacts')
    this.#turnedTo('companies')
  }

  #turnedTo(type: ParentType): TurnedLinks {
    const known = this.#turned[type]
    if (known) return known
    const parents = this.#parents[type]
    const turned = new TurnedLinks(this.#children.size, parents.size, (childIndex) =>
      this.#parentsAt(type, childIndex).map((id) => parents.indexOf(id)),
    )
    this.#turned[type] = turned
    return turned
  }

  #parentsAt(type: ParentType, childIndex: number): readonly number[] {
    const changed = this.#changed.get(childIndex)
    if (changed || childIndex >= this.#source.count) return changed ? parentIds(changed, type) : []
    if (type === 'contacts') return this.#source.contactIdsAt?.(childIndex) ?? []
    const company = this.#source.companyIdAt?.(childIndex)
    return company ? [company] : []
  }
}

/** Children of each parent: counts turned into offsets over one array, and the lists that changed since. */
class TurnedLinks {
  readonly #offsets: Uint32Array
  readonly #children: Int32Array
  readonly #changed = new Map<number, number[]>()

  constructor(childCount: number, parentCount: number, parentsAt: (childIndex: number) => readonly number[]) {
    const offsets = new Uint32Array(parentCount + 1)
    for (let child = 0; child < childCount; child++)
      for (const parent of parentsAt(child)) if (parent >= 0) offsets[parent + 1]!++
    for (let parent = 0; parent < parentCount; parent++) offsets[parent + 1]! += offsets[parent]!
    const children = new Int32Array(offsets[parentCount]!)
    const next = offsets.slice()
    for (let child = 0; child < childCount; child++)
      for (const parent of parentsAt(child)) if (parent >= 0) children[next[parent]!++] = child
    this.#offsets = offsets
    this.#children = children
  }

  read(parent: number): ArrayLike<number> {
    return this.#changed.get(parent) ?? this.#base(parent)
  }

  add(parent: number, child: number): void {
    if (parent < 0) return
    const list = Array.from(this.read(parent))
    if (list.includes(child)) return
    this.#changed.set(
      parent,
      [...list, child].sort((one, other) => one - other),
    )
  }

  remove(parent: number, child: number): void {
    if (parent < 0) return
    this.#changed.set(
      parent,
      Array.from(this.read(parent)).filter((other) => other !== child),
    )
  }

  #base(parent: number): ArrayLike<number> {
    if (parent + 1 >= this.#offsets.length) return []
    return this.#children.subarray(this.#offsets[parent], this.#offsets[parent + 1])
  }
}

function parentIds(links: Links, type: ParentType): number[] {
  if (type === 'contacts') return links.contacts.map((contact) => contact.id)
  return links.companyId === null ? [] : [links.companyId]
}
