/** A module that the page offers to widgets: its file, what has to be there before it, and its style sheets. */
interface VendorModule {
  /** Path under `/frontend/vendor/`: the npm package, then the file in it without `.js`. */
  path: string
  needs?: readonly string[]
  css?: readonly string[]
  /** Name of the global that the file makes, where it is no AMD module. */
  global?: string
}

/** Where the server hands out the packages' files. */
const folder = '/frontend/vendor'

/**
 * The vendor modules under the names that widgets ask for (RU:web_sdk/system_modules). Loaded when first required.
 * `twigjs` is made of `vendor/twig` by the page; `moment-timezone` and `es6promise` are not in the table of the
 * documents, but templates of widgets name them.
 */
const vendorModules: Readonly<Record<string, VendorModule>> = {
  backbone: { path: 'backbone/backbone', needs: ['underscore', 'jquery'] },
  'vendor/twig': { path: 'twig/twig' },
  'browser-detect': { path: 'browser-detect/dist/browser-detect.umd' },
  // Chart.js asks for moment without waiting for it.
  chartjs: { path: 'chart.js/dist/Chart', needs: ['moment'] },
  colorpicker: {
    path: 'jquery-colpick/js/colpick',
    needs: ['jquery'],
    css: ['jquery-colpick/css/colpick.css'],
  },
  rangeslider: {
    path: 'rangeslider.js/dist/rangeslider',
    needs: ['jquery'],
    css: ['rangeslider.js/dist/rangeslider.css'],
  },
  clipboard: { path: 'clipboard/dist/clipboard' },
  cocktail: { path: 'backbone.cocktail/Cocktail', needs: ['underscore', 'backbone'] },
  accounting: { path: 'accounting/accounting' },
  device: { path: 'current-device/umd/current-device' },
  enquire: { path: 'enquire.js/dist/enquire' },
  FileAPI: { path: 'fileapi/dist/FileAPI' },
  'google-libphonenumber': { path: 'google-libphonenumber/dist/libphonenumber' },
  jplayer: { path: 'jplayer/dist/jplayer/jquery.jplayer', needs: ['jquery'] },
  'js-uuid': { path: 'js-uuid/js-uuid' },
  fullcalendar: {
    path: 'fullcalendar/dist/fullcalendar',
    needs: ['jquery', 'moment'],
    css: ['fullcalendar/dist/fullcalendar.css'],
  },
  moment: { path: 'moment/moment' },
  'moment-timezone': { path: 'moment-timezone/builds/moment-timezone-with-data', needs: ['moment'] },
  pubsub: { path: 'pubsub-js/src/pubsub' },
  steady: { path: 'steady/Steady', global: 'Steady' },
  store: { path: 'store/store' },
  cropperjs: { path: 'cropperjs/dist/cropper', css: ['cropperjs/dist/cropper.css'] },
  'virtualized-list': { path: 'virtualized-list/umd/virtualized-list' },
  quill: {
    path: 'quill/dist/quill',
    css: ['quill/dist/quill.snow.css', 'quill/dist/quill.bubble.css'],
  },
  intl_tel_input: {
    path: 'intl-tel-input/build/js/intlTelInput',
    needs: ['jquery'],
    css: ['intl-tel-input/build/css/intlTelInput.css'],
  },
  es6promise: { path: 'es6-promise/dist/es6-promise' },
}

/** The part of RequireJS's configuration that names these modules. */
export function vendorConfig(): Record<string, unknown> {
  const modules = Object.entries(vendorModules)
  return {
    paths: Object.fromEntries(modules.map(([name, { path }]) => [name, `${folder}/${path}`])),
    shim: Object.fromEntries(
      modules.map(([name, { needs = [], css = [], global }]) => [
        name,
        {
          deps: [...needs, ...css.map((file) => `css!${folder}/${file}`)],
          ...(global === undefined ? {} : { exports: global }),
        },
      ]),
    ),
  }
}
