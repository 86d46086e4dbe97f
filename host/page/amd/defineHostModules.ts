import $ from 'jquery'
import { Modal } from '../modal/Modal'
import { jsonPlugin } from './jsonPlugin'
import { optionalPlugin } from './optionalPlugin'
import { textPlugin } from './textPlugin'
import { hostWindow } from '../hostWindow'

/**
 * Defines what the CRM offers to AMD modules: loader plugins and `lib/components/base/modal`.
 * jquery and underscore register themselves when their own scripts run (RU:web_sdk/system_modules).
 */
export function defineHostModules(): void {
  hostWindow().requirejs.config({ waitSeconds: 45 })
  hostWindow().define('optional', [], () => optionalPlugin)
  hostWindow().define('json', [], () => jsonPlugin)
  hostWindow().define('text', [], () => textPlugin)
  hostWindow().define('lib/components/base/modal', ['jquery'], () => Modal)
  Object.assign(window, { $, jQuery: $ })
}
