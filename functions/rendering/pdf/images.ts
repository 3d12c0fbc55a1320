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
    const bytes = Buffer.from(png);
    const isPng = bytes.length > 24 && bytes.subarray(0, 8).equals(SIGNATURE);
    const [width, height] = isPng ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [0, 0];
    if (width === 0 || height === 0) throw new PictureUnreadable(`${name} is not a PNG picture`);
    const image = { resource: `Image${this.#used.size + 1}`, png, ratio: height / width };
    this.#used.set(name, image);
    return image;
  }
}
