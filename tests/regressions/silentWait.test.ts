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

/** The same, one page later. */
const further: RunState = {
  ...reading,
  progress: { ...reading.progress, read: { ...reading.progress.read, contacts: 250 } },
}

describe('a run that the CRM makes wait', () => {
  it('says until when, and no longer once it has gone on', () => {
    const { model, run } = aRunModel(reading)
    const container = document.createElement('div')
    document.body.append(container)
    mountRunDialog(container, model, someTexts())
    void act(() => model.tellWait(1_763_700_300 as UnixSeconds, 30))
    expect(within(container).getByText(/CRM просит подождать до/)).toBeDefined()
    void act(() => run.show(further))
    expect(within(container).queryByText(/CRM просит подождать до/)).toBeNull()
  })

  it('says that it hears nothing for long, in the window and folded, also after a wait that was told', () => {
    const { model, run, clock } = aRunModel(reading)
    const [inWindow, folded] = [document.createElement('div'), document.createElement('div')]
    document.body.append(inWindow, folded)
    mountRunDialog(inWindow, model, someTexts())
    mountRunIndicator(folded, model, someTexts())
    const goOn = (duration: number): void => void act(() => clock.moveBy(duration))
    const areSlow = () => [inWindow, folded].map(({ textContent }) => /дольше обычного/.test(textContent))
    goOn(7999)
    expect(areSlow()).toEqual([false, false])
    goOn(1)
    expect(areSlow()).toEqual([true, true])
    void act(() => run.show(further))
    expect(areSlow()).toEqual([false, false])
    void act(() => model.tellWait(1_763_700_300 as UnixSeconds, 30))
    goOn(37_999)
    expect(areSlow()).toEqual([false, false])
    for (const place of [inWindow, folded]) expect(place.textContent).toMatch(/CRM просит подождать/)
    goOn(1)
    expect(areSlow()).toEqual([true, true])
    expect(inWindow.textContent).not.toMatch(/подождать до/)
  })

  it('also while it shows the run of another tab, and not where it waits for its user', () => {
    const { model, run, clock } = aRunModel(reading)
    const container = document.createElement('div')
    document.body.append(container)
    mountRunDialog(container, model, someTexts())
    const goOn = (duration: number): void => void act(() => clock.moveBy(duration))
    void act(() => model.follow(reading))
    goOn(2000)
    // It answers, with what it said before.
    void act(() => model.follow({ ...reading }))
    expect(container.textContent).not.toMatch(/дольше обычного/)
    goOn(6000)
    expect(container.textContent).toMatch(/дольше обычного/)
    void act(() => model.follow(null))
    void act(() => run.show({ phase: 'cancelled' }))
    goOn(60_000)
    expect(container.textContent).not.toMatch(/дольше обычного/)
    expect(clock.alarmCount()).toBe(0)
  })

  it('hears no news in a state that says the same', () => {
    const { model, run, clock } = aRunModel(reading)
    for (let second = 1; second < 8; second += 1) {
      clock.moveBy(1000)
      run.show({ ...reading })
    }
    expect(model.isCrmSlow.value).toBe(false)
    clock.moveBy(1000)
    expect(model.isCrmSlow.value).toBe(true)
    run.show({ ...reading })
    expect(model.isCrmSlow.value).toBe(true)
    run.show(further)
    expect(model.isCrmSlow.value).toBe(false)
  })

  it('goes on saying until when it waits, whatever it repeats meanwhile', () => {
    const { model, run, clock } = aRunModel()
    run.show(reading)
    model.tellWait(1_763_700_300 as UnixSeconds, 30)
    clock.moveBy(5000)
    run.show({ ...reading })
    expect(model.waitingUntil.value).toBe(1_763_700_300)
    run.show(further)
    expect(model.waitingUntil.value).toBeNull()
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
