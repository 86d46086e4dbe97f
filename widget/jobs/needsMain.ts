import type { Settings } from '../settings/settings'

/** Whether it makes a difference which of several contacts is the main one. */
export const needsMain = ({ contacts }: Pick<Settings, 'contacts'>): boolean => contacts !== 'all'
