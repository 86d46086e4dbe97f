import { problem } from '../problem'

const TIMEOUT_MS = 60_000
/** Redirects that are followed, each only to this computer. */
const MOST_HOPS = 5

/**
 * Sends a widget's `crm_post` to its server and gives that server's answer back. The local CRM goes to this computer
 * alone: any other address is refused with words.
 *
 * @param form the widget's data, with the address as `target` (HOST)
 */
export async function passOn(form: URLSearchParams): Promise<Response> {
  const target = form.get('target') ?? ''
  form.delete('target')
  let url = URL.canParse(target) ? new URL(target) : null
  try {
    for (let hop = 0; hop <= MOST_HOPS; hop++) {
      const refusal = refusalOf(url, target)
      if (refusal || !url) return problem(refusal?.status ?? 400, refusal?.detail ?? target)
      const answer = await fetch(url, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const next = answer.headers.get('Location')
      if (answer.status < 300 || answer.status >= 400 || next === null) return copyOf(answer)
      url = URL.canParse(next, url) ? new URL(next, url) : null
    }
    return problem(502, `crm_post: ${target} переадресует слишком много раз`)
  } catch (error) {
    const reason =
      error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : ''
    return problem(502, `crm_post: ${target} не отвечает. ${reason}`)
  }
}

function refusalOf(url: URL | null, target: string): { status: number; detail: string } | null {
  if (!url || !/^https?:$/.test(url.protocol))
    return { status: 400, detail: `crm_post: «${target}» не адрес` }
  if (isThisComputer(url.hostname)) return null
  return {
    status: 403,
    detail: `crm_post: локальная CRM передаёт запросы только на адреса этого компьютера (localhost, 127.0.0.1), а не на ${url.host}`,
  }
}

function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

async function copyOf(answer: Response): Promise<Response> {
  const type = answer.headers.get('Content-Type') ?? 'text/plain; charset=utf-8'
  const hasBody = answer.status !== 204 && answer.status !== 304
  return new Response(hasBody ? await answer.arrayBuffer() : null, {
    status: answer.status,
    headers: { 'Content-Type': type },
  })
}
