import { createCardRefresh } from '../jobs/createCardRefresh'
import type { Explanation } from '../calc/explanation'
import type { HeldFields } from '../jobs/cardRefresh'
import type { UnixSeconds } from '../records/brands'
import { type FieldKey, fieldKeys, moneyKeys } from '../records/fieldKeys'
import type { ParentRef } from '../records/parents'
import type { CustomerStage, Pipeline } from '../records/pipeline'
import { type CardFormat, formatCardValue } from '../shell/formatCardValue'
import type { HostWidget } from '../shell/hostTypes'
import { mountCardFields } from '../shell/mountCardFields'
import { mountCardPanelPlace } from '../shell/mountCardPanelPlace'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { createCardPanelModel } from '../state/createCardPanelModel'
import type { Texts } from '../texts/createTexts'
import { mountCardPanel } from '../views/mountCardPanel'
import type { Session } from './session'
import { setUpFields } from './setUpFields'

/**
 * Refreshes an open card: the panel in the right column and the inputs of the group.
 *
 * @param openedAt milliseconds of the page's clock, when the CRM showed the card
 * @returns what ends it all
 */
export const mountCard = (
  session: Session,
  widget: HostWidget,
  parent: ParentRef,
  openedAt: number,
): Undo => {
  const { hostPage, directory } = session
  const parsed = session.settings()
  if (parsed.ok && (parsed.settings.cardRefresh === 'off' || !parsed.settings.entities.includes(parent.type)))
    return () => undefined
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
      fieldNames: () => words.fieldNames,
      knownFields: session.knownFields,
      setUpFields: (request, options) => setUpFields(session.client, request, options),
    },
    parent,
  )
  const fields = mountCardFields(() => hostPage.card())
  const format: CardFormat = {
    timeZone: hostPage.account().timezone ?? 'UTC',
    dateFormat: hostPage.app()?.system?.format?.date ?? '',
  }
  let pipelines: readonly Pipeline[] = []
  let customerStages: readonly CustomerStage[] = []
  const unlisten = refresh.subscribe((state) => {
    if (state.phase !== 'shown') return
    const held = refresh.held()
    if (held !== null) fields.apply(textsOf(held, format))
    // Both were asked for by this refresh and are kept: no further call. Stages of buyers only where there are buyers.
    directory.pipelines({ priority: 'card' }).then((known) => (pipelines = known), ignoreGone)
    if (hasBuyers(refresh.explain()))
      directory.buyers({ priority: 'card' }).then((known) => (customerStages = known.stages), ignoreGone)
  })
  let undoPanel: Undo = () => undefined
  let isGone = false
  const mountPanel = (loaded: Texts): void => {
    if (isGone) return
    words = loaded
    undoPanel = mountCardPanelPlace(widget, loaded.widgetName, (container) => {
      const model = createCardPanelModel({
        refresh,
        now: () => session.clock.time(),
        pipelines: () => pipelines,
        customerStages: () => customerStages,
        sessionWait: { now: session.sessionWait, subscribe: session.onSessionWait },
      })
      const undoView = mountCardPanel(container, model, loaded)
      return createUndoOfAll([() => model.dispose(), undoView])
    })
    refresh.start(openedAt)
  }
  session.texts(widget).then(mountPanel, () => mountPanel(words))
  return createUndoOfAll([
    () => {
      isGone = true
    },
    () => refresh.cancel(),
    unlisten,
    fields.undo,
    () => undoPanel(),
  ])
}

/** The names of stages are an extra of the explanation: without them it shows ids. */
const ignoreGone = (): void => undefined

const hasBuyers = (explanation: Explanation | null): boolean =>
  explanation !== null &&
  [...explanation.contributions, ...explanation.rejections].some(({ source }) => source !== 'lead')

const textsOf = ({ ids, values }: HeldFields, format: CardFormat): ReadonlyMap<number, string> =>
  new Map(
    fieldKeys.flatMap((key) => {
      const id = ids[key]
      return id === undefined ? [] : [[id, textOf(key, values[key], format)]]
    }),
  )

const textOf = (key: FieldKey, value: number | null, format: CardFormat): string => {
  if (key === 'actualAt')
    return formatCardValue({ kind: 'dateTime', value: value as UnixSeconds | null }, format)
  const isMoney = moneyKeys.includes(key)
  return formatCardValue({ kind: 'number', value: value === null || !isMoney ? value : value / 100 }, format)
}
