import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** SHA-256 of files as they were when first asked for; each is read once. One such view per question. */
export class FileDigests {
  readonly #root: string;
  readonly #known = new Map<string, Promise<{ digest: string; changedAt: number }>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** @param file from the root */
  async of(file: string): Promise<{ digest: string; changedAt: number }> {
    const known = this.#known.get(file) ?? this.#read(path.join(this.#root, file));
    this.#known.set(file, known);
    return known;
  }

  /** A file, or every file in a folder, from the root. */
  async listed(place: string): Promise<string[]> {
    if ((await stat(path.join(this.#root, place))).isFile()) return [place];
    const entries = await readdir(path.join(this.#root, place), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.#root, path.join(entry.parentPath, entry.name)))
      .toSorted();
  }

  async #read(file: string): Promise<{ digest: string; changedAt: number }> {
    const [content, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
    return { digest: createHash('sha256').update(content).digest('hex'), changedAt: mtimeMs };
  }
}
