/** How the facilities of a computer's browser behave at this moment. An oddity sets them and sets them back. */
export interface Facilities {
  channel: 'works' | 'absent' | 'throws' | 'postThrows'
  locks: 'works' | 'absent' | 'rejects' | 'throws' | 'hangs'
  storage: 'works' | 'absent' | 'throws' | 'rejects' | 'openHangs' | 'getHangs' | 'doneHangs' | 'putThrows'
  /** `localStorage` and `sessionStorage`. */
  marks: 'works' | 'throws'
  /** Milliseconds by which the user's clock is ahead, at a moment of the world. */
  clockAhead: (now: number) => number
}

export const goodFacilities = (): Facilities => ({
  channel: 'works',
  locks: 'works',
  storage: 'works',
  marks: 'works',
  clockAhead: () => 0,
})
