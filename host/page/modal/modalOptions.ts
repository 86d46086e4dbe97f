import type { Modal } from './Modal'

/** Options of `new Modal(options)` (HOST; RU:web_sdk/system_modules). */
export interface ModalOptions {
  /** Class beside `modal`; replaces the default `modal-list`. */
  class_name: string
  /** Called once with the body; draws the content and triggers `modal:loaded` on it. */
  init: (this: Modal, $body: JQuery) => void
  /** Called before the window goes; `false` keeps it. */
  destroy: (this: Modal) => unknown
  /** Called by the button «Попробовать снова» of `showError`. */
  tryAgain: (this: Modal) => void
  onBeforeInit: (this: Modal, $body: JQuery) => void
  /** Places the body instead of the window itself. */
  onModalPosition: ((this: Modal, $body: JQuery) => void) | null
  container: string | Element | JQuery
  focus_element: string
  scrollerId: string
  can_centrify: boolean
  can_destroy: boolean
  default_overlay: boolean
  disable_overlay: boolean
  disable_overlay_click: boolean
  disable_escape_keydown: boolean
  disable_enter_keydown: boolean
  disable_cancel_click: boolean
  disable_resize: boolean
  init_animation: boolean
  centrify_animation: boolean
  without_offsets_on_centify: boolean
  preload_templates: readonly string[]
}

/** The host's defaults. */
export const defaultModalOptions: ModalOptions = {
  class_name: 'modal-list',
  init() {},
  destroy() {},
  tryAgain() {},
  onBeforeInit() {},
  onModalPosition: null,
  container: 'body',
  focus_element: '.js-modal-accept',
  scrollerId: '',
  can_centrify: false,
  can_destroy: true,
  default_overlay: true,
  disable_overlay: false,
  disable_overlay_click: false,
  disable_escape_keydown: false,
  disable_enter_keydown: false,
  disable_cancel_click: false,
  disable_resize: false,
  init_animation: false,
  centrify_animation: false,
  without_offsets_on_centify: false,
  preload_templates: [],
}
