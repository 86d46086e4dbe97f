import { describe, expect, it } from 'vitest'
import { createWaitTicker } from '../../widget/api/createWaitTicker'

/** A ticker, the delays that it was asked for, and a promise of its next tick. */
function aTicker() {
  const ticker = createWaitTicker()
  if (ticker === null) throw new Error('Node can wait so')
  const ticks: number[] = []
  let onTick: () => void = () => undefined
  ticker.addEventListener('message', () => {
    ticks.push(performance.now())
    onTick()
  })
  const nextTick = (): Promise<void> =>
    new Promise((resolve) => {
      onTick = resolve
    })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
  const ask = (delay: number): void => ticker.postMessage(delay)
  return { ask, end: () => ticker.terminate(), ticks, nextTick }
}

describe('ticks without a worker', () => {
  it('come after the delay', async () => {
    const { ask, ticks, nextTick } = aTicker()
    const start = performance.now()
    ask(30)
    await nextTick()
    expect(ticks).toHaveLength(1)
    expect(ticks[0]).toBeGreaterThanOrEqual(start + 29)
  })

  it('come once for the delay asked for last', async () => {
    const { ask, ticks, nextTick } = aTicker()
    ask(10)
    ask(60_000)
    ask(40)
    await nextTick()
    ask(0)
    await nextTick()
    expect(ticks).toHaveLength(2)
  })

  it('end when it is told to', async () => {
    const { ask, end, ticks } = aTicker()
    ask(1)
    end()
    const { ask: askOther, nextTick } = aTicker()
    askOther(30)
    await nextTick()
    expect(ticks).toEqual([])
  })
})
