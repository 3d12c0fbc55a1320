import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * curl as far as docs/api.md needs it, for the test that runs its commands where there is no curl. What it does
 * not know it refuses, so that the documentation keeps to what is tested.
 */
const { values, positionals } = parseArgs({
  options: {
    silent: { type: 'boolean', short: 's' },
    include: { type: 'boolean', short: 'i' },
    header: { type: 'string', short: 'H', multiple: true },
    data: { type: 'string', short: 'd' },
    form: { type: 'string', short: 'F', multiple: true },
    output: { type: 'string', short: 'o' },
  },
  allowPositionals: true,
});
const [address = '', ...surplus] = positionals;
if (surplus.length > 0) throw new Error(`more than one address: ${surplus.join(' ')}`);

const headers = new Headers({ accept: '*/*' });
for (const header of values.header ?? []) {
  const [name = '', ...rest] = header.split(':');
  headers.set(name, rest.join(':').trim());
}
const body = values.form ? formOf(values.form) : values.data === '@-' ? readFileSync(0, 'utf8') : values.data;
const answer = await fetch(address, {
  method: body === undefined ? 'GET' : 'POST',
  redirect: 'manual',
  headers,
  ...(body !== undefined && { body }),
});
const bytes = new Uint8Array(await answer.arrayBuffer());
if (values.include) {
  const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
  process.stdout.write([`HTTP/1.1 ${answer.status}`, ...lines, '', ''].join('\r\n'));
}
if (values.output === undefined) process.stdout.write(bytes);
else writeFileSync(values.output, bytes);

function formOf(parts: readonly string[]): FormData {
  const form = new FormData();
  for (const part of parts) {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=');
    if (value.startsWith('@')) form.append(name, new Blob([readFileSync(value.slice(1))]), 'file');
    else form.append(name, value);
  }
  return form;
}
