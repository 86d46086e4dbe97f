/** The screens of a run as one lazily loaded part. */
export { mountRunDialog } from './mountRunDialog'
export { mountRunIndicator } from './mountRunIndicator'
export { mountUnfinishedNotice } from './mountUnfinishedNotice'
