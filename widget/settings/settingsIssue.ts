export type SettingsIssueCode =
  /** The CRM's page has given the widget no params at all: nobody knows what is saved. */
  | 'notGiven'
  /** The settings were saved in another account: their ids mean nothing here. */
  | 'otherAccount'
  /** The text is not JSON, or is JSON of something that is not settings. */
  | 'unreadable'
  /** Saved by a later release of the widget. */
  | 'newerVersion'
  /** A key holds something that it cannot hold. */
  | 'invalidValue'
  /** No entity is chosen. */
  | 'noEntities'
  /** A stage stands in two sections. */
  | 'stageInTwoSections'

/** One reason why settings cannot be used. */
export interface SettingsIssue {
  readonly code: SettingsIssueCode
  /** Keys from the root joined with dots, '' for the whole text. */
  readonly path: string
  readonly expected: string
  readonly received: string
}
