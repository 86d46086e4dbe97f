import type { ListCode, PageField, PageSession } from '../wire'
import { planColumns, type StoredColumns } from './planColumns'

/** The columns of one list for one user of one account, kept in the browser. */
export class ColumnChoice {
  readonly #key: string
  readonly #list: ListCode
  readonly #mode: 'auto' | 'manual'

  constructor(list: ListCode, session: PageSession) {
    this.#list = list
    this.#mode = session.switches.columns
    this.#key = `crm.columns.${session.account.id}.${session.user.id}.${list}`
  }

  /** Keys to show for these fields; in mode `auto` a new field is remembered as shown. */
  shown(fields: readonly PageField[]): string[] {
    const stored = this.#read()
    const shown = planColumns(this.#list, fields, stored, this.#mode)
    if (stored) this.store(shown, fields)
    return shown
  }

  /** Keeps a choice. */
  store(shown: readonly string[], fields: readonly PageField[]): void {
    const value: StoredColumns = { shown, known: fields.map((field) => field.id) }
    localStorage.setItem(this.#key, JSON.stringify(value))
  }

  #read(): StoredColumns | null {
    const text = localStorage.getItem(this.#key)
    return text === null ? null : (JSON.parse(text) as StoredColumns)
  }
}
