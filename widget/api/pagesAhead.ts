import type { Caller } from './createCaller'
import type { SendQueue } from './createSendQueue'
import { mostInFlight } from './rateWindow'

/** As many pages as rate × latency needs on their way, one of them waiting for its turn: the rate is used in full. */
export const pagesAhead = (caller: Caller, queue: SendQueue): number =>
  Math.min(mostInFlight, Math.ceil((queue.currentRate() * caller.latency()) / 1000)) + 1
