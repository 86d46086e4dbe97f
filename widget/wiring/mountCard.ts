import { createCardRefresh } from '../jobs/createCardRefresh'
import type { HeldFields } from '../jobs/cardRefresh'
import type { UnixSeconds } from '../records/brands'
import { type FieldKey, fieldKeys, moneyKeys } from '../records/fieldKeys'
import type { ParentRef } from '../records/parents'
import { toMajorText } from '../records/toMajorText'
import { isUnreadable } from '../records/unreadable'
import type { Pipeline } from '../records/pipeline'
import { type CardFormat, formatCardMoment } from '../shell/formatCardMoment'
import type { HostWidget } from '../shell/hostTypes'
import { mountCardFields } from '../shell/mountCardFields'
import { readDatePattern } from '../shell/page/readDatePattern'
import { shielded } from '../shell/page/shielded'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { createCardPanelModel } from '../state/createCardPanelModel'
import { mountCardPanel } from '../views/mountCardPanel'
import type { CardPanelPlace } from './createCardPanelPlace'
import type { Session } from './session'
import { setUpFields } from './setUpFields'

interface CardDeps {
  readonly session: Session
  readonly widget: HostWidget
  readonly parent: ParentRef
  /** Milliseconds of the page's clock, when the CRM showed the card. */
  readonly openedAt: number
  readonly panel: CardPanelPlace
}

/** Refreshes an open card: the panel in the right column and the inputs of the group. Returns what ends it all. */
export const mountCard = ({ session, widget, parent, openedAt, panel }: CardDeps): Undo => {
  const { hostPage, directory } = session
  let words = session.plainTexts(widget)
  const refresh = createCardRefresh(
    {
      client: session.client,
      clock: session.clock,
      directory,
      freshCards: session.freshCards,
      settings: session.settings,
      user: session.user,
      checkUser: session.checkUser,
      fieldNames: async () => (await session.texts(widget)).fieldNames,
      accountId: () => session.storeOwner().accountId,
      knownFields: session.knownFields,
      setUpFields: (request, options) => setUpFields(session.client, request, options),
    },
    parent,
  )
  const fields = mountCardFields({
    isOpen: () => hostPage.isOpenCard(parent),
    changedFields: () => hostPage.card()?.changedFields ?? [],
  })
  /** null: nobody has told, so no time can be written. */
  let zone: string | null = null
  const format = (): CardFormat | null =>
    zone === null ? null : { timeZone: zone, pattern: readDatePattern(hostPage.app()) }
  let pipelines: readonly Pipeline[] = []
  const unlisten = refresh.subscribe((state) => {
    if (state.phase !== 'shown') return
    const held = refresh.held()
    if (held !== null) fields.apply(textsOf(held, format()))
    // They were asked for by this refresh and are kept: no further call.
    directory.pipelines({ priority: 'card' }).then((known) => (pipelines = known), ignoreGone)
  })
  let isGone = false
  const mountPanel = shielded(() => {
    panel.fill((container) => {
      const model = createCardPanelModel({
        refresh,
        clock: session.clock,
        pipelines: () => pipelines,
        customerStages: () => refresh.buyers().stages,
        sessionWait: { now: session.sessionWait, subscribe: session.onSessionWait },
      })
      const undoView = mountCardPanel(container, model, words)
      return createUndoOfAll([() => model.dispose(), undoView])
    })
  })
  const begin = async (): Promise<void> => {
    await Promise.all([
      session.texts(widget).then((loaded) => (words = loaded), ignoreGone),
      zoneOf(session).then((known) => (zone = known), ignoreGone),
    ])
    if (isGone) return
    mountPanel()
    // Also without a place for the panel: the fields are in the card's form.
    refresh.start(openedAt)
  }
  void begin()
  return createUndoOfAll([
    () => {
      isGone = true
    },
    () => refresh.cancel(),
    unlisten,
    fields.undo,
  ])
}

/** The zone in which the CRM shows times; asks the CRM where the page does not tell. Rejects with `CrmError`. */
const zoneOf = async ({ hostPage, directory }: Session): Promise<string> =>
  hostPage.account().timezone ?? (await directory.account({ priority: 'card' })).timezone

/** The card does without: ids stand for the names of stages, the words that need no zone for all words, and the field of the time stays. */
const ignoreGone = (): void => undefined

const textsOf = ({ ids, values }: HeldFields, format: CardFormat | null): ReadonlyMap<number, string> =>
  new Map(
    fieldKeys.flatMap((key) => {
      const id = ids[key]
      const text = textOf(key, values[key], format)
      return id === undefined || text === null ? [] : [[id, text]]
    }),
  )

/** As the CRM itself puts it into the input: plain digits such as `1234.5`, and its own form of a time. */
const textOf = (key: FieldKey, value: number | null, format: CardFormat | null): string | null => {
  // What is no number stays as somebody wrote it, until the card is written.
  if (isUnreadable(value)) return null
  if (key === 'actualAt') return format && formatCardMoment(value as UnixSeconds | null, format)
  if (value === null) return ''
  return moneyKeys.some((each) => each === key) ? toMajorText(value) : String(value)
}
