import { canRunBulk } from '../records/canRunBulk'
import type { ParentType } from '../records/parents'
import type { HostWidget } from '../shell/hostTypes'
import { pageValues } from '../shell/page/pageValues'
import { readLangs } from '../shell/page/readWidget'
import { type Availability, mountListMenu } from '../shell/mountListMenu'
import type { Undo } from '../shell/undo'
import { plainText } from './parts/plainText'
import type { SessionBase } from './session'

/** Said where the page does not tell what the user may. */
const rightsUnknown = pageValues['constant(user_rights)'].told

/** Keeps the widget's item in the menu of an open list. `onRun`: the user chose it and may. Returns what takes it out. */
export const mountList = (
  base: SessionBase,
  widget: HostWidget,
  type: ParentType,
  onRun: () => void,
): Undo => {
  // Formats of numbers and dates cost a list page more than all the rest, and the menu has none.
  const langs = readLangs(widget)
  const name = plainText(langs, 'widget.name')
  return mountListMenu([
    {
      key: 'fill',
      text: plainText(langs, 'run.title', { name }),
      availability: (): Availability => {
        const parsed = base.settings()
        const entities = parsed.ok ? parsed.settings.entities : [type]
        return canRunBulk(base.user(), entities)
          ? { isAllowed: true }
          : {
              isAllowed: false,
              reason: plainText(langs, base.user().isUnknown ? rightsUnknown : 'run.rights'),
            }
      },
      onSelect: onRun,
      onRefused: (reason) => base.hostPage.notify('message', name, reason),
    },
  ])
}
