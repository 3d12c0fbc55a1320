import { describe, expect, it } from 'vitest';
import type { Task, TaskRepository } from '../../tasks/index.ts';
import { listsOf, readPage } from './task-lists.ts';

/** 121 collections of one agency and 3 of another, as the table's index gives them. */
const SIZES: Record<string, number> = { 'H15.27': 121, 'H15.12': 3 };

const tasks = {
  list: async (kind: string, scope: string, limit: number, after?: string) => {
    const from = after === undefined ? 0 : Number(after);
    const size = kind === 'collection' ? (SIZES[scope] ?? 0) : 0;
    const last = Math.min(size, from + limit);
    const found = Array.from({ length: last - from }, (_, index) => ({
      kind,
      code: `${scope}-${from + index}`,
      dueOn: '2026-11-24',
      openedAt: String(from + index).padStart(4, '0'),
    }));
    return { tasks: found as unknown as Task[], ...(last < size && { next: String(last) }) };
  },
} as unknown as TaskRepository;

const clerkOf = (...agencies: string[]) =>
  listsOf({ via: 'token', sub: 'c', name: 'c', roles: ['clerk'], agencies });

async function readAll(lists: ReturnType<typeof listsOf>): Promise<string[]> {
  const codes: string[] = [];
  let after: string | undefined;
  do {
    const page = await readPage(tasks, lists, after);
    if (!page.ok) throw new Error(page.code);
    codes.push(...page.value.tasks.map(({ code }) => code));
    after = page.value.next;
  } while (after !== undefined);
  return codes;
}

describe('what waits for a clerk of two agencies', () => {
  it('is read to its end, page by page, each task once', async () => {
    const codes = await readAll(clerkOf('H15.27', 'H15.12'));
    expect(codes).toHaveLength(124);
    expect(new Set(codes).size).toBe(124);
  });

  it('is never continued into a list of somebody else', async () => {
    const first = await readPage(tasks, clerkOf('H15.27'), undefined);
    const next = first.ok ? first.value.next : undefined;
    expect(next).toEqual(expect.any(String));
    expect(await readPage(tasks, clerkOf('H15.12'), next)).toMatchObject({ ok: true, value: { tasks: [] } });
  });

  it.each(['', 'x', Buffer.from('[]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url')])(
    'is not continued from what is no `next`: %j',
    async (after) => {
      expect(await readPage(tasks, clerkOf('H15.27'), after)).toMatchObject({
        ok: false,
        status: 422,
        code: 'input-invalid',
        problems: [{ field: 'after' }],
      });
    },
  );
});
