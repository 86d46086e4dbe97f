// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mountIndicatorPlace } from '../../widget/shell/mountIndicatorPlace'
import { showPage } from './hostDocument'

/** Boxes of the page: left, top, right, bottom. Nothing is drawn in these tests, so they tell what is hit. */
type Box = readonly [number, number, number, number]

let boxes: ReadonlyMap<Element, Box>

const draw = (...drawn: readonly (readonly [string, Box])[]): void => {
  const holder = document.querySelector('#page_holder') ?? document.body
  holder.innerHTML = drawn.map(([markup]) => markup).join('')
  boxes = new Map(drawn.map(([, box], index) => [holder.children[index] ?? document.body, box]))
}

const mount = () => {
  const cramped: boolean[] = []
  const undo = mountIndicatorPlace({
    mount: (container) => {
      container.textContent = 'Записано 3 200 из 12 480'
      return () => undefined
    },
    onCramped: (isCramped) => cramped.push(isCramped),
  })
  const left = () => Number.parseInt(document.querySelector('aside')?.style.left ?? '', 10)
  return { cramped, undo, left }
}

beforeEach(() => {
  showPage('')
  vi.useFakeTimers()
  vi.stubGlobal('innerWidth', 1280)
  vi.stubGlobal('innerHeight', 800)
  document.elementsFromPoint = (x, y) => [
    ...[...boxes].filter(([, [l, t, r, b]]) => x >= l && x <= r && y >= t && y <= b).map(([box]) => box),
    document.body,
  ]
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the place of the indicator', () => {
  it('moves as soon as the page draws a control under it, and shrinks where none is free', async () => {
    draw(['<p></p>', [0, 0, 1280, 600]])
    const { cramped, undo, left } = mount()
    expect(left()).toBe(4)
    draw(['<button>Сохранить</button>', [0, 740, 200, 800]])
    await vi.advanceTimersByTimeAsync(150)
    expect(left()).toBeGreaterThan(200)
    expect(cramped).not.toContain(true)
    draw(
      ['<button>Сохранить</button>', [60, 700, 400, 800]],
      ['<div class="feed-compose"></div>', [400, 700, 1280, 800]],
    )
    await vi.advanceTimersByTimeAsync(150)
    expect(left()).toBe(4)
    expect(cramped.at(-1)).toBe(true)
    undo()
  })

  it.each([
    ['the menu at the left', '<div class="nav"></div>', 65],
    ['the menu at the left, wide', '<div id="nav_menu_wrapper"></div>', 232],
    ['an open notification centre', '<div class="notification-inner"></div>', 330],
  ])('stays beside %s, also where that is blank', (_name, markup, right) => {
    draw([markup, [0, 0, right, 800]])
    const { cramped, undo, left } = mount()
    expect(left()).toBeGreaterThan(right)
    expect(cramped).not.toContain(true)
    undo()
  })

  it('shrinks beside an open notification centre that leaves no more room', () => {
    draw(['<div class="notification-inner"></div>', [0, 0, 470, 800]])
    const { cramped, undo, left } = mount()
    expect(left()).toBeGreaterThan(470)
    expect(cramped.at(-1)).toBe(true)
    undo()
  })

  it('covers a control rather than the menu where everything is taken', () => {
    draw(['<div class="nav"></div>', [0, 0, 65, 800]], ['<button></button>', [66, 0, 1280, 800]])
    const { undo, left } = mount()
    expect(left()).toBeGreaterThan(65)
    undo()
  })

  it('takes what shows a hand for a control', () => {
    draw(['<div style="cursor: pointer"></div>', [0, 700, 300, 800]])
    const { undo, left } = mount()
    expect(left()).toBeGreaterThan(300)
    undo()
  })
})
