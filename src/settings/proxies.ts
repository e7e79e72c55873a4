import type { Env } from './env.ts';
import { SettingError } from './setting-error.ts';

/** The variables that name a proxy. */
export const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/**
 * Stops at a proxy that Node can't use: past most of them it would call AWS directly without a word. Source: Node's
 * documentation of http.Agent, Built-in Proxy Support. The value, which may hold a password, is never shown.
 */
export function checkProxies(env: Env): void {
  for (const name of PROXIES) {
    const value = env[name];
    if (value && !isProxy(value)) {
      throw new SettingError(
        name,
        'is not the address of an HTTP proxy.',
        'Write it like http://proxy.example.com:3128, or leave it out.',
      );
    }
  }
}

function isProxy(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  try {
    decodeURIComponent(url.username + url.password);
    return true;
  } catch {
    return false;
  }
}
