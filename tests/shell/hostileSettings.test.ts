// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import $ from 'jquery'
import { describe, expect, it } from 'vitest'
import { showPage } from './hostDocument'
import { ways } from './support/breakValue'
import { goTo } from './support/crmBehind'
import { paths, useSpoiltPages } from './support/spoiltPage'

/** Of no use to the settings. */
const notInSettings = /isCard|getBaseEntity|data|format|getWidgetsArea|sdk|render_template/

const settingsWindow = `<div class="modal sales_analytics"><div class="widget_settings_block__fields">
  <div id="sales_analytics_custom_content"><input type="hidden" id="sales_analytics_custom" name="custom"></div></div>
  <button class="js-widget-save"></button></div>`

const pages = useSpoiltPages()

describe.each(ways)('a page in which one value is %s', (way) => {
  it.each(paths.filter((path) => !notInSettings.test(path)))('opens the settings: %s', async (path) => {
    goTo('/settings/widgets/')
    showPage(settingsWindow)
    pages.open(path, way).callbacks.settings($('.widget_settings_block__fields'))
    await expect.poll(() => document.querySelector('.sales-analytics__settings input')).not.toBeNull()
    expect(pages.failures).toEqual([])
  })
})
