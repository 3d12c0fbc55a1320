import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { demoIntegration, demoPassword, demoPeople } from '../demo/demo-people.ts';
import { requestToken } from '../oidc/request-token.ts';
import { readJsonFile } from '../state/read-json.ts';
import { STACK_FILE } from '../stack-endpoints.ts';

/** `npm run -s token -- NAME [--data DIR]`: an access token of a demo user of the running stack, on stdout. */

const running = z.object({ endpoints: z.object({ oidc: z.url() }) });
const names = [...demoPeople.map((person) => person.username), demoIntegration.username];

const { values, positionals } = parseArgs({
  options: { data: { type: 'string', default: '.local/data' } },
  allowPositionals: true,
});
const [name = ''] = positionals;
const stack = await readJsonFile(resolve(values.data, STACK_FILE), running);

if (!names.includes(name)) {
  fail(`Cách dùng / usage: npm run -s token -- ${names.join('|')} [--data DIR]`, 2);
} else if (stack === undefined) {
  fail(
    'Hệ thống chưa chạy lần nào trong thư mục này: hãy chạy npm start. / Not started here yet: npm start.',
    1,
  );
} else {
  try {
    console.log(await requestToken(stack.endpoints.oidc, name, demoPassword));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    fail(
      `Không lấy được mã truy cập, hệ thống có đang chạy không? / No token, is the stack running? ${reason}`,
      1,
    );
  }
}

function fail(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}
