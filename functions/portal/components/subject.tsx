import type { TaskRow } from '../desk/task-rows.ts';

/** What a result is about, and by which procedure; both are said in Vietnamese whatever the page speaks. */
export function Subject({ row }: { row: Pick<TaskRow, 'summary' | 'procedure'> }) {
  return (
    <span lang="vi">
      {row.summary}
      <span class="kq-secondary">{row.procedure}</span>
    </span>
  );
}
