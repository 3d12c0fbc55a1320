import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium as chromiumType, type Browser } from 'playwright-core';

/** A browser of one process without zygote breaks when a context is closed; one without site isolation is no judge of ours. */
const UNWANTED =
  /^--(single-process|no-zygote|disable-web-security|disable-site-isolation-trials|allow-running-insecure-content|disable-features=.*)$/;

/** Starts the headless Chromium that lies in an npm package, with the libraries it brings along. */
export async function launchChromium(): Promise<Browser> {
  // Read by the package when it is imported and when it unpacks: without it, it wants the machine's NSS.
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  // No page of ours draws in three dimensions: a graphics card imitated in software is a sixth of a test's work.
  packaged.setGraphicsMode = false;
  const place = await unpack((): Promise<string> => packaged.executablePath());
  return chromiumType.launch({
    executablePath: path.join(place, 'chromium'),
    args: packaged.args.filter((argument) => !UNWANTED.test(argument)),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(place, 'al2023/lib'),
      FONTCONFIG_PATH: path.join(place, 'fonts'),
    },
  });
}

/** What is made of the sources and packages, and stays. */
const KEPT = path.resolve(import.meta.dirname, '../../dist');

/**
 * Unpacks once for all runs, into a folder of its own that appears when it is whole: the package itself unpacks
 * in place, where another process takes half a browser for one.
 */
async function unpack(intoTemporaryFolder: () => Promise<string>): Promise<string> {
  const manifest: { version: string } = JSON.parse(
    await readFile(new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url), 'utf8'),
  );
  const place = path.join(KEPT, `chromium-${manifest.version}`);
  if (existsSync(place)) return place;
  await mkdir(KEPT, { recursive: true });
  const staging = await mkdtemp(`${place}-`);
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = staging;
  try {
    await intoTemporaryFolder();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
  const fonts = path.join(staging, 'fonts/fonts.conf');
  await writeFile(fonts, (await readFile(fonts, 'utf8')).replaceAll('/tmp/', `${place}/`));
  await rename(staging, place).catch(() => rm(staging, { recursive: true }));
  return place;
}
