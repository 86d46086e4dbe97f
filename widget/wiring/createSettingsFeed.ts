import { tellAll } from '../records/tellAll'
import type { HostWidget } from '../shell/hostTypes'
import { changeParams, readSetting } from '../shell/page/readWidget'
import { createNewestSettings } from './createNewestSettings'
import { openTabChannel } from './openTabChannel'
import { settingsField } from './settingsField'

/**
 * The settings text in force, from the CRM, from this page and from the other tabs of this browser. It is made with the first page, before
 * anything that reads settings is loaded, so that nothing is missed.
 */
export interface SettingsFeed {
  readonly text: () => unknown
  /** False while no instance had params and nothing was saved here: something else than the defaults may be saved. */
  readonly isGiven: () => boolean
  /** Takes the text that the CRM gives with an instance, unless another was saved here since it made that. */
  take(widget: HostWidget): void
  /** Takes the text that the user saves, and tells it to the other tabs of this browser. */
  save(widget: HostWidget, text: string): void
  /** Told whenever a text comes into force. Returns its undo. */
  onChange(listener: () => void): () => void
}

/** Nothing taken yet. `now`: milliseconds that never jump. */
export const createSettingsFeed = (accountId: number, now: () => number): SettingsFeed => {
  const newest = createNewestSettings(now)
  let isGiven = false
  const listeners = new Set<() => void>()
  const tell = (): void => {
    tellAll(listeners)
  }
  const tellTabs = openTabChannel<string>(`sales-analytics.settings.${accountId}`, (text) => {
    newest.save(text)
    isGiven = true
    tell()
  })
  const take: SettingsFeed['take'] = (widget) => {
    const setting = readSetting(widget, settingsField)
    // What another instance was given, or was saved here, stays in force.
    if (setting === null) return
    newest.take(setting.value)
    isGiven = true
    tell()
  }
  return {
    text: newest.text,
    isGiven: () => isGiven,
    take,
    save(widget, text) {
      newest.save(text)
      isGiven = true
      changeParams(widget, { [settingsField]: text })
      tell()
      tellTabs(text)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
