import { packSettings } from './packSettings'
import type { Settings } from './settings'

/**
 * The settings as the text that the CRM keeps: JSON of a list of numbers and lists, so that the CRM's server takes it for a custom value
 * (RU:integrations/custom_settings) and nothing in it has to be escaped: digits, commas and square brackets are all there is in it.
 */
export const formatSettings = (settings: Settings): string => JSON.stringify(packSettings(settings))
