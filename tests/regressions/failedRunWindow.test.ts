// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'

import type { RunFailure, RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from '../views/aRunModel'
import { aRunReport } from '../views/aRunReport'
import { someTexts } from '../views/someTexts'

const failure: RunFailure = { kind: 'crm', error: 'payment', detail: 'тариф закончился', path: '' }

const openDialog = (state: RunState) => {
  const scene = aRunModel(state)
  const container = document.createElement('div')
  document.body.append(container)
  mountRunDialog(container, scene.model, someTexts())
  const said = () => (container.textContent ?? '').replace(/[\u202f\u00a0]/g, ' ')
  return { ...scene, screen: within(container), said }
}

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

describe('the window of a run that was cut off', () => {
  it('shows why, the counts and the cards that failed, and saves all of it', () => {
    const failed = [
      { parent: { type: 'contacts', id: 7 }, name: 'Перцы', reason: 'missing', detail: '' },
    ] as const
    const report = aRunReport({ isComplete: false, failure, failed, notWritten: 9_000 })
    const { screen, said, files } = openDialog({ phase: 'failed', failure, report })
    expect(said()).toContain('Аккаунт CRM не оплачен: тариф закончился')
    expect(said()).toContain('Изменено312')
    expect(said()).toContain('Не записано9 000')
    expect(screen.getByRole('link', { name: 'Перцы' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Скачать отчёт' }))
    expect(files[0]?.text).toContain('Аккаунт CRM не оплачен: тариф закончился')
  })

  it('has neither counts nor a file before anything was to be written', () => {
    const { screen, said } = openDialog({ phase: 'failed', failure })
    expect(said()).not.toContain('Изменено')
    expect(said()).toContain('Ничего не записано')
    expect(screen.queryByRole('button', { name: 'Скачать отчёт' })).toBeNull()
  })
})

describe('the window of a run that looks what has changed', () => {
  const writing = { written: 0, total: 0, secondsLeft: null, isChecking: true }

  it('says so in place of «Записано 0 из 0», and can be held', () => {
    const { screen, said } = openDialog({ phase: 'writing', progress: writing, isStopping: false })
    expect(said()).toContain('Проверяем, что изменилось с начала чтения')
    expect(said()).not.toContain('0 из 0')
    expect(screen.getByRole('button', { name: 'Пауза' }).hasAttribute('disabled')).toBe(false)
  })

  it('claims no written cards when it waits before its first', () => {
    const reason = { kind: 'otherComputer', lastWriteAt: 1_763_732_040 as UnixSeconds } as const
    const { said } = openDialog({
      phase: 'paused',
      during: 'writing',
      reason,
      kept: 'stored',
      reading: null,
      writing,
    })
    expect(said()).not.toContain('Записано 0')
  })
})
