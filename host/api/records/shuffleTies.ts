/**
 * A copy of an order in which records of one key stand in a new arrangement, as a database gives them that orders by nothing besides.
 * `random`: 0 ≤ x < 1.
 */
export function shuffleTies(
  order: Int32Array,
  keyAt: (index: number) => number,
  random: () => number,
): Int32Array {
  const shuffled = order.slice()
  let first = 0
  for (let place = 1; place <= shuffled.length; place++) {
    if (place < shuffled.length && keyAt(shuffled[place] ?? 0) === keyAt(shuffled[first] ?? 0)) continue
    for (let last = place - 1; last > first; last--) {
      const other = first + Math.floor(random() * (last - first + 1))
      const held = shuffled[last] ?? 0
      shuffled[last] = shuffled[other] ?? 0
      shuffled[other] = held
    }
    first = place
  }
  return shuffled
}
