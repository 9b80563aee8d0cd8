/** The list of keys, where each can be moved to another; it comes when it is asked for. */
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n'
import { keyOf, keysOn, moveKey, shown, switchKeys, useLive } from '../keys'

export function KeyList({ close }: { close: () => void }) {
  const box = useRef<HTMLDialogElement>(null)
  const bindings = useLive()
  useEffect(() => box.current?.showModal(), [])
  return (
    <dialog ref={box} onClose={close} aria-labelledby="keys-title">
      <h2 id="keys-title">{t('keys.title')}</h2>
      <p class="small quiet">{t('keys.how')}</p>
      <label class="row">
        <input type="checkbox" checked={keysOn()} onChange={switchKeys} /> {t('keys.on')}
      </label>
      <table>
        <tbody>
          {bindings.map((binding) => (
            <tr key={binding.name}>
              <th scope="row">{binding.label}</th>
              <td>
                <input
                  aria-label={t('keys.for', { what: binding.label })}
                  size={4}
                  value={shown(keyOf(binding))}
                  onKeyDown={(event) => {
                    if (event.key === 'Tab' || event.key === 'Escape') return
                    event.preventDefault()
                    if (event.key === 'Backspace') moveKey(binding, '')
                    else if (!/^(Shift|Control|Alt|Meta)$/.test(event.key)) moveKey(binding, event.key)
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="row">
        <button type="button" onClick={() => box.current?.close()}>{t('close')}</button>
      </p>
    </dialog>
  )
}
