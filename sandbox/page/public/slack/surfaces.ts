import type { Message, View } from '../../../control/view.ts';
import { perform } from '../live.ts';
import { confirmed } from './blocks/confirm.ts';
import type { Element, Option, Surface, Text } from './blocks/types.ts';

/** A message's surface. */
export function onMessage(view: View, { channel, ts }: Message): Surface {
  return clicks(view, 'h4', 'press', 'chooseOn', { channel, ts });
}

/** The Home tab's surface. */
export function onHome(view: View): Surface {
  return clicks(view, 'h4', 'pressInHome', 'chooseInHome', {});
}

/** The surface of the modal on top, without its fields. */
export function onModal(view: View): Surface {
  const press = async ({ confirm }: Element, text: string, value: string | undefined) => {
    if (await confirmed(confirm)) await perform('pressInModal', { button: text, value });
  };
  return {
    view,
    heading: 'h3',
    press: (button) => void press(button, (button.text as Text).text, button.value),
    pick: (menu, { text, value }) => void press(menu, text.text, value),
  };
}

function clicks(
  view: View,
  heading: Surface['heading'],
  press: string,
  pick: string,
  where: object,
): Surface {
  const act = async ({ confirm }: Element, kind: string, details: object) => {
    if (await confirmed(confirm)) await perform(kind, { ...where, ...details });
  };
  return {
    view,
    heading,
    press: (button) => void act(button, press, { button: (button.text as Text).text, value: button.value }),
    pick: (menu: Element, { value }: Option) => void act(menu, pick, { actionId: menu.action_id, value }),
  };
}
