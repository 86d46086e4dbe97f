/** The code of the widget's one setting in the manifest. */
export const settingsField = 'custom'
