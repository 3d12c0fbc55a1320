import { readFile } from 'node:fs/promises';

/**
 * The lines the judges are expected to print, one per tool and file, kept in README.md between
 * ```text fences so that people read the very thing the run is held to.
 */
export async function readExpectations(readme: string): Promise<Set<string>> {
  const text = await readFile(readme, 'utf8');
  const blocks = [...text.matchAll(/```text\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  return new Set(
    blocks
      .join('\n')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );
}
