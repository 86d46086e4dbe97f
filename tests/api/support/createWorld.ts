import { createApp, type AppOptions, type HostApp } from '../../../host/createApp'
import { addListCalls } from '../../../widget/api/addListCalls'
import { createCrmClient, type CrmClientOptions } from '../../../widget/api/createCrmClient'
import { createLocalLock } from '../../../widget/api/createLocalLock'
import type { CallOptions } from '../../../widget/api/callOptions'
import type { CrmClient } from '../../../widget/api/crmClient'
import { type Arrival, createAppAdapter } from './createAppAdapter'
import { createFakeClock, type FakeClock } from './createFakeClock'

/** A local CRM, a client that speaks with it, and a clock that both tests and client live by. */
export interface World {
  readonly host: HostApp
  readonly client: CrmClient
  readonly clock: FakeClock
  /** All requests that left, in order. */
  readonly arrivals: Arrival[]
  /** Reasons for which the client waited, in order. */
  readonly waits: string[]
  /** Sets the faults of the local CRM as `PUT /__host/faults` does. */
  setFaults(faults: Readonly<Record<string, unknown>>): void
  /** Lets time go by until the call settles, and gives its outcome. */
  run<T>(call: Promise<T>): Promise<T>
  /** The error with which the call rejects. */
  fail(call: Promise<unknown>): Promise<unknown>
}

export interface WorldOptions {
  readonly account?: NonNullable<AppOptions['account']>
  readonly client?: Partial<CrmClientOptions>
  /** Of the CRM's answers, in ms of the clock. */
  readonly latency?: () => number
  readonly lateness?: () => number
}

export const run: CallOptions = { priority: 'run' }

/** The limit of the local CRM counts real time, which stands still for the client: tests of the pace look at `arrivals`. */
const unlimited = { ratePerSecond: 1_000_000 }

export function createWorld(options: WorldOptions = {}): World {
  const host = createApp({
    account: options.account ?? {},
    now: 1_760_000_000,
    rate: unlimited.ratePerSecond,
  })
  const clock = createFakeClock(options.lateness)
  const { adapter, arrivals, busy } = createAppAdapter(
    (request) => host.app.fetch(request),
    clock,
    options.latency ?? (() => 50),
  )
  const waits: string[] = []
  const client = addListCalls(
    createCrmClient({
      adapter,
      clock,
      lock: createLocalLock(),
      accountId: 31000100,
      random: () => 0.5,
      rate: 7,
      baseUrl: 'http://demo.amocrm.test',
      headers: { Authorization: 'Bearer local-token' },
      onWait: (reason) => waits.push(reason),
      ...options.client,
    }),
  )

  const settle = async (call: Promise<unknown>): Promise<void> => {
    const progress = { isDone: false }
    void Promise.allSettled([call]).then(() => {
      progress.isDone = true
    })
    for (let idle = 0; !progress.isDone && idle < 200; ) {
      await clock.settle()
      if (busy() === 0 && !progress.isDone) {
        idle = clock.wakeNext() ? 0 : idle + 1
      }
    }
  }

  return {
    host,
    client,
    clock,
    arrivals,
    waits,
    setFaults(faults) {
      const issue = host.context.faults.replace({ ...unlimited, ...faults })
      if (issue !== null) {
        throw new Error(`${issue.path}: ${issue.message}`)
      }
    },
    async run(call) {
      await settle(call)
      return call
    },
    async fail(call) {
      await settle(call)
      return call.then(
        () => {
          throw new Error('the call did not reject')
        },
        (error: unknown) => error,
      )
    },
  }
}
