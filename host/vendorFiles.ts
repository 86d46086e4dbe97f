import { createRequire } from 'node:module'
import { dirname } from 'node:path'

const require = createRequire(import.meta.url)

/** Folders of the npm packages behind the page's vendor modules, by the package's name. */
export const vendorFolders: Readonly<Record<string, string>> = {
  accounting: dirname(require.resolve('accounting/package.json')),
  backbone: dirname(require.resolve('backbone/package.json')),
  'backbone.cocktail': dirname(require.resolve('backbone.cocktail/package.json')),
  'browser-detect': dirname(require.resolve('browser-detect/package.json')),
  'chart.js': dirname(require.resolve('chart.js/package.json')),
  clipboard: dirname(require.resolve('clipboard/package.json')),
  cropperjs: dirname(require.resolve('cropperjs/package.json')),
  'current-device': dirname(require.resolve('current-device/package.json')),
  'enquire.js': dirname(require.resolve('enquire.js/package.json')),
  'es6-promise': dirname(require.resolve('es6-promise/package.json')),
  fileapi: dirname(require.resolve('fileapi/package.json')),
  fullcalendar: dirname(require.resolve('fullcalendar/package.json')),
  'google-libphonenumber': dirname(require.resolve('google-libphonenumber/package.json')),
  'intl-tel-input': dirname(require.resolve('intl-tel-input/package.json')),
  jplayer: dirname(require.resolve('jplayer/package.json')),
  'jquery-colpick': dirname(require.resolve('jquery-colpick/package.json')),
  'js-uuid': dirname(require.resolve('js-uuid/package.json')),
  moment: dirname(require.resolve('moment/package.json')),
  'moment-timezone': dirname(require.resolve('moment-timezone/package.json')),
  'pubsub-js': dirname(require.resolve('pubsub-js/package.json')),
  quill: dirname(require.resolve('quill/package.json')),
  'rangeslider.js': dirname(require.resolve('rangeslider.js/package.json')),
  steady: dirname(require.resolve('steady/package.json')),
  store: dirname(require.resolve('store/package.json')),
  twig: dirname(require.resolve('twig/package.json')),
  'virtualized-list': dirname(require.resolve('virtualized-list/package.json')),
}
