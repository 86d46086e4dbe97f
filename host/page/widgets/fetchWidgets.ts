import { postForm } from '../fetchJson'
import type { WidgetsAnswer } from './widgetTypes'

/** Asks the server which widgets belong to an area: `POST /ajax/widgets/list` with the form field `area`. */
export function fetchWidgets(area: string): Promise<WidgetsAnswer> {
  const asked = area.startsWith('widget-page') ? 'widget-page' : area
  return postForm<WidgetsAnswer>('/ajax/widgets/list', [['area', asked]])
}
