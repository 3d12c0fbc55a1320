import { writeFile } from 'node:fs/promises';
import { workflowPages } from './pages.ts';

for (const { file, present, wanted } of await workflowPages()) {
  if (present === wanted) continue;
  await writeFile(file, wanted);
  console.log(`rewrote ${file}`);
}
