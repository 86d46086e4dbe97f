import './shell/shell.css'
import { applyChunkBase } from './shell/chunkUrl'
import { createHostPage } from './shell/createHostPage'
import { createWidgetConstructor, type WidgetActions } from './shell/createWidgetConstructor'
import type { HostTexts, HostWidget } from './shell/hostTypes'
import { mountListMenu } from './shell/mountListMenu'
import { mountStylesheet } from './shell/mountStylesheet'
import { createUndoOfAll, type Undo } from './shell/undo'

const hostPage = createHostPage(window)

const actions: WidgetActions = {
  mountPage(widget) {
    applyChunkBase(widget.params.cdn_path ?? widget.params.path ?? '')
    mountStylesheet(widget.params)
    const place = hostPage.place(widget)
    const undos: Undo[] = []
    if (place.kind === 'list') undos.push(mountListMenu([]))
    return createUndoOfAll(undos)
  },
  mountSettings: () => () => undefined,
  onSave: () => true,
  onSwitchedOff: () => undefined,
  onFailure(widget, error) {
    hostPage.notify('error', shownName(widget), error instanceof Error ? error.message : String(error))
  },
}

/** The name from the integration's card, which the CRM puts over our own text. */
const shownName = (widget: HostWidget): string => {
  const texts = widget.langs['widget'] as HostTexts | undefined
  return typeof texts?.['name'] === 'string' ? texts['name'] : ''
}

export default createWidgetConstructor(actions)
