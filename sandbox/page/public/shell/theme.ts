import { html, useEffect } from 'htm/preact/standalone';
import { useKept } from '../kept.ts';

type Theme = 'system' | 'light' | 'dark';

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const WORDS: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

/** Light, dark, or as the system has it. */
export function ThemeButton() {
  const [theme, set] = useKept<Theme>('theme', 'system', 'browser');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return html`<button type="button" onClick=${() => set(NEXT[theme])}>Theme: ${WORDS[theme]}</button>`;
}
