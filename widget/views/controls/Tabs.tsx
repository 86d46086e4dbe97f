import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'

interface TabsProps<Value extends string> {
  readonly label: string
  readonly tabs: readonly { readonly value: Value; readonly text: string }[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
  /** What the chosen tab shows. */
  readonly children: ComponentChildren
}

/** Tabs by the rules of WAI-ARIA: one stop of the Tab key, arrows go round. A single tab is only what it shows. */
export const Tabs = <Value extends string>({ label, tabs, value, onChoose, children }: TabsProps<Value>) => {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  if (tabs.length < 2) return <div>{children}</div>
  const step = (by: number): void => {
    const index = tabs.findIndex((tab) => tab.value === value)
    const next = (index + by + tabs.length) % tabs.length
    const tab = tabs[next]
    if (tab === undefined) return
    onChoose(tab.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <>
      <div
        ref={list}
        class="sales-analytics__tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') step(1)
          if (event.key === 'ArrowLeft') step(-1)
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            id={`${id}-${tab.value}`}
            class="sales-analytics__tab"
            role="tab"
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChoose(tab.value)}
          >
            {tab.text}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  )
}
