// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { UnixSeconds } from '../../widget/records/brands'
import { createChangeWatcher, createSizeWatcher } from '../../widget/shell/page/watchers'
import { createRunLink } from '../../widget/wiring/createRunLink'
import { createRunMarks } from '../../widget/wiring/createRunMarks'
import { createSettingsFeed } from '../../widget/wiring/createSettingsFeed'
import { createTabFreshCards } from '../../widget/wiring/createTabFreshCards'
import { createTabRateLink } from '../../widget/wiring/createTabRateLink'
import { createTag } from '../../widget/wiring/createTag'
import { followOtherTab } from '../../widget/wiring/followOtherTab'
import { openTabChannel } from '../../widget/wiring/openTabChannel'
import { saveTextFile } from '../../widget/wiring/saveTextFile'

const raise = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

class SilentChannel {
  addEventListener = () => undefined
  removeEventListener = () => undefined
  postMessage(): void {
    // Nobody ever hears of it.
  }
}

class RefusingChannel extends SilentChannel {
  override postMessage = raise
}

const channels: Readonly<Record<string, unknown>> = {
  absent: undefined,
  'refused by its constructor': raise,
  'refusing each message': RefusingChannel,
  'silent for ever': SilentChannel,
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe.each(Object.entries(channels))('a browser whose channel of tabs is %s', (_how, channel) => {
  beforeEach(() => {
    vi.stubGlobal('BroadcastChannel', channel)
  })

  it('has a menu item and a panel all the same: settings, switches and cards are known in this tab', () => {
    const heard: string[] = []
    openTabChannel<string>('sales-analytics.switch.1', (message) => heard.push(message))('off')
    const feed = createSettingsFeed(1, () => 0)
    feed.save({} as never, 'text')
    expect(feed.text()).toBe('text')
    const cards = createTabFreshCards('sales-analytics.fresh.1')
    const seen: unknown[] = []
    cards.onRefreshed((card) => seen.push(card))
    const card = { parent: { type: 'contacts', id: 1 }, at: 1 as UnixSeconds }
    cards.tell(card as never)
    expect(seen).toEqual([card])
    expect(heard).toEqual([])
  })

  it('lets a tab send and run by what it knows itself', () => {
    const link = createTabRateLink('sales-analytics.rate.1')
    link?.listen(() => undefined)
    link?.tell(null)
    const run = createRunLink('sales-analytics.run.1')
    const told: unknown[] = []
    const unfollow = run.follow((state) => told.push(state))
    run.tell({ phase: 'checking' })
    expect(told).toEqual([])
    unfollow()
  })
})

describe('a tab that follows the run of another', () => {
  const held = { untilFree: () => new Promise<boolean>(() => undefined) } as never
  const follow = (name: string) => {
    const said: boolean[] = []
    const undo = followOtherTab(createRunLink(name), held, {
      onState: () => undefined,
      onDeath: () => undefined,
      onSilence: (isSilent) => said.push(isSilent),
    })
    return { said, undo }
  }
  /** Messages of a channel come in tasks of the real event loop. */
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      await vi.advanceTimersByTimeAsync(1000)
      for (let turn = 0; turn < 5; turn += 1)
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
    }
  }
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    vi.stubGlobal('BroadcastChannel', createChannels())
  })

  it('says after some seconds that it does not answer, and that it does again', async () => {
    const { said, undo } = follow('run a')
    await pass(5)
    expect(said).toEqual([])
    await pass(2)
    expect(said).toEqual([true])
    const running = createRunLink('run a')
    running.tell({ phase: 'checking' })
    await pass(1)
    expect(said).toEqual([true, false])
    undo()
  })

  it('says nothing of the kind while that tab answers, though nothing happens in its run', async () => {
    createRunLink('run b').tell({ phase: 'checking' })
    const { said, undo } = follow('run b')
    await pass(60)
    expect(said).toEqual([])
    undo()
  })

  it('offers nothing where tabs cannot ask each other', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const { said, undo } = follow('run c')
    await pass(60)
    expect(said).toEqual([])
    undo()
  })
})

describe.each(['localStorage', 'sessionStorage'] as const)('a browser whose %s', (name) => {
  it.each<[string, () => unknown]>([
    ['is absent', () => undefined],
    ['is null', () => null],
    ['is refused', raise],
    ['is full', () => ({ getItem: raise, setItem: raise, removeItem: raise })],
  ])('%s leaves no marks, and nothing breaks', (_how, get) => {
    vi.spyOn(globalThis, name, 'get').mockImplementation(get as never)
    const marks = createRunMarks({ accountId: 1, userId: 2 })
    marks.setUnfinished(true)
    marks.setRunning(true)
    if (name === 'localStorage') expect(marks.hasUnfinished()).toBe(false)
    else expect(marks.takeReload()).toBe(false)
  })
})

describe('a browser without secure contexts', () => {
  it.each<[string, unknown]>([
    ['no crypto', undefined],
    ['no randomUUID', {}],
    ['a randomUUID that throws', { randomUUID: raise }],
  ])('still gives texts that were never given before: %s', (_how, crypto) => {
    vi.stubGlobal('crypto', crypto)
    const tags = Array.from({ length: 100 }, createTag)
    expect(new Set(tags).size).toBe(100)
  })
})

describe('the download of a report', () => {
  it.each<[string, () => void]>([
    ['Blob is absent', () => vi.stubGlobal('Blob', undefined)],
    ['createObjectURL throws', () => vi.spyOn(URL, 'createObjectURL').mockImplementation(raise)],
  ])('comes by the text itself where %s', (_how, breakIt) => {
    breakIt()
    vi.useFakeTimers()
    const pressed: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      pressed.push(`${this.download} ${this.href}`)
    })
    saveTextFile('отчёт.csv', 'Карточка;Причина')
    expect(pressed).toEqual([
      `отчёт.csv data:text/csv;charset=utf-8,${encodeURIComponent('Карточка;Причина')}`,
    ])
    vi.runAllTimers()
  })
})

describe('a page whose observers', () => {
  it.each<[string, unknown]>([
    ['are absent', undefined],
    ['are refused', raise],
  ])('%s is drawn once and watched by nobody', (_how, observer) => {
    vi.stubGlobal('MutationObserver', observer)
    vi.stubGlobal('ResizeObserver', observer)
    for (const watcher of [createChangeWatcher(() => undefined), createSizeWatcher(() => undefined)]) {
      watcher.observe(document.body)
      watcher.disconnect()
    }
  })
})

/** Channels between the tabs of a test: each message reaches the others in a task of its own. */
function createChannels() {
  const open = new Map<string, Set<{ hear(data: unknown): void }>>()
  return class {
    readonly #listeners = new Set<(event: MessageEvent) => void>()
    readonly #others: Set<{ hear(data: unknown): void }>
    readonly #own = {
      hear: (data: unknown): void => {
        setImmediate(() => {
          for (const listener of this.#listeners) listener({ data } as MessageEvent)
        })
      },
    }
    constructor(name: string) {
      this.#others = open.get(name) ?? new Set()
      open.set(name, this.#others)
      this.#others.add(this.#own)
    }
    addEventListener(_type: string, listener: (event: MessageEvent) => void): void {
      this.#listeners.add(listener)
    }
    removeEventListener(_type: string, listener: (event: MessageEvent) => void): void {
      this.#listeners.delete(listener)
    }
    postMessage(data: unknown): void {
      for (const other of this.#others) if (other !== this.#own) other.hear(data)
    }
  }
}
