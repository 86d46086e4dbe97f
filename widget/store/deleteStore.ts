import { deleteDB } from 'idb'

import { type StoreOwner, storeName } from './openStore'

/** «Удалить данные виджета из этого браузера»: this user's database of this account. Waits for other tabs to let go of it. */
export const deleteStore = async (owner: StoreOwner): Promise<void> => {
  await deleteDB(storeName(owner))
}
