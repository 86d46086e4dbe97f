import $ from 'jquery'
import { hostWindow } from '../hostWindow'
import { Modal } from '../modal/Modal'
import { prepareTwig } from '../twig/prepareTwig'
import type { TwigExports } from '../twig/twigTypes'
import { cssPlugin } from './cssPlugin'
import { jsonPlugin } from './jsonPlugin'
import { optionalPlugin } from './optionalPlugin'
import { textPlugin } from './textPlugin'
import { vendorConfig } from './vendorModules'

/**
 * Defines what the CRM offers to AMD modules: loader plugins, vendor modules (loaded when first required), `twigjs` and
 * `lib/components/base/modal`. jquery and underscore register themselves when their own scripts run
 * (RU:web_sdk/system_modules). A name that nobody knows is asked for under `/frontend/js/`, where nothing is: an error.
 */
export function defineHostModules(): void {
  const { requirejs, define } = hostWindow()
  requirejs.config({ waitSeconds: 45, baseUrl: '/frontend/js/', ...vendorConfig() })
  define('optional', [], () => optionalPlugin)
  define('json', [], () => jsonPlugin)
  define('text', [], () => textPlugin)
  define('css', [], () => cssPlugin)
  define('lib/components/base/modal', ['jquery'], () => Modal)
  define('twigjs', ['vendor/twig'], (twig) => prepareTwig(twig as TwigExports))
  Object.assign(window, { $, jQuery: $ })
}
