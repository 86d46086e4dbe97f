import { classifyPlace, type Place } from './classifyPlace'
import type { HostAccount, HostApp, HostCard, HostRights, HostWidget, HostWindow } from './hostTypes'

/** The CRM's page as the widget reads it. Nothing here is kept: each call looks at the page as it is now. */
export interface HostPage {
  /** The page's global object, null outside the CRM. */
  app(): HostApp | null
  place(widget: HostWidget): Place
  /** The open card, null outside a card. */
  card(): HostCard | null
  /** 0 when the page does not say. */
  userId(): number
  isAdmin(): boolean
  isFreeUser(): boolean
  account(): HostAccount
  /** Two letters, `ru` when the page does not say. */
  language(): string
  /** Whether the account still has a custom field; null when the page's constants do not list fields. */
  hasField(fieldId: number): boolean | null
  /** Shows the CRM's own message; false when the page offers none. */
  notify(kind: 'message' | 'error', header: string, text: string): boolean
  /** Goes to another page of the CRM without a reload where the page can. */
  navigate(url: string): void
}

export const createHostPage = (target: HostWindow): HostPage => {
  const app = (): HostApp | null => target.APP ?? target.AMOCRM ?? null
  const constant = (name: string): unknown => app()?.constant(name)
  const card = (): HostCard | null => app()?.data?.current_card || null
  return {
    app,
    card,
    place: (widget) =>
      classifyPlace({
        widgetsArea: app()?.getWidgetsArea?.() ?? '',
        systemArea: widget.system?.().area ?? '',
        baseEntity: app()?.getBaseEntity?.() ?? '',
        card: card(),
      }),
    userId: () => Number((constant('user') as { id?: unknown } | undefined)?.id ?? 0),
    isAdmin: () => Boolean((constant('user_rights') as HostRights | undefined)?.is_admin),
    isFreeUser: () => Boolean((constant('user_rights') as HostRights | undefined)?.is_free_user),
    account: () => (constant('account') as HostAccount | undefined) ?? {},
    language: () => app()?.lang_id?.slice(0, 2) || 'ru',
    hasField: (fieldId) => {
      const fields = (constant('account') as HostAccount | undefined)?.cf
      return fields === undefined ? null : String(fieldId) in fields
    },
    notify: (kind, header, text) => {
      const notifications = app()?.notifications
      if (kind === 'error') notifications?.show_message_error?.({ header, text })
      else notifications?.show_message?.({ header, text })
      return notifications !== undefined
    },
    navigate: (url) => {
      const router = app()?.router
      if (router) router.navigate(url, { trigger: true })
      else target.location.assign(url)
    },
  }
}
