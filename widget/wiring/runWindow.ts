import type { ParentType } from '../records/parents'
import type { HostWidget } from '../shell/hostTypes'

/** The window of the bulk run and its indicator; one for the page load, whatever instance of the widget is alive. */
export interface RunWindow {
  /** A run goes on, is asked about or paused. */
  readonly isActive: () => boolean
  /** Opens the window over a list; a run that goes on is shown instead of a new start. */
  readonly open: (widget: HostWidget, currentType: ParentType) => void
  /**
   * Offers to go on with a run that a closed tab has left, unless a tab runs now. `isReload`: the page of this very tab was reloaded in the
   * middle of its run, which goes on without a question.
   */
  readonly offerUnfinished: (widget: HostWidget, isReload: boolean) => void
  /** Ends the run after the batch in flight and takes everything off the page; the rest can be resumed. */
  readonly dispose: () => void
}
