import type { SentRequest } from './createAppAdapter'

/** Holds the requests of two computers and lets them go one by one in a given order. */
export interface Turns {
  /** `beforeSend` of a computer's world. */
  readonly wait: (computer: 'a' | 'b') => (request: SentRequest) => Promise<void>
  /** Begins both, lets their requests go in the order of `schedule`, then the rest, those of `a` first; waits for the ends of both. */
  readonly play: <T>(
    schedule: string,
    works: { readonly a: () => Promise<T>; readonly b: () => Promise<T> },
  ) => Promise<{
    readonly a: T
    readonly b: T
  }>
}

/**
 * Two computers over one CRM take turns at the borders of their requests: a computer comes to its next request, or to its end, before
 * anybody has the next turn. A turn of a computer that is through is passed over.
 */
export const createTurns = (): Turns => {
  const held = { a: [] as (() => void)[], b: [] as (() => void)[] }
  const isThrough = { a: false, b: false }
  return {
    wait: (computer) => () =>
      new Promise((resolve) => {
        held[computer].push(resolve)
      }),
    async play(schedule, works) {
      held.a.length = 0
      held.b.length = 0
      isThrough.a = false
      isThrough.b = false
      const begin = <T>(computer: 'a' | 'b', work: () => Promise<T>): Promise<T> =>
        work().finally(() => {
          isThrough[computer] = true
        })
      const ends = { a: begin('a', works.a), b: begin('b', works.b) }
      const settle = async (): Promise<void> => {
        while (!(['a', 'b'] as const).every((one) => isThrough[one] || held[one].length > 0)) await nextTurn()
      }
      const letGo = async (computer: 'a' | 'b'): Promise<void> => {
        await settle()
        held[computer].shift()?.()
        await nextTurn()
      }
      for (const turn of schedule) await letGo(turn === 'a' ? 'a' : 'b')
      for (const computer of ['a', 'b'] as const) while (!isThrough[computer]) await letGo(computer)
      const [a, b] = await Promise.all([ends.a, ends.b])
      return { a, b }
    },
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
