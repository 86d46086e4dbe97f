/** All of the CRM's own markup that the widget knows (HOST). Each of them may be missing from a page. */
export const selectors = {
  /** The place of lists and other pages. */
  pageHolder: '#page_holder',
  /** The place of an open card, beside the other: the page shows one of the two, and keeps a list in the hidden one. */
  cardHolder: '#card_holder',
  listHead: '.list__top__actions',
  /** The same in both layouts of the list's head: the wrappers around the menu differ. */
  listMenu: '.list__top__actions ul.button-input__context-menu',
  /** The stock item that opens the list's own settings. */
  listSettings: '.js-list-settings',
  menuItem: '.button-input__context-menu__item',
  menuIcon: '.button-input__context-menu__item__icon-container',
  listTable: '#list_table',
  /** The main form alone: forms of linked entities on the same page hold inputs of the same names. */
  mainForm: '.linked-forms__group-wrapper_main',
  linkedForm: 'form.linked-form',
  /** Shown while the card has unsaved changes. */
  saveBar: '.card-fields__button-block:not(.hidden)',
  rightColumn: '#widgets_block',
  rightColumnList: '#widgets_block .card-widgets__elements',
  /** The right column, or the card beside it, while the column is wide. */
  openColumn: '#card_holder.js-widgets-active, #widgets_block.js-widgets-active',
  widgetBody: '.card-widgets__widget__body',
  modal: '.modal',
  settingsFields: '.widget_settings_block__fields',
  settingsSave: '.js-widget-save',
} as const
