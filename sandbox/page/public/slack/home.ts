import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import type { Json } from '../../../workspace/types.ts';
import { Blocks } from './blocks/block.ts';
import { useKeptFocus } from './focus.ts';
import { onHome } from './surfaces.ts';

/** The app's Home tab, as the bot has drawn it for this person. */
export function Home({ view }: { view: View }) {
  const ref = useKeptFocus<HTMLDivElement>();
  const blocks = (view.home?.view.blocks ?? []) as Json[];
  return html`
    <section class="channel" aria-label="Home">
      <h3 class="title">${view.app.name}: Home</h3>
      <div class="scroller">
        <div ref=${ref} class="scroll" role="region" aria-label="Home tab" tabindex="0">
          <div class="home">
            ${blocks.length > 0 ? html`<${Blocks} blocks=${blocks} surface=${onHome(view)} />` : html`<p class="nothing">Nothing here yet.</p>`}
          </div>
        </div>
      </div>
    </section>
  `;
}
