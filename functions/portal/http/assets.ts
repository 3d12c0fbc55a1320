import { readFile } from 'node:fs/promises';
import { sha256 } from '../../platform/digest.ts';
import { composeStylesheet } from './stylesheet.ts';

/** A file the pages load, under a name that changes with its content. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** Everything under `/assets/`, by path, and where the files are that pages name. */
export interface Assets {
  readonly files: ReadonlyMap<string, Asset>;
  readonly stylesheet: string;
  readonly script: string;
  readonly agentScript: string;
}

/** Where the parts lie: our own files, the design system's stylesheet, and the typeface. */
export interface AssetPlaces {
  readonly own: URL;
  readonly designSystem: URL;
  readonly typeface: URL;
}

const SUBSETS = ['vietnamese', 'latin-ext', 'latin'] as const;
const WEIGHTS = [400, 700] as const;

/** Reads the parts once and composes what is served. */
export async function loadAssets(places: AssetPlaces): Promise<Assets> {
  const fonts = SUBSETS.flatMap((subset) =>
    WEIGHTS.map((weight) => ({ subset, weight, file: `be-vietnam-pro-${subset}-${weight}-normal.woff2` })),
  );
  const faces = await Promise.all(
    fonts.map(async (font) => {
      const body = await read(places.typeface, font.file);
      return { ...font, body, path: `/assets/${fingerprint(body)}/${font.file}` };
    }),
  );
  const [govuk, own, script, agentScript, icon] = await Promise.all([
    read(places.designSystem, 'govuk-frontend.min.css'),
    read(places.own, 'portal.css'),
    read(places.own, 'portal.js'),
    read(places.own, 'token-agent.js'),
    read(places.own, 'icon.svg'),
  ]);
  const css = new TextEncoder().encode(composeStylesheet(decode(govuk), decode(own), faces));
  const stylesheet = `/assets/${fingerprint(css)}/portal.css`;
  const scriptPath = `/assets/${fingerprint(script)}/portal.js`;
  const agentPath = `/assets/${fingerprint(agentScript)}/token-agent.js`;
  return {
    stylesheet,
    script: scriptPath,
    agentScript: agentPath,
    files: new Map<string, Asset>([
      [stylesheet, { body: css, type: 'text/css; charset=utf-8' }],
      [scriptPath, { body: script, type: 'text/javascript; charset=utf-8' }],
      [agentPath, { body: agentScript, type: 'text/javascript; charset=utf-8' }],
      ['/assets/icon.svg', { body: icon, type: 'image/svg+xml' }],
      ...faces.map((face): [string, Asset] => [face.path, { body: face.body, type: 'font/woff2' }]),
    ]),
  };
}

async function read(base: URL, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(name, base)));
}

function fingerprint(body: Uint8Array): string {
  return sha256(body).slice(0, 16);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
