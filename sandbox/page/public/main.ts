import { html, render } from 'htm/preact/standalone';
import { App } from './shell/app.ts';

const page = document.getElementById('page');
if (page) {
  page.replaceChildren();
  render(html`<${App} />`, page);
}
