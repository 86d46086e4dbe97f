// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { createWidgetConstructor, type WidgetActions } from '../../widget/shell/createWidgetConstructor'

const someActions = (partial: Partial<WidgetActions> = {}) => ({
  mountPage: vi.fn(() => () => undefined),
  mountSettings: vi.fn(() => () => undefined),
  onSave: vi.fn(() => true),
  onSwitchedOff: vi.fn(),
  onFailure: vi.fn(),
  ...partial,
})

describe('createWidgetConstructor', () => {
  it('gives an ordinary function whose prototype the CRM can extend and which returns its object', () => {
    const Widget = createWidgetConstructor(someActions())
    expect(Object.getOwnPropertyDescriptor(Widget, 'prototype')?.writable).toBe(true)
    expect(new Widget().callbacks.render).toBeTypeOf('function')
  })

  it('answers true to what the CRM calls at the start, also without its owner', () => {
    const {
      render,
      init,
      bind_actions: bindActions,
    } = new (createWidgetConstructor(someActions()))().callbacks
    expect([render(), init(), bindActions()]).toEqual([true, true, true])
  })

  it('mounts once for a page that is drawn twice by the same object', () => {
    const mounted = { count: 0 }
    const widget = new (createWidgetConstructor(someActions({ mountPage: countedMount(mounted) })))()
    widget.callbacks.render()
    widget.callbacks.render()
    expect(mounted.count).toBe(1)
    widget.callbacks.destroy()
    widget.callbacks.destroy()
    expect(mounted.count).toBe(0)
  })

  it('keeps what a new object has mounted when an old one is destroyed late', () => {
    const mounted = { count: 0 }
    const Widget = createWidgetConstructor(someActions({ mountPage: countedMount(mounted) }))
    const old = new Widget()
    const next = new Widget()
    old.callbacks.render()
    next.callbacks.render()
    old.callbacks.destroy()
    expect(mounted.count).toBe(1)
    next.callbacks.destroy()
    expect(mounted.count).toBe(0)
  })

  it('mounts the settings into the window that the CRM gives, and takes them out at destroy', () => {
    const undo = vi.fn()
    const mountSettings = vi.fn(() => undo)
    const widget = new (createWidgetConstructor(someActions({ mountSettings })))()
    const body = document.createElement('div')
    widget.callbacks.settings({ length: 1, 0: body })
    expect(mountSettings).toHaveBeenCalledExactlyOnceWith(widget, body)
    widget.callbacks.destroy()
    expect(undo).toHaveBeenCalledOnce()
  })

  it('lets itself be switched off without a question, and clears up after the page', () => {
    const order: string[] = []
    const actions = someActions({
      mountPage: () => () => order.push('page cleared'),
      onSwitchedOff: () => order.push('switched off'),
    })
    const widget = new (createWidgetConstructor(actions))()
    widget.callbacks.render()
    expect(widget.callbacks.onSave({ active: 'N', fields: {} })).toBe(true)
    widget.callbacks.destroy()
    expect(actions.onSave).not.toHaveBeenCalled()
    expect(order).toEqual(['page cleared', 'switched off'])
  })

  it('does not take a page change for a switch-off', () => {
    const actions = someActions()
    const widget = new (createWidgetConstructor(actions))()
    widget.callbacks.render()
    widget.callbacks.destroy()
    expect(actions.onSwitchedOff).not.toHaveBeenCalled()
  })

  it('does not take a page change for a switch-off that the CRM has refused meanwhile', () => {
    const actions = someActions()
    const Widget = createWidgetConstructor(actions)
    expect(new Widget().callbacks.onSave({ active: 'N' })).toBe(true)
    const next = new Widget()
    next.callbacks.render()
    next.callbacks.destroy()
    expect(actions.onSwitchedOff).not.toHaveBeenCalled()
  })

  it('passes the event of a save on, with or without one', () => {
    const actions = someActions({ onSave: vi.fn(() => false) })
    const widget = new (createWidgetConstructor(actions))()
    const event = { active: 'Y' as const, fields: {} }
    expect(widget.callbacks.onSave(event)).toBe(false)
    expect(actions.onSave).toHaveBeenCalledWith(widget, event)
    expect(widget.callbacks.onSave()).toBe(false)
  })

  it("reports a fault of its own and lets the CRM's page go on", () => {
    const error = new Error('broken')
    const throwing = () => {
      throw error
    }
    const onFailure = vi.fn()
    const actions = someActions({ mountPage: throwing, onSave: throwing, onFailure })
    const widget = new (createWidgetConstructor(actions))()
    expect(widget.callbacks.render()).toBe(true)
    expect(widget.callbacks.onSave({ active: 'Y' })).toBe(false)
    expect(onFailure.mock.calls).toEqual([
      [widget, error],
      [widget, error],
    ])
  })
})

const countedMount = (mounted: { count: number }) => () => {
  mounted.count += 1
  return () => {
    mounted.count -= 1
  }
}
