/** A picture of the template is not a PNG. */
export class PictureUnreadable extends Error {
  override readonly name = 'PictureUnreadable';
}

/** A picture as the pages draw it. */
export interface UsedImage {
  /** name among the resources, such as `Image1` */
  readonly resource: string;
  readonly png: Uint8Array;
  /** height divided by width */
  readonly ratio: number;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Height of a PNG picture divided by its width; undefined for a file that is none. */
export function pngRatio(png: Uint8Array): number | undefined {
  const bytes = Buffer.from(png);
  if (bytes.length <= 24 || !bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return width === 0 || height === 0 ? undefined : height / width;
}

/** The pictures one document uses, each embedded once. */
export class Images {
  readonly #used = new Map<string, UsedImage>();

  /** In the order they were first asked for. */
  get used(): readonly UsedImage[] {
    return [...this.#used.values()];
  }

  /** @throws {PictureUnreadable} */
  use(name: string, png: Uint8Array): UsedImage {
    const known = this.#used.get(name);
    if (known) return known;
    const ratio = pngRatio(png);
    if (ratio === undefined) throw new PictureUnreadable(`${name} is not a PNG picture`);
    const image = { resource: `Image${this.#used.size + 1}`, png, ratio };
    this.#used.set(name, image);
    return image;
  }
}
