import type { LoginDeps } from './routes/login-routes.tsx';
import type { Assets } from './http/assets.ts';
import type { Allowances, RateLimiter } from './http/rate-limit.ts';
import type { Sample } from './desk/samples.ts';
import type { Services } from './services.ts';
import type { NewId } from '../platform/ids.ts';

/** What differs between two deployments of the portal. */
export interface PortalSettings {
  readonly publicBaseUrl: string;
  /** secrets an edge must send; none where nothing stands before the portal */
  readonly originSecrets: readonly string[];
  readonly allowances: Allowances;
  /** origin of the signing software on an official's own machine */
  readonly tokenAgent: string;
}

/** Everything the portal reaches outside itself. */
export interface PortalDeps extends LoginDeps {
  readonly settings: PortalSettings;
  readonly services: Services;
  readonly assets: Assets;
  /** dossiers to start from on the submitting page */
  readonly samples: readonly Sample[];
  readonly limiter: Pick<RateLimiter, 'take'>;
  readonly newId: NewId;
}
