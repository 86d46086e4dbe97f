import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readOptions, USAGE } from '../../host/readOptions'

const start = ['--import', 'tsx', 'host/main.ts']

describe('the command line of the local CRM', () => {
  it('has defaults for everything', () => {
    expect(readOptions([])).toMatchObject({ port: 8080, account: 'demo', archive: 'dist/widget' })
  })

  it('is read with a space and with an equals sign', () => {
    expect(readOptions(['--port', '8081', '--user=manager'])).toMatchObject({
      port: 8081,
      host: { userId: 8_800_003 },
    })
  })

  it('takes any number of widgets', () => {
    expect(readOptions(['--widget', 'one=a/b', '--widget=two=c=d.zip'])?.widgets).toEqual({
      one: 'a/b',
      two: 'c=d.zip',
    })
    expect(USAGE).toContain('--widget CODE=')
  })

  it.each([
    [['--widget', 'one'], '--widget one: нужно КОД=ПАПКА'],
    [['--widget', 'о=a'], '--widget о=a: нужно КОД=ПАПКА'],
    [['--widget', 'one=a', '--widget', 'one=b'], 'код one уже назван'],
    [['--widget', 'sales_analytics=a'], 'его папку задаёт --archive'],
    [['--widget'], '--widget: не указано значение'],
    [['--prot', '1'], 'Такого параметра нет: --prot'],
    [['-p', '1'], 'Такого параметра нет: -p'],
    [['8081'], 'Лишнее слово: 8081'],
    [['--port'], '--port: не указано значение'],
    [['--account', '--port', '1'], '--account: не указано значение'],
    [['--port', 'x'], '--port: нужно целое число от 0 до 65535'],
  ])('%j is refused: %s', (args, words) => {
    expect(() => readOptions(args)).toThrow(words)
  })

  it('tells all parameters on --help and ends well', () => {
    expect(execFileSync(process.execPath, [...start, '--help'], { encoding: 'utf8' })).toBe(`${USAGE}\n`)
  })

  it('tells the parameters with an unknown one, and ends with an error', () => {
    const { status, stderr } = spawnSync(process.execPath, [...start, '--prot'], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain(`Такого параметра нет: --prot\n\n${USAGE}\n`)
  })

  it('names the widget, the file and the fault of an archive that the CRM would not take', () => {
    const args = [...start, '--account', 'empty', '--widget', 'foreign=tests/host']
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect([status, stderr]).toEqual([1, 'виджет foreign: manifest.json: файла нет в корне архива\n'])
  })
})

describe('the account of the local CRM', () => {
  it('is another one at each start', async () => {
    const idOf = async (): Promise<number> => {
      const host = spawn(process.execPath, [...start, '--account', 'empty', '--port', '0'])
      try {
        const address = await new Promise<string>((resolve, reject) => {
          host.stdout.on('data', (text: Buffer) => {
            const found = /http:\/\/localhost:\d+/.exec(text.toString())
            if (found) resolve(found[0])
          })
          host.on('exit', (code) => reject(new Error(`the local CRM ended with ${code}`)))
        })
        const headers = { Authorization: 'Bearer local-token' }
        const answer = await fetch(`${address}/api/v4/account`, { headers })
        return ((await answer.json()) as { id: number }).id
      } finally {
        host.kill()
      }
    }
    const [one, other] = await Promise.all([idOf(), idOf()])
    expect(one).toBeGreaterThan(31_000_100)
    expect(other).not.toBe(one)
  })
})
