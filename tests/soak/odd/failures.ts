/** What must never happen, and did. */
export type FailureKind =
  /** A field that is not as the brute force says after «Готово». */
  | 'done'
  /** Figures beside «проверено» that were true at no moment since. */
  | 'card'
  /** Figures that were written beside «Актуально на» and were true at no moment since. */
  | 'write'
  /** A stamp or a «проверено» that lies ahead of the CRM's clock. */
  | 'stamp'
  /** Something was touched that is not the widget's. */
  | 'foreign'
  /** The widget's fields were made a second time. */
  | 'twins'
  /** More than 10 s without a word. */
  | 'silent'
  /** More requests than any honest reading needs, or hours without an end. */
  | 'endless'
  /** Everything was mended, and still there is no «Готово». */
  | 'stuck'
  /** The widget threw where nobody catches it: neither menu nor panel. */
  | 'broken'
  /** An error that nobody caught, for the console of the browser. */
  | 'uncaught'
  /** More requests in a second than the tabs of a browser may send together. */
  | 'rate'
  /** A run or a card that gave up where nothing was missing that it needs. */
  | 'needless'

export interface Failure {
  readonly kind: FailureKind
  readonly detail: string
}

export type Report = (kind: FailureKind, detail: string) => void
