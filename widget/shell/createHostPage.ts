import type { ParentRef, ParentType } from '../records/parents'
import { classifyPlace, type Place } from './classifyPlace'
import type { HostWidget, HostWindow } from './hostTypes'
import { asRecord, asText } from './page/asTyped'
import { cardOfPath } from './page/cardOfPath'
import { listTypeOfPath } from './page/listPaths'
import { noteLoss, type PageValueName } from './page/pageValues'
import { type HostAccount, readAccount } from './page/readAccount'
import { attempt, callAt, callFor, readAt } from './page/readAt'
import { type HostCard, readCard } from './page/readCard'
import { readArea } from './page/readWidget'
import { showMessage } from './showMessage'

/**
 * The CRM's page as the widget reads it. Nothing here is kept: each call looks at the page as it is now. Nothing here throws: what the page
 * does not give in the form that is known counts as not given (`page/pageValues.ts` tells what is lost with it).
 */
export interface HostPage {
  /** The page's global object, to be read by `page/`; undefined outside the CRM. */
  app(): unknown
  place(widget: HostWidget): Place
  /** The open card, null outside a card. */
  card(): HostCard | null
  /** Whether this card is the one that is open: while one card leads to another, not all signs are of the same one. */
  isOpenCard(card: ParentRef): boolean
  /** The card that the page's address names; null for an address of anything else. */
  addressedCard(): ParentRef | null
  /** Of which entity the list is that the user sees; null where he sees none, or one of both. */
  openList(): ParentType | null
  account(): HostAccount
  /** Two letters, `ru` when the page does not say. */
  language(): string
  /** Shows the CRM's own message, or one of our own where the page shows none. */
  notify(kind: 'message' | 'error', header: string, text: string): void
  /** Goes to another page of the CRM without a reload where the page can. */
  navigate(url: string): void
}

export const createHostPage = (target: HostWindow): HostPage => {
  const app = (): unknown => {
    const found = asRecord(readAt(target, 'APP')) ?? asRecord(readAt(target, 'AMOCRM'))
    if (found === undefined) noteLoss('APP')
    return found
  }
  const path = (): string => asText(readAt(target, 'location', 'pathname')) ?? ''
  const card = (): HostCard | null => readCard(app())
  const addressedCard = (): ParentRef | null => cardOfPath(path())
  const account = (): HostAccount => readAccount(app())
  return {
    app,
    card,
    account,
    place: (widget) =>
      classifyPlace({
        path: path(),
        widgetsArea: textOf(callFor(app(), 'getWidgetsArea'), 'getWidgetsArea'),
        systemArea: readArea(widget),
        baseEntity: asText(callFor(app(), 'getBaseEntity')) ?? '',
        card: card(),
      }),
    addressedCard,
    isOpenCard({ type, id }) {
      const here = addressedCard()
      const open = card()?.id ?? 0
      if (here === null && open === 0) return false
      return (here === null || (here.id === id && here.type === type)) && (open === 0 || open === id)
    },
    openList() {
      const isCard = readAt(app(), 'data', 'is_card') === true || callFor(app(), 'isCard') === true
      return isCard ? null : listTypeOfPath(path())
    },
    language: () =>
      textOf(readAt(app(), 'lang_id'), 'lang_id').slice(0, 2).toLowerCase() || account().language || 'ru',
    notify(kind, header, text) {
      const method = kind === 'error' ? 'show_message_error' : 'show_message'
      if (callAt(app(), `notifications.${method}`, { header, text: withoutMarkup(text) }).isDone) return
      noteLoss('notifications')
      showMessage(kind, header, text)
    },
    navigate(url) {
      if (callAt(app(), 'router.navigate', url, { trigger: true }).isDone) return
      noteLoss('router.navigate')
      attempt(() => target.location.assign(url))
    },
  }
}

/** The CRM takes its message for markup, and names in it are anybody's: what would be a tag looks nearly the same and is none. */
const withoutMarkup = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›')

const textOf = (value: unknown, name: PageValueName): string => {
  const text = asText(value)
  if (text === undefined) noteLoss(name)
  return text ?? ''
}
