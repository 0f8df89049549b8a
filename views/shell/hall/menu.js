// A button that opens a list of buttons, for what has a key.
import { make } from '../../components/dom.js';
import { hearWhileShown } from '../../components/listening.js';
import { pressKey } from './channel.js';

/**
 * @param {[string, string][]} choices - keys, and what they do
 */
export function makeMenu(choices) {
  const menu = make('details', 'hall-menu');
  make('summary', '', menu, 'More');
  const list = make('div', 'choices', menu);
  for (const [key, does] of choices) {
    const button = make('button', '', list, does);
    button.type = 'button';
    make('kbd', '', button, key === '-' ? '−' : key).ariaHidden = 'true';
    button.onclick = () => {
      menu.open = false;
      pressKey(key);
    };
  }
  hearWhileShown(menu, document, 'pointerdown', event => {
    if (!event.composedPath().includes(menu)) menu.open = false;
  });
  return menu;
}
