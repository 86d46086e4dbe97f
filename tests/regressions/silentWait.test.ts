// @vitest-environment happy-dom
import { within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { describe, expect, it } from 'vitest'
import type { RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { mountRunIndicator } from '../../widget/views/mountRunIndicator'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from '../views/aRunModel'
import { someTexts } from '../views/someTexts'

const reading: RunState = {
  phase: 'reading',
  progress: {
    source: 'contacts',
    read: { leads: 500, customers: 0, contacts: 0, companies: 0 },
    secondsLeft: null,
  },
}

describe('a run that the CRM makes wait', () => {
  it('says until when, and no longer once it has gone on', () => {
    const { model, run } = aRunModel(reading)
    const container = document.createElement('div')
    document.body.append(container)
    mountRunDialog(container, model, someTexts())
    void act(() => {
      model.waitingUntil.value = 1_763_700_300 as UnixSeconds
    })
    expect(within(container).getByText(/CRM просит подождать до/)).toBeDefined()
    void act(() => run.show({ ...reading }))
    expect(within(container).queryByText(/CRM просит подождать до/)).toBeNull()
  })

  it('says that it waits for the session of the CRM, in the window and folded, and what is to be done', () => {
    const { model } = aRunModel(reading)
    const [inWindow, folded] = [document.createElement('div'), document.createElement('div')]
    document.body.append(inWindow, folded)
    mountRunDialog(inWindow, model, someTexts())
    mountRunIndicator(folded, model, someTexts())
    const wait = (what: typeof model.sessionWait.value) =>
      void act(() => {
        model.sessionWait.value = what
      })
    wait('renewal')
    for (const place of [inWindow, folded])
      expect(within(place).getByText(/^Ждём, пока CRM обновит сессию/)).toBeDefined()
    wait('signIn')
    for (const place of [inWindow, folded])
      expect(within(place).getByText(/^Войдите в окне CRM/)).toBeDefined()
    wait(null)
    for (const place of [inWindow, folded]) expect(place.textContent).not.toMatch(/сессию|Войдите/)
  })
})
