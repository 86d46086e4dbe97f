/** How many cards a batch holds (API 1.5: 50 recommended, 250 at most). */
export const firstBatchSize = 50
export const mostBatchSize = 250
const leastBatchSize = 10
/** An answer faster than this many ms lets the batches grow. */
const fastAnswer = 2000

/** The size after a batch was answered in `duration` ms. */
export const afterWritten = (size: number, duration: number): number =>
  duration < fastAnswer ? Math.min(mostBatchSize, size * 2) : size

/** The size after the gateway gave a batch up (504). */
export const afterGatewayTimeout = (size: number): number => Math.max(leastBatchSize, Math.floor(size / 2))
