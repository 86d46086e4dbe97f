import { canRunBulk } from '../records/canRunBulk'
import type { ParentType } from '../records/parents'
import { type Availability, mountListMenu } from '../shell/mountListMenu'
import type { HostWidget } from '../shell/hostTypes'
import { pageValues } from '../shell/page/pageValues'
import { readLangs } from '../shell/page/readWidget'
import type { Undo } from '../shell/undo'
import { plainText } from './parts/plainText'
import type { SessionBase } from './session'

/** Said where the page does not tell what the user may. */
const rightsUnknown = pageValues['constant(user_rights)'].told

interface ListDeps {
  /** Loads what knows settings and rights: only when the user comes near the menu. */
  readonly loadBase: () => Promise<SessionBase>
  /** The user chose to fill the fields, and may. */
  readonly onRun: () => void
  readonly onRefused: (reason: string) => void
  readonly onFailed: (error: unknown) => void
}

/** Keeps the widget's item in the menu of an open list. Returns what takes it out. */
export const mountList = (
  widget: HostWidget,
  type: ParentType,
  { loadBase, onRun, onRefused, onFailed }: ListDeps,
): Undo => {
  const langs = readLangs(widget)
  const availability = async (): Promise<Availability> => {
    const base = await loadBase()
    const parsed = base.settings()
    const entities = parsed.ok ? parsed.settings.entities : [type]
    if (canRunBulk(base.user(), entities)) return { isAllowed: true }
    return {
      isAllowed: false,
      reason: plainText(langs, base.user().isUnknown ? rightsUnknown : 'run.rights'),
    }
  }
  const text = plainText(langs, 'run.title', { name: plainText(langs, 'widget.name') })
  return mountListMenu([{ key: 'fill', text, availability, onSelect: onRun, onRefused, onFailed }])
}
