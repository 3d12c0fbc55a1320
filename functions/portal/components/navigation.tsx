import type { Role } from '../../directory/index.ts';
import type { View } from '../http/view.ts';
import type { Texts } from '../text/catalogue.ts';
import { CsrfField } from './csrf-field.tsx';

interface Desk {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly name: (t: Texts) => string;
}

/** The desks of the house, in the order a result passes them. */
const DESKS: readonly Desk[] = [
  { path: '/desk/inbox', roles: ['official'], name: (t) => t.common.navInbox },
  { path: '/desk/clerk', roles: ['clerk'], name: (t) => t.common.navClerk },
  { path: '/desk/post', roles: ['post'], name: (t) => t.common.navPost },
  { path: '/desk/repairs', roles: ['operator'], name: (t) => t.common.navRepairs },
  { path: '/desk/submit', roles: ['clerk'], name: (t) => t.common.navSubmit },
];

export function desksOf(roles: readonly Role[]): readonly Desk[] {
  return DESKS.filter((desk) => desk.roles.some((role) => roles.includes(role)));
}

/** The desks the person may use, who they are, and the way out; for everyone else, the way in. */
export function Navigation({ view, container }: { view: View; container: string }) {
  const { t, principal, path } = view;
  const entries = principal
    ? desksOf(principal.roles).map((desk) => ({ path: desk.path, name: desk.name(t) }))
    : [
        { path: '/status', name: t.common.navStatus },
        { path: '/verify', name: t.common.navVerify },
        { path: '/login', name: t.common.signIn },
      ];
  return (
    <nav class="kq-navigation" aria-label={t.common.mainNavigation}>
      <div class={`${container} kq-navigation__row`}>
        <ul class="kq-navigation__list">
          {entries.map((entry) => (
            <li>
              <a
                class="kq-navigation__link"
                href={entry.path}
                aria-current={path.startsWith(entry.path) ? 'page' : undefined}
              >
                {entry.name}
              </a>
            </li>
          ))}
        </ul>
        {principal && (
          <form method="post" action="/logout" class="kq-navigation__person">
            <CsrfField view={view} />
            <span>{t.common.signedInAs(principal.name)}</span>
            <button type="submit" class="kq-navigation__button">
              {t.common.signOut}
            </button>
          </form>
        )}
      </div>
    </nav>
  );
}
