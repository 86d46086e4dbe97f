import { canRunBulk } from '../records/canRunBulk'
import type { ParentType } from '../records/parents'
import type { HostWidget } from '../shell/hostTypes'
import { type Availability, mountListMenu } from '../shell/mountListMenu'
import type { Undo } from '../shell/undo'
import { plainText } from './parts/plainText'
import type { SessionBase } from './session'

/** Keeps the widget's item in the menu of an open list. `onRun`: the user chose it and may. Returns what takes it out. */
export const mountList = (
  base: SessionBase,
  widget: HostWidget,
  type: ParentType,
  onRun: () => void,
): Undo => {
  // Formats of numbers and dates cost a list page more than all the rest, and the menu has none.
  const name = plainText(widget.langs, 'widget.name')
  return mountListMenu([
    {
      key: 'fill',
      text: plainText(widget.langs, 'run.title', { name }),
      availability: (): Availability => {
        const parsed = base.settings()
        const entities = parsed.ok ? parsed.settings.entities : [type]
        return canRunBulk(base.user(), entities)
          ? { isAllowed: true }
          : { isAllowed: false, reason: plainText(widget.langs, 'run.rights') }
      },
      onSelect: onRun,
      onRefused: (reason) => base.hostPage.notify('message', name, reason),
    },
  ])
}
