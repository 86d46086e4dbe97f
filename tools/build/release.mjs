import { existsSync, readFileSync } from 'node:fs'

/**
 * What a release says of its makers, from one file (`release.example.json` shows its shape): whom to ask, the privacy policy, price and tariff.
 *
 * @typedef {{ ru: string, en: string }} InBoth
 * @typedef {{ market: 'amocrm' | 'kommo', support: { link: string, email: string }, privacyPolicy: InBoth, price: InBoth, tariff: InBoth }} Release
 */

/** Limits of Kommo's list of requirements; amoCRM's own are wider. */
export const longest = { name: 30, shortDescription: 50, description: 400 }

const languages = ['ru', 'en']
const policyWords = { ru: 'Политика конфиденциальности', en: 'Privacy policy' }

/** Signs of words that nobody has replaced: domains kept for examples, this machine, angle brackets as in the example file. */
const placeholders =
  /\bexample\.\w+|\.(example|test|invalid|local)\b|localhost|\b\d+\.\d+\.\d+\.\d+\b|[<>]|^(todo|tbd|xxx+|-+|\?+|\.+|…)$|lorem ipsum/i

/**
 * Reads the file of a release.
 *
 * @param {string} path
 * @returns {Release}
 * @throws with every problem of the file in words, one a line
 */
export const readRelease = (path) => {
  if (!existsSync(path))
    throw new Error(`${path} is missing: copy release.example.json to it and fill in what is asked there`)
  let given
  try {
    given = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error.message}`, { cause: error })
  }
  const { release, problems } = parseRelease(given)
  if (problems.length > 0) throw new Error(`${path}:\n${problems.map((one) => `- ${one}`).join('\n')}`)
  return release
}

/**
 * @param {unknown} given
 * @returns {{ release: Release, problems: string[] }} problems in words; with any the release is not to be used
 */
export const parseRelease = (given) => {
  const problems = []
  const file = typeof given === 'object' && given !== null ? given : {}
  const market = file.market
  if (market !== 'amocrm' && market !== 'kommo')
    problems.push('market: which marketplace the archive is for, "amocrm" or "kommo"')
  const text = (name, value, what) => {
    const words = typeof value === 'string' ? value.trim() : ''
    if (words === '') problems.push(`${name} is missing: ${what}`)
    else if (placeholders.test(words)) problems.push(`${name} is a placeholder (${words}): ${what}`)
    return words
  }
  const link = (name, value, what) => {
    const words = text(name, value, what)
    if (words !== '' && !isAddress(words)) problems.push(`${name} is no https address (${words}): ${what}`)
    return words
  }
  const inBoth = (name, value, read, what) => {
    const both = typeof value === 'string' ? { ru: value, en: value } : (value ?? {})
    return Object.fromEntries(
      languages.map((language) => [language, read(`${name}.${language}`, both[language], what)]),
    )
  }
  const support = {
    link: link('support.link', file.support?.link, 'the page where users ask for help'),
    email: text('support.email', file.support?.email, 'the address to which users write'),
  }
  if (support.email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(support.email))
    problems.push(`support.email is no mail address (${support.email})`)
  const release = {
    market,
    support,
    privacyPolicy: inBoth('privacyPolicy', file.privacyPolicy, link, 'the page of the privacy policy'),
    price: inBoth('price', file.price, text, 'what the widget costs, or that it is free, in a sentence'),
    tariff: inBoth('tariff', file.tariff, text, 'which tariff of the CRM is needed, in a sentence'),
  }
  const foreign = [
    ['privacyPolicy.en', release.privacyPolicy.en],
    ['price.en', release.price.en],
    ['tariff.en', release.tariff.en],
    ...(market === 'kommo'
      ? [
          ['support.link', support.link],
          ['support.email', support.email],
        ]
      : []),
  ]
  for (const [name, words] of foreign)
    if (/[А-Яа-яЁё]|\.ru\b/.test(words))
      problems.push(
        `${name} has Russian words or an address in .ru (${words}), which other languages may not hold`,
      )
  return { release, problems }
}

/**
 * The manifest with the contact of the release.
 *
 * @param {Record<string, any>} manifest
 * @param {Release} release
 */
export const releaseManifest = (manifest, { support }) => ({
  ...manifest,
  widget: { ...manifest.widget, support },
})

/**
 * The texts of a language with a description that says price, tariff and where the privacy policy is.
 *
 * @param {Record<string, any>} texts
 * @param {'ru' | 'en'} language
 * @param {Release} release
 * @throws when name or descriptions are longer than the marketplace takes
 */
export const releaseTexts = (texts, language, { price, tariff, privacyPolicy }) => {
  const policy = `${policyWords[language]}: ${privacyPolicy[language]}`
  const words = [texts.widget.description, asSentence(price[language]), asSentence(tariff[language]), policy]
  const widget = { ...texts.widget, description: words.join(' ') }
  const problems = Object.entries({
    name: [widget.name, longest.name],
    short_description: [widget.short_description, longest.shortDescription],
    description: [widget.description, longest.description],
  })
    .filter(([, [text, limit]]) => text.length > limit)
    .map(([key, [text, limit]]) => `- widget.${key} has ${text.length} signs, ${limit} are taken: ${text}`)
  if (problems.length > 0) throw new Error(`i18n/${language}.json of the release:\n${problems.join('\n')}`)
  return { ...texts, widget }
}

const asSentence = (words) => (/[.!?]$/.test(words) ? words : `${words}.`)

const isAddress = (words) => {
  try {
    const { protocol, hostname } = new URL(words)
    return protocol === 'https:' && hostname.includes('.')
  } catch {
    return false
  }
}
