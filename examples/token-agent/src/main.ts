import { parseArgs } from 'node:util';
import { createAgent } from './agent-server.ts';
import { askByProgram, askInTerminal } from './ask-pin.ts';
import { Pkcs11Token } from './pkcs11-token.ts';

const USAGE =
  'node src/main.ts --module LIBRARY --allow-origin https://HOST [--allow-origin …] [--port 27631] [--askpass PROGRAM]';

const { values } = parseArgs({
  options: {
    module: { type: 'string' },
    'allow-origin': { type: 'string', multiple: true },
    port: { type: 'string', default: '27631' },
    askpass: { type: 'string' },
  },
});
const { module: library, 'allow-origin': origins = [], port, askpass } = values;
if (library === undefined || origins.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
if (wrong !== undefined) {
  console.error(`--allow-origin ${wrong} is no origin: https://HOST without a path`);
  process.exit(2);
}
const token = new Pkcs11Token(library, askpass === undefined ? askInTerminal() : askByProgram(askpass));
const agent = createAgent({
  token,
  origins,
  report: (message) => console.error(`the token failed: ${message}`),
  showCode: (origin, code) => console.log(`pairing code for ${origin}: ${code}`),
});
agent.listen(Number(port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    agent.closeAllConnections();
    agent.close(() => token.close());
  });
}
