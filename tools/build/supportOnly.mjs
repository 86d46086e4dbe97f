/**
 * A vite plugin that leaves the support contact of the manifest in the code, which shows it, and nothing else of the manifest.
 *
 * @param {string} path of manifest.json
 * @param {{ link: string, email: string }} support the contact of this build
 * @returns {import('vite').Plugin}
 */
export const supportOnly = (path, support) => ({
  name: 'sales-analytics:support-only',
  enforce: 'pre',
  load: (id) => (id === path ? JSON.stringify({ widget: { support } }) : null),
})
