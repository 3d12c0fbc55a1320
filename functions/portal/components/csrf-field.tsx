import type { View } from '../http/view.ts';

/** Name of the hidden field that carries a session's secret. */
export const CSRF_FIELD = 'csrf';

/** The session's secret, in every form that changes something. */
export function CsrfField({ view }: { view: View }) {
  return view.csrf === undefined ? null : <input type="hidden" name={CSRF_FIELD} value={view.csrf} />;
}
