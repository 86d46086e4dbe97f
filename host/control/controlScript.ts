/** Script of the page `/__host/`: sends what the forms hold to the control API and shows what it said. */
export const controlScript = `
const say = (text) => { document.getElementById('answer').textContent = text }
const call = async (method, path, body) => {
  const response = await fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.path + ': ' + answer.message)
  return answer
}
const run = (work) => async (event) => {
  event.preventDefault()
  try { await work(event); location.reload() } catch (error) { say(error.message) }
}
const read = (text) => (text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : text)
const sessions = {
  open: { expired: false, stale: false }, expired: { expired: true },
  heals: { stale: true, healAfterMs: 10000 }, stale: { stale: true } }
document.getElementById('options').addEventListener('submit', run(async (event) => {
  const form = Object.fromEntries(new FormData(event.target))
  const unverified = {}
  const shapes = {}
  for (const [key, value] of Object.entries(form)) {
    if (key.startsWith('unverified.')) unverified[key.slice('unverified.'.length)] = read(value)
    if (key.startsWith('shapes.')) shapes[key.slice('shapes.'.length)] = value
  }
  const faults = await call('GET', '/__host/faults')
  await call('PUT', '/__host/faults', {
    ...faults, unverified, shapes, dateHeader: form.dateHeader, latencyMs: JSON.parse(form.latencyMs || '0'),
    ratePerSecond: Number(form.ratePerSecond) })
  await call('PUT', '/__host/session', { user: Number(form.user), ...sessions[form.session] })
  await call('PUT', '/__host/page', { columns: form.columns, inbox: form.inbox,
    dateFormat: form.dateFormat, hours: Number(form.hours), timezone: form.timezone })
  await call('PUT', '/__host/clock', form.now ? { now: form.now } : {})
}))
for (const button of document.querySelectorAll('[data-call]')) {
  const [method, path] = button.dataset.call.split(' ')
  button.addEventListener('click', run(() => call(method, path)))
}
document.getElementById('large').addEventListener('submit', run(async (event) => {
  const sizes = [...new FormData(event.target)].filter(([, value]) => value !== '')
  await call('POST', '/__host/account/large?' + new URLSearchParams(sizes))
}))
document.getElementById('file').addEventListener('change', run(async (event) => {
  await call('PUT', '/__host/account', JSON.parse(await event.target.files[0].text()))
}))
`
