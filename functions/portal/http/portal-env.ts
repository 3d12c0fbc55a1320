import type { Context } from 'hono';
import type { Refusal } from '../../platform/refusal.ts';
import type { Principal } from '../auth/principal.ts';
import type { Language } from '../text/language.ts';

/** What every page needs to know about the place it is served from. */
export interface Site {
  readonly publicBaseUrl: string;
  /** paths of the stylesheet and the script of every page, named by their content */
  readonly stylesheet: string;
  readonly script: string;
}

/** What a request carries through the portal: API Gateway's context, its language, and who asks. */
export interface PortalEnv {
  Bindings: { readonly requestContext?: { readonly http?: { readonly sourceIp?: string } } };
  Variables: {
    site: Site;
    language: Language;
    /** set where a page brings its pictures with it, as data: addresses */
    pictures: 'inline' | undefined;
    /** true when the request brought the edge's secret */
    behindEdge: boolean;
    principal: Principal | undefined;
    /** why the bearer token sent is no good; answered once the attempt has been counted */
    badToken: Refusal | undefined;
    /** the secret a session's forms carry; undefined without a session */
    csrf: string | undefined;
    /** an origin besides our own that this page's script may speak to */
    connectsTo: string | undefined;
  };
}

export type PortalContext = Context<PortalEnv>;
