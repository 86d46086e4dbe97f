import { useTexts } from '../textsContext'

/** Where to write for help, as links; nothing where the manifest names nobody. */
export const SupportLine = () => {
  const texts = useTexts()
  const { link, email } = texts.support
  if (link === '' && email === '') return null
  return (
    <p class="sales-analytics__hint">
      {texts.text('common.support', { support: '' })}
      {link !== '' && (
        <a class="sales-analytics__link" href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      )}
      {link !== '' && email !== '' && ', '}
      {email !== '' && (
        <a class="sales-analytics__link" href={`mailto:${email}`}>
          {email}
        </a>
      )}
    </p>
  )
}
