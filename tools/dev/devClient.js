/** Runs in the pages of the local CRM under `npm run dev`: puts the newly built widget in the place of the old one. */
const events = new EventSource('/__dev/events')

events.addEventListener('message', ({ data }) => {
  if (data === 'page') window.location.reload()
  else reloadWidgets()
})

function reloadWidgets() {
  const isWidgetFile = (name) => /\/(upl|widgets)\//.test(name)
  for (const name of Object.keys(window.requirejs.s.contexts._.defined)) {
    if (isWidgetFile(name)) window.requirejs.undef(name)
  }
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    if (isWidgetFile(link.href)) link.remove()
  }
  // The CRM destroys all widgets first and then loads them from their files.
  window.$(document).trigger('widgets:load')
}
