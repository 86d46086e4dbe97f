type InBoth = { readonly ru: string; readonly en: string }

export interface Release {
  readonly market: 'amocrm' | 'kommo'
  readonly support: { readonly link: string; readonly email: string }
  readonly privacyPolicy: InBoth
  readonly price: InBoth
  readonly tariff: InBoth
}

export interface WidgetTexts {
  readonly widget: {
    readonly name: string
    readonly short_description: string
    readonly description: string
  }
}

export const longest: {
  readonly name: number
  readonly shortDescription: number
  readonly description: number
}
export const readRelease: (path: string) => Release
export const parseRelease: (given: unknown) => { release: Release; problems: string[] }
export const releaseManifest: <Manifest extends { readonly widget: object }>(
  manifest: Manifest,
  release: Release,
) => Manifest & { widget: { support: Release['support'] } }
export const releaseTexts: <Texts extends WidgetTexts>(
  texts: Texts,
  language: 'ru' | 'en',
  release: Release,
) => Texts
