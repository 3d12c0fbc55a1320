import type { View } from '../http/view.ts';

/** The way to the next page of a list that has one. */
export function More({ view, next }: { view: View; next: string | undefined }) {
  if (next === undefined) return null;
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`${view.path}?after=${encodeURIComponent(next)}`}>
        {view.t.post.more}
      </a>
    </p>
  );
}
