import { deleteDB } from 'idb'

import { answerWithin } from './answerWithin'
import { type StoreOwner, storeName } from './openStore'

/** «Удалить данные виджета из этого браузера»: this user's database of this account. Waits for other tabs to let go of it. @throws whatever the browser answers; `NoAnswer` */
export const deleteStore = async (owner: StoreOwner): Promise<void> => {
  await answerWithin(deleteDB(storeName(owner)))
}
