import type { ModalView } from '@slack/types';

/** A plain text. */
export const title = (text: string) => ({ type: 'plain_text' as const, text });

/** A form with two texts, an external select and two buttons; `location` and `action` change the first field's IDs. */
export function form(more: Partial<ModalView> = {}, location = '', action = 'note'): ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    title: title('Form'),
    submit: title('Send'),
    blocks: [
      {
        type: 'input',
        block_id: `note${location}`,
        optional: true,
        label: title('Note'),
        element: { type: 'plain_text_input', action_id: action, initial_value: `from${location}` },
      },
      {
        type: 'input',
        block_id: 'reason',
        label: title('Reason'),
        element: { type: 'plain_text_input', action_id: 'reason', max_length: 5 },
      },
      {
        type: 'input',
        block_id: 'site',
        optional: true,
        label: title('Site'),
        element: { type: 'external_select', action_id: 'site' },
      },
      {
        type: 'actions',
        block_id: 'more',
        elements: [
          { type: 'button', action_id: 'next', text: title('Next') },
          {
            type: 'button',
            action_id: 'sure',
            text: title('Drop'),
            confirm: {
              title: title('Sure?'),
              text: title('Really?'),
              confirm: title('Yes'),
              deny: title('No'),
            },
          },
        ],
      },
    ],
    ...more,
  };
}
