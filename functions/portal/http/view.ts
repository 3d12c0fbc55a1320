import type { Principal } from '../auth/principal.ts';
import { catalogue, type Texts } from '../text/catalogue.ts';
import type { Language } from '../text/language.ts';
import { pageAddress, pagePath } from './page-address.ts';
import type { PortalContext, Site } from './portal-env.ts';

/** What a page is drawn with. */
export interface View {
  readonly language: Language;
  readonly t: Texts;
  readonly site: Site;
  /** path of this page, for its forms and the current entry of the navigation */
  readonly path: string;
  /** the same with its question, to come back to */
  readonly address: string;
  readonly principal: Principal | undefined;
  readonly csrf: string | undefined;
}

export function viewOf(c: PortalContext): View {
  const language = c.get('language');
  return {
    language,
    t: catalogue[language],
    site: c.get('site'),
    path: pagePath(c),
    address: pageAddress(c),
    principal: c.get('principal'),
    csrf: c.get('csrf'),
  };
}
