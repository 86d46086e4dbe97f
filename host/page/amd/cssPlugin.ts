import type { ParentRequire, PluginLoad } from './loadText'

/**
 * RequireJS plugin `css!url`: puts a style sheet into the head, once, and goes on when it is there. `.css` may be left
 * out of the name. A sheet that cannot be loaded is an error of the module that asked for it.
 */
export const cssPlugin = {
  load(name: string, parentRequire: ParentRequire, done: PluginLoad): void {
    const file = /\.css(\?|$)/.test(name) ? name : `${name}.css`
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = parentRequire.toUrl(file)
    link.addEventListener('load', () => done(link))
    link.addEventListener('error', () => done.error?.(new Error(`${file}: the style sheet is not there`)))
    // Before the page's own sheets: a plugin's rules do not beat them.
    document.head.prepend(link)
  },
}
