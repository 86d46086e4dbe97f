import type { ComponentChildren } from 'preact'
import type { Message } from '../../texts/errorText'
import { Notice } from './Notice'
import { SupportLine } from './SupportLine'

interface MessageNoticeProps {
  readonly tone: 'error' | 'warning' | 'note'
  readonly message: Message
  /** Adds the support contact. */
  readonly hasSupport?: boolean
  readonly children?: ComponentChildren
}

/** What happened, what it means for the data, what to do. */
export const MessageNotice = ({ tone, message, hasSupport = false, children }: MessageNoticeProps) => {
  return (
    <Notice tone={tone} isNews>
      <p class="sales-analytics__strong">{message.what}</p>
      {message.meaning !== '' && <p>{message.meaning}</p>}
      {message.next !== '' && <p>{message.next}</p>}
      {hasSupport && <SupportLine />}
      {children}
    </Notice>
  )
}
