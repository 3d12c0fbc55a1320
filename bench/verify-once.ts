import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * Run in a process of its own, as a sandbox of Lambda's: loads the function's bundle, verifies one upload, and
 * prints how long that took, by the clock and on processors, and the most memory it had.
 */
const [bundle = '', upload = ''] = process.argv.slice(2);
const { handler }: { handler: (event: unknown, context: unknown) => Promise<{ body: string }> } =
  await import(pathToFileURL(bundle).href);
const event = {
  version: '2.0',
  rawPath: '/verify',
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: {
    http: { method: 'POST', path: '/verify', sourceIp: '127.0.0.1' },
    domainName: 'localhost',
  },
  body: JSON.stringify({ upload }),
  isBase64Encoded: false,
};
const begun = performance.now();
const before = process.cpuUsage();
const { body } = await handler(event, {});
const milliseconds = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
// What `getrusage` calls the peak begins with the parent's: Linux tells this process's own.
const status = await readFile('/proc/self/status', 'utf8');
const kilobytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]);
console.log(JSON.stringify({ milliseconds, processor: (user + system) / 1_000, kilobytes, body }));
