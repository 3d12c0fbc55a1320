import { join, resolve } from 'node:path';

/** One version of a template in its folder `<folder>/<id>/<version>`. */
export interface TemplatePlace {
  readonly folder: string;
  readonly id: string;
  readonly version: number;
}

/** The folder of the product's own templates. */
export const ownTemplates = resolve(import.meta.dirname, '../../templates');

export function pathOf({ folder, id, version }: TemplatePlace): string {
  return join(folder, id, String(version));
}

/** The version a path lies in, be it the folder itself or a file of it; undefined where it is none. */
export function placeAt(path: string): TemplatePlace | undefined {
  const [, folder, id, version] =
    /^(.+)[\\/]([a-z0-9-]+)[\\/]([1-9]\d*)(?:[\\/][^\\/]+)?$/.exec(resolve(path)) ?? [];
  return folder && id && version ? { folder, id, version: Number(version) } : undefined;
}
