import { describe, expect, it, vi } from 'vitest'
import { createUndo, createUndoOfAll, createUndoSlot } from '../../widget/shell/undo'

describe('undo', () => {
  it('runs once however often it is called', () => {
    const undo = vi.fn()
    const once = createUndo(undo)
    once()
    once()
    expect(undo).toHaveBeenCalledOnce()
  })

  it('takes many things back in the opposite order', () => {
    const order: string[] = []
    createUndoOfAll([() => order.push('first'), () => order.push('second')])()
    expect(order).toEqual(['second', 'first'])
  })

  it('takes the rest back when one of them throws', () => {
    const undo = vi.fn()
    const broken = () => {
      throw new Error('broken')
    }
    expect(createUndoOfAll([undo, broken])).toThrow('broken')
    expect(undo).toHaveBeenCalledOnce()
  })

  it('holds one mounted thing in a slot: the next one undoes it first', () => {
    const order: string[] = []
    const slot = createUndoSlot()
    const mount = (name: string) => () => {
      order.push(`mount ${name}`)
      return () => order.push(`undo ${name}`)
    }
    const undoFirst = slot.mount(mount('first'))
    slot.mount(mount('second'))
    undoFirst()
    slot.clear()
    slot.clear()
    expect(order).toEqual(['mount first', 'undo first', 'mount second', 'undo second'])
  })
})
