/** What a person is told, in both languages; Vietnamese is what the law's users read. */
export interface Message {
  readonly vi: string;
  readonly en: string;
}

/**
 * An expected "no": the request is understood and refused, nothing has changed.
 * `code` is stable for machines, `status` the HTTP status it answers with, `field` the JSON path at fault.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 423 | 429;
  readonly message: Message;
  readonly problems?: readonly FieldProblem[];
  /** present where more was wrong than `problems` names */
  readonly moreProblems?: true;
  /** how long to wait before trying again, where that is known */
  readonly retryAfterSeconds?: number;
}

/** One field at fault: where (JSON path such as `data.chuDauTu.hoTen`), which rule, and what to do. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: Message;
}

/**
 * Problems that are named at once: nobody mends more at a time, and a hostile body could name so many that the
 * answer outgrows what Lambda may return.
 */
export const MOST_PROBLEMS = 50;

/** The answer of a use case: its value, or a refusal. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(
  status: Refusal['status'],
  code: string,
  message: Message,
  problems?: readonly FieldProblem[],
): Refusal {
  return {
    ok: false,
    code,
    status,
    message,
    ...(problems && { problems: problems.slice(0, MOST_PROBLEMS) }),
    ...(problems && problems.length > MOST_PROBLEMS && { moreProblems: true }),
  };
}
