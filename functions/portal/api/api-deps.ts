import type { Clock } from '../../platform/clock.ts';
import type { Services } from '../services.ts';

/** What the API's routes and the pages over the same use cases need. */
export interface ApiDeps {
  readonly services: Services;
  readonly clock: Clock;
  readonly publicBaseUrl: string;
}
