import { text } from 'node:stream/consumers';
import { systemClock } from '../../functions/platform/clock.ts';
import { wantsHelp } from '../local/cli/usage.ts';
import { keysArguments, KeysUsageInvalid, USAGE, type KeysCommand } from './arguments.ts';
import { enterService } from './enter-service.ts';
import { importCertificate } from './import-certificate.ts';
import { keepKeyFile } from './keep-key-file.ts';
import { listKeys } from './list-keys.ts';
import { CeremonyRefused } from './refusal.ts';
import { requestCertificate } from './request-certificate.ts';
import { openCeremony, type CeremonyStores } from './stores.ts';

/** `npm run -s keys -- …`. Exit 0: done; 1: refused, nothing has changed; 2: the command line does not fit. */

async function answer(stores: CeremonyStores, command: KeysCommand): Promise<string> {
  if (command.command === 'csr') return requestCertificate(stores, command);
  if (command.command === 'import') return `${await importCertificate(stores, command, systemClock)}\n`;
  if (command.command === 'file') {
    const passphrase = (await text(process.stdin)).replace(/\r?\n$/, '');
    return `${await keepKeyFile(stores, command, passphrase, systemClock)}\n`;
  }
  if (command.command === 'service') {
    return `${await enterService(stores, command, await text(process.stdin), systemClock)}\n`;
  }
  return (await listKeys(stores.directory, systemClock)).map((line) => `${line}\n`).join('');
}

async function main(): Promise<void> {
  const { command, data } = keysArguments(process.argv.slice(2));
  const stores = await openCeremony(data, process.env);
  try {
    process.stdout.write(await answer(stores, command));
  } finally {
    stores.close();
  }
}

try {
  if (wantsHelp(process.argv)) process.stdout.write(`${USAGE}\n`);
  else await main();
} catch (error) {
  const expected = error instanceof CeremonyRefused || error instanceof KeysUsageInvalid;
  const told =
    error instanceof Error ? `${expected ? '' : `${error.name}: `}${error.message}` : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = error instanceof KeysUsageInvalid ? 2 : 1;
}
