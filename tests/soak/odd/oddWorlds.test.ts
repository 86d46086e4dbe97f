import { expect, it } from 'vitest'
import { runOdd } from './runOdd'

/** A few of the worlds of `npm run soak -- --odd`, so that they stay playable; the rest takes minutes. */
const seeds = [2, 12, 16, 50]

it('whatever is odd, nothing wrong is written or shown, and in the end all is right', async () => {
  const said: string[] = []
  const { runs, cards } = await runOdd({ seeds, say: (line) => said.push(line) })
  expect(said).toEqual([])
  expect(runs).toBeGreaterThanOrEqual(6)
  expect(cards).toBeGreaterThanOrEqual(12)
})
