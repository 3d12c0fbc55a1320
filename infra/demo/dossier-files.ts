import { readFile } from 'node:fs/promises';

/** One dossier as its author wrote it, unchecked: the API checks it. */
export interface Submission {
  /** file, and place in it where the file holds an array */
  readonly source: string;
  readonly dossier: unknown;
}

/** A file that holds no dossier at all. */
export interface UnreadableFile {
  readonly source: string;
  readonly problem: string;
}

/** Reads dossier files: one dossier each, or an array of several. */
export async function readDossierFiles(
  files: readonly string[],
): Promise<{ submissions: Submission[]; unreadable: UnreadableFile[] }> {
  const submissions: Submission[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const source of files) {
    try {
      const content: unknown = JSON.parse(await readFile(source, 'utf8'));
      if (Array.isArray(content)) {
        submissions.push(
          ...content.map((dossier: unknown, index) => ({ source: `${source}[${index}]`, dossier })),
        );
      } else {
        submissions.push({ source, dossier: content });
      }
    } catch (error) {
      unreadable.push({ source, problem: describe(error) });
    }
  }
  return { submissions, unreadable };
}

function describe(error: unknown): string {
  if (error instanceof SyntaxError) return `không phải JSON / not JSON: ${error.message}`;
  return `không đọc được / cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
