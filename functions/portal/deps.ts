import type { LoginDeps } from './routes/login-routes.tsx';
import type { Assets } from './http/assets.ts';
import type { Allowances, RateLimiter } from './http/rate-limit.ts';
import type { NewId } from '../platform/ids.ts';

/** What differs between two deployments of the portal. */
export interface PortalSettings {
  readonly publicBaseUrl: string;
  /** secrets an edge must send; none where nothing stands before the portal */
  readonly originSecrets: readonly string[];
  readonly allowances: Allowances;
}

/** Everything the portal reaches outside itself. */
export interface PortalDeps extends LoginDeps {
  readonly settings: PortalSettings;
  readonly assets: Assets;
  readonly limiter: Pick<RateLimiter, 'take'>;
  readonly newId: NewId;
}
