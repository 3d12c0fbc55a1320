import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { demoIntegration, demoPassword, demoPeople } from '../demo/demo-people.ts';
import { requestToken } from '../oidc/request-token.ts';
import { readJsonFile } from '../state/read-json.ts';
import { STACK_FILE } from '../stack-endpoints.ts';
import { DEFAULT_DATA_DIR } from './arguments.ts';
import { explain } from './explain.ts';
import { wantsHelp } from './usage.ts';

/** `npm run -s token -- NAME [--data DIR]`: an access token of a demo user of the running stack, on stdout. */

const running = z.object({ endpoints: z.object({ oidc: z.url() }) });
const names = [...demoPeople.map((person) => person.username), demoIntegration.username];
const USAGE = `Cách dùng / usage: npm run -s token -- ${names.join('|')} [--data DIR]`;
const NEVER_STARTED =
  'Hệ thống chưa chạy lần nào trong thư mục này: hãy chạy npm start. / Not started here yet: npm start.';

const wanted = read();
if (wantsHelp(process.argv)) console.log(USAGE);
else if (wanted === undefined) fail(USAGE, 2);
else await printToken(wanted.name, wanted.data);

function read(): { name: string; data: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { data: { type: 'string', default: DEFAULT_DATA_DIR } },
      allowPositionals: true,
    });
    const [name = '', ...more] = positionals;
    return names.includes(name) && more.length === 0 ? { name, data: resolve(values.data) } : undefined;
  } catch {
    return undefined;
  }
}

async function printToken(name: string, dataDir: string): Promise<void> {
  try {
    const stack = await readJsonFile(resolve(dataDir, STACK_FILE), running);
    if (stack === undefined) fail(NEVER_STARTED, 1);
    else console.log(await requestToken(stack.endpoints.oidc, name, demoPassword));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    fail(
      explain(error) ??
        `Không lấy được mã truy cập, hệ thống có đang chạy không? / No token, is the stack running? ${reason}`,
      1,
    );
  }
}

function fail(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}
