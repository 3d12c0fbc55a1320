import { loadAssets, type Assets } from './http/assets.ts';

/** A folder of the bundle's assets; the running module is the bundle. */
export function beside(folder: string): URL {
  return new URL(`./assets/${folder}`, import.meta.url);
}

/** What every page loads, from where the build puts it. */
export function assetsBeside(): Promise<Assets> {
  return loadAssets({
    own: beside('portal/'),
    designSystem: beside('govuk-frontend/'),
    typeface: beside('be-vietnam-pro/'),
  });
}
