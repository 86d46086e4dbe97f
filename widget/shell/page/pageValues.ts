import type { TextKey } from '../../texts/textTree'

/** What becomes of the widget where the page does not give a value. */
export interface PageValue {
  /** For the trace in the console: what the widget does without it. */
  readonly loses: string
  /** What is said to the user who would miss it; without it he misses nothing. */
  readonly told?: TextKey
}

/**
 * All that the widget takes from the CRM's page, by the name under which the page has it. Everything in it is read through `readAt` and
 * `callAt`, so each may be missing, of another type, or throw: no more is lost than stands here.
 */
export const pageValues = {
  APP: { loses: 'the address tells the place, the API the account; rights are unknown' },
  'constant(user)': { loses: 'another user who signs in is not noticed' },
  'constant(user_rights)': {
    loses: 'nothing is written unless the managers name an admin',
    told: 'run.rightsUnknown',
  },
  'user_rights.base_rights': { loses: 'rights without a letter count as denied', told: 'run.rightsUnknown' },
  'user_rights.status_rights': {
    loses: 'a stage counts as hidden, so nothing is written',
    told: 'run.rightsUnknown',
  },
  'constant(managers)': { loses: 'the group of the user is unknown' },
  'constant(account)': { loses: 'currency and zone are asked of the API' },
  'account.cf': { loses: 'fields are asked of the API' },
  'system.timezone': { loses: "the account's zone is taken" },
  'system.format': { loses: 'dates in the card are written as 31.12.2025 23:59' },
  getWidgetsArea: { loses: 'address and open card tell the place' },
  lang_id: { loses: "the account's language is taken" },
  'data.current_card': { loses: 'the address alone tells the card' },
  notifications: { loses: 'messages are shown in a window of our own' },
  'router.navigate': { loses: 'the page is loaded anew to go elsewhere' },
  'sdk.setCallingStatus': { loses: 'the page may reload after a release during a run' },
  'list:reload': { loses: 'the list shows new values when it is opened again' },
  'page:changed': { loses: 'page changes are seen late' },
  'window.require': { loses: 'the parts of the widget do not come', told: 'errors.partMissing' },
  Modal: { loses: 'windows are dialogs of our own' },
  'widget.params': {
    loses: 'nothing is counted or written without settings, and files are looked for at the root',
    told: 'errors.settingsNotGiven',
  },
  'widget.langs': { loses: 'all words' },
  'widget.render_template': { loses: 'the block in the card is made by us' },
  'widget.set_settings': { loses: "saved settings reach the CRM's instance with its next page" },
  'settings($body)': { loses: 'the form is looked for in the whole page' },
  'onSave(event)': { loses: 'the hidden input alone holds the settings' },
  'list menu': { loses: 'no run can be started from the list' },
  'right column': { loses: 'no panel in the card; its fields are kept up to date' },
} as const satisfies Readonly<Record<string, PageValue>>

export type PageValueName = keyof typeof pageValues

const noted = new Set<PageValueName>()

/** Traces once for each page load that a value cannot be used, and what is lost with it. */
export const noteLoss = (name: PageValueName): void => {
  if (noted.has(name)) return
  noted.add(name)
  // oxlint-disable-next-line no-console -- the one trace of what the widget has to do without
  console.debug(`sales-analytics: no usable ${name} in the page: ${pageValues[name].loses}`)
}
