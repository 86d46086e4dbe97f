import type { ComponentChildren } from 'preact'

interface NoticeProps {
  readonly tone: 'error' | 'warning' | 'note' | 'success'
  readonly children: ComponentChildren
  /** True for what turns up while the user looks: a screen reader says it at once. */
  readonly isNews?: boolean
}

export const Notice = ({ tone, children, isNews = false }: NoticeProps) => (
  <div
    class={`sales-analytics__notice sales-analytics__notice_${tone}`}
    {...(isNews ? { role: tone === 'error' ? 'alert' : 'status' } : {})}
  >
    {children}
  </div>
)
