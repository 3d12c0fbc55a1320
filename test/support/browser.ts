/** A browser of few words: keeps cookies by origin, follows redirects, sends forms. */
export class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(base: string) {
    this.#base = base;
  }

  go(address: string): Promise<Response> {
    return this.#ask(new URL(address, this.#base), {});
  }

  send(address: string, form: Record<string, string>): Promise<Response> {
    return this.#ask(new URL(address, this.#base), { method: 'POST', body: new URLSearchParams(form) });
  }

  async #ask(url: URL, init: RequestInit): Promise<Response> {
    const jar = this.#cookies.get(url.origin) ?? new Map<string, string>();
    this.#cookies.set(url.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html', ...(init.body ? { origin: url.origin } : {}) };
    const response = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/su);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return response;
    await response.body?.cancel();
    return this.#ask(new URL(location, url), {});
  }
}
