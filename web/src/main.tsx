/** Where the page begins. */
import './tokens.css'
import './base.css'
import './parts/parts.css'
import { render } from 'preact'
import { App } from './app'
import { speak } from './i18n'
import { press } from './keys'
import { here } from './router'

const theme = localStorage.getItem('sayso.theme')
if (theme) document.documentElement.dataset['theme'] = theme
addEventListener('keydown', press)
// What is folded is unfolded on paper, where nobody can: but comments, which are no evidence.
const folded = () => [...document.querySelectorAll<HTMLDetailsElement>('main details:not(.comments, .comments *, .furniture)')]
let unfolded: HTMLDetailsElement[] = []
addEventListener('beforeprint', () => (unfolded = folded().filter((each) => !each.open)).forEach((each) => (each.open = true)))
addEventListener('afterprint', () => unfolded.forEach((each) => (each.open = false)))
const box = document.getElementById('app')
void speak(here().params.get('lang') ?? 'en').then(() => box && render(<App />, box))
