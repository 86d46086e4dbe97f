import type { HostModalClass } from '../hostTypes'
import { noteLoss } from './pageValues'
import { callAt } from './readAt'

const modalModule = 'lib/components/base/modal'

/** Milliseconds for which the CRM's loader may take to answer. */
const patience = 5000

/** The CRM's window class, null where its page has none. Never rejects. */
export const loadModalClass = (): Promise<HostModalClass | null> =>
  new Promise((resolve) => {
    const give = (Modal: unknown): void => {
      if (typeof Modal !== 'function') noteLoss('Modal')
      resolve(typeof Modal === 'function' ? (Modal as HostModalClass) : null)
    }
    if (!callAt(window, 'require', [modalModule], give, () => give(null)).isDone) {
      noteLoss('window.require')
      resolve(null)
    }
    setTimeout(() => resolve(null), patience)
  })
