import $ from 'jquery'
import { Modal } from '../modal/Modal'
import { jsonPlugin } from './jsonPlugin'
import { optionalPlugin } from './optionalPlugin'
import { textPlugin } from './textPlugin'

/**
 * Defines what the CRM offers to AMD modules: loader plugins and `lib/components/base/modal`.
 * jquery and underscore register themselves when their own scripts run (RU:web_sdk/system_modules).
 */
export function defineHostModules(): void {
  window.requirejs.config({ waitSeconds: 45 })
  window.define('optional', [], () => optionalPlugin)
  window.define('json', [], () => jsonPlugin)
  window.define('text', [], () => textPlugin)
  window.define('lib/components/base/modal', ['jquery'], () => Modal)
  Object.assign(window, { $, jQuery: $ })
}
