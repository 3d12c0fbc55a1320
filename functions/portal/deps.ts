import type { LoginDeps } from './routes/login-routes.tsx';
import type { Sample } from './desk/samples.ts';
import type { FrontDeps } from './front.ts';
import type { Services } from './services.ts';

/** Everything the portal reaches outside itself. */
export interface PortalDeps extends Omit<FrontDeps, 'sessions'>, LoginDeps {
  readonly services: Services;
  /** origin of the signing software on an official's own machine */
  readonly tokenAgent: string;
  /** dossiers to start from on the submitting page */
  readonly samples: readonly Sample[];
}
