// @vitest-environment happy-dom
import { within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunState } from '../../widget/jobs/runState'
import { guardDoubleClicks } from '../../widget/views/guardDoubleClicks'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { someTexts } from './someTexts'

const paused: RunState = {
  phase: 'paused',
  during: 'reading',
  reason: { kind: 'user' },
  reading: null,
  writing: null,
  kept: 'nothing',
}
const progress = {
  source: 'leads',
  read: { leads: 0, customers: 0, contacts: 0, companies: 0 },
  secondsLeft: null,
} as const

afterEach(() => document.body.replaceChildren())

const open = (state: RunState) => {
  const scene = aRunModel(state)
  mountRunDialog(document.body, scene.model, someTexts())
  const click = (name: string, detail: number): void => {
    const button = within(document.body).getByRole('button', { name })
    void act(() => {
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }))
    })
  }
  return { ...scene, click }
}

describe('the second click of a double click', () => {
  it('does not press the button that the first one has brought under the pointer', () => {
    const { run, click } = open(paused)
    click('Продолжить', 1)
    void act(() => run.show({ phase: 'reading', progress }))
    click('Пауза', 2)
    expect(run.calls).toEqual(['resume'])
    click('Пауза', 1)
    expect(run.calls).toEqual(['resume', 'pause'])
  })

  it('presses nothing in a window that the first one has opened', () => {
    const { run, click } = open({ phase: 'reading', progress })
    click('Пауза', 2)
    expect(run.calls).toEqual([])
  })

  it('presses the same button again, and keys press what they are on', () => {
    const { run, click } = open({ phase: 'reading', progress })
    click('Пауза', 1)
    click('Пауза', 2)
    click('Остановить', 0)
    expect(run.calls).toEqual(['pause', 'pause', 'stop'])
  })

  it('takes out row after row where they move up under the pointer', () => {
    const root = document.createElement('div')
    guardDoubleClicks(root)
    for (let row = 0; row < 3; row += 1) {
      const button = document.createElement('button')
      button.textContent = '×'
      button.addEventListener('click', () => button.remove())
      root.append(button)
    }
    for (const detail of [1, 2, 3])
      root
        .querySelector('button')
        ?.dispatchEvent(new MouseEvent('click', { detail, bubbles: true, cancelable: true }))
    expect(root.querySelectorAll('button')).toHaveLength(0)
  })
})
